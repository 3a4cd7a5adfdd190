package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// forwardPanel hands the case over to the office that decides.
type forwardPanel struct {
	noKeys
	f       *flowFrame
	p       *present.Forward
	body    *Paragraph
	targets *Options
	gaps    *fyne.Container
	room    Room
}

func newForwardPanel(c *casePage) casePanel {
	p := &forwardPanel{p: present.NewForward(c.room.Desk, c.room.Session), room: c.room, body: NewParagraph("", Body, T1), gaps: Stack(6)}
	p.f = newFlowFrame(c, p.finish)
	p.targets = NewOptions("forward.to", true, func(id string) { n, _ := strconv.Atoi(id); p.p.Choose(n) })
	p.f.body.Objects = []fyne.CanvasObject{captioned(c.room.Say("forward.body"), p.body), captioned(c.room.Say("forward.to"), p.targets), p.gaps}
	p.p.Changed = p.show
	p.p.Moved = func(x cases.Case) { c.moved(x, p.p.View().Said) }
	return p
}

func (p *forwardPanel) begin(_ present.ActionID, id cases.ID) { p.p.Open(id) }
func (p *forwardPanel) finish()                               { p.p.Send() }
func (p *forwardPanel) first() fyne.Focusable                 { return p.targets.Focusable() }
func (p *forwardPanel) frame() *flowFrame                     { return p.f }
func (p *forwardPanel) pen() *present.Typing                  { return p.p.Typing }

func (p *forwardPanel) show(v present.ForwardView) {
	p.body.SetWords(v.Body)
	p.f.page.choices(p.targets, targetOptions(p.room, v.Targets, v.Chosen, v.Body))
	p.gaps.Objects = nil
	if len(v.Gaps) > 0 {
		p.gaps.Add(NewText(p.room.Say("forward.gaps"), Caption, T2, false))
		for _, g := range v.Gaps {
			p.gaps.Add(NewState("circle-dot", g.Term, Warn, Body))
		}
	}
	p.f.show(v.FlowView)
}
