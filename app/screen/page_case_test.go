package screen

import (
	"image"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casedesk/app/office"
	"casedesk/app/present"
	"casedesk/assets"
	"casedesk/cases"
)

// held is a desk that keeps work until the test finishes it.
type held struct{ jobs []func() func() }

func (h *held) Do(work func() func()) { h.jobs = append(h.jobs, work) }

func (h *held) finish() {
	jobs := h.jobs
	h.jobs = nil
	for _, work := range jobs {
		if done := work(); done != nil {
			done()
		}
	}
}

// sheets draws pages in a shade of grey that is the letter's first byte; it does
// not answer while it is starting.
type sheets struct {
	starting bool
	asked    int
}

func (s *sheets) PageWide(pdf []byte, _, pixels int) (image.Image, int, error) {
	s.asked++
	if s.starting {
		return nil, 0, cases.Fail(cases.Unreachable, "raster.starting")
	}
	img := image.NewGray(image.Rect(0, 0, pixels, pixels))
	for i := range img.Pix {
		img.Pix[i] = pdf[0]
	}
	return img, 1, nil
}

// bench is the page of a case in a window of its own.
type bench struct {
	page  *casePage
	desk  *held
	draw  *sheets
	win   fyne.Window
	keys  *Keys
	ticks []func()
	said  []string
	route Route
}

