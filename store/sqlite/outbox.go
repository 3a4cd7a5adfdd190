package sqlite

import (
	"context"
	"database/sql"

	"casedesk/cases"
)

// Outbox is how far this device's own events about cases have come; its book of
// who saw what goes with them and is not counted.
type Outbox struct {
	Unsent   int         // neither sent nor answered
	Sent     int         // sent, not yet confirmed
	Oldest   cases.Clock // of the oldest that is not confirmed; zero for none
	Position uint64      // the highest position of an own event
	Refused  []Refused
}

// Refused is an own event that the central library did not take.
type Refused struct {
	Event  cases.Hash
	Kind   cases.Kind
	Row    cases.Row // of its case
	Reason string    // key of the sentence that says why
}

// Outbox tells how far this device's own events have come.
func (s *Session) Outbox(ctx context.Context) (o Outbox, err error) {
	if _, err := s.keys(); err != nil {
		return o, err
	}
	var oldest sql.NullInt64
	err = s.store.read.QueryRowContext(ctx, `SELECT
			coalesce(sum(r.event IS NULL AND n.event IS NULL), 0), coalesce(sum(r.event IS NULL AND n.state = 'sent'), 0),
			min(CASE WHEN r.event IS NULL AND coalesce(n.state, '') <> 'aside' THEN e.clock END), coalesce(max(r.position), 0)
		FROM event e LEFT JOIN receipt r ON r.event = e.hash LEFT JOIN sending n ON n.event = e.hash WHERE e.device = ? AND e.case_id <> e.device`,
		s.store.keys.Device[:]).Scan(&o.Unsent, &o.Sent, &oldest, &o.Position)
	if err != nil {
		return o, fault(err)
	}
	o.Oldest = cases.Clock(oldest.Int64)
	o.Refused, err = s.refused(ctx)
	return o, err
}

func (s *Session) refused(ctx context.Context) ([]Refused, error) {
	rows, err := s.store.read.QueryContext(ctx, `SELECT n.reason, e.header FROM sending n JOIN event e ON e.hash = n.event
		WHERE n.state = 'aside' ORDER BY e.epoch, e.seq`)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	var all []Refused
	for rows.Next() {
		var f Refused
		var header []byte
		if err := rows.Scan(&f.Reason, &header); err != nil {
			return nil, fault(err)
		}
		h, err := cases.DecodeHeader(header)
		if err != nil {
			return nil, err
		}
		f.Event, f.Kind, f.Row.Case = cases.HashHeader(header), h.Kind, h.Case
		all = append(all, f)
	}
	if err := rows.Err(); err != nil {
		return nil, fault(err)
	}
	if _, err := s.caseKeys(); err != nil {
		return all, nil // whoever keeps the machine sees which event it was, not whose case
	}
	for i := range all {
		if err := s.fillRow(ctx, &all[i].Row); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (s *Session) fillRow(ctx context.Context, r *cases.Row) error {
	rows, err := s.store.read.QueryContext(ctx, "SELECT "+rowColumns+" FROM case_row c WHERE c.case_id = ?", r.Case[:])
	if err != nil {
		return fault(err)
	}
	defer rows.Close()
	if rows.Next() {
		if *r, err = scanRow(rows); err != nil {
			return err
		}
	}
	return fault(rows.Err())
}
