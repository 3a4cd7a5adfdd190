package sqlite

import (
	"context"
	"database/sql"
	"errors"
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
	return inTx(ctx, s.store.write, func(tx *txn) error {
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
	err = inTx(ctx, s.store.write, func(tx *txn) error {
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

// numberIssued ties a taken number to the letter that bears it. One that was never
// taken here, was voided, or stands on another letter, is refused; a receipt bears
// the 收件号, which comes from no block.
func numberIssued(ctx context.Context, tx *txn, e cases.Event) error {
	letter, ok := e.Act.(cases.LetterAct)
	if !ok {
		return nil
	}
	var state string
	err := tx.QueryRowContext(ctx, "SELECT state FROM number WHERE text = ?", letter.Number).Scan(&state)
	rule, _ := cases.LetterRuleOf(cases.LetterSort(letter.Letter))
	if errors.Is(err, sql.ErrNoRows) {
		if rule.Series != "" {
			return cases.Fail(cases.Conflict, "store.number_unknown", "number", letter.Number)
		}
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

// ownNumber ties a number of this device to a letter that comes back after a
// restore: the machine that was lost had issued it.
func (in *intake) ownNumber(ctx context.Context, e cases.Event) error {
	letter, ok := e.Act.(cases.LetterAct)
	if !ok || e.Header.Device != in.s.store.keys.Device {
		return nil
	}
	_, err := in.tx.ExecContext(ctx, "UPDATE number SET state = 'issued', event = ? WHERE text = ?", e.Hash[:], letter.Number)
	return fault(err)
}

// retireNumbers takes what is left of every leased block out of use: the machine
// that was lost may have given these numbers.
func retireNumbers(ctx context.Context, tx *txn) error {
	if _, err := tx.ExecContext(ctx, "UPDATE number SET state = 'void' WHERE state = 'taken'"); err != nil {
		return fault(err)
	}
	blocks, err := readBlocks(ctx, tx)
	if err != nil {
		return err
	}
	for _, b := range blocks {
		for n := b.From; n <= b.To; n++ {
			_, err := tx.ExecContext(ctx, `INSERT INTO number (series, year, n, text, state) VALUES (?, ?, ?, ?, 'void')
				ON CONFLICT DO NOTHING`, b.Series, b.Year, n, b.Format(n))
			if err != nil {
				return fault(err)
			}
		}
	}
	return nil
}

func readBlocks(ctx context.Context, q querier) (blocks []cases.NumberBlock, err error) {
	rows, err := q.QueryContext(ctx, "SELECT series, year, from_no, to_no FROM number_block ORDER BY series, year, from_no")
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var b cases.NumberBlock
		if err := rows.Scan(&b.Series, &b.Year, &b.From, &b.To); err != nil {
			return nil, fault(err)
		}
		blocks = append(blocks, b)
	}
	return blocks, fault(rows.Err())
}
