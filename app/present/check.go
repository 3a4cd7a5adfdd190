package present

import "casedesk/cases"

// CheckView is what the page of 核查 shows: an objection against its source.
type CheckView struct {
	FlowView
	Claims   []cases.Claim
	Findings []Option // differs, same, expired
	Text     string
}

// findings are what the source can say about a disputed item.
var findings = [...]string{"differs", "same", "expired"}

// Check presents the checking of an objection against the source.
type Check struct {
	Changed func(CheckView)
	Moved   func(cases.Case)

	f    flow
	view CheckView
}

// NewCheck makes a checking page without a case.
func NewCheck(desk Desk, s Session) *Check {
	p := &Check{Changed: func(CheckView) {}, Moved: func(cases.Case) {}}
	p.f = flow{s: s, line: errand{desk: desk}, moved: func(c cases.Case) { p.Moved(c) }, drawn: p.draw, taken: p.taken, check: p.check}
	return p
}

func (p *Check) draw() {
	p.view.FlowView = p.f.view
	p.Changed(p.view)
}

// View gives the page as it is.
func (p *Check) View() CheckView { return p.view }

// Open shows the page for a case.
func (p *Check) Open(id cases.ID) {
	p.view = CheckView{}
	p.f.open(id)
}

func (p *Check) taken() {
	p.view.Claims, p.view.Findings = p.f.view.Case.Claims, nil
	for _, f := range findings {
		p.view.Findings = append(p.view.Findings, Option{Value: f, Name: Say(under("finding", f))})
	}
}

func (p *Check) act() cases.CheckedAct {
	a := cases.CheckedAct{Text: p.view.Text, On: p.f.s.Work.Today()}
	for _, v := range chosen(p.view.Findings) {
		a.Finding = v
	}
	return a
}

func (p *Check) check() error {
	if p.f.view.Case.Matter != cases.Objection {
		return cases.Fail(cases.Invalid, "flow.objection_only")
	}
	a := p.act()
	if a.Finding == "" {
		return cases.Fail(cases.Invalid, "flow.choose")
	}
	return p.f.may(a)
}

// Choose chooses what was found.
func (p *Check) Choose(finding string) {
	p.view.Findings = choose(p.view.Findings, finding)
	p.f.show()
}

// Type takes what the source says, in words.
func (p *Check) Type(text string) {
	p.view.Text = text
	p.f.show()
}

// Finish records the finding.
func (p *Check) Finish() { p.f.do(Say("done.check"), p.act()) }
