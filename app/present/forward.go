package present

import (
	"context"
	"slices"

	"casedesk/cases"
)

// ForwardView is what the forwarding page shows.
type ForwardView struct {
	FlowView
	Targets []TargetLine
	Chosen  int    // -1 for none
	Body    string // the deciding body the record names
	Gaps    []MissingLine
}

// TargetLine is one office to forward to.
type TargetLine struct {
	ID      cases.ID
	Name    string
	Serves  bool // it acts for the body that the record names
	Address string
	Phone   string
}

// Forward presents the handing over of a case to the office that decides.
type Forward struct {
	Changed func(ForwardView)
	Moved   func(cases.Case)
	*Typing

	f    flow
	view ForwardView
}

// NewForward makes a forwarding page without a case.
func NewForward(desk Desk, s Session) *Forward {
	p := &Forward{Changed: func(ForwardView) {}, Moved: func(cases.Case) {}}
	p.Typing = newTyping(desk, s, p.write, p.read, func() { p.f.show() })
	p.f = flow{pen: p.Typing, s: s, line: errand{desk: desk}, moved: func(c cases.Case) { p.Moved(c) }, drawn: p.draw, taken: p.taken, check: p.check}
	p.view.Chosen = -1
	return p
}

func (p *Forward) draw() {
	p.view.FlowView = p.f.view
	p.Changed(p.view)
}

// View gives the page as it is.
func (p *Forward) View() ForwardView { return p.view }

// Open shows the page for a case; the office that serves the record's body is chosen.
func (p *Forward) Open(id cases.ID) {
	p.leave()
	p.view = ForwardView{Chosen: -1}
	p.f.open(id, ActForward)
}

func (p *Forward) taken() {
	c := p.f.view.Case
	p.view.Body, p.view.Gaps = c.Record.Body, gapsOf(c)
	p.view.Targets, p.view.Chosen = p.f.s.targets(c, cases.MayAccept)
}

// write and read are what the draft of the page holds.
func (p *Forward) write() any {
	return typedForm{Choice: p.target().ID.String()}
}

func (p *Forward) read(body []byte) error {
	f, err := readTyped(body)
	if err != nil {
		return err
	}
	p.view.Chosen = slices.IndexFunc(p.view.Targets, func(t TargetLine) bool { return t.ID.String() == f.Choice })
	return nil
}

func (p *Forward) check() error {
	return p.f.may(cases.ForwardedAct{To: p.target().ID, On: p.f.s.Work.Today()})
}

func (p *Forward) target() TargetLine {
	if p.view.Chosen < 0 || p.view.Chosen >= len(p.view.Targets) {
		return TargetLine{}
	}
	return p.view.Targets[p.view.Chosen]
}

// Choose chooses the office to forward to.
func (p *Forward) Choose(i int) {
	p.view.Chosen = i
	p.f.show()
}

// Send forwards the case.
func (p *Forward) Send() {
	to, _ := p.f.s.Work.Directory.Office(p.target().ID)
	p.f.run(Say("done.forward", "office", to.Name), func(ctx context.Context, id cases.ID) (cases.Case, error) {
		return p.f.s.Work.Forward(ctx, id, to)
	})
}
