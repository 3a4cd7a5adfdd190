package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"

	"casedesk/cases"
)

// sumEvery is after how many events a long case is kept as what they add up to,
// so that opening it reads at most as many.
const sumEvery = 64

// sumPoint gives how many of a log's first events are kept as their sum: the most
// whole steps of sumEvery that came here before all the rest. So an event that
// comes later is never one of them, and the point follows from the log alone.
func sumPoint(log []logged) int {
	for k := len(log) / sumEvery * sumEvery; k > 0; k -= sumEvery {
		last, next := int64(0), int64(0)
		for i, l := range log {
			if i < k {
				last = max(last, l.id)
			} else if next == 0 || l.id < next {
				next = l.id
			}
		}
		if next == 0 || last < next {
			return k
		}
	}
	return 0
}

func sumPlace(id cases.ID) string { return "sum " + id.String() }

const (
	selectSum  = "SELECT events, last, sealed FROM case_sum WHERE case_id = ?"
	replaceSum = `INSERT INTO case_sum (case_id, events, last, plain, sealed) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET events = excluded.events, last = excluded.last, plain = excluded.plain, sealed = excluded.sealed`
)

// keepSum keeps a case as these events add up to; no events, no sum. What is kept
// already stays as it lies.
func (p projector) keepSum(ctx context.Context, tx *txn, id cases.ID, c cases.Case, log []logged) error {
	if len(log) == 0 {
		_, err := tx.ExecContext(ctx, "DELETE FROM case_sum WHERE case_id = ?", id[:])
		return fault(err)
	}
	last := int64(0)
	for _, l := range log {
		last = max(last, l.id)
	}
	return p.putSum(ctx, tx, id, c, len(log), last)
}

func (p projector) putSum(ctx context.Context, tx *txn, id cases.ID, c cases.Case, events int, last int64) error {
	plain, err := encodeSum(c)
	if err != nil {
		return err
	}
	hash := sha256.Sum256(plain)
	var held bool
	err = tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM case_sum WHERE case_id = ? AND events = ? AND last = ? AND plain = ?)",
		id[:], events, last, hash[:]).Scan(&held)
	if err != nil || held {
		return fault(err)
	}
	sealed, err := p.data.seal(p.random, sumPlace(id), plain)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, replaceSum, id[:], events, last, hash[:], sealed)
	return fault(err)
}

// summed is a case with what is needed to go on from it.
type summed struct {
	c      cases.Case
	events int
	log    cases.Hash // standing.log, so that a sum of another log is noticed
	key    cases.CaseKey
	lock   []byte // key as it is sealed in the store
}

// sumUp adds up a case: from its sum on, where one is kept. NotFound where this
// desk has none of its events.
func sumUp(ctx context.Context, q querier, data *dataKey, dir cases.Directory, id cases.ID) (s summed, err error) {
	var last int64
	var sealed []byte
	err = q.QueryRowContext(ctx, selectSum, id[:]).Scan(&s.events, &last, &sealed)
	switch {
	case errors.Is(err, sql.ErrNoRows):
	case err != nil:
		return s, fault(err)
	default:
		plain, err := data.open(sumPlace(id), sealed)
		if err != nil {
			return s, err
		}
		if s.c, err = decodeSum(plain); err != nil {
			return s, err
		}
	}
	log, err := readLog(ctx, q, id, last)
	if err != nil {
		return s, err
	}
	if s.events += len(log); s.events == 0 {
		return s, cases.Fail(cases.NotFound, "store.no_case")
	}
	if s.key, err = caseKey(ctx, q, data, id); err != nil {
		return s, err
	}
	s.c, err = fold(s.c, log, s.key, dir)
	return s, err
}
