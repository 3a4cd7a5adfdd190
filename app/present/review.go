package present

import (
	"context"
	"slices"

	"casedesk/cases"
)

// ReviewView is what the page of 审核 shows.
type ReviewView struct {
	FlowView
	Outcome Words  // what is proposed
	Maker   string // 经办
	Places  []PlaceToCheck
	Place   int      // the one that F8 stands on, -1 for none
	Unseen  int      // places nobody has stood on yet
	Options []Option // approve, return
	Reasons []Option // return.V1 …
	Text    string
	Verdict *VerdictLine
	Clocks  []ClockLine
}

// PlaceToCheck is one thing the reviewer looks at.
type PlaceToCheck struct {
	Title Words
	Now   Words
	Was   Words // before the last return; nothing where it did not change
	Tone  Tone
	Seen  bool
	Tab   TabID // where it can be seen in full
}

// returnCodes are the places a review can send a case back for (ui 08).
var returnCodes = [...]string{"V1", "V2", "E1", "E2", "D1", "L1", "P1"}

// Review presents a proposal to its reviewer.
type Review struct {
	Changed func(ReviewView)
	Moved   func(cases.Case)
	*Typing

	f    flow
	view ReviewView
}

// NewReview makes a review page without a case.
func NewReview(desk Desk, s Session) *Review {
	p := &Review{Changed: func(ReviewView) {}, Moved: func(cases.Case) {}}
	p.Typing = newTyping(desk, s, p.write, p.read, func() { p.f.show() })
	p.f = flow{pen: p.Typing, s: s, line: errand{desk: desk}, moved: func(c cases.Case) { p.Moved(c) }, drawn: p.draw, taken: p.taken, check: p.check}
	p.view.Place = -1
	return p
}

func (p *Review) draw() {
	p.view.FlowView = p.f.view
	p.Changed(p.view)
}

// View gives the page as it is.
func (p *Review) View() ReviewView { return p.view }

// Open shows the page for a case.
func (p *Review) Open(id cases.ID) {
	p.leave()
	p.view = ReviewView{Place: -1}
	p.f.open(id, ActReview)
}

func (p *Review) taken() {
	c := p.f.view.Case
	p.view.Options = []Option{
		{Value: "approve", Name: Say("review.approve"), Note: Say("review.approve_note")},
		{Value: "return", Name: Say("review.return"), Note: Say("review.return_note")},
	}
	p.view.Reasons = nil
	for _, code := range returnCodes {
		p.view.Reasons = append(p.view.Reasons, Option{Value: code, Name: Say(under("return", code))})
	}
	if c.Proposal != nil {
		p.view.Outcome = Say(under("outcome", string(c.Proposal.Outcome)))
	}
	if n := len(c.Hands.Makers); n > 0 {
		p.view.Maker = p.f.s.person(c.Hands.Makers[n-1])
	}
	p.view.Verdict, p.view.Clocks = verdictLine(c.Judgement, true), p.f.s.clockLines(c)
	p.view.Places, p.view.Place, p.view.Text = placesToCheck(c), -1, ""
	p.view.Unseen = len(p.view.Places)
}

// write and read are what the draft of the page holds.
func (p *Review) write() any {
	f := typed(p.view.Options, nil, "text", p.view.Text)
	f.Ticks = chosen(p.view.Reasons)
	return f
}

func (p *Review) read(body []byte) error {
	f, err := readTyped(body)
	if err != nil {
		return err
	}
	p.view.Options, p.view.Text = choose(p.view.Options, f.Choice), f.Words["text"]
	p.view.Reasons = slices.Clone(p.view.Reasons)
	for i := range p.view.Reasons {
		p.view.Reasons[i].Chosen = slices.Contains(f.Ticks, p.view.Reasons[i].Value)
	}
	return nil
}

func (p *Review) check() error {
	// Whoever may not review at all is told so before any choice.
	if err := p.f.may(cases.ReviewedAct{Approved: true, On: p.f.s.Work.Today()}); err != nil {
		return err
	}
	approved, returned, ok := p.decision()
	if !ok {
		return cases.Fail(cases.Invalid, "flow.choose")
	}
	return p.f.may(cases.ReviewedAct{Approved: approved, Returned: returned, Text: p.view.Text, On: p.f.s.Work.Today()})
}

func (p *Review) decision() (approved bool, returned []string, ok bool) {
	for _, o := range p.view.Options {
		if o.Chosen && o.Value == "return" {
			return false, chosen(p.view.Reasons), true
		}
		if o.Chosen {
			return true, nil, true
		}
	}
	return false, nil, false
}

// Choose chooses "approve" or "return".
func (p *Review) Choose(value string) {
	p.view.Options = choose(p.view.Options, value)
	p.f.show()
}

// Tick turns a ground of returning on or off; ticking one chooses to return.
func (p *Review) Tick(code string) {
	p.view.Reasons = toggle(p.view.Reasons, code)
	if len(chosen(p.view.Reasons)) > 0 {
		p.view.Options = choose(p.view.Options, "return")
	}
	p.f.show()
}

// Type takes the reviewer's own words.
func (p *Review) Type(text string) {
	p.view.Text = text
	p.f.show()
}

// Step stands on the next place to check, or the one before where n is negative.
func (p *Review) Step(n int) {
	if len(p.view.Places) == 0 {
		return
	}
	at := p.view.Place + n
	if p.view.Place < 0 && n < 0 {
		at = -1
	}
	p.See((at + len(p.view.Places)) % len(p.view.Places))
}

// See stands on one place and counts it as seen.
func (p *Review) See(i int) {
	if i < 0 || i >= len(p.view.Places) {
		return
	}
	p.view.Places = append([]PlaceToCheck(nil), p.view.Places...)
	p.view.Places[i].Seen, p.view.Place, p.view.Unseen = true, i, 0
	for _, l := range p.view.Places {
		if !l.Seen {
			p.view.Unseen++
		}
	}
	p.f.show()
}

// Finish approves or returns as chosen.
func (p *Review) Finish() {
	approved, returned, _ := p.decision()
	said := Say("done.review")
	if !approved {
		said = Say("done.return", "n", itoa(len(returned)))
	}
	text := p.view.Text
	p.f.run(said, func(ctx context.Context, id cases.ID) (cases.Case, error) {
		return p.f.s.Work.Review(ctx, id, approved, returned, text)
	})
}
