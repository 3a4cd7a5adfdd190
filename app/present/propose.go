package present

import (
	"context"

	"casedesk/cases"
)

// ProposalView is what the page of 拟办 shows.
type ProposalView struct {
	FlowView
	Verdict  *VerdictLine
	Returned []Words    // what the reviewer asked to mend, where the case came back
	Remark   string     // the reviewer's own words
	Options  []Option   // of the whole; none where each claim ends on its own
	Items    []ItemLine // each claim of an objection; none where there is but one
	Whole    Words      // what the items add up to
	Grounds  []GroundLine
	Text     string
	NeedText bool // the outcome departs from the advice, so the clerk must say why
}

// Proposal presents what 经办 proposes to decide.
type Proposal struct {
	Changed func(ProposalView)
	Moved   func(cases.Case)
	*Typing

	f    flow
	view ProposalView
}

// NewProposal makes a proposal page without a case.
func NewProposal(desk Desk, s Session) *Proposal {
	p := &Proposal{Changed: func(ProposalView) {}, Moved: func(cases.Case) {}}
	p.Typing = newTyping(desk, s, p.write, p.read, func() { p.f.show() })
	p.f = flow{pen: p.Typing, s: s, line: errand{desk: desk}, moved: func(c cases.Case) { p.Moved(c) }, drawn: p.draw, taken: p.taken, check: p.check}
	return p
}

func (p *Proposal) draw() {
	p.view.FlowView = p.f.view
	p.Changed(p.view)
}

// View gives the page as it is.
func (p *Proposal) View() ProposalView { return p.view }

// Open shows the page for a case.
func (p *Proposal) Open(id cases.ID) {
	p.leave()
	p.view = ProposalView{}
	p.f.open(id, ActPropose)
}

func (p *Proposal) taken() {
	c := p.f.view.Case
	p.view.Verdict, p.view.Grounds = verdictLine(c.Judgement, true), packGrounds(c)
	if c.Doubt != nil {
		p.view.Grounds = toldGrounds(c)
	}
	p.view.Options, p.view.Items, p.view.Whole = outcomeOptions(c), nil, Words{}
	if len(c.Claims) > 1 {
		p.view.Options, p.view.Items = nil, itemLines(c, func(i int) []Option { return itemOutcomes(c, i) })
		for i := range p.view.Items {
			p.view.Items[i].Text = p.view.Items[i].Claim.Claimed
		}
	}
	p.view.Returned, p.view.Remark, p.view.Text = nil, "", ""
	if c.Review != nil && !c.Review.Approved {
		for _, code := range c.Review.Returned {
			p.view.Returned = append(p.view.Returned, Say(under("return", code)))
		}
		p.view.Remark = c.Review.Text
	}
	if c.Proposal != nil {
		p.view.Text = c.Proposal.Text // what was written before the return stays
	}
}

// outcomeOptions lists how the case can end; the one that follows from the
// recorded verdict is marked as advised.
func outcomeOptions(c cases.Case) []Option {
	list := []cases.Outcome{cases.Granted, cases.Refused}
	if c.Matter == cases.Objection {
		list = []cases.Outcome{cases.Corrected, cases.Added, cases.Stopped, cases.Removed, cases.Kept}
	}
	advised := advisedOutcome(c)
	if c.Doubt != nil { // whether papers are false nobody but people can say
		list, advised = []cases.Outcome{cases.Revoke, cases.Stand}, ""
	}
	var out []Option
	for _, o := range list {
		out = append(out, Option{
			Value: string(o), Name: Say(under("outcome", string(o))), Note: Say(under("outcome_note", string(o))), Advised: o == advised,
		})
	}
	return out
}

// itemOutcomes lists how claim i can end; what follows from verdict and findings
// is marked as advised.
func itemOutcomes(c cases.Case, i int) (out []Option) {
	advised := c.AdviceOn(i).Outcome
	for _, o := range []cases.Outcome{cases.Corrected, cases.Added, cases.Stopped, cases.Removed, cases.Kept} {
		out = append(out, Option{Value: string(o), Name: Say(under("item_outcome", string(o))), Advised: o == advised})
	}
	return out
}

