package sqlite

import (
	"context"
	"errors"

	"casedesk/cases"
)

// Rebuild writes the tables that screens read anew from the log. Done on a sound
// store it changes nothing.
func (s *Session) Rebuild(ctx context.Context) error {
	k, err := s.keys()
	if err != nil {
		return err
	}
	return inTx(ctx, s.store.write, func(tx *txn) error {
		if err := rebuild(ctx, tx, s.projector(k)); err != nil {
			return err
		}
		return rebuildRecords(ctx, tx, k.data)
	})
}

// projected is the form of the tables that this program makes from the log; a
// store whose tables are of another form gets them anew when it is unlocked.
const projected = "3"

// project brings the tables of an older store into this program's form.
func (s *Session) project(ctx context.Context) error {
	form, err := fact(ctx, s.store.read, "projected")
	if err != nil || form == projected {
		return err
	}
	k, err := s.keys()
	if err != nil {
		return err
	}
	p := s.projector(k)
	p.lenient = true
	return inTx(ctx, s.store.write, func(tx *txn) error {
		err := errors.Join(rebuild(ctx, tx, p), rebuildRecords(ctx, tx, k.data))
		if err != nil {
			return err
		}
		return setFact(ctx, tx, "projected", projected)
	})
}

func rebuild(ctx context.Context, tx *txn, p projector) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM case_row; DELETE FROM case_cell; DELETE FROM case_tally; DELETE FROM case_blob; DELETE FROM case_sum; DELETE FROM case_end;
		INSERT INTO case_search (case_search) VALUES ('delete-all')`)
	if err != nil {
		return fault(err)
	}
	ids, err := caseIDs(ctx, tx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		err := p.again(ctx, tx, id)
		if p.lenient && err != nil && !isOfDisk(err) {
			continue // Check names it; the other cases are worked on
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// caseIDs lists the cases, those that came here first before the others.
func caseIDs(ctx context.Context, q querier) ([]cases.ID, error) {
	rows, err := q.QueryContext(ctx, "SELECT case_id FROM event"+butBooks+" GROUP BY case_id ORDER BY min(id)")
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

// Lists gives one hash over all that screens read besides the log. Desks of an office
// that came to the same events in the same order have the same.
func (s *Session) Lists(ctx context.Context) (cases.Hash, error) {
	if _, err := s.keys(); err != nil {
		return cases.Hash{}, err
	}
	return projectionSum(ctx, s.store.read)
}

// projectionSum gives one hash over every row of the projections.
func projectionSum(ctx context.Context, q querier) (sum cases.Hash, err error) {
	h := newTableHash()
	for _, query := range []string{
		"SELECT * FROM case_row ORDER BY id", "SELECT * FROM case_cell ORDER BY id", "SELECT * FROM case_tally ORDER BY what, holder, value",
		"SELECT * FROM case_blob ORDER BY blob, case_id", "SELECT case_id, events, last, plain FROM case_sum ORDER BY case_id",
		"SELECT term, doc FROM case_search_term ORDER BY term", "SELECT * FROM case_end ORDER BY case_id",
	} {
		if err := h.add(ctx, q, query); err != nil {
			return sum, err
		}
	}
	return h.sum(), nil
}
