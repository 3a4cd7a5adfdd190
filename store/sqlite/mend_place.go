package sqlite

import (
	"context"
	"encoding/json"

	"casedesk/cases"
)

// lostFact tells at which places of the order of arrival events stood that were lost
// and that the library has: they come back to the same places, so that the lists are
// the same as before.
const lostFact = "lost"

// places are the places of lost events by their hash.
type places map[string]int64

func (m *mending) keepPlaces(ctx context.Context, tx *txn) error {
	lost := places{}
	for _, l := range m.lost {
		if l.there && !l.hash.IsZero() {
			lost[l.hash.String()] = l.id
		}
	}
	return lost.keep(ctx, tx)
}

func readPlaces(ctx context.Context, q querier) (places, error) {
	text, err := fact(ctx, q, lostFact)
	if err != nil || text == "" {
		return nil, err
	}
	lost := places{}
	if err := json.Unmarshal([]byte(text), &lost); err != nil {
		return nil, nil // they come back all the same
	}
	return lost, nil
}

func (p places) keep(ctx context.Context, tx *txn) error {
	if len(p) == 0 {
		_, err := tx.ExecContext(ctx, "DELETE FROM fact WHERE name = ?", lostFact)
		return fault(err)
	}
	text, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return setFact(ctx, tx, lostFact, string(text))
}

// comeBack puts an event that was lost where it stood, if nothing stands there now.
func (p places) comeBack(ctx context.Context, tx *txn, e cases.Event, env cases.Envelope) (done bool, err error) {
	name := e.Hash.String()
	id, was := p[name]
	if !was {
		return false, nil
	}
	delete(p, name)
	h := e.Header
	done, err = changes(tx.ExecContext(ctx, `INSERT INTO event (id, hash, device, epoch, seq, case_id, clock, header, sig, body)
		SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 WHERE NOT EXISTS (SELECT 1 FROM event WHERE id = ?1)`,
		id, e.Hash[:], h.Device[:], h.Epoch, int64(h.Seq), h.Case[:], int64(h.Clock), env.Header, env.Sig, env.Body))
	return done, fault(err)
}
