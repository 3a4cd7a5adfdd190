package present

import (
	"slices"

	"casedesk/cases"
)

// NoticeView is what the pages of 一次性告知 and 补正 show.
type NoticeView struct {
	FlowView
	Act    ActionID // ActAskMore or ActComplete
	Papers []NoticeLine
	Chosen int // how many are ticked
}

// NoticeLine is one paper to ask for, or that came.
type NoticeLine struct {
	Paper    cases.Paper
	Name     Words
	Why      Words // the article behind it, where it was checked
	Verified bool
	Chosen   bool
}

// Notice presents the asking for everything that is missing, once, and later
// the coming of those papers.
type Notice struct {
	Changed func(NoticeView)
	Moved   func(cases.Case)
	*Typing

	f    flow
	view NoticeView
}

// NewNotice makes a page without a case.
func NewNotice(desk Desk, s Session) *Notice {
	p := &Notice{Changed: func(NoticeView) {}, Moved: func(cases.Case) {}}
	p.Typing = newTyping(desk, s, p.write, p.read, func() { p.f.show() })
	p.f = flow{pen: p.Typing, s: s, line: errand{desk: desk}, moved: func(c cases.Case) { p.Moved(c) }, drawn: p.draw, taken: p.taken, check: p.check}
	return p
}

func (p *Notice) draw() {
	p.view.FlowView = p.f.view
	p.Changed(p.view)
}

// View gives the page as it is.
func (p *Notice) View() NoticeView { return p.view }

// Open shows the page of ActAskMore or ActComplete for a case. All that is
// missing is ticked, because it must be asked for at once.
func (p *Notice) Open(id cases.ID, act ActionID) {
	p.leave()
	p.view = NoticeView{Act: act}
	p.f.open(id, p.view.Act)
}

func (p *Notice) taken() {
	c := p.f.view.Case
	p.view.Papers = nil
	if p.view.Act == ActComplete {
		for _, m := range c.Missing {
			p.view.Papers = append(p.view.Papers, NoticeLine{Paper: m, Name: Plain(m.Name), Verified: true, Chosen: true})
		}
		return
	}
	for _, m := range gapsOf(c) {
		p.view.Papers = append(p.view.Papers, NoticeLine{
			Paper: cases.Paper{Code: m.Paper, Name: m.Term}, Name: Plain(m.Term), Why: Plain(m.Article), Verified: m.Verified, Chosen: true,
		})
	}
}

func (p *Notice) papers() []cases.Paper {
	var out []cases.Paper
	for _, l := range p.view.Papers {
		if l.Chosen {
			out = append(out, l.Paper)
		}
	}
	return out
}

func (p *Notice) act() cases.Act {
	on := p.f.s.Work.Today()
	if p.view.Act == ActComplete {
		return cases.CompletedAct{Papers: p.papers(), On: on}
	}
	return cases.AskedMoreAct{Missing: p.papers(), On: on}
}

// write and read are what the draft of the page holds.
func (p *Notice) write() any {
	f := typedForm{}
	for _, paper := range p.papers() {
		f.Ticks = append(f.Ticks, paper.Code)
	}
	return f
}

func (p *Notice) read(body []byte) error {
	f, err := readTyped(body)
	if err != nil {
		return err
	}
	p.view.Papers = slices.Clone(p.view.Papers)
	for i := range p.view.Papers {
		p.view.Papers[i].Chosen = slices.Contains(f.Ticks, p.view.Papers[i].Paper.Code)
	}
	return nil
}

func (p *Notice) check() error {
	p.view.Chosen = len(p.papers())
	if p.view.Chosen == 0 {
		return cases.Fail(cases.Invalid, "decide.nothing_missing")
	}
	return p.f.may(p.act())
}

// Tick turns a paper on or off.
func (p *Notice) Tick(i int) {
	if i < 0 || i >= len(p.view.Papers) {
		return
	}
	p.view.Papers = append([]NoticeLine(nil), p.view.Papers...)
	p.view.Papers[i].Chosen = !p.view.Papers[i].Chosen
	p.f.show()
}

// Finish asks for the papers, or takes them in.
func (p *Notice) Finish() { p.f.do(Say(under("done", string(p.view.Act))), p.act()) }
