package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"casedesk/cases"
)

const pageSize = 50

const rowColumns = `c.case_id, c.matter, c.state, c.number, c.party, c.party_kind, c.doc_number, c.body, c.penalty, c.home, c.holder, c.clerk,
	c.received_on, c.due, c.clock, c.provisional, c.changed, c.sync, c.position, c.conflicts`

// Rows gives a page of a queue: due first, cases without a running clock last,
// then the oldest; or by the day received or the 收件号. No order reads more of
// the store than about its page. The page after starts behind q.After,
// with q.Back the page before ends there; a Limit of 0 means 50.
func (s *Session) Rows(ctx context.Context, q cases.Queue) ([]cases.Row, error) {
	if _, err := s.caseKeys(); err != nil {
		return nil, err
	}
	index, err := s.queueIndex(ctx, q)
	if err != nil {
		return nil, err
	}
	text, args := pageQuery(q, index)
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

// Row gives the line of one case; NotFound where this desk has none.
func (s *Session) Row(ctx context.Context, id cases.ID) (cases.Row, error) {
	if _, err := s.caseKeys(); err != nil {
		return cases.Row{}, err
	}
	r, err := scanRow(s.store.read.QueryRowContext(ctx, "SELECT "+rowColumns+" FROM case_row c WHERE c.case_id = ?", id[:]))
	if errors.Is(err, sql.ErrNoRows) {
		return r, cases.Fail(cases.NotFound, "store.no_case")
	}
	return r, err
}

// wanted collects conditions and their values; texts are fixed, values never
// stand in them.
type wanted struct {
	texts []string
	args  []any
}

func (w *wanted) add(text string, args ...any) {
	w.texts, w.args = append(w.texts, text), append(w.args, args...)
}

// where joins the conditions; none means every row.
func (w *wanted) where() string {
	if len(w.texts) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.texts, " AND ")
}

func in[T ~string](w *wanted, column string, values []T) {
	if len(values) == 0 {
		return
	}
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = string(v)
	}
	w.add(column+" IN (?"+strings.Repeat(", ?", len(values)-1)+")", args...)
}

// cellsOf are the conditions of a filter on case_cell.
func cellsOf(f cases.Filter) *wanted {
	w := &wanted{}
	in(w, "state", f.States)
	if !f.Holder.IsZero() {
		w.add("holder = ?", f.Holder[:])
	}
	if f.Matter != "" {
		w.add("matter = ?", string(f.Matter))
	}
	in(w, "party_kind", f.Parties)
	if !f.Clerk.IsZero() {
		w.add("clerk = ?", f.Clerk[:])
	}
	return w
}

// indexBehind holds only what the library has not confirmed.
const indexBehind = "case_row_behind"

// fewBehind is how many cases of the wanted sync states are gone through rather than
// the cells with all their cases.
const fewBehind = 5000

// queueIndex names the index to walk. SQLite is told, for it cannot know that what
// it takes for the smaller one has its rows in another order.
func (s *Session) queueIndex(ctx context.Context, q cases.Queue) (string, error) {
	if len(q.Sync) > 0 && !slices.Contains(q.Sync, cases.SyncConfirmed) {
		n, err := s.Count(ctx, cases.Filter{Sync: q.Sync})
		if err != nil || n <= fewBehind {
			return indexBehind, err
		}
	}
	switch q.Order {
	case cases.ByReceived, cases.ByOldest:
		return "case_row_by_received", nil
	case cases.ByNumber, cases.FromNumber:
		return "case_row_by_number", nil
	}
	return "case_row_by_due", nil
}

// pageQuery walks each wanted cell from where the page starts, in the order of
// its index, and merges them; only the rows of the page are then read whole.
func pageQuery(q cases.Queue, index string) (string, []any) {
	cells := cellsOf(q.Filter)
	w := &wanted{}
	if index == indexBehind {
		w.add("sync <> 'confirmed'") // said in the words of the index
	}
	w.add("cell IN (SELECT id FROM case_cell"+cells.where()+")", cells.args...)
	in(w, "sync", q.Sync)
	columns, falls := orderOf(q.Order)
	if q.After != nil {
		w.after(columns, falls != q.Back, q.After)
	}
	if !q.From.IsZero() {
		w.add(also("due", q.After)+" >= ?", q.From.String())
	}
	if !q.Before.IsZero() {
		w.add(also("due", q.After)+" < ?", q.Before.String())
	}
	limit := q.Limit
	if limit <= 0 {
		limit = pageSize
	}
	page := "SELECT id FROM case_row INDEXED BY " + index + w.where() + ordered("", columns, falls != q.Back) + " LIMIT ?"
	return "SELECT " + rowColumns + " FROM (" + page + ") p CROSS JOIN case_row c ON c.id = p.id" + ordered("c.", columns, falls), append(w.args, limit)
}

// orderOf gives the columns that a queue is sorted by, the id last, and whether it
// falls: all of them fall or rise together.
func orderOf(o cases.Order) (columns []string, falls bool) {
	switch o {
	case cases.ByReceived:
		return []string{"received_on", "id"}, true
	case cases.ByOldest:
		return []string{"received_on", "id"}, false
	case cases.ByNumber:
		return []string{"number", "id"}, false
	case cases.FromNumber:
		return []string{"number", "id"}, true
	}
	return []string{"due", "received_on", "id"}, false
}

func ordered(of string, columns []string, falls bool) string {
	way := ""
	if falls {
		way = " DESC"
	}
	return " ORDER BY " + of + strings.Join(columns, way+", "+of) + way
}

// also names a column for a second look. SQLite jumps to one place of an index, and
// for a page behind another that must be where this ends: cases without a clock are
// all due on one day, and to jump to the day is to read most of the store.
func also(column string, after *cases.Row) string {
	if after == nil {
		return column
	}
	return "+" + column
}

// after starts behind a row.
func (w *wanted) after(columns []string, falls bool, a *cases.Row) {
	at := map[string]any{"received_on": a.ReceivedOn.String(), "due": a.Due.String(), "number": a.Number, "id": a.Case[:]}
	if a.Due.IsZero() {
		at["due"] = never
	}
	way := ">"
	if falls {
		way = "<"
	}
	args := make([]any, len(columns))
	for i, c := range columns {
		args[i] = at[c]
	}
	w.add("("+strings.Join(columns, ", ")+") "+way+" (?"+strings.Repeat(", ?", len(columns)-2)+", (SELECT id FROM case_row WHERE case_id = ?))", args...)
}

// scanned is a row of SQL, alone or of several.
type scanned interface{ Scan(...any) error }

func scanRow(row scanned) (r cases.Row, err error) {
	var id, home, holder, clerk []byte
	var received, due string
	var changed, position int64
	err = row.Scan(&id, &r.Matter, &r.State, &r.Number, &r.Party, &r.PartyKind, &r.DocNumber, &r.Body, &r.Penalty, &home, &holder, &clerk,
		&received, &due, &r.Clock, &r.Provisional, &changed, &r.Sync, &position, &r.Conflicts)
	if err != nil {
		return r, fault(err)
	}
	copy(r.Case[:], id)
	copy(r.Home[:], home)
	copy(r.Holder[:], holder)
	copy(r.Clerk[:], clerk)
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
