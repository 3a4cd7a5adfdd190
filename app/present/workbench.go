package present

import (
	"context"

	"casedesk/cases"
)

// pageRows is how many rows one question brings.
const pageRows = 50

// WorkbenchView is what the workbench shows.
type WorkbenchView struct {
	Filters  []Filter
	Filter   int         // chosen
	Order    cases.Order // of what is not late
	Lines    []QueueLine
	Selected int  // index into Lines, -1 for none; never a head
	More     bool // the store has rows that are not among the lines
	Loading  bool
	Empty    Words    // said where there is no line and nothing loads
	Marked   []Marked // for acts on many at once, in the order of marking
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

	s              Session
	queue, preview errand
	count, keep    errand
	rows           stretches
	lateAll        int // how many are late in all
	view           WorkbenchView
}

// NewWorkbench makes a workbench that has asked nothing yet; Refresh fills it.
func NewWorkbench(desk Desk, s Session) *Workbench {
	e := errand{desk: desk}
	w := &Workbench{Changed: func(WorkbenchView) {}, s: s, queue: e, preview: e, count: e, keep: e}
	w.view = WorkbenchView{Filters: placed(filters(s.Work.Office, s.Work.Account), nil), Selected: -1, Open: true}
	return w
}

// View gives the page as it is.
func (w *Workbench) View() WorkbenchView { return w.view }

// Choose takes the filter at place i, in the order that it was saved with.
func (w *Workbench) Choose(i int) {
	if i < 0 || i >= len(w.view.Filters) {
		return
	}
	w.view.Filter, w.view.Order = i, w.view.Filters[i].filter.Order
	w.begin()
}

// Sort brings the rows into another order. What is late stands on top in each.
func (w *Workbench) Sort(o cases.Order) {
	if o != w.view.Order {
		w.view.Order = o
		w.begin()
	}
}

// Orders are the orders that a queue can be brought into.
func Orders() []cases.Order { return []cases.Order{cases.ByDue, cases.ByReceived, cases.ByOldest} }

// OrderWords names an order.
func OrderWords(o cases.Order) Words {
	if o == cases.ByDue {
		o = "due"
	}
	return Say(under("order", string(o)))
}

// begin shows another queue, from its first row.
func (w *Workbench) begin() {
	w.view.Selected = -1
	w.ask(w.fresh(stretches{}), nil)
}

// Refresh asks the store again. The selected case stays selected, wherever it
// stands now; if it has gone, the one that took its place is.
func (w *Workbench) Refresh() {
	w.ask(w.fresh(w.rows), nil)
	w.LoadFilters()
}

// ask puts a question to the store, and goes on with then; a later one drops its answer.
func (w *Workbench) ask(question func() (stretches, int, error), then func()) {
	w.view.Loading, w.view.Problem = true, nil
	w.Changed(w.view)
	w.queue.ask(func() func() {
		rows, late, err := question()
		return func() {
			w.view.Loading, w.view.Problem = false, err
			if err != nil {
				w.Changed(w.view)
				return
			}
			w.rows, w.lateAll = rows, late
			w.arrange()
			if then != nil {
				then()
			}
		}
	})
}

// arrange makes the lines of the rows that are there.
func (w *Workbench) arrange() {
	id, had := w.SelectedCase()
	at := w.view.Selected
	w.view.Lines = w.rows.lines(w.view.Order)
	w.view.More = !w.rows.whole
	if len(w.view.Lines) > 0 && w.view.Lines[0].Group == GroupLate && !w.rows.lateDone {
		w.view.Lines[0].Count = w.lateAll // more of them than are loaded
	}
	w.view.Empty = Words{}
	if len(w.view.Lines) == 0 {
		w.view.Empty = Say("workbench.empty")
	}
	w.view.Selected = -1
	for i, l := range w.view.Lines {
		if had && !l.Head && l.Row.Case == id {
			w.view.Selected = i
		}
	}
	if w.view.Selected < 0 { // what stands there now, else the last
		if w.view.Selected = nextRow(w.view.Lines, max(at, 0)-1, 1); w.view.Selected < 0 {
			w.view.Selected = nextRow(w.view.Lines, len(w.view.Lines), -1)
		}
	}
	if now, ok := w.SelectedCase(); !ok || w.view.Preview == nil || now != id {
		w.view.Preview = nil
	}
	w.Changed(w.view)
	w.look()
}

// countAll asks how many rows each filter has; the store keeps counters.
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

// Session is the session that the workbench was made with.
func (w *Workbench) Session() Session { return w.s }
