package present

import (
	"context"

	"casedesk/cases"
)

// pageRows is how many rows one question brings.
const pageRows = 100

// WorkbenchView is what the workbench shows.
type WorkbenchView struct {
	Filters  []Filter
	Filter   int // chosen
	Lines    []QueueLine
	Selected int  // index into Lines, -1 for none; never a head
	More     bool // the store has rows beyond these
	Loading  bool
	Empty    Words // said where there is no line and nothing loads
	Query    string
	Found    []QueueLine // what the search found, late first; no filter applies
	Finding  bool
	NotFound Words
	Preview  *PreviewView
	Open     bool // the preview is open
	Problem  error
}

// PreviewView is the side column about the selected case.
type PreviewView struct {
	Header   Header
	Next     Words // the next step
	Clocks   []ClockLine
	Verdict  *VerdictLine
	History  []HistoryLine
	Evidence []EvidenceLine
}

// Workbench presents the queue of the office.
type Workbench struct {
	Changed func(WorkbenchView)

	s                    Session
	queue, find, preview errand
	count                errand
	late, rows           []cases.Row
	lateAll              int  // how many are late in all
	lateDone             bool // all late rows are loaded
	view                 WorkbenchView
}

// NewWorkbench makes a workbench that has asked nothing yet; Refresh fills it.
func NewWorkbench(desk Desk, s Session) *Workbench {
	e := errand{desk: desk}
	w := &Workbench{Changed: func(WorkbenchView) {}, s: s, queue: e, find: e, preview: e, count: e}
	w.view = WorkbenchView{Filters: filters(s.Work.Office, s.Work.Account), Selected: -1, Open: true}
	return w
}

// View gives the page as it is.
func (w *Workbench) View() WorkbenchView { return w.view }

// Choose takes the saved filter at place i.
func (w *Workbench) Choose(i int) {
	if i < 0 || i >= len(w.view.Filters) {
		return
	}
	w.view.Filter = i
	w.load(true)
}

// Refresh asks the store again; the selected case stays selected.
func (w *Workbench) Refresh() {
	w.load(true)
	w.countAll()
}

// More asks for the next page.
func (w *Workbench) More() {
	if w.view.More && !w.view.Loading {
		w.load(false)
	}
}

// page is one answer of the store: late rows, then the filter's own.
type page struct {
	late, rows    []cases.Row
	lateAll       int
	lateDone, end bool
}

// load asks for the next page: first of everything that is late in this office,
// which no filter hides, then of the filter.
func (w *Workbench) load(fresh bool) {
	if fresh {
		w.late, w.rows, w.lateDone = nil, nil, false
	}
	ask := w.next()
	w.view.Loading, w.view.Problem = true, nil
	w.Changed(w.view)
	w.queue.ask(func() func() {
		p, err := ask()
		return func() { w.loaded(p, err) }
	})
}

// next gives the question for the next page, with all it needs from here.
func (w *Workbench) next() func() (page, error) {
	ctx, store, office, today := context.Background(), w.s.Store, w.s.Work.Office.ID, w.s.Work.Today()
	late := cases.Queue{Filter: cases.Filter{Holder: office}, Before: today, After: lastOf(w.late), Limit: pageRows}
	rest := cases.Queue{Filter: w.view.Filters[w.view.Filter].asks(office), From: today, After: lastOf(w.rows), Limit: pageRows}
	if rest.Holder != office {
		rest.From = cases.Date{} // other offices' late cases stand in the filter itself
	}
	p := page{lateDone: w.lateDone}
	return func() (page, error) {
		var err error
		if p.lateAll, err = store.Overdue(ctx, office, today); err != nil {
			return p, err
		}
		if !p.lateDone {
			if p.late, err = store.Rows(ctx, late); err != nil || len(p.late) == pageRows {
				return p, err
			}
			p.lateDone = true
		}
		p.rows, err = store.Rows(ctx, rest)
		p.end = len(p.rows) < pageRows
		return p, err
	}
}

func lastOf(rows []cases.Row) *cases.Row {
	if len(rows) == 0 {
		return nil
	}
	return &rows[len(rows)-1]
}

func (w *Workbench) loaded(p page, err error) {
	w.view.Loading, w.view.Problem = false, err
	if err != nil {
		w.Changed(w.view)
		return
	}
	w.late, w.rows = append(w.late, p.late...), append(w.rows, p.rows...)
	w.lateAll, w.lateDone, w.view.More = p.lateAll, p.lateDone, !p.end
	w.arrange()
}

// arrange makes the lines of the late rows and the filter's own.
func (w *Workbench) arrange() {
	id, had := w.SelectedCase()
	seen := map[cases.ID]bool{}
	var all []cases.Row
	for _, r := range append(w.late[:len(w.late):len(w.late)], w.rows...) {
		if !seen[r.Case] {
			seen[r.Case] = true
			all = append(all, r)
		}
	}
	w.view.Lines = queueLines(w.s.Work.Calendar, w.s.Work.Today(), all)
	if len(w.view.Lines) > 0 && w.view.Lines[0].Group == GroupLate {
		w.view.Lines[0].Count = max(w.lateAll, w.view.Lines[0].Count)
	}
	w.view.Selected, w.view.Empty = -1, Words{}
	if len(all) == 0 {
		w.view.Empty = Say("workbench.empty")
	}
	for i, l := range w.view.Lines {
		if !l.Head && had && l.Row.Case == id {
			w.view.Selected = i
		}
	}
	if w.view.Selected < 0 {
		w.view.Selected = nextRow(w.view.Lines, -1, 1)
	}
	w.view.Preview = nil
	w.Changed(w.view)
	w.look()
}

// countAll asks how many rows each filter has.
func (w *Workbench) countAll() {
	list, office := w.view.Filters, w.s.Work.Office.ID
	w.count.ask(func() func() {
		counts := make([]int, len(list))
		for i, f := range list {
			n, err := w.s.Store.Count(context.Background(), f.asks(office))
			if err != nil {
				return func() {} // the queue's own question tells the trouble
			}
			counts[i] = n
		}
		return func() {
			w.view.Filters = append([]Filter(nil), w.view.Filters...)
			for i := range counts {
				w.view.Filters[i].Count = counts[i]
			}
			w.Changed(w.view)
		}
	})
}
