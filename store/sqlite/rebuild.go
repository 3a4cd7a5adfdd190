package sqlite

import (
	"context"

	"casedesk/cases"
)

// Rebuild writes the tables that screens read anew from the log. Done on a sound
// store it changes nothing.
func (s *Session) Rebuild(ctx context.Context) error {
	k, err := s.keys()
	if err != nil {
		return err
	}
	return inTx(ctx, s.store.write, func(tx *txn) error { return rebuild(ctx, tx, k.data, s.store.Directory()) })
}

func rebuild(ctx context.Context, tx *txn, data *dataKey, dir cases.Directory) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM case_row; DELETE FROM case_blob"); err != nil {
		return fault(err)
	}
	ids, err := caseIDs(ctx, tx)
	if err != nil {
		return err
	}
	all := touchedCases{}
	for _, id := range ids {
		all[id] = true
	}
	return all.reproject(ctx, tx, data, dir)
}

func caseIDs(ctx context.Context, q querier) ([]cases.ID, error) {
	rows, err := q.QueryContext(ctx, "SELECT DISTINCT case_id FROM event"+butBooks+" ORDER BY case_id")
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	var ids []cases.ID
	for rows.Next() {
		var id []byte
		if err := rows.Scan(&id); err != nil {
			return nil, fault(err)
		}
		ids = append(ids, cases.ID(id))
	}
	return ids, fault(rows.Err())
}

// projectionSum gives one hash over every row of the projections.
func projectionSum(ctx context.Context, q querier) (sum cases.Hash, err error) {
	h := newTableHash()
	for _, query := range []string{"SELECT * FROM case_row ORDER BY case_id", "SELECT * FROM case_blob ORDER BY blob, case_id"} {
		if err := h.add(ctx, q, query); err != nil {
			return sum, err
		}
	}
	return h.sum(), nil
}
