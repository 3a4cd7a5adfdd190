package sqlite

import (
	"context"
	"fmt"

	"casedesk/cases"
)

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
