package central

import (
	"context"
	"slices"

	"casedesk/cases"
)

// endings answers for the acts about cases' files within one push. Their bodies can
// be read by everybody, so the library holds them against the rules of
// cases.Ending like any desk; of the case itself it knows nothing.
type endings struct {
	known  map[cases.ID]cases.Ending // of cases with such acts in this push
	before map[cases.ID]bool         // destroyed before this push
	gone   []cases.ID                // destroyed by it
}

// endings reads what is known of the cases that a push touches.
func (t *turn) endings(ctx context.Context, p Push, fresh []Arrival) (*endings, error) {
	n := &endings{known: map[cases.ID]cases.Ending{}, before: map[cases.ID]bool{}}
	seen := map[cases.ID]bool{}
	var args []any
	for _, a := range fresh {
		if a.Reason == "" && cases.IsEnding(a.Header.Kind) {
			if _, ok := n.known[a.Header.Case]; !ok {
				known, err := t.ending(ctx, p, a.Header.Case)
				if err != nil {
					return nil, err
				}
				n.known[a.Header.Case] = known
			}
		}
		if !seen[a.Header.Case] {
			seen[a.Header.Case] = true
			args = append(args, slices.Clone(a.Header.Case[:]))
		}
	}
	for _, w := range p.Wraps {
		if !seen[w.Case] {
			seen[w.Case] = true
			args = append(args, slices.Clone(w.Case[:]))
		}
	}
	for part := range slices.Chunk(args, 1000) {
		if err := t.destroyed(ctx, part, n.before); err != nil {
			return nil, err
		}
	}
	return n, nil
}

func (t *turn) destroyed(ctx context.Context, part []any, into map[cases.ID]bool) error {
	rows, err := t.tx.QueryContext(ctx, `SELECT case_id FROM event WHERE kind = 'destroyed' AND case_id IN (`+places(1, len(part))+`)`, part...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var of []byte
		if err := rows.Scan(&of); err != nil {
			return err
		}
		into[cases.ID(of)] = true
	}
	return rows.Err()
}

// ending adds up the acts about one case's file that the library holds.
func (t *turn) ending(ctx context.Context, p Push, of cases.ID) (n cases.Ending, err error) {
	rows, err := t.tx.QueryContext(ctx, `SELECT header, sig, body FROM event
		WHERE case_id = $1 AND kind IN ('held', 'released', 'end_asked', 'destroyed') ORDER BY position`, of[:])
	if err != nil {
		return n, err
	}
	defer rows.Close()
	for rows.Next() {
		var env cases.Envelope
		if err := rows.Scan(&env.Header, &env.Sig, &env.Body); err != nil {
			return n, err
		}
		e, err := cases.Read(env, cases.CaseKey{})
		if err != nil {
			return n, err
		}
		office, _, _ := p.Directory.OfficeOf(e.Header.Actor)
		if after, err := n.After(e, office.ID); err == nil {
			n = after
		}
	}
	return n, rows.Err()
}

// mayTake tells why an event cannot be taken on account of what was said of its
// case's file: "" where it can.
func (n *endings) mayTake(p Push, a Arrival, known bool) string {
	of := a.Header.Case
	if n.before[of] || slices.Contains(n.gone, of) {
		return "sync.destroyed"
	}
	if !cases.IsEnding(a.Header.Kind) {
		return ""
	}
	if !known {
		return "sync.scope"
	}
	e, err := cases.Read(a.Envelope, cases.CaseKey{})
	if err != nil {
		return cases.KeyOf(err)
	}
	after, err := n.known[of].After(e, p.Office)
	if err != nil {
		return cases.KeyOf(err)
	}
	n.known[of] = after
	if after.Destroyed != nil {
		n.gone = append(n.gone, of)
	}
	return ""
}

// forget destroys the keys of destroyed cases that the library keeps for offices.
func (t *turn) forget(ctx context.Context, gone []cases.ID) error {
	for _, of := range gone {
		if _, err := t.tx.ExecContext(ctx, `UPDATE scope SET sealed = NULL WHERE case_id = $1`, of[:]); err != nil {
			return err
		}
	}
	return nil
}
