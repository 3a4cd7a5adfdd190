package present

import (
	"context"

	"casedesk/cases"
)

// foundRows is how many cases the search shows.
const foundRows = 20

// Search looks for cases by name, number or code, in every state; "" ends the search.
func (w *Workbench) Search(query string) {
	w.view.Query, w.view.Found, w.view.NotFound = query, nil, Words{}
	if query == "" {
		w.find.forget()
		w.view.Finding = false
		w.Changed(w.view)
		return
	}
	w.view.Finding = true
	w.Changed(w.view)
	w.find.askTyped(func(ctx context.Context) func() {
		found, err := w.s.Store.Find(ctx, query, foundRows)
		return func() {
			w.view.Finding, w.view.Problem = false, err
			for _, f := range found {
				l := queueLine(w.s.Work.Calendar, w.s.Work.Today(), f.Row)
				l.Why, l.From, l.To = Say(under("found", string(f.By))), f.From, f.To
				w.view.Found = append(w.view.Found, l)
			}
			if err == nil && len(found) == 0 {
				w.view.NotFound = Say("workbench.not_found")
			}
			w.Changed(w.view)
		}
	})
}

// found gives the rows of the cases that a text finds.
func (s Session) found(ctx context.Context, text string) ([]cases.Row, error) {
	found, err := s.Store.Find(ctx, text, foundRows)
	rows := make([]cases.Row, len(found))
	for i, f := range found {
		rows[i] = f.Row
	}
	return rows, err
}

// Select selects a line; a head gives its first case.
func (w *Workbench) Select(i int) {
	if i < 0 || i >= len(w.view.Lines) {
		return
	}
	if w.view.Lines[i].Head {
		i = nextRow(w.view.Lines, i, 1)
	}
	w.choose(i)
}

// Move selects the case n rows further down, or up where n is negative; heads do
// not count.
func (w *Workbench) Move(n int) {
	at, step := w.view.Selected, 1
	if n < 0 {
		step, n = -1, -n
	}
	for range n {
		to := nextRow(w.view.Lines, at, step)
		if to < 0 {
			break
		}
		at = to
	}
	w.choose(at)
	if at >= len(w.view.Lines)-10 {
		w.More()
	}
}

func (w *Workbench) choose(i int) {
	if i < 0 || i == w.view.Selected {
		return
	}
	w.view.Selected, w.view.Preview = i, nil
	w.Changed(w.view)
	w.look()
}

// nextRow finds the next line after at that is a case, or -1.
func nextRow(lines []QueueLine, at, step int) int {
	for i := at + step; i >= 0 && i < len(lines); i += step {
		if !lines[i].Head {
			return i
		}
	}
	return -1
}

// SelectedCase gives the selected case; false where none is.
func (w *Workbench) SelectedCase() (cases.ID, bool) {
	if w.view.Selected < 0 || w.view.Selected >= len(w.view.Lines) {
		return cases.ID{}, false
	}
	return w.view.Lines[w.view.Selected].Row.Case, true
}

// TogglePreview opens or closes the side column.
func (w *Workbench) TogglePreview() {
	w.view.Open = !w.view.Open
	w.Changed(w.view)
	w.look()
}

// look asks for the selected case, where the preview is open.
func (w *Workbench) look() {
	id, ok := w.SelectedCase()
	if !ok || !w.view.Open {
		w.preview.forget()
		return
	}
	row := w.view.Lines[w.view.Selected].Row
	w.preview.ask(func() func() {
		c, err := w.s.Store.Case(context.Background(), id)
		return func() {
			w.view.Problem = err
			if err == nil {
				w.view.Preview = w.s.preview(c, &row)
			}
			w.Changed(w.view)
		}
	})
}

func (s Session) preview(c cases.Case, row *cases.Row) *PreviewView {
	return &PreviewView{
		Header: s.header(c, row), Next: nextStep(c, s.Work.Office), Clocks: s.clockLines(c),
		Verdict: verdictLine(c.Judgement, true), History: s.history(c), Evidence: evidenceLines(c),
	}
}
