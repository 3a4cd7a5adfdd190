package present

import (
	"context"

	"casedesk/cases"
)

// AcceptanceView is what the page of 受理 and 不予受理 shows.
type AcceptanceView struct {
	FlowView
	Options []Option // accept, decline; neither is chosen beforehand
	Grounds []GroundLine
	Text    string
	Clocks  []ClockLine // the deadlines that run already
}

// Acceptance presents the choice between 受理 and 不予受理.
type Acceptance struct {
	Changed func(AcceptanceView)
	Moved   func(cases.Case)
	*Typing

	f    flow
	view AcceptanceView
}

// NewAcceptance makes an acceptance page without a case.
func NewAcceptance(desk Desk, s Session) *Acceptance {
	p := &Acceptance{Changed: func(AcceptanceView) {}, Moved: func(cases.Case) {}}
	p.Typing = newTyping(desk, s, p.write, p.read, func() { p.f.show() })
	p.f = flow{pen: p.Typing, s: s, line: errand{desk: desk}, moved: func(c cases.Case) { p.Moved(c) }, drawn: p.draw, taken: p.taken, check: p.check}
	return p
}

func (p *Acceptance) draw() {
	p.view.FlowView = p.f.view
	p.Changed(p.view)
}

// View gives the page as it is.
func (p *Acceptance) View() AcceptanceView { return p.view }

// Open shows the page for a case.
func (p *Acceptance) Open(id cases.ID) {
	p.leave()
	p.view = AcceptanceView{}
	p.f.open(id, ActAccept)
}

func (p *Acceptance) taken() {
	c := p.f.view.Case
	p.view.Options = []Option{
		{Value: "accept", Name: Say("action.accept"), Note: Say("accept.note")},
		{Value: "decline", Name: Say("action.decline"), Note: Say("decline.note")},
	}
	p.view.Grounds, p.view.Text = packGrounds(c), ""
	p.view.Clocks = p.f.s.clockLines(c)
}

// write and read are what the draft of the page holds.
func (p *Acceptance) write() any {
	return typed(p.view.Options, p.view.Grounds, "text", p.view.Text)
}

func (p *Acceptance) read(body []byte) error {
	f, err := readTyped(body)
	if err != nil {
		return err
	}
	p.view.Options, p.view.Grounds, p.view.Text = choose(p.view.Options, f.Choice), tickedAs(p.view.Grounds, f), f.Words["text"]
	return nil
}

func (p *Acceptance) check() error {
	switch p.choice() {
	case "accept":
		return p.f.may(cases.AcceptedAct{On: p.f.s.Work.Today()})
	case "decline":
		return p.f.may(p.declined())
	}
	return cases.Fail(cases.Invalid, "flow.choose")
}

func (p *Acceptance) choice() string {
	for _, v := range chosen(p.view.Options) {
		return v
	}
	return ""
}

func (p *Acceptance) declined() cases.DeclinedAct {
	return cases.DeclinedAct{Grounds: ticked(p.view.Grounds), Text: p.view.Text, On: p.f.s.Work.Today()}
}

// Choose chooses "accept" or "decline".
func (p *Acceptance) Choose(value string) {
	p.view.Options = choose(p.view.Options, value)
	p.f.show()
}

// Tick turns a ground of declining on or off.
func (p *Acceptance) Tick(i int) {
	p.view.Grounds = tick(p.view.Grounds, i)
	p.f.show()
}

// Type takes the free text of a refusal to accept.
func (p *Acceptance) Type(text string) {
	p.view.Text = text
	p.f.show()
}

// Finish accepts or declines as chosen.
func (p *Acceptance) Finish() {
	if p.choice() == "decline" {
		p.f.do(Say("done.decline"), p.declined())
		return
	}
	p.f.run(Say("done.accept"), func(ctx context.Context, id cases.ID) (cases.Case, error) {
		return p.f.s.Work.Accept(ctx, id)
	})
}
