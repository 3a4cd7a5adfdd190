package screen

import (
	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// doubtPanel opens the looking into a grant, or records what the party said to it.
type doubtPanel struct {
	noKeys
	f       *flowFrame
	p       *present.Doubt
	act     present.ActionID
	grounds *grounds
	facts   *Entry
	opening *fyne.Container // grounds and what came up
	reasons *fyne.Container // what the party was told
	ways    *Options
	told    *Entry
	said    *Entry
	silent  *Check
	files   *fyne.Container
	hearing *fyne.Container
	room    Room
}

func newDoubtPanel(c *casePage) casePanel {
	p := &doubtPanel{p: present.NewDoubt(c.room.Desk, c.room.Session), room: c.room, reasons: Stack(4), files: Stack(4)}
	say := c.room.Say
	p.f = newFlowFrame(c, p.finish)
	p.grounds = newGrounds("doubt.ground", p.p.Tick)
	p.facts = NewLongEntry("doubt.facts", say("doubt.facts"), 4).InForm()
	p.facts.OnChanged = p.p.TypeFacts
	p.opening = Stack(16, NewState("users", say("doubt.people"), Info, Body), captioned(say("doubt.grounds"), p.grounds.list), p.facts)
	p.ways = NewOptions("hear.way", false, p.p.Choose)
	p.told = NewEntry("hear.told", say("hear.told")).InForm()
	p.told.OnChanged = p.p.TypeTold
	p.said = NewLongEntry("hear.said", say("hear.said"), 5).InForm()
	p.said.OnChanged = p.p.TypeSaid
	p.silent = NewCheck("hear.silent", say("hear.silent"), p.p.Quiet)
	add := NewButton("hear.file", Secondary, say("hear.file"), p.choose).WithIcon("paperclip")
	p.hearing = Stack(16, captioned(say("hear.reasons"), p.reasons), captioned(say("hear.way"), p.ways), p.told, p.said, p.silent,
		captioned(say("hear.files"), Stack(8, p.files, Row(8, add))))
	p.f.body.Objects = []fyne.CanvasObject{p.opening, p.hearing}
	p.p.Changed = p.show
	p.p.Moved = func(x cases.Case) { c.moved(x, p.p.View().Said) }
	return p
}

func (p *doubtPanel) begin(act present.ActionID, id cases.ID) {
	p.act = act
	hide(p.opening, act != present.ActDoubt)
	hide(p.hearing, act != present.ActHear)
	p.p.Open(id, act)
}

func (p *doubtPanel) finish()              { p.p.Finish() }
func (p *doubtPanel) frame() *flowFrame    { return p.f }
func (p *doubtPanel) pen() *present.Typing { return p.p.Typing }

func (p *doubtPanel) first() fyne.Focusable {
	switch {
	case p.act == present.ActHear:
		return p.ways.Focusable()
	case len(p.grounds.ticks) > 0:
		return p.grounds.ticks[0]
	}
	return p.facts.Focusable()
}

func (p *doubtPanel) show(v present.DoubtView) {
	if v.Act == present.ActDoubt {
		p.grounds.show(p.room, v.Grounds)
		put(p.facts, v.Facts)
		p.f.show(v.FlowView)
		return
	}
	p.reasons.Objects = nil
	for _, g := range v.Grounds {
		p.reasons.Add(NewState("shield-alert", p.room.In(g.Text), Warn, Body))
	}
	if v.Facts != "" {
		p.reasons.Add(NewParagraph(v.Facts, Body, T1))
	}
	p.f.page.choices(p.ways, v.Ways)
	put(p.told, v.Told)
	put(p.said, v.Words)
	p.silent.SetChecked(v.Silent)
	p.files.Objects = nil
	for _, f := range v.Files {
		p.files.Add(NewState("paperclip", f.Name, Neutral, Body))
	}
	if len(v.Files) == 0 {
		p.files.Add(NewParagraph(p.room.Say("hear.no_files"), Caption, T2))
	}
	p.f.show(v.FlowView)
}

// choose asks for a file and puts it into the case.
func (p *doubtPanel) choose() {
	p.room.Pick(nil, func(f PickedFile) { p.p.AddFile(f.Name, f.Media, f) })
}
