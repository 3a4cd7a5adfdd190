package sqlite

import (
	"context"

	"casedesk/cases"
)

// Listed is one event of the log by its header alone, with the position that
// the central library gave it; 0 while it has none.
type Listed struct {
	Hash     cases.Hash
	Header   cases.Header
	Position uint64
}

// Headers lists all events in the order in which they came here, from the first.
func (s *Session) Headers(ctx context.Context) ([]Listed, error) {
	if _, err := s.keys(); err != nil {
		return nil, err
	}
	rows, err := s.store.read.QueryContext(ctx,
		"SELECT e.header, coalesce(r.position, 0) FROM event e LEFT JOIN receipt r ON r.event = e.hash ORDER BY e.id")
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	var out []Listed
	for rows.Next() {
		var raw []byte
		var l Listed
		if err := rows.Scan(&raw, &l.Position); err != nil {
			return nil, fault(err)
		}
		if l.Header, err = cases.DecodeHeader(raw); err != nil {
			return nil, err
		}
		l.Hash = cases.HashHeader(raw)
		out = append(out, l)
	}
	return out, fault(rows.Err())
}
