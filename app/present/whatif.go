package present

import (
	"slices"
	"strings"

	"casedesk/cases"
	"casedesk/cases/rules"
)

// WhatIfView is what the panel of 试算 shows: the record with some facts other than
// they are. Nothing of it reaches the record or a draft.
type WhatIfView struct {
	Open      bool
	Note      Words // 试算，不写入案件，也不改草稿
	Questions []Question
	Now       int // the question in front
	Changed   []bool
	Day       Question // the day of judging: waiting is a change too
	Changes   []ChangeLine
	Moves     []MoveLine
	Says      Words // how many answers move, or that none does
	Groups    []FlipGroup
	Busy      bool // the trial is being judged
	Seeking   bool // the nearest other outcome is being looked for
	Problem   error
}

// ChangeLine is one fact that a trial or a flip has otherwise.
type ChangeLine struct {
	Fact     string
	Title    Words
	Was, Now []Words
	Nature   Words // who could bring it about
	Tone     Tone
	Paper    string // the paper that proves it, in the pack's words
}

// MoveLine is one answer that comes out otherwise.
type MoveLine struct {
	Ruleset  string
	What     Words
	Term     string // of a criterion or clock, in the pack's words
	Row      string
	Was, Now Words
	Law      ArticleView
}

// FlipGroup is the nearest other outcome of one sort.
type FlipGroup struct {
	Title Words // 换成另一档，最少改 2 项
	Lines []FlipLine
	More  Words // how many there are besides, or how far was searched in vain
}

// FlipLine is one smallest change.
type FlipLine struct {
	Then    Words
	Changes []ChangeLine
	flip    rules.Flip
}

// WhatIf presents a trial of other facts over an inquiry.
type WhatIf struct {
	asking
	Changed func(WhatIfView)

	of        *Inquiry
	line, far errand
	base      asking
	day       cases.Date
	typedDay  string
	badDay    error
	view      WhatIfView
}

// NewWhatIf makes a closed panel over an inquiry.
func NewWhatIf(q *Inquiry) *WhatIf {
	return &WhatIf{Changed: func(WhatIfView) {}, of: q, line: errand{desk: q.line.desk}, far: errand{desk: q.line.desk}}
}

// View gives the panel as it is.
func (p *WhatIf) View() WhatIfView { return p.view }

// Open begins a trial with the facts that the inquiry has now.
func (p *WhatIf) Open() {
	if p.of.c.ID.IsZero() || p.of.verdict == nil || p.from().Book == nil {
		return
	}
	s := p.from()
	p.base = newAsking(s, s.Work.Known(p.of.c, p.of.facts))
	p.base.verdict = p.of.verdict
	p.view = WhatIfView{Open: true, Note: Say("whatif.note"), Seeking: true}
	p.Reset()
	p.seek()
}

// Close ends the trial; nothing is left of it.
func (p *WhatIf) Close() {
	p.line.forget()
	p.far.forget()
	p.view, p.asking, p.base = WhatIfView{}, asking{}, asking{}
	p.Changed(p.view)
}

// Reset takes every change back.
func (p *WhatIf) Reset() {
	p.asking = newAsking(p.from(), p.base.facts)
	p.asking.verdict = p.base.verdict
	p.day, p.typedDay, p.badDay = p.from().Work.Today(), "", nil
	p.look()
}

// Goto puts a question in front.
func (p *WhatIf) Goto(i int) {
	if i >= 0 && i < len(p.view.Questions) {
		p.view.Now = i
		p.draw()
	}
}

// Pick answers the question in front by an option; a set's option is turned on or off.
func (p *WhatIf) Pick(value string) {
	if p.view.Now >= len(p.view.Questions) {
		return
	}
	k := p.view.Questions[p.view.Now]
	switch {
	case value == "":
		p.set(k.Key)
	case k.Several:
		p.set(k.Key, chosen(toggle(k.Options, value))...)
	default:
		p.set(k.Key, value)
	}
}

// Type answers the question in front by what was typed.
func (p *WhatIf) Type(text string) {
	if p.view.Now < len(p.view.Questions) {
		p.set(p.view.Questions[p.view.Now].Key, text)
	}
}

func (p *WhatIf) set(key string, values ...string) {
	d, ok := declared(key)
	if !ok || !p.view.Open {
		return
	}
	p.answer(d, values...)
	p.look()
}

// TypeDay takes the day of judging; "" is today.
func (p *WhatIf) TypeDay(text string) {
	p.typedDay, p.badDay, p.day = text, nil, p.from().Work.Today()
	if strings.TrimSpace(text) != "" {
		if day, err := cases.ParseDate(text); err != nil {
			p.badDay = err
		} else {
			p.day = day
		}
	}
	p.look()
}

// Try makes the changes of a flip, and no others.
func (p *WhatIf) Try(group, line int) {
	if group < 0 || group >= len(p.view.Groups) || line < 0 || line >= len(p.view.Groups[group].Lines) {
		return
	}
	p.Reset()
	for _, c := range p.view.Groups[group].Lines[line].flip.Changes {
		if c.Fact == rules.Day {
			p.TypeDay(c.Value)
			continue
		}
		d, _ := declared(c.Fact)
		if n, ok := d.Number(written(d, c.Value)...); ok {
			p.facts, _ = p.facts.With(c.Fact, n)
		}
	}
	if at := slices.IndexFunc(p.view.Questions, func(k Question) bool {
		return k.Key == p.view.Groups[group].Lines[line].flip.Changes[0].Fact
	}); at >= 0 {
		p.view.Now = at
	}
	p.look()
}

// written gives the values of a fact as they are written in a change.
func written(d cases.FactDecl, value string) []string {
	if d.Type == cases.FactSet && value == cases.NoMember {
		return nil
	}
	if d.Type == cases.FactSet {
		return strings.Split(value, ",")
	}
	return []string{value}
}

func (p *WhatIf) from() Session { return p.of.s }

// look judges the trial; only the answer to the latest facts is shown.
func (p *WhatIf) look() {
	if !p.view.Open {
		return
	}
	s, was, then, day := p.from(), p.base.facts, p.facts, p.day
	p.view.Busy = true
	p.draw()
	p.line.ask(func() func() {
		t, err := rules.Try(s.Book, was, s.Work.Today(), then, day, s.Work.Calendar)
		return func() {
			p.view.Busy, p.view.Problem = false, err
			if err == nil {
				p.asking.verdict = &t.Then
				p.view.Changes, p.view.Moves = p.changeLines(t.Changes), p.moveLines(t)
				p.view.Says = p.says(t)
			}
			p.draw()
		}
	})
}

func (p *WhatIf) says(t rules.Trial) Words {
	switch {
	case len(t.Changes) == 0:
		return Say("whatif.begin")
	case len(t.Moves) == 0:
		return Say("whatif.still")
	}
	return Say("whatif.moved", "n", itoa(len(t.Moves)))
}
