package screen

import (
	"slices"
	"strconv"

	"casedesk/app/present"
	"casedesk/cases"
)

// show puts the presenter's view into the tab.
func (s *caseSeverity) show(v present.SeverityView) {
	s.view = v
	s.known.SetWords(strconv.Itoa(v.Known) + " / " + strconv.Itoa(len(v.Questions)))
	s.list.Reload()
	if v.Now >= 0 && v.Now < len(v.Questions) {
		k := v.Questions[v.Now]
		s.title.SetWords(strconv.Itoa(v.Now+1) + "  " + s.room.In(k.Title))
		s.ask.show(k)
		if s.list.Selected() != v.Now {
			s.list.Select(v.Now)
		}
		s.law.set(s.articles(v, k))
	}
	hide(s.card, len(v.Questions) == 0)
	s.page.keepFocus(func() {
		s.showTrace(v)
		s.class.show(v.Classes)
		s.days.Objects = nil
		if v.Differ {
			head := CardHead(s.room.Say("severity.differ"), "", NewState("git-compare-arrows", s.proposal(v), Neutral, Caption))
			s.days.Add(Layer(NewCard(), Pad(1, Stack(0, head, daysGrid(s.room, v.Columns, true)))))
		}
		s.said.show(v, s.proposal(v))
	})
	hide(s.days, !v.Differ)
	s.mid.Relayout()
	s.root.Refresh()
	s.page.settle(s)
}

// proposal says which ruleset the program proposes and why.
func (s *caseSeverity) proposal(v present.SeverityView) string {
	p := v.Proposal
	if p.Ruleset == "" {
		return s.room.Say("severity.no_proposal")
	}
	return s.room.Say("severity.proposal", arg("ruleset", p.Ruleset))
}

// articles are those beside the question, else those of the row that decided.
func (s *caseSeverity) articles(v present.SeverityView, k present.Question) []present.ArticleView {
	if len(k.Law) > 0 {
		return k.Law
	}
	var out []present.ArticleView
	for _, r := range v.Rows {
		if r.Fired {
			out = append(out, r.Law)
		}
	}
	return out
}

// showTrace draws the rules that were tried; the one that decided is tinted.
func (s *caseSeverity) showTrace(v present.SeverityView) {
	s.trace.Objects = nil
	hide(s.trace, len(v.Rows) == 0)
	if len(v.Rows) == 0 {
		return
	}
	rows := Stack(0, CardHead(s.why(v), v.Ruleset, NewButton("severity.lawyer", Quiet, s.room.Say("lawyer.on"), s.table.toggle)))
	for _, t := range decisiveFirst(v.Rows) {
		row := NewTableRow(12, 132, Share(2), Share(1), 76)
		row.Set(Cell{Words: t.Rule, Small: true, Bold: t.Fired}, Cell{Words: t.Condition}, Cell{Words: t.Given, Small: true, Quiet: true}, s.mark(t))
		row.SetFired(t.Fired)
		rows.Add(Fix(0, em(28), row))
	}
	s.trace.Add(Layer(NewCard(), Pad(1, rows)))
}

// decisiveFirst puts the row that decided before those still open, and these
// before the rest, which keep the order in which they were tried.
func decisiveFirst(rows []present.TraceLine) []present.TraceLine {
	rank := func(t present.TraceLine) int {
		switch {
		case t.Fired:
			return 0
		case t.Result == cases.HitOrMiss:
			return 1
		}
		return 2
	}
	out := slices.Clone(rows)
	slices.SortStableFunc(out, func(a, b present.TraceLine) int { return rank(a) - rank(b) })
	return out
}

func (s *caseSeverity) why(v present.SeverityView) string {
	if v.Class == "" {
		return s.room.Say("severity.why_open")
	}
	return s.room.Say("severity.why", arg("class", v.Class))
}

func (s *caseSeverity) mark(t present.TraceLine) Cell {
	words := s.room.In(t.Mark)
	switch {
	case t.Fired:
		return Cell{Icon: "corner-down-right", Words: words, Tone: Info, Small: true}
	case t.Result == cases.HitOrMiss:
		return Cell{Icon: "circle-question-mark", Words: words, Tone: Warn, Small: true}
	}
	return Cell{Icon: "minus", Words: words, Quiet: true, Small: true}
}

// caseLaw is the law drawer of a tab, with whether it is open.
type caseLaw struct {
	room   Room
	drawer *Drawer
	shown  bool
	relay  func()
}

func newCaseLaw(room Room, relay func()) *caseLaw {
	l := &caseLaw{room: room, shown: !large(), relay: relay}
	l.drawer = NewDrawer(room.Say("keys.law"), room.Say("law.close"), l.toggle, nil)
	return l
}

func (l *caseLaw) toggle() {
	l.shown = !l.shown
	l.relay()
}

// set shows articles; one whose text nobody compared shows no number.
func (l *caseLaw) set(list []present.ArticleView) {
	var out []Article
	for _, a := range list {
		x := Article{Title: or(a.Title, a.Ruleset), Number: a.Instrument, Paraphrase: a.Paraphrase, Source: a.Source, Check: l.room.In(a.Mark), Verified: a.Verified}
		if a.Number != "" {
			x.Number = a.Instrument + " " + a.Number
		}
		if !a.From.IsZero() {
			x.Force = l.room.Say("law.from", arg("day", a.From.String()))
		}
		if !a.Checked.IsZero() {
			x.Source = or(x.Source, "") + " " + l.room.Say("law.checked_on", arg("day", a.Checked.String()))
		}
		out = append(out, x)
	}
	l.drawer.SetArticles(out...)
	hide(l.drawer, false)
}
