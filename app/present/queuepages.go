package present

import (
	"context"
	"slices"

	"casedesk/cases"
)

// stretches are the rows of a queue that were asked for: everything late in the
// office, which no filter hides; the filter's own rows from the first on; and, after
// a jump to the end, the last ones up to the last.
type stretches struct {
	late     []QueueLine
	lateDone bool
	head     []QueueLine
	tail     []QueueLine
	whole    bool // nothing is missing between head and tail, or behind head
}

// near is how close to a gap somebody comes before it is filled.
const near = 10

// questions are what a queue asks the store, with all that it needs from here.
func (w *Workbench) questions() (late, rest cases.Queue) {
	office, today := w.s.Work.Office.ID, w.s.Work.Today()
	late = cases.Queue{Filter: cases.Filter{Holder: office}, Before: today, Limit: pageRows}
	rest = cases.Queue{Filter: w.view.Filters[w.view.Filter].asks(office), From: today, Limit: pageRows}
	rest.Order = w.view.Order
	if rest.Holder != office {
		rest.From = cases.Date{} // other offices' late cases stand in the filter itself
	}
	return late, rest
}

// fresh asks for the rows from the start, as many as lead to the selected one.
func (w *Workbench) fresh(old stretches) func() (stretches, int, error) {
	late, rest := w.questions()
	id, _ := w.SelectedCase()
	at := func(lines []QueueLine) int {
		return slices.IndexFunc(lines, func(l QueueLine) bool { return l.Row.Case == id })
	}
	late.Limit = max(pageRows, at(old.late)+pageRows)
	rest.Limit = max(pageRows, at(old.head)+pageRows)
	end := 0
	if i := at(old.tail); i >= 0 {
		end = len(old.tail)
	}
	return func() (s stretches, lateAll int, err error) {
		if s, lateAll, err = w.onward(stretches{}, late, rest); err == nil && end > 0 && !s.whole {
			rest.Limit = end
			s, err = w.backward(s, rest)
		}
		return s, lateAll, err
	}
}

// onward adds the next page: first of what is late, then of the filter.
func (w *Workbench) onward(s stretches, late, rest cases.Queue) (stretches, int, error) {
	ctx := context.Background()
	lateAll, err := w.s.Store.Overdue(ctx, late.Holder, late.Before)
	if err != nil {
		return s, 0, err
	}
	if !s.lateDone {
		late.After = last(s.late)
		rows, err := w.s.Store.Rows(ctx, late)
		if err != nil {
			return s, 0, err
		}
		s.late = append(s.late[:len(s.late):len(s.late)], w.linesOf(rows)...)
		if s.lateDone = len(rows) < late.Limit; !s.lateDone {
			return s, lateAll, nil
		}
	}
	rest.After = last(s.head)
	rows, err := w.s.Store.Rows(ctx, rest)
	s.whole = len(rows) < rest.Limit
	s.head = s.head[:len(s.head):len(s.head)]
	for _, l := range w.linesOf(rows) {
		if met(s.tail, l) {
			s.whole = true
			break
		}
		s.head = append(s.head, l)
	}
	return s, lateAll, err
}

// backward adds the page before the last rows, or the last page of all.
func (w *Workbench) backward(s stretches, rest cases.Queue) (stretches, error) {
	rest.Back = true
	if len(s.tail) > 0 {
		rest.After = &s.tail[0].Row
	}
	rows, err := w.s.Store.Rows(context.Background(), rest)
	page := w.linesOf(rows)
	for i := len(page) - 1; i >= 0; i-- {
		if met(s.head, page[i]) {
			page, s.whole = page[i+1:], s.lateDone
			break
		}
	}
	s.tail = append(page, s.tail...)
	return s, err
}

// met tells whether a line is among those of the other stretch.
func met(lines []QueueLine, l QueueLine) bool {
	return slices.ContainsFunc(lines, func(x QueueLine) bool { return x.Row.Case == l.Row.Case })
}

func last(lines []QueueLine) *cases.Row {
	if len(lines) == 0 {
		return nil
	}
	return &lines[len(lines)-1].Row
}

func (w *Workbench) linesOf(rows []cases.Row) []QueueLine {
	out := make([]QueueLine, len(rows))
	for i, r := range rows {
		out[i] = queueLine(w.s.Work.Calendar, w.s.Work.Today(), r)
	}
	return out
}

// More fills the gap from its upper side.
func (w *Workbench) More() {
	if !w.view.More || w.view.Loading {
		return
	}
	late, rest := w.questions()
	s := w.rows
	w.ask(func() (stretches, int, error) { return w.onward(s, late, rest) }, nil)
}

// Shown tells which lines are in view; a gap among them, or close by, is filled from
// the side that is nearer.
func (w *Workbench) Shown(from, to int) {
	if !w.view.More || w.view.Loading {
		return
	}
	gap := slices.IndexFunc(w.view.Lines, func(l QueueLine) bool { return l.Gap })
	switch {
	case gap < 0 || to < gap-near || from > gap+near:
	case from > gap-near && len(w.rows.tail) > 0 && to > gap:
		w.before()
	default:
		w.More()
	}
}

// before fills the gap from its lower side.
func (w *Workbench) before() {
	_, rest := w.questions()
	s, late := w.rows, w.lateAll
	w.ask(func() (stretches, int, error) {
		s, err := w.backward(s, rest)
		return s, late, err
	}, nil)
}

// End selects the very last case, however many lie before it.
func (w *Workbench) End() {
	toLast := func() { w.choose(nextRow(w.view.Lines, len(w.view.Lines), -1)) }
	if w.rows.whole || len(w.rows.tail) > 0 {
		toLast()
		return
	}
	_, rest := w.questions()
	s, late := w.rows, w.lateAll
	w.ask(func() (stretches, int, error) {
		s, err := w.backward(s, rest)
		return s, late, err
	}, toLast)
}

// Home selects the first case.
func (w *Workbench) Home() { w.choose(nextRow(w.view.Lines, -1, 1)) }
