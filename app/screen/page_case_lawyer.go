package screen

import (
	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// caseLawyer is the trace as a lawyer reads it, in place of a tab's plain words:
// every rule that was tried, its condition, the value given, how it came out, and
// where it is written.
type caseLawyer struct {
	room   Room
	q      *present.Inquiry
	shown  bool
	head   *Text
	rows   *fyne.Container
	scroll *Scroll
	plain  *Button
	root   fyne.CanvasObject
	again  func()
}

func newCaseLawyer(room Room, q *present.Inquiry, id string, again func()) *caseLawyer {
	l := &caseLawyer{room: room, q: q, head: NewText("", Section, T1, true), rows: Stack(0), again: again}
	l.scroll = NewScroll(l.rows).BarBeside()
	l.plain = NewButton(id+".plain", Secondary, room.Say("lawyer.off"), l.toggle).WithKeys("Esc")
	top := SpreadRow(8, []float32{Share(1)}, l.head, l.plain)
	l.root = Layer(NewCard(), Pad(1, Lines(0, []float32{em(40), 1, 0, 1, Share(1)}, Inset(0, 12, 0, 12, top), HLine(), l.names(), HLine(), l.scroll)))
	return l
}

// lawyerColumns are the widths of rule, condition, value, result, article, source
// and check.
func lawyerColumns() []float32 {
	return []float32{em(136), Share(5), Share(4), em(84), em(84), Share(4), em(100)}
}

func (l *caseLawyer) names() fyne.CanvasObject {
	var cells []fyne.CanvasObject
	for _, key := range []string{"rule", "condition", "given", "result", "article", "source", "verified"} {
		cells = append(cells, NewText(l.room.Say("lawyer."+key), Caption, T2, false))
	}
	return Layer(NewFill(Alt), Inset(6, 20, 6, 12, Columns(12, lawyerColumns(), cells...)))
}

// toggle turns between the table and plain words.
func (l *caseLawyer) toggle() {
	l.shown = !l.shown
	if l.shown {
		l.fill()
	}
	l.again()
}

func (l *caseLawyer) close() {
	if l.shown {
		l.toggle()
	}
}

func (l *caseLawyer) fill() {
	v := l.q.Lawyer()
	l.head.SetWords(l.room.In(v.Title))
	l.rows.Objects = nil
	for _, g := range v.Groups {
		name := g.Ruleset + "  " + l.room.In(g.Part) + "  " + g.Title
		l.rows.Add(Layer(NewFill(Alt), Inset(5, 12, 5, 12, NewName(name, Caption, T1, true))))
		for _, r := range g.Rows {
			l.rows.Add(l.row(r))
			l.rows.Add(HLine())
		}
	}
	l.scroll.Relayout()
}

func (l *caseLawyer) row(r present.LawyerRow) fyne.CanvasObject {
	text := func(words string, quiet bool) fyne.CanvasObject {
		ink := T1
		if quiet {
			ink = T2
		}
		p := NewParagraph(words, Caption, ink)
		p.Bold = r.Fired && !quiet
		return p
	}
	icon, tone := "minus", Neutral
	switch {
	case r.Fired && r.Result == cases.Hit:
		icon, tone = "corner-down-right", Info
	case r.Result == cases.HitOrMiss:
		icon, tone = "circle-question-mark", Warn
	case r.Fired:
		icon, tone = "circle-x", Bad
	}
	check, look := Neutral, "circle-check"
	if !r.Verified {
		check, look = Warn, "circle-question-mark"
	}
	checked := Stack(0, NewState(look, l.room.In(r.Checked), check, Caption))
	if !r.LastChecked.IsZero() && r.Verified {
		checked.Add(NewText(r.LastChecked.String(), Caption, T3, false))
	}
	cells := Inset(6, 12, 6, 12, Columns(12, lawyerColumns(), text(r.Rule, false), text(r.Condition, false), text(r.Given, true),
		Stack(0, NewState(icon, l.room.In(r.Mark), tone, Caption)), text(or(r.Number, "—"), true), text(r.Source, true), checked))
	if r.Fired && r.Part != "criterion" && r.Part != "ground" { // the row that decided, of many
		return Layer(NewFill(AccS), cells)
	}
	return cells
}
