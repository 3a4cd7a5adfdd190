package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// grounds is a list of grounds to tick, shared by 不予受理 and 拟办.
type grounds struct {
	id    string
	tick  func(i int)
	ticks []*Check
	list  *fyne.Container
	said  string // the words of the ticks, so that other grounds are built anew
}

func newGrounds(id string, tick func(i int)) *grounds {
	return &grounds{id: id, tick: tick, list: Stack(8)}
}

func (g *grounds) show(room Room, lines []present.GroundLine) {
	said := ""
	for _, l := range lines {
		said += room.In(l.Text) + "\n"
	}
	if g.said != said {
		g.said, g.ticks, g.list.Objects = said, nil, nil
		for i, l := range lines {
			words := room.In(l.Text)
			switch {
			case l.Ground.Article != "":
				words += "  " + l.Ground.Article
			case !l.Ground.Verified:
				words += "  " + room.Say("unverified")
			}
			t := NewCheck(g.id+"."+strconv.Itoa(i+1), words, func(bool) { g.tick(i) })
			g.ticks = append(g.ticks, t)
			g.list.Add(t)
		}
	}
	if len(lines) == 0 {
		g.list.Objects = []fyne.CanvasObject{NewParagraph(room.Say("propose.no_grounds"), Body, T2)}
	}
	for i, l := range lines {
		g.ticks[i].SetChecked(l.Chosen)
	}
}

// acceptPanel chooses between 受理 and 不予受理.
type acceptPanel struct {
	noKeys
	f       *flowFrame
	p       *present.Acceptance
	options *Options
	grounds *grounds
	because *fyne.Container
	text    *Entry
	room    Room
}

func newAcceptPanel(c *casePage) casePanel {
	p := &acceptPanel{p: present.NewAcceptance(c.room.Desk, c.room.Session), room: c.room}
	p.f = newFlowFrame(c, p.finish)
	p.options = NewOptions("decline.choice", true, p.p.Choose)
	p.grounds = newGrounds("decline.ground", p.p.Tick)
	p.text = NewLongEntry("decline.text", c.room.Say("decline.text"), 3).InForm()
	p.text.OnChanged = p.p.Type
	p.because = Stack(16, captioned(c.room.Say("decline.grounds"), p.grounds.list), p.text)
	p.f.body.Objects = []fyne.CanvasObject{p.options, p.because}
	p.p.Changed = p.show
	p.p.Moved = func(x cases.Case) { c.moved(x, p.p.View().Said) }
	return p
}

func (p *acceptPanel) begin(_ present.ActionID, id cases.ID) { p.p.Open(id) }
func (p *acceptPanel) finish()                               { p.p.Finish() }
func (p *acceptPanel) first() fyne.Focusable                 { return p.options.Focusable() }
func (p *acceptPanel) frame() *flowFrame                     { return p.f }
func (p *acceptPanel) pen() *present.Typing                  { return p.p.Typing }

func (p *acceptPanel) show(v present.AcceptanceView) {
	p.f.page.choices(p.options, v.Options)
	p.grounds.show(p.room, v.Grounds)
	p.because.Hidden = p.options.Chosen() != "decline"
	put(p.text, v.Text)
	p.f.show(v.FlowView)
}

// checkPanel records what the source says about an objection.
type checkPanel struct {
	noKeys
	f        *flowFrame
	p        *present.Check
	claims   *fyne.Container
	whole    *fyne.Container // what an objection of one claim asks
	findings *Options
	items    *caseItems
	text     *Entry
	room     Room
}

func newCheckPanel(c *casePage) casePanel {
	p := &checkPanel{p: present.NewCheck(c.room.Desk, c.room.Session), room: c.room, claims: Stack(8)}
	p.f = newFlowFrame(c, p.finish)
	p.findings = NewOptions("check.finding", false, p.p.Choose)
	p.text = NewLongEntry("check.text", c.room.Say("check.note"), 3).InForm()
	p.text.OnChanged = p.p.Type
	p.whole = Stack(16, captioned(c.room.Say("case.claims"), p.claims), captioned(c.room.Say("check.finding"), p.findings))
	p.items = newCaseItems(c.room, "check.item", c.room.Say("check.source"), p.p.ChooseItem, p.p.TypeItem)
	p.f.body.Objects = []fyne.CanvasObject{p.whole, p.items.list, p.text}
	p.p.Changed = p.show
	p.p.Moved = func(x cases.Case) { c.moved(x, p.p.View().Said) }
	return p
}

func (p *checkPanel) begin(_ present.ActionID, id cases.ID) { p.p.Open(id) }
func (p *checkPanel) finish()                               { p.p.Finish() }
func (p *checkPanel) first() fyne.Focusable {
	if f := p.items.first(); f != nil {
		return f
	}
	return p.findings.Focusable()
}
func (p *checkPanel) frame() *flowFrame    { return p.f }
func (p *checkPanel) pen() *present.Typing { return p.p.Typing }

func (p *checkPanel) show(v present.CheckView) {
	p.claims.Objects = []fyne.CanvasObject{claimRows(p.room, v.Claims)}
	p.f.page.choices(p.findings, v.Findings)
	p.whole.Hidden = len(v.Items) > 0
	p.items.show(v.Items)
	put(p.text, v.Text)
	p.f.show(v.FlowView)
}
