package sqlite

import "context"

// LastNumber gives the highest document number of a series and year that this
// device was ever leased, 0 for none: a new lease begins after it.
func (s *Session) LastNumber(ctx context.Context, series string, year int) (n int, err error) {
	if _, err := s.keys(); err != nil {
		return 0, err
	}
	err = s.store.read.QueryRowContext(ctx, "SELECT coalesce(max(to_no), 0) FROM number_block WHERE series = ? AND year = ?", series, year).Scan(&n)
	return n, fault(err)
}
