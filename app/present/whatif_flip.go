package present

import (
	"casedesk/cases"
	"casedesk/cases/rules"
)

// seek looks for the nearest other outcome under the ruleset in use.
func (p *WhatIf) seek() {
	s, f := p.from(), p.base.facts
	ruleset := p.ruleset()
	if ruleset == "" {
		p.view.Seeking = false
		p.draw()
		return
	}
	p.far.ask(func() func() {
		var found []rules.Flips
		var problem error
		for _, goal := range []string{rules.FlipOutcome, rules.FlipClass} {
			x, err := rules.Nearest(s.Book, f, s.Work.Today(), s.Work.Calendar, ruleset, goal)
			if err != nil {
				problem = err
				break
			}
			found = append(found, x)
		}
		return func() {
			p.view.Seeking, p.view.Groups = false, nil
			for _, x := range found {
				p.view.Groups = append(p.view.Groups, p.flipGroups(x, f.Matter == string(cases.Objection))...)
			}
			if problem != nil {
				p.view.Problem = problem
			}
			p.draw()
		}
	})
}

// ruleset is the one in use; where none is, the newest that covers the record.
func (p *WhatIf) ruleset() string {
	if j := p.of.judgement(); j != nil {
		if r, ok := j.Chosen(); ok {
			return r.ID
		}
	}
	if n := len(p.base.verdict.Rulesets); n > 0 {
		return p.base.verdict.Rulesets[n-1].ID
	}
	return ""
}

// flipGroups shows what can be done before what could only be supposed. Both are
// one where the smallest change of all can be done.
func (p *WhatIf) flipGroups(f rules.Flips, objection bool) []FlipGroup {
	if objection && f.Goal == rules.FlipClass {
		return nil // a class says nothing about an objection
	}
	doable := p.flipGroup(f, f.Doable, "doable")
	if f.Doable.Size > 0 && f.Doable.Size == f.Smallest.Size && f.Doable.Count == f.Smallest.Count {
		return []FlipGroup{doable}
	}
	return []FlipGroup{doable, p.flipGroup(f, f.Smallest, "supposed")}
}

func (p *WhatIf) flipGroup(f rules.Flips, found rules.Found, sort string) FlipGroup {
	g := FlipGroup{Title: Say("flip."+sort, "n", itoa(found.Size), "ruleset", f.Ruleset).With("goal", "flip.goal."+f.Goal)}
	for _, x := range found.Flips {
		if sort == "supposed" && x.Doable() {
			continue // it stands in the other group
		}
		then := Say("flip.then_class", "class", p.className(f.Ruleset, x.Then))
		if f.Goal == rules.FlipOutcome {
			then = Say(under("flip.then", x.Then))
		}
		g.Lines = append(g.Lines, FlipLine{Then: then, Changes: p.changeLines(x.Changes), flip: x})
	}
	switch {
	case found.Size == 0 && f.ClassOpen:
		g.More = Say("flip.class_first")
	case found.None:
		g.More = Say("flip.none")
	case found.Size == 0:
		g.More = Say("flip.bound", "n", itoa(found.Searched))
	case found.Searched < found.Size:
		g.More = Say("flip.not_whole", "n", itoa(found.Searched))
	case found.Count > len(found.Flips):
		g.More = Say("flip.more", "n", itoa(found.Count-len(found.Flips)))
	}
	if found.Size == 0 {
		g.Title = Say("flip."+sort+"_none", "ruleset", f.Ruleset).With("goal", "flip.goal."+f.Goal)
	}
	return g
}

func (p *WhatIf) className(ruleset, id string) string {
	for _, o := range p.from().classes(ruleset, []string{id}) {
		return o.Name.Args[0].Value
	}
	return id
}
