package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// intakePage is the way of a new case in seven steps. What is typed is a draft
// that is kept every second; Esc goes back and loses nothing.
type intakePage struct {
	room    Room
	p       *present.Intake
	view    present.IntakeView
	front   bool
	triage  *intakeTriage
	find    *intakeFind
	parts   map[present.IntakeStep]intakePart
	shown   intakePart
	saved   string
	stepper *Stepper
	about   *Text // matter and subject, right of the steps
	note    *fyne.Container
	body    *fyne.Container
	why     *Paragraph
	leaving *Button
	back    *Button
	next    *Button
	receive *Button
	foot    *fyne.Container
	main    *fyne.Container
	root    fyne.CanvasObject
}

// intakePart draws one step or two.
type intakePart interface {
	object() fyne.CanvasObject
	show(v present.IntakeView)
	// first is what gets the keyboard when the step is come to.
	first(v present.IntakeView) fyne.Focusable
}

func newIntakePage(room Room) page {
	p := present.NewIntake(room.Desk, room.Session)
	w := &intakePage{room: room, p: p, view: p.View(), note: Stack(0), body: Layer(), why: NewParagraph("", Caption, T2)}
	w.about = NewName("", Caption, T2, false).AtRight()
	w.find = newIntakeFind(room, p)
	w.triage = newIntakeTriage(room, p)
	w.parts = map[present.IntakeStep]intakePart{
		present.StepTriage: w.triage, present.StepSubject: w.find, present.StepRecord: w.find,
		present.StepMatter: newIntakeMatter(room, p), present.StepPapers: newIntakePapers(room, p),
		present.StepCheck: newIntakeCheck(room, p), present.StepDone: newIntakeDone(room, p),
	}
	w.build()
	p.Changed = w.show
	p.Received = func(cases.Case) {
		room.Board.SyncNow()
		room.Board.Refresh()
	}
	room.Often(func() { p.Tick(room.Session.Work.Now()) })
	w.show(p.View())
	return w
}

func (w *intakePage) build() {
	say := w.room.Say
	var steps []Step
	for _, s := range w.view.Steps {
		steps = append(steps, Step{Label: w.room.In(s.Name)})
	}
	w.stepper = NewStepper(0, steps...)
	w.stepper.Hidden = current().Factor >= 2 // the words beside it say where we are
	w.about.Right = !w.stepper.Hidden
	w.back = NewButton("intake.back", Secondary, say("intake.back"), w.p.Back).WithIcon("chevron-left")
	w.next = NewButton("intake.next", Primary, say("intake.next"), w.p.Next).WithKeys("Ctrl", "Enter")
	w.receive = NewButton("intake.receive", Primary, say("intake.receive"), w.p.Next).WithIcon("stamp").WithKeys("Ctrl", "Enter")
	w.leaving = NewButton("intake.leave", Secondary, say("intake.leave"), w.leave).WithKeys("Esc")
	w.foot = Layer(NewFill(Surf), Lines(0, []float32{1, 0}, HLine(),
		Inset(8, 16, 8, 16, SpreadRow(8, []float32{Share(1)}, w.why, w.back, w.next, w.receive))))
	bar := Layer(NewFill(Surf), Lines(0, []float32{em(36), 1},
		Inset(0, 16, 0, 16, SpreadRow(16, []float32{0, Share(1)}, w.stepper, w.about)), HLine()))
	w.main = Lines(0, []float32{0, 0, 0, Share(1), 0},
		PageHeader(say("page.intake"), say("intake.remark"), nil, w.leaving), bar, w.note, Inset(8, 16, 8, 16, w.body), w.foot)
	w.root = Layer(NewFill(Bg), w.main)
}

// Object is what the frame shows.
func (w *intakePage) Object() fyne.CanvasObject { return w.root }

// Arrive goes on where the clerk was; after a case was received, it starts anew.
func (w *intakePage) Arrive(r Route) {
	w.front = true
	if w.p.View().Step == present.StepDone {
		w.p.New()
	}
	if r.Find != "" {
		w.find.search.SetText(r.Find)
	}
	w.p.LoadDrafts()
	w.focusFirst()
}

// Leave keeps the draft at once.
func (w *intakePage) Leave() {
	w.front = false
	w.p.Tick(w.room.Session.Work.Now())
}

