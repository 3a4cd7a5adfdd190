package present

import (
	"context"
	"strconv"
	"strings"

	"casedesk/cases"
)

// The acts on a running clock; each opens its page from the deadlines tab.
const (
	ActExtend ActionID = "extend" // 延期: signed, before the day passes
	ActPause  ActionID = "pause"  // 中止计时: signed, with lawful ground and paper
	ActResume ActionID = "resume" // 恢复计时
)

// ClockActView is what the page of an act on a clock shows.
type ClockActView struct {
	FlowView
	Act      ActionID
	Clocks   []Option // those the act can be done to; one alone is chosen
	Note     Words    // what the text allows, or that nobody has read it
	Verified bool
	Papers   []Option // of a stop: the papers in the file, one of which shows the ground
	Length   string   // of an extension, in Unit
	Unit     Words
	Reason   string
	Approver string
	Approves Words // who must approve, as the text says; nothing where it says nothing
	Was      Words // the recorded end
	Then     Words // the end after the act
}

// ClockAct presents 延期, 中止 and 恢复 of one running clock.
type ClockAct struct {
	Changed func(ClockActView)
	Moved   func(cases.Case)
	*Typing

	f     flow
	first string // the clock to begin with
	view  ClockActView
}

// NewClockAct makes a page without a case.
func NewClockAct(desk Desk, s Session) *ClockAct {
	p := &ClockAct{Changed: func(ClockActView) {}, Moved: func(cases.Case) {}}
	p.Typing = newTyping(desk, s, p.write, p.read, func() { p.f.show() })
	p.f = flow{pen: p.Typing, s: s, line: errand{desk: desk}, moved: func(c cases.Case) { p.Moved(c) }, drawn: p.draw, taken: p.taken, check: p.check}
	return p
}

// View gives the page as it is.
func (p *ClockAct) View() ClockActView { return p.view }

// Open shows the page of an act for a case; clock is the one that somebody came
// from, "" for none.
func (p *ClockAct) Open(id cases.ID, act ActionID, clock string) {
	p.leave()
	p.view, p.first = ClockActView{Act: act}, clock
	p.f.open(id, act)
}

func (p *ClockAct) taken() {
	c := p.f.view.Case
	p.view.Clocks, p.view.Papers = nil, nil
	for _, r := range c.Clocks {
		if r.Due.IsZero() == (p.view.Act == ActResume) && (p.view.Act != ActResume || len(r.Stops) > 0) {
			p.view.Clocks = append(p.view.Clocks, Option{Value: r.ID, Name: Say(under("clock", r.ID)), Note: p.ends(r.Due)})
		}
	}
	p.view.Clocks = choose(p.view.Clocks, p.first)
	if len(p.view.Clocks) == 1 {
		p.view.Clocks = choose(p.view.Clocks, p.view.Clocks[0].Value)
	}
	if p.view.Act == ActPause {
		for _, paper := range c.Papers {
			p.view.Papers = append(p.view.Papers, Option{Value: paper.Name, Name: Plain(paper.Name)})
		}
		for _, e := range c.Evidence {
			p.view.Papers = append(p.view.Papers, Option{Value: e.Name, Name: Plain(e.Name)})
		}
	}
}

func (p *ClockAct) ends(d cases.Date) Words {
	if d.IsZero() {
		return Say("clockact.stands")
	}
	return Say("clockact.ends", "day", d.String())
}

// run is the chosen clock.
func (p *ClockAct) run() (cases.ClockRun, bool) {
	for _, id := range chosen(p.view.Clocks) {
		for _, r := range p.f.view.Case.Clocks {
			if r.ID == id {
				return r, true
			}
		}
	}
	return cases.ClockRun{}, false
}

func (p *ClockAct) draw() {
	v := &p.view
	v.FlowView = p.f.view
	v.Note, v.Was, v.Then, v.Approves, v.Unit = Words{}, Words{}, Words{}, Words{}, Words{}
	if r, ok := p.run(); ok && !v.Done {
		v.Verified = r.Verified
		v.Was = p.ends(r.Due)
		v.Unit = Say(under("unit", string(p.unit(r))))
		v.Note = p.allows(r)
		if v.Act == ActExtend && r.Approver != "" {
			v.Approves = Say("clockact.approver", "approver", r.Approver)
		}
		if act, err := p.act(); err == nil {
			v.Then = p.ends(clockOf(act).Due)
		}
	}
	p.Changed(*v)
}

// allows says what the text lets the act do.
func (p *ClockAct) allows(r cases.ClockRun) Words {
	law := r.Title
	if r.Verified && r.Article != "" {
		law += r.Article
	}
	switch {
	case p.view.Act == ActPause:
		return Say("clockact.note_pause", "law", law)
	case p.view.Act == ActResume:
		return Say("clockact.note_resume", "law", law)
	case r.Extend.N == 0:
		return Say("clockact.note_unread", "law", law)
	}
	return Say("clockact.note_extend", "law", law, "n", itoa(r.Extend.N)).With("unit", under("unit", string(r.Extend.Unit)))
}