// items gives the outcomes chosen for the claims; the new value only where the
// record gets one.
func (p *Proposal) items() (out []cases.ItemOutcome) {
	for i, l := range p.view.Items {
		for _, v := range chosen(l.Options) {
			it := cases.ItemOutcome{Claim: i, Outcome: cases.Outcome(v)}
			if givesValue(it.Outcome) {
				it.Value = l.Text
			}
			out = append(out, it)
		}
	}
	return out
}

func givesValue(o cases.Outcome) bool { return o == cases.Corrected || o == cases.Added }

// advisedOutcome gives the outcome that the verdict points to; "" where it
// points to none or the answer is not known. A refusal is never advised.
func advisedOutcome(c cases.Case) cases.Outcome {
	if c.Judgement == nil {
		return ""
	}
	r, ok := c.Judgement.Chosen()
	switch {
	case !ok:
		return ""
	case c.Matter == cases.Repair && r.Repairable == cases.TriYes:
		return cases.Granted
	case c.Matter == cases.Objection && r.Supported == cases.TriYes:
		for _, g := range r.Criteria {
			if g.State == cases.Met && g.Outcome != "" {
				return cases.Outcome(g.Outcome)
			}
		}
	case c.Matter == cases.Objection && r.Supported == cases.TriNo:
		return cases.Kept
	}
	return ""
}

func (p *Proposal) act() cases.ProposedAct {
	a := cases.ProposedAct{Grounds: ticked(p.view.Grounds), Text: p.view.Text, On: p.f.s.Work.Today()}
	for _, v := range chosen(p.view.Options) {
		a.Outcome = cases.Outcome(v)
	}
	if len(p.view.Items) > 0 {
		a.Items = p.items()
		a.Outcome = cases.Overall(a.Items)
	}
	return a
}

// write and read are what the draft of the page holds.
func (p *Proposal) write() any {
	return typed(p.view.Options, p.view.Grounds, "text", p.view.Text).items(p.view.Items)
}

func (p *Proposal) read(body []byte) error {
	f, err := readTyped(body)
	if err != nil {
		return err
	}
	p.view.Options, p.view.Grounds, p.view.Text = choose(p.view.Options, f.Choice), tickedAs(p.view.Grounds, f), f.Words["text"]
	p.view.Items = itemsAs(p.view.Items, f)
	return nil
}

func (p *Proposal) check() error {
	act := p.act()
	p.view.NeedText, p.view.Whole = false, Words{}
	if len(act.Items) > 0 && len(act.Items) == len(p.view.Items) {
		p.view.Whole = Say(under("outcome", string(act.Outcome)))
	}
	if act.Outcome == "" {
		return cases.Fail(cases.Invalid, "flow.choose")
	}
	bare := act
	bare.Text, bare.Grounds = "", []cases.Ground{{}} // only the missing text shall speak
	p.view.NeedText = cases.KeyOf(p.f.may(bare)) == "decide.against_verdict" || p.f.view.Case.Doubt != nil
	return p.f.may(act)
}

// Choose chooses the outcome.
func (p *Proposal) Choose(outcome string) {
	p.view.Options = choose(p.view.Options, outcome)
	p.f.show()
}

// ChooseItem chooses how claim i ends.
func (p *Proposal) ChooseItem(i int, outcome string) {
	p.view.Items = chooseItem(p.view.Items, i, outcome)
	if i >= 0 && i < len(p.view.Items) {
		p.view.Items[i].Asks = givesValue(cases.Outcome(outcome))
	}
	p.f.show()
}

// TypeItem takes what the record says of claim i from now on.
func (p *Proposal) TypeItem(i int, text string) {
	p.view.Items = typeItem(p.view.Items, i, text)
	p.f.show()
}

// Tick turns a ground on or off.
func (p *Proposal) Tick(i int) {
	p.view.Grounds = tick(p.view.Grounds, i)
	p.f.show()
}

// Type takes the free text.
func (p *Proposal) Type(text string) {
	p.view.Text = text
	p.f.show()
}

// Send sends the proposal to review.
func (p *Proposal) Send() {
	a := p.act()
	p.f.run(Say("done.propose"), func(ctx context.Context, id cases.ID) (cases.Case, error) {
		if len(a.Items) > 0 {
			return p.f.s.Work.ProposeItems(ctx, id, a.Items, a.Grounds, a.Text)
		}
		return p.f.s.Work.Propose(ctx, id, a.Outcome, a.Grounds, a.Text)
	})
}