// Hints are the keys for the status bar.
func (w *intakePage) Hints() []Hint {
	return []Hint{
		{[]string{"Ctrl", "Enter"}, w.room.Say("keys.finish")}, {[]string{"Ctrl", "J"}, w.room.Say("intake.by_hand")},
		{[]string{"Esc"}, w.room.Say("keys.back")}, {[]string{"F1"}, w.room.Say("keys.sheet")},
	}
}

// KeyMap are the page's keys.
func (w *intakePage) KeyMap() map[string]func() {
	answer := func(n int) func() {
		return func() {
			w.p.Return(present.StepTriage)
			if w.view.Step == present.StepTriage {
				w.room.Canvas.Focus(w.triage.question(n))
			}
		}
	}
	return map[string]func(){
		"Ctrl+Enter": w.forward, "Ctrl+Z": func() { w.p.Undo() }, "Ctrl+Y": func() { w.p.Redo() },
		"Ctrl+J": func() {
			if w.shown == w.find {
				w.find.byHand()
			}
		},
		"F6": func() {
			if w.shown == w.find {
				w.find.nextPane()
			}
		},
		"Alt+1": answer(0), "Alt+2": answer(1),
		"Esc": func() {
			if w.view.CanBack {
				w.p.Back()
				return
			}
			w.leave()
		},
	}
}

// forward is Ctrl+Enter: the primary button of the step.
func (w *intakePage) forward() {
	if w.view.Step == present.StepDone {
		w.room.Go(Route{Page: PageCase, Case: w.view.Case.ID})
		return
	}
	w.p.Next()
}

func (w *intakePage) leave() { w.room.Go(Route{Page: present.PageWorkbench}) }

// show puts the presenter's view into the widgets.
func (w *intakePage) show(v present.IntakeView) {
	before := w.view
	w.view = v
	now := int(v.Step)
	if v.Step == present.StepDone {
		now = len(v.Steps)
	}
	if w.stepper.Now != now {
		w.stepper.SetNow(now)
	}
	w.about.SetWords(w.aboutWords(v))
	part := w.parts[v.Step]
	part.show(v)
	if part != w.shown {
		w.shown = part
		w.body.Objects = []fyne.CanvasObject{part.object()}
		w.body.Refresh()
	}
	w.showFoot(v)
	if v.Step != before.Step {
		// Later, or the digit that answered would be typed into the next field.
		w.room.Desk.Do(func() func() { return w.focusFirst })
	}
	if words := w.room.In(v.Saved); w.front && words != "" && words != w.saved {
		w.saved = words
		w.room.Saved(words)
	}
}

func (w *intakePage) focusFirst() {
	if f := w.shown.first(w.view); w.front && f != nil {
		w.room.Canvas.Focus(f)
	}
}

// largeType tells whether columns have to become lines.
func largeType() bool { return current().Factor >= 1.5 }

func (w *intakePage) aboutWords(v present.IntakeView) string {
	if largeType() && !w.stepper.Hidden {
		return ""
	}
	words := w.room.In(v.MatterAs)
	if w.stepper.Hidden {
		words = strconv.Itoa(int(v.Step)+1) + " / " + strconv.Itoa(len(v.Steps)) + "  " + w.room.In(v.Steps[v.Step].Name) + "  " + words
	}
	if v.Subject >= 0 && v.Subject < len(v.Subjects) {
		words += "  " + v.Subjects[v.Subject].Name
	}
	return words
}

// showFoot says why the next step is shut, and what went wrong above the page.
func (w *intakePage) showFoot(v present.IntakeView) {
	last := v.Step == present.StepCheck
	w.back.Hidden, w.next.Hidden, w.receive.Hidden = v.Step == present.StepTriage, last, !last
	w.back.SetEnabled(v.CanBack)
	w.next.SetEnabled(v.CanNext)
	w.receive.SetEnabled(v.CanNext)
	why := w.room.Trouble(v.Blocked)
	if v.Step == present.StepTriage && !v.Referral.IsZero() {
		why = ""
	}
	problem := w.room.Trouble(v.Problem)
	var note []fyne.CanvasObject
	if problem != "" && v.Step != present.StepDone {
		note = []fyne.CanvasObject{Inset(8, 16, 0, 16, NewBanner("intake.problem", Bad, problem, "", nil))}
	}
	w.why.SetWords(why)
	w.note.Objects, w.note.Hidden = note, len(note) == 0
	w.foot.Hidden, w.leaving.Hidden = v.Step == present.StepDone, v.Step == present.StepDone
	w.main.Layout.Layout(w.main.Objects, w.main.Size())
	w.foot.Refresh()
	w.note.Refresh()
}
