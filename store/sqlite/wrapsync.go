package sqlite

import (
	"context"

	"casedesk/cases"
)

func (s *Session) unsentWraps(ctx context.Context) ([]cases.KeyWrap, error) {
	rows, err := s.store.read.QueryContext(ctx, "SELECT case_id, office, sealed FROM key_wrap WHERE sent = 0 ORDER BY case_id, office")
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	var out []cases.KeyWrap
	for rows.Next() {
		var w cases.KeyWrap
		var id, office []byte
		if err := rows.Scan(&id, &office, &w.Sealed); err != nil {
			return nil, fault(err)
		}
		w.Case, w.Office = cases.ID(id), cases.ID(office)
		out = append(out, w)
	}
	return out, fault(rows.Err())
}

// WrapsSent remembers that the central library has these sealed case keys.
func (s *Session) WrapsSent(ctx context.Context, wraps []cases.KeyWrap) error {
	if _, err := s.keys(); err != nil || len(wraps) == 0 {
		return err
	}
	return inTx(ctx, s.store.write, func(tx *txn) error {
		for _, w := range wraps {
			if _, err := tx.ExecContext(ctx, "UPDATE key_wrap SET sent = 1 WHERE case_id = ? AND office = ?", w.Case[:], w.Office[:]); err != nil {
				return err
			}
		}
		return nil
	})
}
