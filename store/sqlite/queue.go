package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"casedesk/cases"
)

const pageSize = 50

const rowColumns = `case_id, matter, state, number, party, party_kind, doc_number, body, penalty, home, holder,
	received_on, due, clock, provisional, changed, sync, position, conflicts`

// Rows gives a page of a queue: due first, cases without a running clock last,
// then the oldest. The page after starts behind q.After; a Limit of 0 means 50.
func (s *Session) Rows(ctx context.Context, q cases.Queue) ([]cases.Row, error) {
	if _, err := s.keys(); err != nil {
		return nil, err
	}
	text, args := queueQuery(q)
	rows, err := s.store.read.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	page := []cases.Row{}
	for rows.Next() {
		r, err := scanRow(rows)
		if err != nil {
			return nil, err
		}
		page = append(page, r)
	}
	return page, fault(rows.Err())
}

// queueQuery builds the text from fixed parts only; values go in as arguments.
func queueQuery(q cases.Queue) (string, []any) {
	var where []string
	var args []any
	if len(q.States) > 0 {
		where = append(where, "state IN (?"+strings.Repeat(", ?", len(q.States)-1)+")")
		for _, st := range q.States {
			args = append(args, string(st))
		}
	}
	if !q.Holder.IsZero() {
		where, args = append(where, "holder = ?"), append(args, q.Holder[:])
	}
	if match := foldSearch(q.Match); match != "" {
		where, args = append(where, "instr(search, ?) > 0"), append(args, match)
	}
	if a := q.After; a != nil {
		due := a.Due.String()
		if due == "" {
			due = never
		}
		where = append(where, "(due, received_on, case_id) > (?, ?, ?)")
		args = append(args, due, a.ReceivedOn.String(), a.Case[:])
	}
	text := "SELECT " + rowColumns + " FROM case_row"
	if len(where) > 0 {
		text += " WHERE " + strings.Join(where, " AND ")
	}
	limit := q.Limit
	if limit <= 0 {
		limit = pageSize
	}
	return text + " ORDER BY due, received_on, case_id LIMIT ?", append(args, limit)
}

func scanRow(rows *sql.Rows) (r cases.Row, err error) {
	var id, home, holder []byte
	var received, due string
	var changed, position int64
	err = rows.Scan(&id, &r.Matter, &r.State, &r.Number, &r.Party, &r.PartyKind, &r.DocNumber, &r.Body, &r.Penalty, &home, &holder,
		&received, &due, &r.Clock, &r.Provisional, &changed, &r.Sync, &position, &r.Conflicts)
	if err != nil {
		return r, fault(err)
	}
	copy(r.Case[:], id)
	copy(r.Home[:], home)
	copy(r.Holder[:], holder)
	r.Changed, r.Position = cases.Clock(changed), uint64(position)
	if err := r.ReceivedOn.UnmarshalText([]byte(received)); err != nil {
		return r, cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	if due == never {
		return r, nil
	}
	if err := r.Due.UnmarshalText([]byte(due)); err != nil {
		return r, cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	return r, nil
}

// Counts is how many cases there are, for the workbench.
type Counts struct {
	States    map[cases.State]int
	Overdue   int                     // a clock ended before the day asked about
	DueToday  int                     // a clock ends on that day
	Conflicts int                     // cases with acts that wait for a supervisor
	Sync      map[cases.SyncState]int // by how far the case's events have come
}

// Counts counts the cases that an office holds (all, for the zero office), as of
// a day.
func (s *Session) Counts(ctx context.Context, holder cases.ID, day cases.Date) (Counts, error) {
	n := Counts{States: map[cases.State]int{}, Sync: map[cases.SyncState]int{}}
	if _, err := s.keys(); err != nil {
		return n, err
	}
	rows, err := s.store.read.QueryContext(ctx, `SELECT state, sync, count(*), sum(due < ?1), sum(due = ?1), sum(conflicts > 0)
		FROM case_row WHERE ?2 OR holder = ?3 GROUP BY state, sync`, day.String(), holder.IsZero(), holder[:])
	if err != nil {
		return n, fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var state cases.State
		var sync cases.SyncState
		var all, over, today, conflicts int
		if err := rows.Scan(&state, &sync, &all, &over, &today, &conflicts); err != nil {
			return n, fault(err)
		}
		n.States[state] += all
		n.Sync[sync] += all
		n.Overdue += over
		n.DueToday += today
		n.Conflicts += conflicts
	}
	return n, fault(rows.Err())
}
