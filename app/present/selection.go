package present

import (
	"context"
	"image"
	"slices"

	"casedesk/cases"
)

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
// not count. It tells whether there was one.
func (w *Workbench) Move(n int) bool {
	at, step := w.view.Selected, 1
	if n < 0 {
		step, n = -1, -n
	}
	moved := false
	for range n {
		to := nextRow(w.view.Lines, at, step)
		if to < 0 {
			break
		}
		at, moved = to, true
	}
	w.choose(at)
	w.Shown(at, at)
	return moved
}

// SelectCase selects a case where it stands among the lines.
func (w *Workbench) SelectCase(id cases.ID) bool {
	i := slices.IndexFunc(w.view.Lines, func(l QueueLine) bool { return !l.Head && l.Row.Case == id })
	w.choose(i)
	return i >= 0
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

// Marked is a case that is marked for an act on many at once. It stays marked while
// other filters are looked at.
type Marked struct {
	Case   cases.ID
	Number string
	Party  string
}

// Mark marks the case of a line, or takes its mark away.
func (w *Workbench) Mark(i int) {
	if i < 0 || i >= len(w.view.Lines) || w.view.Lines[i].Head {
		return
	}
	r := w.view.Lines[i].Row
	all := slices.DeleteFunc(slices.Clone(w.view.Marked), func(m Marked) bool { return m.Case == r.Case })
	if len(all) == len(w.view.Marked) {
		all = append(all, Marked{r.Case, r.Number, r.Party})
	}
	w.view.Marked = all
	w.Changed(w.view)
}

// Unmark takes all marks away.
func (w *Workbench) Unmark() {
	w.view.Marked = nil
	w.Changed(w.view)
}

// IsMarked tells whether a case is marked.
func (v WorkbenchView) IsMarked(id cases.ID) bool {
	return slices.ContainsFunc(v.Marked, func(m Marked) bool { return m.Case == id })
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
		var pictures map[string]image.Image
		if err == nil && len(c.GlyphFiles()) > 0 {
			pictures = w.s.Work.GlyphPictures(context.Background(), c)
		}
		return func() {
			w.view.Problem = err
			if err == nil {
				w.view.Preview = w.s.preview(c, &row)
				w.view.Preview.Header.Glyphs = pictures
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
