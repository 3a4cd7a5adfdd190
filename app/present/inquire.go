package present

import (
	"context"
	"slices"
	"strings"

	"casedesk/cases"
)

// InquireView is what the page of 协查 shows.
type InquireView struct {
	FlowView
	Body     string // the record's deciding body
	Targets  []TargetLine
	Chosen   int         // place in Targets; -1 for none
	Items    []ClaimTick // which claims are asked about
	Question string
	Papers   []EvidenceLine // all of them go along
}

// ClaimTick is one claim that can be asked about.
type ClaimTick struct {
	Claim  cases.Claim
	Chosen bool
	Found  Words
}

// Inquire presents a question to the providing unit about an objection.
type Inquire struct {
	Changed func(InquireView)
	Moved   func(cases.Case)
	*Typing

	f    flow
	view InquireView
}

// NewInquire makes a page without a case.
func NewInquire(desk Desk, s Session) *Inquire {
	p := &Inquire{Changed: func(InquireView) {}, Moved: func(cases.Case) {}}
	p.Typing = newTyping(desk, s, p.write, p.read, func() { p.f.show() })
	p.f = flow{pen: p.Typing, s: s, line: errand{desk: desk}, moved: func(c cases.Case) { p.Moved(c) }, drawn: p.draw, taken: p.taken, check: p.check}
	p.view.Chosen = -1
	return p
}

func (p *Inquire) draw() {
	p.view.FlowView = p.f.view
	p.Changed(p.view)
}

// View gives the page as it is.
func (p *Inquire) View() InquireView { return p.view }

// Open shows the page for a case; the office that serves the record's body and
// the claims that the platform could not settle itself are chosen.
func (p *Inquire) Open(id cases.ID) {
	p.leave()
	p.view = InquireView{Chosen: -1}
	p.f.open(id, ActInquire)
}

func (p *Inquire) taken() {
	c := p.f.view.Case
	p.view.Body, p.view.Papers, p.view.Items = c.Record.Body, evidenceLines(c), nil
	p.view.Targets, p.view.Chosen = p.f.s.targets(c, cases.MayCheck)
	for i, claim := range c.Claims {
		t := ClaimTick{Claim: claim, Chosen: c.FindingOn(i) != cases.FindingHolds}
		if f := c.FindingOn(i); f != "" {
			t.Found = Say(under("item_finding", string(f)))
		}
		p.view.Items = append(p.view.Items, t)
	}
}

func (p *Inquire) claims() (out []int) {
	for i, t := range p.view.Items {
		if t.Chosen {
			out = append(out, i)
		}
	}
	return out
}

func (p *Inquire) target() TargetLine {
	if p.view.Chosen < 0 || p.view.Chosen >= len(p.view.Targets) {
		return TargetLine{}
	}
	return p.view.Targets[p.view.Chosen]
}

// write and read are what the draft of the page holds.
func (p *Inquire) write() any {
	f := typed(nil, nil, "question", p.view.Question)
	f.Choice = p.target().ID.String()
	for _, i := range p.claims() {
		f.Ticks = append(f.Ticks, itoa(i))
	}
	return f
}

func (p *Inquire) read(body []byte) error {
	f, err := readTyped(body)
	if err != nil {
		return err
	}
	p.view.Question = f.Words["question"]
	p.view.Chosen = slices.IndexFunc(p.view.Targets, func(t TargetLine) bool { return t.ID.String() == f.Choice })
	p.view.Items = slices.Clone(p.view.Items)
	for i := range p.view.Items {
		p.view.Items[i].Chosen = slices.Contains(f.Ticks, itoa(i))
	}
	return nil
}

func (p *Inquire) check() error {
	a := cases.InquiredAct{To: p.target().ID, Claims: p.claims(), On: p.f.s.Work.Today()}
	for _, e := range p.f.view.Case.Evidence {
		a.Papers = append(a.Papers, e.Blob)
	}
	return p.f.may(a)
}

// Choose chooses the office to ask.
func (p *Inquire) Choose(i int) {
	p.view.Chosen = i
	p.f.show()
}

// Tick turns a claim on or off.
func (p *Inquire) Tick(i int) {
	if i >= 0 && i < len(p.view.Items) {
		p.view.Items = append([]ClaimTick(nil), p.view.Items...)
		p.view.Items[i].Chosen = !p.view.Items[i].Chosen
		p.f.show()
	}
}

// Type takes what is to be looked at, in words.
func (p *Inquire) Type(text string) {
	p.view.Question = text
	p.f.show()
}

// Send asks.
func (p *Inquire) Send() {
	to, _ := p.f.s.Work.Directory.Office(p.target().ID)
	claims, question := p.claims(), strings.TrimSpace(p.view.Question)
	p.f.run(Say("done.inquire", "office", to.Name), func(ctx context.Context, id cases.ID) (cases.Case, error) {
		return p.f.s.Work.Inquire(ctx, id, to, claims, question)
	})
}

// targets lists the other offices with a power; the one that serves the record's
// body is the place given, else -1.
func (s Session) targets(c cases.Case, power cases.Power) (out []TargetLine, serving int) {
	serving = -1
	for _, o := range s.Work.Directory.Offices {
		if o.ID == s.Work.Office.ID || !o.May(power) {
			continue
		}
		serves, found := s.Work.Directory.Serving(c.Record.Body)
		line := TargetLine{ID: o.ID, Name: o.Name, Serves: found && serves.ID == o.ID, Address: o.Address, Phone: o.Phone}
		if line.Serves {
			serving = len(out)
		}
		out = append(out, line)
	}
	return out, serving
}
