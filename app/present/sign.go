package present

import (
	"context"

	"casedesk/cases"
)

// SignView is what the page of 签发 shows.
type SignView struct {
	FlowView
	Outcome    Words
	Maker      string
	Reviewer   string
	Effects    []Words       // what follows: effect.stop_publishing …
	Unverified bool          // the basis is 待核实: the text must be checked first
	Rests      []ArticleView // the unverified places it rests on
	Checked    bool
	CheckedIn  string // which text was read
	Letter     Words  // the letter that the decision calls for
}

// Sign presents a reviewed proposal to the one who signs.
type Sign struct {
	Changed func(SignView)
	Moved   func(cases.Case)
	*Typing

	f    flow
	view SignView
}

// NewSign makes a signing page without a case.
func NewSign(desk Desk, s Session) *Sign {
	p := &Sign{Changed: func(SignView) {}, Moved: func(cases.Case) {}}
	p.Typing = newTyping(desk, s, p.write, p.read, func() { p.f.show() })
	p.f = flow{pen: p.Typing, s: s, line: errand{desk: desk}, moved: func(c cases.Case) { p.Moved(c) }, drawn: p.draw, taken: p.taken, check: p.check}
	return p
}

func (p *Sign) draw() {
	p.view.FlowView = p.f.view
	p.Changed(p.view)
}

// View gives the page as it is.
func (p *Sign) View() SignView { return p.view }

// Open shows the page for a case.
func (p *Sign) Open(id cases.ID) {
	p.leave()
	p.view = SignView{}
	p.f.open(id, ActSign)
}

func (p *Sign) taken() {
	c := p.f.view.Case
	p.view = SignView{Reviewer: p.f.s.person(c.Hands.Reviewer)}
	if n := len(c.Hands.Makers); n > 0 {
		p.view.Maker = p.f.s.person(c.Hands.Makers[n-1])
	}
	if c.Proposal != nil {
		p.view.Outcome = Say(under("outcome", string(c.Proposal.Outcome)))
		decided := c
		if c.Doubt != nil {
			p.takenDoubt()
			return
		}
		decided.Decision = &cases.DecidedAct{Outcome: c.Proposal.Outcome}
		if letter, ok := cases.DecisionLetter(decided); ok {
			p.view.Letter = Say(under("letter", string(letter)))
		}
		p.view.Effects = effectWords(c.Proposal.Outcome)
	}
	if c.Judgement != nil {
		p.view.Unverified = cases.Unverified(*c.Judgement)
		if p.view.Unverified {
			p.view.Rests = p.f.s.unverified(*c.Judgement)
		}
	}
}

// takenDoubt shows what signing means for a grant under doubt: the revocation with its
// consequences, or that the grant stands.
func (p *Sign) takenDoubt() {
	c := p.f.view.Case
	p.view.Effects = effectWords(c.Proposal.Outcome)
	a, revokes := p.f.s.endOfDoubt(c, nil).(cases.RevokedAct)
	if !revokes {
		return
	}
	p.view.Letter = Say(under("letter", string(cases.LetterRevoke)))
	p.view.Unverified = cases.RestsOnUnread(c.Proposal.Grounds, a.Follows)
	seen := map[string]bool{}
	for _, f := range a.Follows {
		p.view.Effects = append(p.view.Effects, Plain(f.Term))
		if key := f.Ruleset + f.Cite; !f.Verified && !seen[key] {
			seen[key] = true
			p.view.Rests = append(p.view.Rests, p.f.s.article(&c.Judgement.Verdict, f.Ruleset, f.Cite, false))
		}
	}
}

// effectWords says what follows from an outcome, in words for the signer.
func effectWords(o cases.Outcome) []Words {
	return []Words{Say(under("outcome_note", string(o)))}
}

// write and read are what the draft of the page holds.
func (p *Sign) write() any {
	f := typed(nil, nil, "checked_in", p.view.CheckedIn)
	if p.view.Checked {
		f.Choice = "checked"
	}
	return f
}

func (p *Sign) read(body []byte) error {
	f, err := readTyped(body)
	if err != nil {
		return err
	}
	p.view.Checked, p.view.CheckedIn = f.Choice == "checked", f.Words["checked_in"]
	return nil
}

func (p *Sign) check() error {
	if c := p.f.view.Case; c.Doubt != nil && c.Proposal != nil {
		return p.f.may(p.f.s.endOfDoubt(c, p.checked()))
	}
	act := cases.DecidedAct{Checked: p.checked(), On: p.f.s.Work.Today()}
	if p.f.view.Case.Proposal != nil {
		act.Outcome = p.f.view.Case.Proposal.Outcome
	}
	return p.f.may(act)
}

// checked is the record that the text was compared, once the signer made it.
func (p *Sign) checked() *cases.TextCheck {
	if !p.view.Checked || p.view.CheckedIn == "" {
		return nil
	}
	return &cases.TextCheck{Text: p.view.CheckedIn, On: p.f.s.Work.Today()}
}

// Check says whether the signer compared the text.
func (p *Sign) Check(done bool) {
	p.view.Checked = done
	p.f.show()
}

// CheckIn takes which text was read.
func (p *Sign) CheckIn(text string) {
	p.view.CheckedIn = text
	p.f.show()
}

// Finish makes the proposal the decision.
func (p *Sign) Finish() {
	checked := p.checked()
	said := Say("done.sign")
	if c := p.f.view.Case; c.Doubt != nil && c.Proposal != nil {
		said = Say("done.sign_" + string(c.Proposal.Outcome))
	}
	p.f.run(said, func(ctx context.Context, id cases.ID) (cases.Case, error) {
		return p.f.s.Work.Sign(ctx, id, checked)
	})
}
