package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// intakeCheck is the last look before receiving: at the left what was looked at,
// each with the way to mend it, at the right what will be received.
type intakeCheck struct {
	room   Room
	p      *present.Intake
	checks *fyne.Container
	sum    *fyne.Container
	left   *Scroll
	right  *Scroll
	drawn  string
	root   fyne.CanvasObject
}

func newIntakeCheck(room Room, p *present.Intake) *intakeCheck {
	c := &intakeCheck{room: room, p: p, checks: Stack(0), sum: Stack(0)}
	c.left, c.right = NewScroll(c.checks), NewScroll(c.sum)
	say := room.Say
	card := func(title, remark string, o fyne.CanvasObject) fyne.CanvasObject {
		return Layer(NewCard(), Pad(1, Lines(0, []float32{0, Share(1)}, CardHead(title, remark), o)))
	}
	c.root = Columns(8, []float32{Share(1), Share(1)}, card(say("intake.checks"), say("intake.checks_note"), c.left),
		card(say("intake.summary"), "", c.right))
	return c
}

func (c *intakeCheck) object() fyne.CanvasObject { return c.root }

// first leaves the keyboard alone: Ctrl+Enter receives from anywhere.
func (c *intakeCheck) first(present.IntakeView) fyne.Focusable { return nil }

func (c *intakeCheck) show(v present.IntakeView) {
	drawn := ""
	for _, l := range v.Checks {
		drawn += c.room.In(l.What) + c.room.Trouble(l.Why) + strconv.Itoa(int(l.Tone)) + "\n"
	}
	for _, l := range v.Summary {
		drawn += c.room.In(l.Value) + "\n"
	}
	if drawn == c.drawn || v.Step != present.StepCheck {
		return
	}
	c.drawn = drawn
	c.checks.Objects, c.sum.Objects = nil, nil
	for i, l := range v.Checks {
		c.checks.Add(c.check(i, l))
		c.checks.Add(HLine())
	}
	for _, l := range v.Summary {
		c.sum.Add(Inset(8, 16, 8, 12, Columns(12, []float32{em(120), Share(1)}, NewParagraph(c.room.In(l.Label), Body, T2),
			NewParagraph(c.room.In(l.Value), Body, T1))))
		c.sum.Add(HLine())
	}
	c.left.Relayout()
	c.right.Relayout()
}

func (c *intakeCheck) check(i int, l present.CheckLine) fyne.CanvasObject {
	icon := "circle-check"
	switch l.Tone {
	case present.Warn:
		icon = "triangle-alert"
	case present.Bad:
		icon = "circle-x"
	}
	text := Stack(0, NewParagraph(c.room.In(l.What), Body, T1))
	if l.Why != nil {
		text.Add(NewParagraph(c.room.Trouble(l.Why), Caption, T2))
	}
	row := SpreadRow(10, []float32{em(16), Share(1)}, NewState(icon, "", toneOf(l.Tone), Body), text)
	if l.Tone != present.Good {
		row.Add(NewButton("intake.mend."+strconv.Itoa(i), Quiet, c.room.Say("intake.mend"), func() { c.p.Return(l.Step) }).AsSmall())
	}
	return Inset(8, 12, 8, 12, row)
}

// intakeDone is what stands after a case was received: its number and the ways on.
type intakeDone struct {
	room Room
	p    *present.Intake
	root *fyne.Container
	open *Button
	done string
}

func newIntakeDone(room Room, p *present.Intake) *intakeDone {
	return &intakeDone{room: room, p: p, root: Layer()}
}

func (d *intakeDone) object() fyne.CanvasObject { return d.root }

func (d *intakeDone) first(present.IntakeView) fyne.Focusable { return d.open }

func (d *intakeDone) show(v present.IntakeView) {
	if v.Step != present.StepDone || d.done == v.Receipt {
		return
	}
	d.done = v.Receipt
	say := d.room.Say
	d.open = NewButton("intake.open", Primary, say("workbench.open"), func() {
		d.room.Go(Route{Page: PageCase, Case: v.Case.ID})
	}).WithKeys("Ctrl", "Enter")
	letters := "intake.see_receipt"
	if !v.Letter {
		letters = "intake.issue_receipt"
	}
	receipt := NewButton("intake.receipt", Secondary, say(letters), func() {
		d.room.Go(Route{Page: PageCase, Case: v.Case.ID, Tab: string(present.TabLetters)})
	}).WithIcon("printer")
	again := NewButton("intake.again", Secondary, say("intake.again"), d.p.New).WithIcon("plus")
	note := NewBanner("", Good, say("intake.receipt_issued"), "", nil)
	if !v.Letter {
		words := say("intake.receipt_later")
		if v.Problem != nil {
			words += d.room.Trouble(v.Problem)
		}
		note = NewBanner("", Warn, words, "", nil)
	}
	d.root.Objects = []fyne.CanvasObject{Centre(em(560), Card(24, Stack(16,
		Row(8, NewIcon("circle-check", Grn, 20), NewText(say("intake.received"), Title, T1, true)),
		Stack(2, NewText(say("intake.receipt_no"), Caption, T2, false), NewText(v.Receipt, Figure, T1, true), NewParagraph(v.Case.Party.Name, Body, T1)),
		note, Row(8, d.open, receipt, again))))}
	d.root.Refresh()
}
