package screen

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// casePanel is the place where one act is made ready and done.
type casePanel interface {
	// begin asks for the case and shows the act.
	begin(act present.ActionID, id cases.ID)
	finish()
	first() fyne.Focusable
	frame() *flowFrame
	pen() *present.Typing // keeps and undoes what is typed here
	keys() map[string]func()
}

// casePanels holds the panels of all acts, each built when first needed.
type casePanels struct {
	page *casePage
	made map[present.ActionID]casePanel
	now  casePanel
}

func newCasePanels(p *casePage) *casePanels {
	return &casePanels{page: p, made: map[present.ActionID]casePanel{}}
}

func (a *casePanels) open() bool { return a.now != nil }

func (a *casePanels) close() { a.now = nil }

func (a *casePanels) object() fyne.CanvasObject { return a.now.frame().root }

func (a *casePanels) first() fyne.Focusable { return a.now.first() }

func (a *casePanels) keys() map[string]func() {
	keys := map[string]func(){
		"Ctrl+Enter": a.now.finish, "Ctrl+Z": func() { a.now.pen().Undo() }, "Ctrl+Y": func() { a.now.pen().Redo() },
	}
	for k, f := range a.now.keys() {
		keys[k] = f
	}
	return keys
}

// keep writes what is typed in any panel, in front or not.
func (a *casePanels) keep(now time.Time) {
	for _, p := range a.made {
		p.pen().Keep(now)
	}
}

// show opens the panel of an act.
func (a *casePanels) show(act present.ActionID, id cases.ID) {
	build := map[present.ActionID]func(*casePage) casePanel{
		present.ActForward: newForwardPanel, present.ActAskMore: newNoticePanel, present.ActComplete: newNoticePanel,
		present.ActDecline: newAcceptPanel, present.ActAccept: newAcceptPanel, present.ActCheck: newCheckPanel,
		present.ActInquire: newInquirePanel, present.ActAnswer: newAnswerPanel, present.ActPropose: newProposePanel,
		present.ActReview: newReviewPanel, present.ActSign: newSignPanel, present.ActNotify: newFinishPanel,
		present.ActServe: newFinishPanel, present.ActWithdraw: newFinishPanel, present.ActDoubt: newDoubtPanel, present.ActHear: newDoubtPanel,
		present.ActExtend: newClockPanel, present.ActPause: newClockPanel, present.ActResume: newClockPanel,
	}[act]
	if build == nil {
		return
	}
	if a.made[act] == nil {
		a.made[act] = build(a.page)
		a.made[act].pen().Saved = a.page.saved
	}
	a.now = a.made[act]
	a.now.frame().name(act)
	a.now.begin(act, id)
}

// flowFrame is what all panels share: title, the act's own part, why it cannot be
// done yet, and the two ways out.
type flowFrame struct {
	page  *casePage
	root  fyne.CanvasObject
	title *Text
	note  *Text
	body  *fyne.Container
	sheet *Scroll
	why   *fyne.Container
	done  *Button
	back  *Button
	facts *caseFacts
	side  *Scroll
	ready bool // the case has come and the focus is set
}

// newFlowFrame makes the frame; done is what the primary button does.
func newFlowFrame(p *casePage, done func()) *flowFrame {
	f := &flowFrame{page: p, title: NewText("", Section, T1, true), note: NewName("", Caption, T2, false), body: Stack(16), why: Stack(4), facts: newCaseFacts(p.room)}
	f.sheet = NewScroll(Pad(16, f.body))
	f.done = NewButton("", Primary, "", done).WithKeys("Ctrl", "Enter")
	f.back = NewButton("", Secondary, p.room.Say("case.back_panel"), p.closePanel).WithKeys("Esc")
	head := Lines(0, []float32{em(40), 1}, Inset(0, 16, 0, 16, SpreadRow(8, []float32{0, Share(1)}, f.title, f.note)), HLine())
	foot := Stack(8, f.why, Row(8, f.done, f.back))
	card := Layer(NewCard(), Pad(1, Lines(0, []float32{0, Share(1), 1, 0}, head, f.sheet, HLine(), Inset(12, 16, 12, 16, foot))))
	both := Beside(8, 320, 800, card, f.facts.box)
	f.side, f.root = both.Objects[1].(*Scroll), both
	return f
}

// name gives the panel the words and the names of an act.
func (f *flowFrame) name(act present.ActionID) {
	f.title.SetWords(f.page.room.Say("action." + string(act)))
	f.note.SetWords(f.page.room.Say("panel." + string(act)))
	f.ready = false
	f.done.Kind = Primary
	if act == present.ActWithdraw { // it cannot be undone
		f.done.Kind = Danger
	}
	f.done.ID, f.back.ID = string(act)+".finish", string(act)+".back"
	f.done.SetLabel(f.page.room.Say("verb." + string(act)))
}

// show takes in what all flows have: whether the act can be done, and why not.
func (f *flowFrame) show(v present.FlowView) {
	f.done.SetEnabled(v.CanDo)
	f.why.Objects = nil
	switch {
	case v.Problem != nil:
		f.why.Add(trouble(f.page.room.Trouble(v.Problem)))
	case v.Blocked != nil:
		f.why.Add(Columns(6, []float32{em(16), Share(1)}, NewIcon("info", T2, 14), NewParagraph(f.page.room.Trouble(v.Blocked), Body, T2)))
	}
	f.facts.show(f.page.view)
	f.why.Refresh()
	f.sheet.Relayout()
	f.side.Relayout()
	f.root.Refresh()
	if v.Ready && !f.ready {
		f.ready = true
		f.page.focusFirst()
	}
}

// choices puts a presenter's options into an option group.
func (p *casePage) choices(o *Options, list []present.Option) { fillOptions(p.room, o, list) }

// fillOptions shows options and which one is chosen; cards are built again only
// where other answers are offered, so that the keyboard keeps its place.
func fillOptions(room Room, o *Options, list []present.Option) {
	same := len(list) == len(o.cards)
	for i := range list {
		x := list[i]
		same = same && o.cards[i].choice.ID == x.Value && o.cards[i].choice.Detail == room.In(x.Note)
	}
	if !same {
		var out []Choice
		for _, x := range list {
			c := Choice{ID: x.Value, Label: room.In(x.Name), Detail: room.In(x.Note)}
			if x.Advised {
				c.Label += "·" + room.Say("case.advised")
			}
			out = append(out, c)
		}
		o.SetChoices(out)
	}
	chosen := ""
	for _, x := range list {
		if x.Chosen {
			chosen = x.Value
		}
	}
	o.SetChosen(chosen)
}

// put shows a text in a field without telling the presenter that somebody typed.
func put(e *Entry, words string) {
	told := e.OnChanged
	e.OnChanged = nil
	e.SetText(words)
	e.OnChanged = told
}

// captioned puts a caption above an object.
func captioned(caption string, o fyne.CanvasObject) fyne.CanvasObject {
	return Stack(6, NewText(caption, Caption, T2, false), o)
}

// countState says how many of something, with its sign.
func countState(room Room, icon, key string, n int, tone Tone) fyne.CanvasObject {
	return NewState(icon, strconv.Itoa(n)+" "+room.Say(key), tone, Body)
}

// noKeys is for panels that answer only the common keys.
type noKeys struct{}

func (noKeys) keys() map[string]func() { return nil }
