package sqlite

import (
	"context"

	"casedesk/cases"
)

// Aside is one event that could not be taken in.
type Aside struct {
	Event    cases.Hash
	Case     cases.ID
	Reason   string // key of the sentence that says why
	envelope cases.Envelope
	receipt  cases.Receipt
}

// Asides lists the events from elsewhere that wait for a person or a key.
func (s *Session) Asides(ctx context.Context) ([]Aside, error) {
	if _, err := s.keys(); err != nil {
		return nil, err
	}
	return readAside(ctx, s.store.read, "ORDER BY position, hash")
}

func readAside(ctx context.Context, q querier, rest string, args ...any) ([]Aside, error) {
	rows, err := q.QueryContext(ctx, "SELECT hash, case_id, reason, header, sig, body, position, at, receipt FROM aside "+rest, args...)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	all := []Aside{}
	for rows.Next() {
		var a Aside
		var hash, id []byte
		var position int64
		if err := rows.Scan(&hash, &id, &a.Reason, &a.envelope.Header, &a.envelope.Sig, &a.envelope.Body, &position, &a.receipt.At, &a.receipt.Sig); err != nil {
			return nil, fault(err)
		}
		copy(a.Event[:], hash)
		copy(a.Case[:], id)
		a.receipt.Event, a.receipt.Position = a.Event, uint64(position)
		all = append(all, a)
	}
	return all, fault(rows.Err())
}

func keepAside(ctx context.Context, tx *txn, env cases.Envelope, r cases.Receipt, reason string) error {
	hash := env.Hash()
	h, err := cases.DecodeHeader(env.Header)
	if err != nil {
		h = cases.Header{} // kept all the same; nobody can say which case it is of
	}
	_, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO aside (hash, case_id, reason, header, sig, body, position, at, receipt)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, hash[:], h.Case[:], reason, env.Header, env.Sig, env.Body, int64(r.Position), r.At, r.Sig)
	return fault(err)
}
