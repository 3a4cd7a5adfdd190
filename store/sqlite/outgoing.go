package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"casedesk/cases"
)

// Unsent gives the events of this device's own log that the central library has
// not answered, in order and without a gap, at most limit (500 where it is 0),
// and the case keys it has not been given. Before the log that is written now
// comes what a backup held of an earlier epoch. With from above 0 the events begin
// at that seq, answered or not: the library lost them.
func (s *Session) Unsent(ctx context.Context, from uint64, limit int) ([]cases.Envelope, []cases.KeyWrap, error) {
	if _, err := s.keys(); err != nil {
		return nil, nil, err
	}
	epoch, first, err := s.firstUnanswered(ctx)
	if err != nil {
		return nil, nil, err
	}
	if limit <= 0 {
		limit = 500
	}
	wraps, err := s.unsentWraps(ctx)
	if err != nil || first == 0 && from == 0 {
		return nil, wraps, err
	}
	if from == 0 || first != 0 && first < from {
		from = first
	}
	events, err := readEnvelopes(ctx, s.store.read, "WHERE device = ? AND epoch = ? AND seq >= ? ORDER BY seq LIMIT ?",
		s.store.keys.Device[:], epoch, int64(from), limit)
	return events, wraps, err
}

// firstUnanswered gives the earliest place in this device's log that has no
// answer; when all is answered, the epoch that is written now and seq 0.
func (s *Session) firstUnanswered(ctx context.Context) (epoch uint32, seq uint64, err error) {
	if epoch, err = epochOf(ctx, s.store.read); err != nil {
		return 0, 0, err
	}
	err = s.store.read.QueryRowContext(ctx, `SELECT e.epoch, e.seq FROM event e
		LEFT JOIN receipt r ON r.event = e.hash LEFT JOIN sending n ON n.event = e.hash
		WHERE e.device = ? AND r.event IS NULL AND coalesce(n.state, '') <> 'aside' ORDER BY e.epoch, e.seq LIMIT 1`,
		s.store.keys.Device[:]).Scan(&epoch, &seq)
	if errors.Is(err, sql.ErrNoRows) {
		return epoch, 0, nil
	}
	return epoch, seq, fault(err)
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

// Sent marks events as handed to the central library and not yet confirmed; one
// that has an answer keeps it.
func (s *Session) Sent(ctx context.Context, events []cases.Hash) error {
	return s.mark(ctx, events, func(tx *txn, h cases.Hash) (bool, error) {
		return changes(tx.ExecContext(ctx, `INSERT INTO sending (event, state) SELECT hash, 'sent' FROM event
			WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM receipt WHERE event = ?1) ON CONFLICT DO NOTHING`, h[:]))
	})
}

// SetAside marks an own event that the central library refused, with the key of
// the sentence that says why. The event stays in the log; the rest go on.
func (s *Session) SetAside(ctx context.Context, event cases.Hash, reason string) error {
	return s.mark(ctx, []cases.Hash{event}, func(tx *txn, h cases.Hash) (bool, error) {
		return changes(tx.ExecContext(ctx, `INSERT INTO sending (event, state, reason) SELECT hash, 'aside', ? FROM event WHERE hash = ?
			ON CONFLICT (event) DO UPDATE SET state = 'aside', reason = excluded.reason`, reason, h[:]))
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
	return s.mark(ctx, events, func(tx *txn, h cases.Hash) (bool, error) { return keepReceipt(ctx, tx, byEvent[h]) })
}

// keepReceipt refuses a second position for one event and a second event for one
// position: a library never moves what it has placed. It tells whether the
// receipt is new here.
func keepReceipt(ctx context.Context, tx *txn, r cases.Receipt) (bool, error) {
	fresh, err := changes(tx.ExecContext(ctx, "INSERT INTO receipt (event, position, at, sig) VALUES (?, ?, ?, ?) ON CONFLICT (event) DO NOTHING",
		r.Event[:], int64(r.Position), r.At, r.Sig))
	if isTwice(err) {
		return false, cases.Fail(cases.Conflict, "store.receipt").Because(err)
	}
	if err != nil {
		return false, fault(err)
	}
	if !fresh {
		var held int64
		err := tx.QueryRowContext(ctx, "SELECT position FROM receipt WHERE event = ?", r.Event[:]).Scan(&held)
		if err == nil && held != int64(r.Position) {
			err = cases.Fail(cases.Conflict, "store.receipt")
		}
		return false, fault(err)
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM sending WHERE event = ?", r.Event[:])
	return true, fault(err)
}

// changes tells whether a statement changed any row.
func changes(res sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

// mark changes how far events have come and brings their cases' lines up to
// date; where nothing changes it writes nothing.
func (s *Session) mark(ctx context.Context, events []cases.Hash, each func(*txn, cases.Hash) (bool, error)) error {
	k, err := s.keys()
	if err != nil || len(events) == 0 {
		return err
	}
	err = inTx(ctx, s.store.write, func(tx *txn) error {
		touched := touchedCases{}
		for _, h := range events {
			changed, err := each(tx, h)
			if err != nil {
				return err
			}
			if !changed {
				continue
			}
			if err := touched.add(ctx, tx, h); err != nil {
				return err
			}
		}
		return touched.project(ctx, tx, s.projector(k))
	})
	if err != nil {
		return err
	}
	return s.sweepGone(ctx)
}

// Cursor gives how far this desk has pulled, "" at first.
func (s *Session) Cursor(ctx context.Context) (string, error) {
	if _, err := s.keys(); err != nil {
		return "", err
	}
	return fact(ctx, s.store.read, "cursor")
}
