package present

import "casedesk/cases"

// FinishView is what the pages of 告知, 送达 and 撤回 show.
type FinishView struct {
	FlowView
	Act      ActionID
	Ways     []Option // counter, post, electronic; none for a withdrawal
	Receiver string   // who took the letter (送达)
	Reason   string   // why the applicant withdraws
	Named    bool     // the act asks for a receiver
	Reasoned bool     // the act asks for a reason
}

// ways are how a letter can reach the applicant.
var ways = [...]string{"counter", "post", "electronic"}

// Finish presents the last acts of a case: telling, serving, withdrawing.
type Finish struct {
	Changed func(FinishView)
	Moved   func(cases.Case)
	*Typing

	f    flow
	view FinishView
}

// NewFinish makes a page without a case.
func NewFinish(desk Desk, s Session) *Finish {
	p := &Finish{Changed: func(FinishView) {}, Moved: func(cases.Case) {}}
	p.Typing = newTyping(desk, s, p.write, p.read, func() { p.f.show() })
	p.f = flow{pen: p.Typing, s: s, line: errand{desk: desk}, moved: func(c cases.Case) { p.Moved(c) }, drawn: p.draw, taken: p.taken, check: p.check}
	return p
}

func (p *Finish) draw() {
	p.view.FlowView = p.f.view
	p.Changed(p.view)
}

// View gives the page as it is.
func (p *Finish) View() FinishView { return p.view }

// Open shows the page of ActNotify, ActServe or ActWithdraw for a case.
func (p *Finish) Open(id cases.ID, act ActionID) {
	p.leave()
	p.view = FinishView{Act: act, Named: act == ActServe, Reasoned: act == ActWithdraw}
	p.f.open(id, p.view.Act)
}

func (p *Finish) taken() {
	p.view.Ways = nil
	if p.view.Act == ActWithdraw {
		return
	}
	for _, w := range ways {
		p.view.Ways = append(p.view.Ways, Option{Value: w, Name: Say(under("way", w))})
	}
	if p.view.Named && p.view.Receiver == "" {
		c := p.f.view.Case
		p.view.Receiver = c.Party.Name
		if c.Agent != nil && c.Agent.Name != "" {
			p.view.Receiver = c.Agent.Name
		}
	}
}

func (p *Finish) act() cases.Act {
	on, way := p.f.s.Work.Today(), ""
	for _, v := range chosen(p.view.Ways) {
		way = v
	}
	switch p.view.Act {
	case ActServe:
		return cases.ServedAct{Way: way, Receiver: p.view.Receiver, On: on}
	case ActWithdraw:
		return cases.WithdrawnAct{Reason: p.view.Reason, On: on}
	}
	return cases.NotifiedAct{Way: way, On: on}
}

// write and read are what the draft of the page holds.
func (p *Finish) write() any {
	return typed(p.view.Ways, nil, "receiver", p.view.Receiver, "reason", p.view.Reason)
}

func (p *Finish) read(body []byte) error {
	f, err := readTyped(body)
	if err != nil {
		return err
	}
	p.view.Ways, p.view.Receiver, p.view.Reason = choose(p.view.Ways, f.Choice), f.Words["receiver"], f.Words["reason"]
	return nil
}

func (p *Finish) check() error {
	if len(p.view.Ways) > 0 && len(chosen(p.view.Ways)) == 0 {
		return cases.Fail(cases.Invalid, "flow.way")
	}
	if p.view.Named && p.view.Receiver == "" {
		return cases.Fail(cases.Invalid, "flow.receiver")
	}
	return p.f.may(p.act())
}

// Choose chooses the way.
func (p *Finish) Choose(way string) {
	p.view.Ways = choose(p.view.Ways, way)
	p.f.show()
}

// TypeReceiver takes who received the letter.
func (p *Finish) TypeReceiver(name string) {
	p.view.Receiver = name
	p.f.show()
}

// TypeReason takes why the applicant withdraws.
func (p *Finish) TypeReason(text string) {
	p.view.Reason = text
	p.f.show()
}

// Finish writes the act.
func (p *Finish) Finish() { p.f.do(Say(under("done", string(p.view.Act))), p.act()) }
