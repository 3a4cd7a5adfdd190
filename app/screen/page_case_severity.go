package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// caseSeverity is the tab of the class: one question at a time with its article
// beside it, the rules that were tried, the three days, and what a person says.
type caseSeverity struct {
	page  *casePage
	room  Room
	p     *present.Severity
	shown cases.ID
	list  *RowList
	known *Text
	view  present.SeverityView
	ask   *caseQuestion
	card  *fyne.Container // the question in front
	title *Text
	trace *fyne.Container
	days  *fyne.Container
	class *caseClasses
	said  *caseVersion
	mid   *Scroll
	law   *caseLaw
	main  *fyne.Container
	trial *caseWhatIf
	table *caseLawyer
	root  *fyne.Container
}

func newCaseSeverity(page *casePage, q *present.Inquiry) *caseSeverity {
	s := &caseSeverity{page: page, room: page.room, p: present.NewSeverity(q), trace: Stack(0), days: Stack(0)}
	say := s.room.Say
	s.list, s.known, s.title = s.questions(), NewText("", Caption, T2, false), NewText("", Section, T1, true)
	s.ask = newCaseQuestion(s.room, "severity.answer")
	s.ask.pick = func(v string) { s.p.Pick(v) }
	s.ask.typed = func(v string) { s.p.Type(v) }
	s.class = newCaseClasses(s.room, q)
	s.said = newCaseVersion(s.room, q, s.record)
	s.law = newCaseLaw(s.room, s.relay)
	s.trial, s.table = newCaseWhatIf(s.room, q, s.place), newCaseLawyer(s.room, q, "severity", s.place)
	next := NewButton("severity.next", Quiet, say("severity.next"), func() { s.step(1) }).WithIcon("chevron-right")
	what := NewButton("severity.whatif", Quiet, say("whatif.open"), s.trial.toggle).WithKeys("Ctrl", "I")
	s.card = Card(16, Stack(10, SpreadRow(8, []float32{Share(1)}, s.title, what, next), s.ask.root))
	s.mid = NewScroll(Stack(8, s.card, s.class.root, s.trace, s.days)).BarBeside()
	left := Layer(NewCard(), Pad(1, Lines(0, []float32{em(36), 1, Share(1)}, Inset(0, 12, 0, 12,
		SpreadRow(8, []float32{Share(1)}, NewText(say("severity.questions"), Section, T1, true), s.known)), HLine(), s.list)))
	s.main = Columns(8, nil, left, Lines(8, []float32{Share(1), 0}, s.mid, s.said.root))
	s.root = Layer(s.main)
	s.relay()
	s.p.Changed = s.show
	s.show(s.p.View())
	return s
}

// relay lays the columns, with the law drawer or without.
func (s *caseSeverity) relay() {
	o := s.main.Objects[:2:2]
	sizes := []float32{216, Share(1)}
	if s.law.shown {
		o, sizes = append(o, s.law.drawer), append(sizes, DrawerWidth)
	}
	s.main.Objects = o
	s.main.Layout = Columns(8, sizes).Layout
	s.main.Refresh()
}

// place puts the trial or the lawyer's table in the tab's place, or takes it away.
func (s *caseSeverity) place() {
	var o fyne.CanvasObject = s.main
	switch {
	case s.trial.open():
		o = s.trial.root
	case s.table.shown:
		o = s.table.root
	}
	s.root.Objects = []fyne.CanvasObject{o}
	s.root.Refresh()
	s.page.focusFirst()
}

// back closes what stands in the tab's place and tells whether there was anything.
func (s *caseSeverity) back() bool {
	was := s.trial.open() || s.table.shown
	s.trial.close()
	s.table.close()
	return was
}

func (s *caseSeverity) object() fyne.CanvasObject { return s.root }

// open asks the rules again, unless answers are there that nobody recorded.
func (s *caseSeverity) open(id cases.ID) {
	s.back()
	if s.shown == id && s.view.Dirty {
		return
	}
	s.shown = id
	s.p.Open(id)
}

func (s *caseSeverity) first() fyne.Focusable {
	switch {
	case s.trial.open():
		return s.trial.first()
	case s.table.shown:
		return s.table.plain
	}
	return s.ask.first()
}

func (s *caseSeverity) keys() map[string]func() {
	if s.trial.open() {
		return s.trial.keys()
	}
	return map[string]func(){
		"Ctrl+Enter": s.record, "F4": s.law.toggle, "F8": func() { s.step(1) }, "Shift+F8": func() { s.step(-1) }, "Ctrl+I": s.trial.toggle,
	}
}

func (s *caseSeverity) record() { s.p.Record() }

// step goes to the question after or before.
func (s *caseSeverity) step(by int) {
	if n := len(s.view.Questions); n > 0 {
		s.list.Select((s.view.Now + by + n) % n)
	}
}

func (s *caseSeverity) questions() *RowList {
	l := NewRowList("severity.questions")
	l.Count = func() int { return len(s.view.Questions) }
	l.Height = func(int) float32 { return em(46) }
	l.Make = func(int) ListRow { return NewTableRow(12, Share(1)) }
	l.Name = func(i int) (string, string) {
		return "severity.q." + s.view.Questions[i].Key, s.room.In(s.view.Questions[i].Title)
	}
	l.Fill = func(i int, row ListRow) {
		k := s.view.Questions[i]
		c := Cell{Icon: "circle-dashed", Words: strconv.Itoa(i+1) + "  " + s.room.In(k.Title), Below: s.answer(k)}
		switch k.State {
		case present.Answered:
			c.Icon = "circle-check"
		case present.Unsure:
			c.Icon = "circle-question-mark"
		}
		if k.Fault != nil {
			c.Icon = "circle-alert"
		}
		row.(*TableRow).Set(c)
	}
	l.OnSelected = func(i int) {
		if i != s.view.Now {
			s.p.Goto(i)
			s.page.focusFirst()
		}
	}
	return l
}

// answer puts the answer to a question on one line.
func (s *caseSeverity) answer(k present.Question) string {
	words := ""
	for i, a := range k.Answer {
		if i > 0 {
			words += "·"
		}
		words += s.room.In(a)
	}
	switch {
	case words != "":
		return words
	case k.State == present.Unsure:
		return s.room.Say("answer.unknown")
	}
	return s.room.Say("severity.unseen")
}
