package sqlite

import (
	"context"

	"casedesk/cases"
)

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

// SeriesLeft is what is left of the leased numbers of one series and year.
type SeriesLeft struct {
	Series string
	Year   int
	Left   int
	From   int // the next number; 0 when none is left
	To     int // the last number of the last block
}

// Series lists what is left of every series and year that was ever leased.
func (s *Session) Series(ctx context.Context) ([]SeriesLeft, error) {
	if _, err := s.keys(); err != nil {
		return nil, err
	}
	rows, err := s.store.read.QueryContext(ctx, `SELECT series, year, sum(to_no - next + 1),
			coalesce(min(CASE WHEN next <= to_no THEN next END), 0), max(to_no)
		FROM (SELECT b.series, b.year, to_no, coalesce((SELECT max(n) + 1 FROM number u
			WHERE u.series = b.series AND u.year = b.year AND u.n BETWEEN b.from_no AND b.to_no), from_no) AS next FROM number_block b)
		GROUP BY series, year ORDER BY year DESC, series`)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	var all []SeriesLeft
	for rows.Next() {
		var l SeriesLeft
		if err := rows.Scan(&l.Series, &l.Year, &l.Left, &l.From, &l.To); err != nil {
			return nil, fault(err)
		}
		all = append(all, l)
	}
	return all, fault(rows.Err())
}
