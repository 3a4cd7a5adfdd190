package screen

import (
	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// proposePanel writes what 经办 proposes.
type proposePanel struct {
	noKeys
	f        *flowFrame
	p        *present.Proposal
	returned *fyne.Container
	outcomes *Options
	one      *fyne.Container // the outcome of the whole
	items    *caseItems
	sum      *fyne.Container // what the items add up to
	because  *fyne.Container
	grounds  *grounds
	text     *Entry
	room     Room
}

func newProposePanel(c *casePage) casePanel {
	p := &proposePanel{p: present.NewProposal(c.room.Desk, c.room.Session), room: c.room, returned: Stack(4)}
	p.f = newFlowFrame(c, p.finish)
	p.outcomes = NewOptions("propose.outcome", true, p.p.Choose)
	p.grounds = newGrounds("propose.ground", p.p.Tick)
	p.because = Stack(16, captioned(c.room.Say("propose.grounds"), p.grounds.list))
	p.text = NewLongEntry("propose.text", c.room.Say("propose.text"), 4).InForm()
	p.text.OnChanged = p.p.Type
	p.one = Stack(0, captioned(c.room.Say("propose.outcome"), p.outcomes))
	p.items = newCaseItems(c.room, "propose.item", c.room.Say("propose.value"), p.p.ChooseItem, p.p.TypeItem)
	p.sum = Stack(0)
	p.f.body.Objects = []fyne.CanvasObject{p.returned, p.one, p.items.list, p.sum, p.because, p.text}
	p.p.Changed = p.show
	p.p.Moved = func(x cases.Case) { c.moved(x, p.p.View().Said) }
	return p
}

func (p *proposePanel) begin(_ present.ActionID, id cases.ID) { p.p.Open(id) }
func (p *proposePanel) finish()                               { p.p.Send() }
func (p *proposePanel) first() fyne.Focusable {
	if f := p.items.first(); f != nil {
		return f
	}
	return p.outcomes.Focusable()
}
func (p *proposePanel) frame() *flowFrame    { return p.f }
func (p *proposePanel) pen() *present.Typing { return p.p.Typing }

func (p *proposePanel) show(v present.ProposalView) {
	p.returned.Objects = nil
	if len(v.Returned) > 0 || v.Remark != "" {
		p.returned.Add(NewText(p.room.Say("propose.returned"), Body, T1, true))
		for _, r := range v.Returned {
			p.returned.Add(NewState("corner-up-left", p.room.In(r), Warn, Body))
		}
		if v.Remark != "" {
			p.returned.Add(NewParagraph(v.Remark, Body, T1))
		}
	}
	p.returned.Hidden = len(p.returned.Objects) == 0
	p.f.page.choices(p.outcomes, v.Options)
	p.one.Hidden = len(v.Items) > 0
	p.items.show(v.Items)
	p.sum.Objects = nil
	if !v.Whole.IsZero() {
		p.sum.Add(NewState("circle-check", p.room.Say("propose.whole", arg("outcome", p.room.In(v.Whole))), Info, Body))
	}
	p.sum.Hidden = len(p.sum.Objects) == 0
	p.grounds.show(p.room, v.Grounds)
	why := p.outcomes.Chosen()
	p.because.Hidden = why != string(cases.Refused) && why != string(cases.Revoke)
	need := p.room.Say("propose.need_text")
	if v.Case.Doubt != nil {
		need = p.room.Say("propose.need_facts")
	}
	p.text.SetNote(map[bool]string{true: need, false: p.room.Say("optional")}[v.NeedText], map[bool]Tone{true: Warn}[v.NeedText])
	put(p.text, v.Text)
	p.f.show(v.FlowView)
}
