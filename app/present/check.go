package present

import "casedesk/cases"

// CheckView is what the page of 核查 shows: an objection against its source.
type CheckView struct {
	FlowView
	Claims   []cases.Claim
	Findings []Option   // of the whole: differs, same, expired; none where each claim is told apart
	Items    []ItemLine // each claim; none where there is but one
	Text     string
}

// findings are what the source can say about a disputed item.
var findings = [...]string{"differs", "same", "expired"}

// Check presents the checking of an objection against the source.
type Check struct {
	Changed func(CheckView)
	Moved   func(cases.Case)
	*Typing

	f    flow
	view CheckView
}

// NewCheck makes a checking page without a case.
func NewCheck(desk Desk, s Session) *Check {
	p := &Check{Changed: func(CheckView) {}, Moved: func(cases.Case) {}}
	p.Typing = newTyping(desk, s, p.write, p.read, func() { p.f.show() })
	p.f = flow{pen: p.Typing, s: s, line: errand{desk: desk}, moved: func(c cases.Case) { p.Moved(c) }, drawn: p.draw, taken: p.taken, check: p.check}
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
	p.leave()
	p.view = CheckView{}
	p.f.open(id, ActCheck)
}

func (p *Check) taken() {
	c := p.f.view.Case
	p.view.Claims, p.view.Findings, p.view.Items = c.Claims, nil, nil
	if len(c.Claims) > 1 {
		no := cases.FindingDenied // the source itself knows
		if p.f.s.Work.Office.Kind == cases.Centre {
			no = cases.FindingSame
		}
		p.view.Items = itemLines(c, func(int) []Option { return findingOptions(cases.FindingHolds, no, cases.FindingUnclear) })
		for i := range p.view.Items {
			p.view.Items[i].Asks = true
		}
		return
	}
	for _, f := range findings {
		p.view.Findings = append(p.view.Findings, Option{Value: f, Name: Say(under("finding", f))})
	}
}

func (p *Check) act() cases.CheckedAct {
	a := cases.CheckedAct{Text: p.view.Text, On: p.f.s.Work.Today()}
	for _, v := range chosen(p.view.Findings) {
		a.Finding = v
	}
	if len(p.view.Items) > 0 {
		a.Items, a.Finding = findingsOf(p.view.Items, placesOf(p.f.view.Case)), "same"
		for _, it := range a.Items {
			if it.Finding == cases.FindingHolds {
				a.Finding = "differs"
			}
		}
	}
	return a
}

// write and read are what the draft of the page holds.
func (p *Check) write() any {
	return typed(p.view.Findings, nil, "text", p.view.Text).items(p.view.Items)
}

func (p *Check) read(body []byte) error {
	f, err := readTyped(body)
	if err != nil {
		return err
	}
	p.view.Findings, p.view.Text = choose(p.view.Findings, f.Choice), f.Words["text"]
	p.view.Items = itemsAs(p.view.Items, f)
	return nil
}

func (p *Check) check() error {
	if p.f.view.Case.Matter != cases.Objection {
		return cases.Fail(cases.Invalid, "flow.objection_only")
	}
	a := p.act()
	if len(a.Items) < len(p.view.Items) {
		return cases.Fail(cases.Invalid, "decide.findings")
	}
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

// ChooseItem chooses what was found about claim i.
func (p *Check) ChooseItem(i int, finding string) {
	p.view.Items = chooseItem(p.view.Items, i, finding)
	p.f.show()
}

// TypeItem takes what the office's own data says of claim i.
func (p *Check) TypeItem(i int, text string) {
	p.view.Items = typeItem(p.view.Items, i, text)
	p.f.show()
}

// Type takes what the source says, in words.
func (p *Check) Type(text string) {
	p.view.Text = text
	p.f.show()
}

// Finish records the finding.
func (p *Check) Finish() { p.f.do(Say("done.check"), p.act()) }
