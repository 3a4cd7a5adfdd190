package present

import (
	"context"
	"strings"

	"casedesk/cases"
)

// AnswerView is what the page of 协查答复 shows.
type AnswerView struct {
	FlowView
	Asker    string // the office that asked
	Question string
	Items    []ItemLine // the claims asked about
	Text     string
}

// Answer presents the providing unit's answer to an inquiry.
type Answer struct {
	Changed func(AnswerView)
	Moved   func(cases.Case)
	*Typing

	f    flow
	view AnswerView
}

// NewAnswer makes a page without a case.
func NewAnswer(desk Desk, s Session) *Answer {
	p := &Answer{Changed: func(AnswerView) {}, Moved: func(cases.Case) {}}
	p.Typing = newTyping(desk, s, p.write, p.read, func() { p.f.show() })
	p.f = flow{pen: p.Typing, s: s, line: errand{desk: desk}, moved: func(c cases.Case) { p.Moved(c) }, drawn: p.draw, taken: p.taken, check: p.check}
	return p
}

func (p *Answer) draw() {
	p.view.FlowView = p.f.view
	p.Changed(p.view)
}

// View gives the page as it is.
func (p *Answer) View() AnswerView { return p.view }

// Open shows the page for a case.
func (p *Answer) Open(id cases.ID) {
	p.leave()
	p.view = AnswerView{}
	p.f.open(id, ActAnswer)
}

func (p *Answer) taken() {
	c := p.f.view.Case
	p.view.Items = nil
	if c.Inquiry == nil {
		return
	}
	p.view.Asker, p.view.Question = p.f.s.officeName(c.Asker), c.Inquiry.Question
	for _, i := range c.Inquiry.Claims {
		p.view.Items = append(p.view.Items, ItemLine{
			Claim: c.Claims[i], Asks: true, Options: findingOptions(cases.FindingHolds, cases.FindingDenied, cases.FindingUnclear),
		})
	}
}

func (p *Answer) act() cases.AnsweredAct {
	a := cases.AnsweredAct{Text: strings.TrimSpace(p.view.Text), On: p.f.s.Work.Today()}
	if q := p.f.view.Case.Inquiry; q != nil {
		a.Items = findingsOf(p.view.Items, q.Claims)
	}
	return a
}

// write and read are what the draft of the page holds.
func (p *Answer) write() any {
	return typed(nil, nil, "text", p.view.Text).items(p.view.Items)
}

func (p *Answer) read(body []byte) error {
	f, err := readTyped(body)
	if err != nil {
		return err
	}
	p.view.Items, p.view.Text = itemsAs(p.view.Items, f), f.Words["text"]
	return nil
}

func (p *Answer) check() error { return p.f.may(p.act()) }

// Choose chooses the answer about item i.
func (p *Answer) Choose(i int, finding string) {
	p.view.Items = chooseItem(p.view.Items, i, finding)
	p.f.show()
}

// TypeItem takes what the source's own record says of item i.
func (p *Answer) TypeItem(i int, text string) {
	p.view.Items = typeItem(p.view.Items, i, text)
	p.f.show()
}

// Type takes the answer in words.
func (p *Answer) Type(text string) {
	p.view.Text = text
	p.f.show()
}

// Send answers.
func (p *Answer) Send() {
	a := p.act()
	p.f.run(Say("done.answer"), func(ctx context.Context, id cases.ID) (cases.Case, error) {
		return p.f.s.Work.Answer(ctx, id, a.Items, a.Text)
	})
}
