package present

import (
	"context"
	"io"

	"casedesk/app/office"
	"casedesk/cases"
)

// DoubtView is what the pages of 撤销立案 and 陈述申辩 show.
type DoubtView struct {
	FlowView
	Act     ActionID     // ActDoubt or ActHear
	Grounds []GroundLine // what the packs know; of ActHear, what the party was told
	Facts   string       // what came up
	Ways    []Option     // how the party was told
	Told    string       // the day it was told, 2026-10-12
	Words   string       // what it said
	Silent  bool         // it had nothing to say
	Files   []EvidenceLine
}

// proofPaper is the code of a paper that shows what a revocation rests on.
const proofPaper = "REVOKE_PROOF"

// Doubt presents the looking into a grant: first why, then what the party says.
type Doubt struct {
	Changed func(DoubtView)
	Moved   func(cases.Case)
	*Typing

	f    flow
	view DoubtView
}

// NewDoubt makes a page without a case.
func NewDoubt(desk Desk, s Session) *Doubt {
	p := &Doubt{Changed: func(DoubtView) {}, Moved: func(cases.Case) {}}
	p.Typing = newTyping(desk, s, p.write, p.read, func() { p.f.show() })
	p.f = flow{pen: p.Typing, s: s, line: errand{desk: desk}, moved: func(c cases.Case) { p.Moved(c) }, drawn: p.draw, taken: p.taken, check: p.check}
	return p
}

func (p *Doubt) draw() {
	p.view.FlowView = p.f.view
	p.Changed(p.view)
}

// View gives the page as it is.
func (p *Doubt) View() DoubtView { return p.view }

// Open shows the page of ActDoubt or ActHear for a case.
func (p *Doubt) Open(id cases.ID, act ActionID) {
	p.leave()
	p.view = DoubtView{Act: act}
	p.f.open(id, act)
}

func (p *Doubt) taken() {
	c := p.f.view.Case
	p.view.Grounds, p.view.Ways = nil, nil
	if p.view.Act == ActDoubt {
		grounds, _, err := p.f.s.Work.RevocationRules(c)
		p.f.view.Problem = err
		for _, g := range grounds {
			p.view.Grounds = append(p.view.Grounds, GroundLine{Ground: g, Text: Plain(g.Text)})
		}
		return
	}
	if c.Doubt != nil {
		p.view.Grounds, p.view.Facts = toldGrounds(c), c.Doubt.Facts
		p.view.Files = filesSince(c)
	}
	for _, w := range ways {
		p.view.Ways = append(p.view.Ways, Option{Value: w, Name: Say(under("way", w))})
	}
}

// toldGrounds are the grounds that a doubt named; a revocation may rest on no other.
func toldGrounds(c cases.Case) (out []GroundLine) {
	for _, g := range c.Doubt.Grounds {
		out = append(out, GroundLine{Ground: g, Text: Plain(g.Text)})
	}
	return out
}

// filesSince are the files that came in since the grant was doubted.
func filesSince(c cases.Case) []EvidenceLine {
	if all := evidenceLines(c); c.Granted != nil && len(all) > c.Granted.Files {
		return all[c.Granted.Files:]
	}
	return nil
}

func (p *Doubt) act() (cases.Act, error) {
	on := p.f.s.Work.Today()
	if p.view.Act == ActDoubt {
		return cases.DoubtedAct{Grounds: ticked(p.view.Grounds), Facts: p.view.Facts, On: on}, nil
	}
	told, err := cases.ParseDate(p.view.Told)
	a := cases.HeardAct{ToldOn: told, Said: p.view.Words, Silent: p.view.Silent, On: on}
	for _, v := range chosen(p.view.Ways) {
		a.Way = v
	}
	return a, err
}

// write and read are what the draft of the page holds.
func (p *Doubt) write() any {
	if p.view.Act == ActDoubt {
		return typed(nil, p.view.Grounds, "facts", p.view.Facts)
	}
	f := typed(p.view.Ways, nil, "told", p.view.Told, "said", p.view.Words)
	if p.view.Silent {
		f.Ticks = []string{"silent"}
	}
	return f
}

func (p *Doubt) read(body []byte) error {
	f, err := readTyped(body)
	if err != nil {
		return err
	}
	if p.view.Act == ActDoubt {
		p.view.Grounds, p.view.Facts = tickedAs(p.view.Grounds, f), f.Words["facts"]
		return nil
	}
	p.view.Ways, p.view.Told, p.view.Words = choose(p.view.Ways, f.Choice), f.Words["told"], f.Words["said"]
	p.view.Silent = len(f.Ticks) > 0
	return nil
}

func (p *Doubt) check() error {
	if p.view.Act == ActDoubt && len(p.view.Grounds) == 0 {
		return cases.Fail(cases.NotFound, "doubt.no_rules")
	}
	act, err := p.act()
	if p.view.Told == "" || err != nil {
		if p.view.Act == ActHear {
			return cases.Fail(cases.Invalid, "decide.heard_told")
		}
	}
	return p.f.may(act)
}

// Tick turns a ground on or off.
func (p *Doubt) Tick(i int) {
	p.view.Grounds = tick(p.view.Grounds, i)
	p.f.show()
}

// TypeFacts takes what came up.
func (p *Doubt) TypeFacts(text string) {
	p.view.Facts = text
	p.f.show()
}

// Choose chooses how the party was told.
func (p *Doubt) Choose(way string) {
	p.view.Ways = choose(p.view.Ways, way)
	p.f.show()
}

// TypeTold takes the day on which the party was told.
func (p *Doubt) TypeTold(day string) {
	p.view.Told = day
	p.f.show()
}

// TypeSaid takes what the party said.
func (p *Doubt) TypeSaid(text string) {
	p.view.Words = text
	p.f.show()
}

// Quiet says whether the party had nothing to say.
func (p *Doubt) Quiet(silent bool) {
	p.view.Silent = silent
	p.f.show()
}

// AddFile puts a paper of the inquiry or of the party into the file of the case at once.
func (p *Doubt) AddFile(name, media string, file io.Reader) {
	if !p.f.view.Ready || p.f.view.Busy || p.f.view.Done {
		return
	}
	id := p.f.view.Case.ID
	p.f.view.Busy, p.f.view.Problem = true, nil
	p.f.show()
	p.f.line.ask(func() func() {
		c, err := p.f.s.Work.AddEvidence(context.Background(), id, office.Scan{Name: name, Paper: proofPaper, Media: media, Bytes: file})
		return func() {
			p.f.view.Busy, p.f.view.Problem = false, err
			if err == nil {
				p.f.view.Case, p.view.Files = c, filesSince(c)
			}
			p.f.show()
		}
	})
}

// Finish writes the act.
func (p *Doubt) Finish() {
	act, err := p.act()
	if err != nil {
		return // check has said so
	}
	p.f.do(Say(under("done", string(p.view.Act))), act)
}
