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
	if _, err := s.caseKeys(); err != nil {
		return nil, err
	}
	text, args := pageQuery(q)
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

// conditions builds the text from fixed parts only; values go in as arguments.
func conditions(q cases.Queue) (where []string, args []any) {
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
	return where, args
}

// all joins conditions; none means every row.
func all(where []string) string {
	if len(where) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(where, " AND ")
}

// pageQuery adds where the page starts and ends.
func pageQuery(q cases.Queue) (string, []any) {
	where, args := conditions(q)
	if a := q.After; a != nil {
		due := a.Due.String()
		if due == "" {
			due = never
		}
		where = append(where, "(due, received_on, case_id) > (?, ?, ?)")
		args = append(args, due, a.ReceivedOn.String(), a.Case[:])
	}
	limit := q.Limit
	if limit <= 0 {
		limit = pageSize
	}
	return "SELECT " + rowColumns + " FROM case_row" + all(where) + " ORDER BY due, received_on, case_id LIMIT ?", append(args, limit)
}

// Count gives the number of rows a queue has in all; After and Limit do not matter.
func (s *Session) Count(ctx context.Context, q cases.Queue) (n int, err error) {
	if _, err := s.keys(); err != nil {
		return 0, err
	}
	where, args := conditions(q)
	err = s.store.read.QueryRowContext(ctx, "SELECT count(*) FROM case_row"+all(where), args...).Scan(&n)
	return n, fault(err)
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
