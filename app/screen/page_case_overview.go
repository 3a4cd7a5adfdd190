package screen

import (
	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// caseOverview is the first tab: the way of the case, what to do next, what
// happened, what is due, what was judged, letters and proofs.
type caseOverview struct {
	page    *casePage
	way     *Stepper
	next    *Paragraph
	why     *fyne.Container
	buttons *fyne.Container
	main    *Button
	history *RowList
	lines   []present.HistoryLine
	middle  *fyne.Container
	right   *fyne.Container
	scrolls []*Scroll
	whole   *fyne.Container
	root    *fyne.Container
}

func newCaseOverview(p *casePage) *caseOverview {
	o := &caseOverview{page: p, way: NewStepper(0), next: NewParagraph("", Section, T1), why: Stack(4), buttons: Stack(8), middle: Stack(8), right: Stack(8)}
	o.way.Spread = true
	o.next.Bold = true
	o.history = o.list()
	say := p.room.Say
	past := Layer(NewCard(), Pad(1, Lines(0, []float32{0, Share(1)}, CardHead(say("preview.history"), ""), o.history)))
	todo := Card(12, Stack(8, NewText(say("preview.next"), Caption, T2, false), o.next, o.buttons, o.why))
	if large() { // columns become lines
		o.scrolls = []*Scroll{NewScroll(Stack(8, todo, o.middle, o.right, Fix(0, em(200), past))).BarBeside()}
		o.whole = Layer(o.scrolls[0])
		o.root = Layer(o.whole)
		return o
	}
	o.scrolls = []*Scroll{NewScroll(o.middle).BarBeside(), NewScroll(o.right).BarBeside()}
	mid := Lines(8, []float32{0, Share(1)}, todo, o.scrolls[0])
	columns := Columns(8, []float32{Share(33), Share(40), Share(28)}, past, mid, o.scrolls[1])
	o.whole = Lines(8, []float32{em(52), Share(1)}, Layer(NewCard(), Inset(6, 16, 6, 16, o.way)), columns)
	o.root = Layer(o.whole)
	return o
}

func (o *caseOverview) list() *RowList {
	l := NewRowList("case.history")
	l.Count = func() int { return len(o.lines) }
	l.Height = func(int) float32 { return em(32) }
	l.Make = func(int) ListRow { return NewTableRow(12, 84, Share(1), 64) }
	l.Fill = func(i int, row ListRow) {
		h := o.lines[i]
		what := o.page.room.In(h.What)
		if h.Gone {
			what = o.page.room.Say("history.gone", arg("kind", what))
		}
		row.(*TableRow).Set(Cell{Words: h.Day.String()[5:] + " " + h.Time, Quiet: true, Small: true},
			Cell{Icon: kindIcon(h.Kind), Words: what, Quiet: h.Gone}, Cell{Words: h.Who, Quiet: true, Small: true, Right: true})
	}
	return l
}

// large tells whether the text is so large that little stands side by side.
func large() bool { return current().Factor >= 1.5 }

// kindIcon gives the sign of what happened.
func kindIcon(k cases.Kind) string {
	icon := map[cases.Kind]string{
		cases.KindReceived: "file-plus-corner", cases.KindJudged: "scale", cases.KindForwarded: "send", cases.KindAccepted: "circle-check",
		cases.KindDeclined: "ban", cases.KindProposed: "file-pen", cases.KindReviewed: "stamp", cases.KindDecided: "signature",
		cases.KindLifted: "eye-off", cases.KindNotified: "bell", cases.KindServed: "mail-open", cases.KindArchived: "archive",
		cases.KindChecked: "search-check", cases.KindInquired: "send", cases.KindAnswered: "mail-open", cases.KindLetter: "file-check", cases.KindWithdrawn: "undo-2", cases.KindUndone: "undo-2",
		cases.KindDoubted: "shield-alert", cases.KindHeard: "message-square", cases.KindRevoked: "shield-x", cases.KindCleared: "shield-check", cases.KindRestored: "eye",
	}[k]
	if icon == "" {
		return "circle-dot"
	}
	return icon
}

func (o *caseOverview) object() fyne.CanvasObject { return o.root }

func (o *caseOverview) open(cases.ID) {}

// first is the history, never the next act: somebody who opens a case with Enter
// and presses it once too often must not have accepted it.
func (o *caseOverview) first() fyne.Focusable { return o.history }

func (o *caseOverview) keys() map[string]func() {
	return map[string]func(){"Ctrl+Enter": func() {
		if o.main != nil {
			o.main.do()
		}
	}}
}

// do begins an action: at once, in its panel, or in the tab that holds it.
func (o *caseOverview) do(a present.Action) {
	switch {
	case a.ID == present.ActJudge:
		o.tab(present.TabSeverity)
	case a.ID == present.ActLetter:
		o.tab(present.TabLetters)
	case a.Opens:
		o.page.openPanel(a.ID)
	default:
		o.page.file.Do(a.ID)
	}
}

func (o *caseOverview) tab(id present.TabID) {
	o.page.head.Tabs.SetChosen(string(id))
	o.page.choose(string(id))
}

// show draws the view; until a case has come, grey bars, or what went wrong.
func (o *caseOverview) show(v present.CaseFileView) {
	if !v.Ready {
		o.root.Objects = []fyne.CanvasObject{Card(16, NewSkeleton(6))}
		if v.Problem != nil {
			again := NewButton("case.again", Secondary, o.page.room.Say("again"), func() { o.page.file.Open(o.page.id) })
			o.root.Objects = []fyne.CanvasObject{NewFailure(o.page.room.Trouble(v.Problem), "", again)}
		}
		o.root.Refresh()
		return
	}
	o.root.Objects = []fyne.CanvasObject{o.whole}
	o.steps(v)
	o.next.SetWords(o.page.room.In(v.Next))
	o.actions(v)
	o.lines = v.History
	o.history.Reload()
	o.fillMiddle(v)
	o.fillRight(v)
	for _, s := range o.scrolls {
		s.Relayout()
	}
	o.root.Refresh()
}

func (o *caseOverview) steps(v present.CaseFileView) {
	now := len(v.Stages)
	o.way.Steps = nil
	for i, s := range v.Stages {
		day := ""
		if !s.On.IsZero() {
			day = s.On.String()[5:]
		}
		if s.Now {
			now = i
		}
		o.way.Steps = append(o.way.Steps, Step{Label: o.page.room.In(s.Name), Below: day})
	}
	o.way.SetNow(now)
}
