package sqlite

import (
	"context"
	"database/sql"

	"casedesk/cases"
)

// Unsent gives the events of this device's own log that the central library has
// not answered, in order and without a gap, at most limit (500 where it is 0),
// and the case keys it has not been given. With from above 0 the events begin at
// that seq, answered or not: the library lost them.
func (s *Session) Unsent(ctx context.Context, from uint64, limit int) ([]cases.Envelope, []cases.KeyWrap, error) {
	if _, err := s.keys(); err != nil {
		return nil, nil, err
	}
	epoch, err := epochOf(ctx, s.store.read)
	if err != nil {
		return nil, nil, err
	}
	if from == 0 {
		if from, err = s.firstUnanswered(ctx, epoch); err != nil {
			return nil, nil, err
		}
	}
	if limit <= 0 {
		limit = 500
	}
	wraps, err := s.unsentWraps(ctx)
	if err != nil || from == 0 {
		return nil, wraps, err
	}
	events, err := readEnvelopes(ctx, s.store.read, "WHERE device = ? AND epoch = ? AND seq >= ? ORDER BY seq LIMIT ?",
		s.store.keys.Device[:], epoch, int64(from), limit)
	return events, wraps, err
}

// firstUnanswered gives 0 when all is answered.
func (s *Session) firstUnanswered(ctx context.Context, epoch uint32) (seq uint64, err error) {
	err = s.store.read.QueryRowContext(ctx, `SELECT coalesce(min(e.seq), 0) FROM event e
		LEFT JOIN receipt r ON r.event = e.hash LEFT JOIN sending n ON n.event = e.hash
		WHERE e.device = ? AND e.epoch = ? AND r.event IS NULL AND coalesce(n.state, '') <> 'aside'`,
		s.store.keys.Device[:], epoch).Scan(&seq)
	return seq, fault(err)
}

func readEnvelopes(ctx context.Context, q querier, rest string, args ...any) ([]cases.Envelope, error) {
	rows, err := q.QueryContext(ctx, "SELECT header, sig, body FROM event "+rest, args...)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	var out []cases.Envelope
	for rows.Next() {
		var e cases.Envelope
		if err := rows.Scan(&e.Header, &e.Sig, &e.Body); err != nil {
			return nil, fault(err)
		}
		out = append(out, e)
	}
	return out, fault(rows.Err())
}

// Sent marks events as handed to the central library and not yet confirmed.
func (s *Session) Sent(ctx context.Context, events []cases.Hash) error {
	return s.mark(ctx, events, func(tx *sql.Tx, h cases.Hash) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO sending (event, state) SELECT hash, 'sent' FROM event WHERE hash = ? ON CONFLICT DO NOTHING", h[:])
		return err
	})
}

// SetAside marks an own event that the central library refused, with the key of
// the sentence that says why. The event stays in the log; the rest go on.
func (s *Session) SetAside(ctx context.Context, event cases.Hash, reason string) error {
	return s.mark(ctx, []cases.Hash{event}, func(tx *sql.Tx, h cases.Hash) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO sending (event, state, reason) SELECT hash, 'aside', ? FROM event WHERE hash = ?
			ON CONFLICT (event) DO UPDATE SET state = 'aside', reason = excluded.reason`, reason, h[:])
		return err
	})
}

// Confirm keeps the central library's receipts. Each must be signed by the pinned
// root's key; a receipt that is here already is no error.
func (s *Session) Confirm(ctx context.Context, receipts []cases.Receipt) error {
	events := make([]cases.Hash, len(receipts))
	byEvent := map[cases.Hash]cases.Receipt{}
	for i, r := range receipts {
		if err := r.Verify(s.store.root); err != nil {
			return err
		}
		events[i], byEvent[r.Event] = r.Event, r
	}
	return s.mark(ctx, events, func(tx *sql.Tx, h cases.Hash) error { return keepReceipt(ctx, tx, byEvent[h]) })
}

// keepReceipt refuses a second position for one event and a second event for one
// position: a library never moves what it has placed.
func keepReceipt(ctx context.Context, tx *sql.Tx, r cases.Receipt) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO receipt (event, position, at, sig) VALUES (?, ?, ?, ?) ON CONFLICT (event) DO NOTHING",
		r.Event[:], int64(r.Position), r.At, r.Sig)
	if isTwice(err) {
		return cases.Fail(cases.Conflict, "store.receipt").Because(err)
	}
	if err != nil {
		return fault(err)
	}
	var held int64
	if err := tx.QueryRowContext(ctx, "SELECT position FROM receipt WHERE event = ?", r.Event[:]).Scan(&held); err != nil {
		return fault(err)
	}
	if held != int64(r.Position) {
		return cases.Fail(cases.Conflict, "store.receipt")
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM sending WHERE event = ?", r.Event[:])
	return fault(err)
}

// mark changes how far events have come and brings their cases' lines up to date.
func (s *Session) mark(ctx context.Context, events []cases.Hash, each func(*sql.Tx, cases.Hash) error) error {
	k, err := s.keys()
	if err != nil {
		return err
	}
	return inTx(ctx, s.store.write, func(tx *sql.Tx) error {
		touched := touchedCases{}
		for _, h := range events {
			if err := touched.add(ctx, tx, h); err != nil {
				return err
			}
			if err := each(tx, h); err != nil {
				return err
			}
		}
		return touched.reproject(ctx, tx, k.data)
	})
}

// Cursor gives how far this desk has pulled, "" at first.
func (s *Session) Cursor(ctx context.Context) (string, error) {
	return fact(ctx, s.store.read, "cursor")
}
