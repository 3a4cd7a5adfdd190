package sqlite

import (
	"context"
	"database/sql"

	"casedesk/cases"
)

// logged is one event as it lies in the log, with how far it has come.
type logged struct {
	id       int64 // order of arrival here
	env      cases.Envelope
	event    cases.Event // filled by fold
	position uint64      // in the library's order; 0 while it has no receipt
	sending  string      // "", sent or aside
}

const insertEventRow = "INSERT INTO event (hash, device, epoch, seq, case_id, clock, header, sig, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"

// insertEvent gives the event's place in the order of arrival.
func insertEvent(ctx context.Context, tx *txn, e cases.Event, env cases.Envelope) (id int64, err error) {
	h := e.Header
	res, err := tx.ExecContext(ctx, insertEventRow,
		e.Hash[:], h.Device[:], h.Epoch, int64(h.Seq), h.Case[:], int64(h.Clock), env.Header, env.Sig, env.Body)
	if err != nil {
		return 0, fault(err)
	}
	id, err = res.LastInsertId()
	return id, fault(err)
}

const selectLog = `SELECT e.id, e.header, e.sig, e.body, r.position, coalesce(n.state, '')
	FROM event e LEFT JOIN receipt r ON r.event = e.hash LEFT JOIN sending n ON n.event = e.hash
	WHERE e.case_id = ? AND e.id > ? ORDER BY r.position IS NULL, r.position, e.id`

// readLog gives a case's events in the order in which they count: those that
// the library has placed, by position, then those that only this desk has, as
// they came. So every desk comes to the same case once all is confirmed. Events
// up to the one that came here as number after are left out.
func readLog(ctx context.Context, q querier, id cases.ID, after int64) ([]logged, error) {
	rows, err := q.QueryContext(ctx, selectLog, id[:], after)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	var log []logged
	for rows.Next() {
		var l logged
		var position sql.NullInt64
		if err := rows.Scan(&l.id, &l.env.Header, &l.env.Sig, &l.env.Body, &position, &l.sending); err != nil {
			return nil, fault(err)
		}
		l.position = uint64(position.Int64)
		log = append(log, l)
	}
	return log, fault(rows.Err())
}

// sync tells how far one event has come.
func (l logged) sync() cases.SyncState {
	switch {
	case l.position != 0:
		return cases.SyncConfirmed
	case l.sending != "":
		return cases.SyncState(l.sending) // aside or sent
	}
	return cases.SyncLocal
}

// fold opens the events of a log and adds them to a case.
func fold(c cases.Case, log []logged, key cases.CaseKey, dir cases.Directory) (_ cases.Case, err error) {
	events := make([]cases.Event, len(log))
	for i := range log {
		if log[i].event, err = cases.Read(log[i].env, key); err != nil {
			return c, err
		}
		events[i] = log[i].event
	}
	return cases.FoldLog(c, events, dir)
}

// next gives the case after an event that may count on it.
func next(c cases.Case, e cases.Event, dir cases.Directory) (cases.Case, error) {
	after, err := cases.Apply(c, e)
	if err != nil {
		return c, err
	}
	return after, cases.Bound(c, e, dir)
}
