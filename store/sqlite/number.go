package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"

	"casedesk/cases"
)

// AddBlock takes a run of document numbers that the central library leased to
// this device. The same block again is no error; one that overlaps another is.
func (s *Session) AddBlock(ctx context.Context, b cases.NumberBlock) error {
	if _, err := s.keys(); err != nil {
		return err
	}
	if b.Series == "" || b.From < 1 || b.To < b.From {
		return cases.Fail(cases.Invalid, "store.block")
	}
	if b.Device != s.store.keys.Device || b.Office != s.store.keys.Office {
		return cases.Fail(cases.Forbidden, "store.block_other")
	}
	return inTx(ctx, s.store.write, func(tx *sql.Tx) error {
		var from, to int
		err := tx.QueryRowContext(ctx, "SELECT from_no, to_no FROM number_block WHERE series = ? AND year = ? AND from_no <= ? AND to_no >= ?",
			b.Series, b.Year, b.To, b.From).Scan(&from, &to)
		switch {
		case err == nil && from == b.From && to == b.To:
			return nil
		case err == nil:
			return cases.Fail(cases.Conflict, "store.block_overlap", "series", b.Series)
		case !errors.Is(err, sql.ErrNoRows):
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO number_block (series, year, from_no, to_no, office, device) VALUES (?, ?, ?, ?, ?, ?)",
			b.Series, b.Year, b.From, b.To, b.Office[:], b.Device[:])
		return err
	})
}

// blockEnds is the blocks of a series and year with the next number of each;
// numbers of a block are given in order.
const blockEnds = `(SELECT from_no, to_no, coalesce((SELECT max(n) + 1 FROM number u
	WHERE u.series = b.series AND u.year = b.year AND u.n BETWEEN b.from_no AND b.to_no), from_no) AS next
	FROM number_block b WHERE series = ? AND year = ?)`

// TakeNumber gives the next document number of a series and year, never the
// same one twice, and fails with Exhausted when the leased blocks are empty. The
// number counts as taken until a letter that bears it is recorded.
func (s *Session) TakeNumber(ctx context.Context, series string, year int) (text string, err error) {
	if _, err := s.keys(); err != nil {
		return "", err
	}
	err = inTx(ctx, s.store.write, func(tx *sql.Tx) error {
		b := cases.NumberBlock{Series: series, Year: year}
		var n int
		err := tx.QueryRowContext(ctx, "SELECT from_no, to_no, next FROM "+blockEnds+" WHERE next <= to_no ORDER BY from_no LIMIT 1",
			series, year).Scan(&b.From, &b.To, &n)
		if errors.Is(err, sql.ErrNoRows) {
			return cases.Fail(cases.Exhausted, "store.no_numbers", "series", series, "year", strconv.Itoa(year))
		}
		if err != nil {
			return err
		}
		text = b.Format(n)
		_, err = tx.ExecContext(ctx, "INSERT INTO number (series, year, n, text, state) VALUES (?, ?, ?, ?, 'taken')", series, year, n, text)
		return err
	})
	if err != nil {
		return "", err
	}
	return text, nil
}

// numberIssued ties a taken number to the letter that bears it. One that was
// voided, or stands on another letter, is refused; numbers that come from no
// block (收件号) are not looked at.
func numberIssued(ctx context.Context, tx *sql.Tx, e cases.Event) error {
	letter, ok := e.Act.(cases.LetterAct)
	if !ok {
		return nil
	}
	var state string
	err := tx.QueryRowContext(ctx, "SELECT state FROM number WHERE text = ?", letter.Number).Scan(&state)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	if state != NumberTaken {
		return cases.Fail(cases.Conflict, "store.number_used", "number", letter.Number)
	}
	_, err = tx.ExecContext(ctx, "UPDATE number SET state = 'issued', event = ? WHERE text = ?", e.Hash[:], letter.Number)
	return err
}

// The states of a number that has left its block.
const (
	NumberTaken  = "taken"  // given out; no letter bears it yet
	NumberIssued = "issued" // a letter bears it
	NumberVoid   = "void"   // spoilt; listed at the end of the year
)

// UsedNumber is one number that has left its block.
type UsedNumber struct {
	Text  string
	State string     // NumberTaken, NumberIssued or NumberVoid
	Event cases.Hash // the letter, when issued
}

// Numbers lists the used numbers of a series and year in order.
func (s *Session) Numbers(ctx context.Context, series string, year int) ([]UsedNumber, error) {
	if _, err := s.keys(); err != nil {
		return nil, err
	}
	rows, err := s.store.read.QueryContext(ctx, "SELECT text, state, event FROM number WHERE series = ? AND year = ? ORDER BY n", series, year)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	used := []UsedNumber{}
	for rows.Next() {
		var u UsedNumber
		var event []byte
		if err := rows.Scan(&u.Text, &u.State, &event); err != nil {
			return nil, fault(err)
		}
		copy(u.Event[:], event)
		used = append(used, u)
	}
	return used, fault(rows.Err())
}

// VoidNumber marks a taken number as spoilt; an issued one cannot be.
func (s *Session) VoidNumber(ctx context.Context, text string) error {
	if _, err := s.keys(); err != nil {
		return err
	}
	res, err := s.store.write.ExecContext(ctx, "UPDATE number SET state = 'void' WHERE text = ? AND state = 'taken'", text)
	if err != nil {
		return fault(err)
	}
	if n, err := res.RowsAffected(); err == nil && n == 0 {
		return cases.Fail(cases.Conflict, "store.number_used", "number", text)
	}
	return nil
}

// NumbersLeft counts the numbers of a series and year that are still to be given.
func (s *Session) NumbersLeft(ctx context.Context, series string, year int) (n int, err error) {
	if _, err := s.keys(); err != nil {
		return 0, err
	}
	err = s.store.read.QueryRowContext(ctx, "SELECT coalesce(sum(to_no - next + 1), 0) FROM "+blockEnds, series, year).Scan(&n)
	return n, fault(err)
}

// NextReceiptNumber gives the next 收件号 of this device: the prefix, the day and
// a running number of that prefix and year. The prefix must tell devices apart.
func (s *Session) NextReceiptNumber(ctx context.Context, prefix string, day cases.Date) (string, error) {
	if _, err := s.keys(); err != nil {
		return "", err
	}
	year, month, dom := day.Split()
	if year == 0 {
		return "", cases.Fail(cases.Invalid, "store.receipt_day")
	}
	var n int
	err := s.store.write.QueryRowContext(ctx, `INSERT INTO receipt_number (prefix, year, last) VALUES (?, ?, 1)
		ON CONFLICT (prefix, year) DO UPDATE SET last = last + 1 RETURNING last`, prefix, year).Scan(&n)
	if err != nil {
		return "", fault(err)
	}
	return fmt.Sprintf("%s%04d%02d%02d-%04d", prefix, year, month, dom, n), nil
}