func newBench(t *testing.T) *bench {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(NewTheme(false, 100))
	words, err := assets.LoadWords("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{desk: &held{}, draw: &sheets{}, win: test.NewTempWindow(t, nil), keys: NewKeys()}
	b.win.SetPadded(false)
	b.keys.Attach(b.win.Canvas())
	b.page = newCasePage(Room{
		Session: present.Session{Work: office.Desk{Now: time.Now}}, Words: words, Desk: b.desk, Raster: b.draw, Keys: b.keys, Canvas: b.win.Canvas(), Go: func(r Route) { b.route = r },
		Toast: func(s string) { b.said = append(b.said, s) }, Offer: func(string, string, func()) {}, Often: func(func()) {}, Every: func(f func()) { b.ticks = append(b.ticks, f) },
	}).(*casePage)
	b.keys.Add(b.page.KeyMap())
	b.win.SetContent(b.page.Object())
	b.win.Resize(fyne.NewSize(1190, 744))
	return b
}

func (b *bench) control(id string) (Control, bool) {
	for _, c := range Controls(b.win.Canvas()) {
		if c.ID == id {
			return c, true
		}
	}
	return Control{}, false
}

// words gives every line of type on the page.
func (b *bench) words() map[string]bool {
	out := map[string]bool{}
	visit(b.page.root, fyne.Position{}, noClip(), func(o fyne.CanvasObject, _ fyne.Position, _ clip) {
		switch x := o.(type) {
		case *Text:
			out[x.Words] = true
		case *Paragraph:
			out[x.Words] = true
		}
	})
	return out
}

func received() present.CaseFileView {
	id := cases.ID{15: 7}
	return present.CaseFileView{
		Ready: true, Case: cases.Case{ID: id, Matter: cases.Repair, State: cases.Received},
		Header: present.Header{Case: id, Name: "示例建筑工程有限公司", Number: "示例政服20261012-1-0001", Matter: present.Say("matter.repair")},
		Next:   present.Say("next.judge"),
		Actions: []present.Action{
			{ID: present.ActJudge, Name: present.Say("action.judge"), Enabled: true, Opens: true, Primary: true},
			{ID: present.ActForward, Name: present.Say("action.forward"), Enabled: true, Opens: true},
			{ID: present.ActReview, Name: present.Say("action.review"), Opens: true, Why: cases.Fail(cases.Forbidden, "decide.own_review")},
		},
	}
}

func TestTheNextActIsOfferedAndAWaitingOneSaysWhy(t *testing.T) {
	b := newBench(t)
	b.page.show(received())
	// One Enter too many on the way in must not do the act; Ctrl+Enter does it.
	if c, ok := b.control("case.judge"); !ok || !c.Enabled || c.Focused {
		t.Errorf("the next act is hidden, or has the keyboard: %+v", c)
	}
	if c, ok := b.control("case.history"); !ok || !c.Focused {
		t.Errorf("nothing on the page has the keyboard: %+v", c)
	}
	if c, ok := b.control("case.review"); !ok || c.Enabled {
		t.Errorf("reviewing one's own case can be pressed: %+v", c)
	}
	why := b.page.room.Say("case.not_now", arg("action", b.page.room.Say("action.review")), arg("why", b.page.room.Trouble(cases.Fail(cases.Forbidden, "decide.own_review"))))
	if !b.words()[why] {
		t.Errorf("nothing says %q", why)
	}
	b.keys.Press("Ctrl+Enter")
	if c, _ := b.control("case.tab.severity"); !c.Chosen {
		t.Error("Ctrl+Enter does not begin the next act")
	}
}

func TestEscLeavesThePanelFirstAndThenTheCase(t *testing.T) {
	b := newBench(t)
	b.page.show(received())
	b.page.openPanel(present.ActForward)
	if _, ok := b.control("forward.finish"); !ok {
		t.Fatal("the panel is not open")
	}
	b.keys.Press("Esc")
	if _, open := b.control("forward.finish"); open || b.route.Page != "" {
		t.Errorf("Esc left more than the panel: %+v", b.route)
	}
	b.page.show(received()) // a view that comes later does not open it again
	b.keys.Press("Esc")
	if b.route.Page != present.PageWorkbench {
		t.Errorf("Esc does not go back: %+v", b.route)
	}
}

func TestADayBeingTypedIsNotRewritten(t *testing.T) {
	b := newBench(t)
	q := newCaseQuestion(b.page.room, "severity.answer")
	b.win.SetContent(q.root)
	text := ""
	q.typed = func(s string) {
		text = s
		if d, err := cases.ParseDate(s); err == nil { // as the presenter answers
			q.show(present.Question{Key: "shown_until", Type: cases.FactDate, Text: d.String()})
		}
	}
	q.show(present.Question{Key: "shown_until", Type: cases.FactDate})
	b.win.Canvas().Focus(q.first())
	test.Type(q.first(), "2026-8-20")
	if text != "2026-8-20" || q.text.Text() != text {
		t.Errorf("typed 2026-8-20, told %q, shows %q", text, q.text.Text())
	}
	b.win.Canvas().Unfocus()
	q.show(present.Question{Key: "shown_until", Type: cases.FactDate, Text: "2026-08-20"})
	if q.text.Text() != "2026-08-20" {
		t.Errorf("once left, the field shows %q", q.text.Text())
	}
}

func TestShowingAnAnswerTellsNobody(t *testing.T) {
	b := newBench(t)
	q := newCaseQuestion(b.page.room, "severity.answer")
	b.win.SetContent(q.root)
	q.typed = func(s string) { t.Errorf("showing told %q as typed", s) }
	q.show(present.Question{Key: "fine", Type: cases.FactMoney, Text: "32000"})
	q.show(present.Question{Key: "fine", Type: cases.FactMoney, Text: ""})
	if q.text.Text() != "" {
		t.Errorf("the field shows %q", q.text.Text())
	}
}

func issued(first byte) present.LettersView {
	return present.LettersView{PDF: []byte{first}, Issued: []present.LetterLine{{Sort: cases.LetterReceipt, Name: present.Say("letter.L1"), On: cases.MustDate("2026-10-12"), Pages: 1}}}
}

// letters shows the tab of letters with one letter.
func (b *bench) letters(v present.LettersView) *caseLetters {
	l := b.page.tabs[string(present.TabLetters)].(*caseLetters)
	b.page.tab = string(present.TabLetters)
	b.page.place()
	l.show(v)
	return l
}

func TestAPageOfALetterNoLongerShownIsDropped(t *testing.T) {
	b := newBench(t)
	l := b.letters(issued(10))
	late := b.desk.jobs
	b.desk.jobs = nil
	l.show(issued(200))
	b.desk.finish()
	for _, work := range late {
		work()()
	}
	if g, ok := l.paper.picture.Image.(*image.Gray); !ok || g.Pix[0] != 200 {
		t.Errorf("the page of the letter left before is shown: %T", l.paper.picture.Image)
	}
}

func TestAPageIsAskedForAgainOnceDrawingHasStarted(t *testing.T) {
	b := newBench(t)
	b.draw.starting = true
	l := b.letters(issued(90))
	b.desk.finish()
	if l.paper.picture.Image != nil || !b.words()[b.page.room.Say("raster.starting")] {
		t.Error("nothing says that drawing is starting")
	}
	b.draw.starting = false
	for _, tick := range b.ticks {
		tick()
	}
	b.desk.finish()
	if g, ok := l.paper.picture.Image.(*image.Gray); !ok || g.Pix[0] != 90 {
		t.Errorf("no page after drawing started; asked %d times", b.draw.asked)
	}
	asked := b.draw.asked
	for _, tick := range b.ticks {
		tick()
	}
	if b.desk.finish(); b.draw.asked != asked {
		t.Error("a page that stands is asked for again")
	}
}

func TestARulesetOfManyDaysHasOneColumn(t *testing.T) {
	day := func(cover, ruleset string) present.RulesetColumn {
		return present.RulesetColumn{Day: present.Say(cover), Ruleset: ruleset}
	}
	three := []present.RulesetColumn{day("cover.act", "R58"), day("cover.filing", "R36"), day("cover.today", "R36")}
	if got := joined(three); len(got) != 3 {
		t.Errorf("three days have %d columns", len(got))
	}
	six := append(three, day("cover.act", "SZ2023"), day("cover.filing", "SZ2023"), day("cover.today", "SZ2023"))
	got := joined(six)
	if len(got) != 3 || got[1].Ruleset != "R36" || len(got[1].others) != 1 || len(got[2].others) != 2 {
		t.Errorf("six days became %+v", got)
	}
}

func TestTheRowThatDecidedComesFirst(t *testing.T) {
	row := func(rule string, r cases.TraceResult, fired bool) present.TraceLine {
		return present.TraceLine{TraceRow: cases.TraceRow{Rule: rule, Result: r, Fired: fired}}
	}
	rows := []present.TraceLine{row("a", cases.Miss, false), row("b", cases.HitOrMiss, false), row("c", cases.Hit, true), row("d", cases.Miss, false)}
	order := ""
	for _, r := range decisiveFirst(rows) {
		order += r.Rule
	}
	if order != "cbad" || rows[0].Rule != "a" {
		t.Errorf("order %s, source begins with %s", order, rows[0].Rule)
	}
}

func TestRowsWithoutAnAnswerAreLeftOut(t *testing.T) {
	b := newBench(t)
	g := daysGrid(b.page.room, []present.RulesetColumn{
		{Day: present.Say("cover.today"), Ruleset: "SZ2023", Met: 1}, {Day: present.Say("cover.act"), Ruleset: "R36", LongestUntil: cases.MustDate("2027-05-20")},
	}, true)
	if len(g.Cells) != 5 { // days, rulesets, classes, the longest period that one of them has, conditions
		t.Errorf("%d rows: %+v", len(g.Cells), g.Cells)
	}
}