// unit is what an extension is counted in: as the text says, else as the clock is.
func (p *ClockAct) unit(r cases.ClockRun) cases.Unit {
	if r.Extend.N > 0 {
		return r.Extend.Unit
	}
	return r.Period.Unit
}

func clockOf(a cases.Act) cases.ClockRun {
	switch x := a.(type) {
	case cases.ExtendedAct:
		return x.Clock
	case cases.PausedAct:
		return x.Clock
	case cases.ResumedAct:
		return x.Clock
	}
	return cases.ClockRun{}
}

// act is what would be written now, or why it cannot be.
func (p *ClockAct) act() (cases.Act, error) {
	r, ok := p.run()
	if !ok {
		return nil, cases.Fail(cases.Invalid, "clockact.choose")
	}
	today, cal := p.f.s.Work.Today(), p.f.s.Work.Calendar
	var err error
	switch p.view.Act {
	case ActPause:
		if strings.TrimSpace(p.view.Reason) == "" {
			return nil, cases.Fail(cases.Invalid, "decide.pause_reason")
		}
		if len(chosen(p.view.Papers)) == 0 {
			return nil, cases.Fail(cases.Invalid, "clockact.paper")
		}
		r, err = r.Pause(today, p.ground())
		return cases.PausedAct{Clock: r, On: today}, err
	case ActResume:
		r, err = r.Resume(today, cal)
		return cases.ResumedAct{Clock: r, On: today}, err
	}
	by, err := p.length(r)
	if err != nil {
		return nil, err
	}
	old, reason := r.Due, strings.TrimSpace(p.view.Reason)
	r, err = r.Longer(cases.Extension{By: by, Reason: reason, Approver: strings.TrimSpace(p.view.Approver), On: today}, cal)
	return cases.ExtendedAct{Clock: r, Old: old, Reason: reason, On: today}, err
}

func (p *ClockAct) length(r cases.ClockRun) (cases.Period, error) {
	n, err := strconv.Atoi(strings.TrimSpace(p.view.Length))
	if err != nil || n < 1 {
		return cases.Period{}, cases.Fail(cases.Invalid, "decide.extend_length")
	}
	return cases.Period{N: n, Unit: p.unit(r)}, nil
}

// ground is why a clock stands still, with the paper that shows it.
func (p *ClockAct) ground() string {
	return p.f.s.Chinese("clockact.ground", cases.Arg{Name: "ground", Value: strings.TrimSpace(p.view.Reason)},
		cases.Arg{Name: "paper", Value: strings.Join(chosen(p.view.Papers), "、")})
}

func (p *ClockAct) check() error {
	// Whoever may not do it at all is told so before anything is filled in.
	if err := p.f.s.clockAllowed(p.view.Act, p.f.view.Case); err != nil {
		return err
	}
	act, err := p.act()
	if err != nil {
		return err
	}
	return p.f.may(act)
}

// write and read are what the draft of the page holds.
func (p *ClockAct) write() any {
	f := typed(p.view.Clocks, nil, "length", p.view.Length, "reason", p.view.Reason, "approver", p.view.Approver)
	f.Ticks = chosen(p.view.Papers)
	return f
}

func (p *ClockAct) read(body []byte) error {
	f, err := readTyped(body)
	if err != nil {
		return err
	}
	if f.Choice != "" {
		p.view.Clocks = choose(p.view.Clocks, f.Choice)
	}
	p.view.Length, p.view.Reason, p.view.Approver = f.Words["length"], f.Words["reason"], f.Words["approver"]
	paper := ""
	for _, t := range f.Ticks {
		paper = t
	}
	p.view.Papers = choose(p.view.Papers, paper)
	return nil
}

// Choose chooses the clock.
func (p *ClockAct) Choose(id string) {
	p.view.Clocks = choose(p.view.Clocks, id)
	p.f.show()
}

// ChoosePaper chooses the paper that shows the ground of a stop.
func (p *ClockAct) ChoosePaper(name string) {
	p.view.Papers = choose(p.view.Papers, name)
	p.f.show()
}

// TypeLength takes by how much the clock grows.
func (p *ClockAct) TypeLength(text string) {
	p.view.Length = text
	p.f.show()
}

// TypeReason takes why.
func (p *ClockAct) TypeReason(text string) {
	p.view.Reason = text
	p.f.show()
}

// TypeApprover takes who approved an extension.
func (p *ClockAct) TypeApprover(text string) {
	p.view.Approver = text
	p.f.show()
}

// Finish writes the act.
func (p *ClockAct) Finish() {
	r, ok := p.run()
	if !ok {
		return
	}
	s, v := p.f.s, p.view
	said := Say(under("done", string(v.Act))).With("clock", under("clock", r.ID))
	p.f.run(said, func(ctx context.Context, id cases.ID) (cases.Case, error) {
		switch v.Act {
		case ActPause:
			return s.Work.Pause(ctx, id, r.ID, p.ground())
		case ActResume:
			return s.Work.Resume(ctx, id, r.ID)
		}
		by, err := p.length(r)
		if err != nil {
			return cases.Case{}, err
		}
		return s.Work.Extend(ctx, id, r.ID, by, strings.TrimSpace(v.Reason), strings.TrimSpace(v.Approver))
	})
}
