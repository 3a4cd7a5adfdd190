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
	last                 *cases.Row // end of the page before
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
	w.load(nil)
}

// Refresh asks the store again; the selected case stays selected.
func (w *Workbench) Refresh() {
	w.load(nil)
	w.countAll()
}

// More asks for the next page.
func (w *Workbench) More() {
	if w.view.More && !w.view.Loading {
		w.load(w.last)
	}
}

// load asks for a page of the filter and, with the first one, for everything
// that is late in this office: no filter hides that.
func (w *Workbench) load(after *cases.Row) {
	q := w.view.Filters[w.view.Filter].queue(w.s.Work.Office.ID)
	q.After, q.Limit = after, pageRows
	today := w.s.Work.Today()
	w.view.Loading, w.view.Problem = true, nil
	w.Changed(w.view)
	w.queue.ask(func() func() {
		rows, err := w.s.Store.Rows(context.Background(), q)
		var late []cases.Row
		if err == nil && after == nil {
			late, err = w.lateRows(today)
		}
		return func() { w.loaded(rows, late, after == nil, err) }
	})
}

// lateRows reads from the front of the office's queue up to the first row that
// is not late.
func (w *Workbench) lateRows(today cases.Date) ([]cases.Row, error) {
	q := cases.Queue{Holder: w.s.Work.Office.ID, Limit: pageRows}
	var late []cases.Row
	for {
		rows, err := w.s.Store.Rows(context.Background(), q)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if r.Due.IsZero() || !r.Due.Before(today) {
				return late, nil
			}
			late = append(late, r)
		}
		if len(rows) < pageRows {
			return late, nil
		}
		q.After = &rows[len(rows)-1]
	}
}

func (w *Workbench) loaded(rows, late []cases.Row, first bool, err error) {
	w.view.Loading, w.view.Problem = false, err
	if err != nil {
		w.Changed(w.view)
		return
	}
	if first {
		w.late, w.rows = late, nil
	}
	w.rows = append(w.rows, rows...)
	w.view.More = len(rows) == pageRows
	if len(rows) > 0 {
		w.last = &rows[len(rows)-1]
	}
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
			n, err := w.s.Store.Count(context.Background(), f.queue(office))
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
