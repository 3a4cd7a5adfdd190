package screen

import (
	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// clockPanel makes a running clock longer, lets it stand still, or go on.
type clockPanel struct {
	noKeys
	f        *flowFrame
	p        *present.ClockAct
	room     Room
	page     *casePage
	clocks   *Options
	note     *Paragraph
	length   *Entry
	unit     *Text
	reason   *Entry
	approver *Entry
	papers   *Options
	ends     *fyne.Container
	shown    present.ActionID
}

func newClockPanel(c *casePage) casePanel {
	p := &clockPanel{p: present.NewClockAct(c.room.Desk, c.room.Session), room: c.room, page: c, note: NewParagraph("", Body, T2), ends: Stack(4)}
	p.f = newFlowFrame(c, p.finish)
	p.clocks = NewOptions("clockact.clock", true, func(id string) { p.p.Choose(id) })
	p.papers = NewOptions("clockact.paper", true, func(id string) { p.p.ChoosePaper(id) })
	p.unit = NewText("", Body, T2, false)
	p.length = NewEntry("clockact.length", c.room.Say("clockact.length")).InForm().Trailing(p.unit)
	p.length.OnChanged = p.p.TypeLength
	p.approver = NewEntry("clockact.approver", "").InForm()
	p.approver.OnChanged = p.p.TypeApprover
	p.p.Changed = p.show
	p.p.Moved = func(x cases.Case) { c.moved(x, p.p.View().Said) }
	return p
}

func (p *clockPanel) begin(act present.ActionID, id cases.ID) {
	p.build(act)
	p.p.Open(id, act, p.page.clock)
}
func (p *clockPanel) finish()              { p.p.Finish() }
func (p *clockPanel) frame() *flowFrame    { return p.f }
func (p *clockPanel) pen() *present.Typing { return p.p.Typing }

func (p *clockPanel) first() fyne.Focusable {
	switch p.shown {
	case present.ActExtend:
		return p.length.Focusable()
	case present.ActPause:
		return p.reason.Focusable()
	}
	return p.f.back
}

// build puts in what the act asks for.
func (p *clockPanel) build(act present.ActionID) {
	p.shown = act
	p.f.body.Objects = []fyne.CanvasObject{captioned(p.room.Say("clockact.clock"), p.clocks), p.note}
	if act != present.ActResume {
		caption := p.room.Say("clockact.reason_extend")
		if act == present.ActPause {
			caption = p.room.Say("clockact.reason_pause")
		}
		p.reason = NewLongEntry("clockact.reason", caption, 3).InForm()
		if act == present.ActPause {
			p.reason.Hint = p.room.Say("clockact.reason_pause_hint")
		}
		p.reason.OnChanged = p.p.TypeReason
	}
	switch act {
	case present.ActExtend:
		p.f.body.Objects = append(p.f.body.Objects, p.length, p.reason, p.approver)
	case present.ActPause:
		p.f.body.Objects = append(p.f.body.Objects, p.reason, captioned(p.room.Say("clockact.papers"), p.papers))
	}
	p.f.body.Objects = append(p.f.body.Objects, p.ends)
}

func (p *clockPanel) show(v present.ClockActView) {
	p.f.page.choices(p.clocks, v.Clocks)
	p.f.page.choices(p.papers, v.Papers)
	p.note.SetWords(p.room.In(v.Note))
	p.unit.SetWords(p.room.In(v.Unit))
	if p.reason != nil {
		put(p.reason, v.Reason)
	}
	put(p.length, v.Length)
	put(p.approver, v.Approver)
	p.approver.Caption = p.room.In(v.Approves)
	p.approver.Refresh()
	hide(p.approver, v.Approves.IsZero())
	p.ends.Objects = nil
	if v.Act == present.ActPause && v.Ready && len(v.Papers) == 0 {
		p.ends.Add(NewState("info", p.room.Say("clockact.no_papers"), Warn, Body))
	}
	if !v.Was.IsZero() {
		p.ends.Add(NewText(p.room.Say("clockact.was")+"  "+p.room.In(v.Was), Body, T2, false))
	}
	if !v.Then.IsZero() {
		p.ends.Add(NewText(p.room.Say("clockact.then")+"  "+p.room.In(v.Then), Body, T1, true))
	}
	p.f.show(v.FlowView)
}
