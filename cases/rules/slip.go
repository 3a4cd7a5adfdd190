package rules

import "casedesk/cases"

// Slip works out what is still to be done for a repair under one ruleset, from the
// trace of the verdict itself: the missing papers are tried, those that are not
// needed are left out, and the day is the first that gives a yes. It fails as
// Assess does, and with cases.NotFound for a ruleset that does not cover the record.
func Slip(b *Book, f cases.Facts, on cases.Date, cal cases.Calendar, ruleset string) (cases.Slip, error) {
	out := cases.Slip{Ruleset: ruleset, Steps: []cases.SlipStep{}, Blocked: []cases.Criterion{}, Class: []string{}}
	p, known := b.Pack(ruleset)
	r, err := underRuleset(b, f, on, cal, ruleset)
	if err != nil {
		return out, err
	}
	if !known || r == nil {
		return out, cases.Fail(cases.NotFound, "slip.ruleset", "ruleset", ruleset)
	}
	if r.Class == "" {
		out.Class = r.ClassAmong
		return out, nil
	}
	day := r.Earliest.Date
	if day.Before(on) {
		day = on
	}
	steps := p.steps(r)
	then := r
	if !r.Earliest.IsZero() {
		if then, err = underRuleset(b, p.granted(f, steps), day, cal, ruleset); err != nil {
			return out, err
		}
	}
	if r.Earliest.IsZero() || then == nil || then.Repairable != cases.TriYes {
		out.Blocked = open(then)
		return out, nil
	}
	out.Day = cases.OptDate{Date: day}
	out.Steps, err = p.needed(steps, func(s []cases.SlipStep) (bool, error) {
		r, err := underRuleset(b, p.granted(f, s), day, cal, ruleset)
		return r != nil && r.Repairable == cases.TriYes, err
	})
	return out, err
}

func underRuleset(b *Book, f cases.Facts, on cases.Date, cal cases.Calendar, id string) (*cases.RulesetVerdict, error) {
	v, err := Assess(b, f, on, cal)
	if err != nil {
		return nil, err
	}
	r, _ := v.Ruleset(id)
	return r, nil
}

// open lists the criteria that are not met.
func open(r *cases.RulesetVerdict) []cases.Criterion {
	out := []cases.Criterion{}
	if r == nil {
		return out
	}
	for _, c := range r.Criteria {
		if c.State != cases.Met {
			out = append(out, c)
		}
	}
	return out
}

// steps puts the missing papers together, each once with all that it satisfies.
func (p *Pack) steps(r *cases.RulesetVerdict) (out []cases.SlipStep) {
	at := map[string]int{}
	for _, m := range r.Missing {
		i, seen := at[m.Paper]
		if !seen {
			i = len(out)
			at[m.Paper] = i
			out = append(out, cases.SlipStep{Paper: m.Paper, Term: m.Term, Facts: m.Facts, Instead: []string{}, Article: m.Article, Verified: m.Verified})
		}
		out[i].Criteria = append(out[i].Criteria, m.Criterion)
	}
	return out
}

// granted gives the facts once the papers of the steps are in and a person has
// recorded what they prove.
func (p *Pack) granted(f cases.Facts, steps []cases.SlipStep) cases.Facts {
	for _, s := range steps {
		for i := range p.materials {
			if m := &p.materials[i]; m.id == s.Paper {
				for _, set := range m.sets {
					f.SetFact(cases.FactDecls()[set.fact].Key, set.n)
				}
			}
		}
	}
	return f
}

// needed leaves out the steps without which the answer is yes as well, and names
// each beside a step that satisfies the same criterion.
func (p *Pack) needed(steps []cases.SlipStep, enough func([]cases.SlipStep) (bool, error)) ([]cases.SlipStep, error) {
	for i := len(steps) - 1; i >= 0; i-- {
		rest := append(append([]cases.SlipStep{}, steps[:i]...), steps[i+1:]...)
		ok, err := enough(rest)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		for k := range rest {
			for _, c := range steps[i].Criteria {
				if has(rest[k].Criteria, c) && !has(rest[k].Instead, steps[i].Term) {
					rest[k].Instead = append(rest[k].Instead, steps[i].Term)
				}
			}
		}
		steps = rest
	}
	if steps == nil {
		steps = []cases.SlipStep{}
	}
	return steps, nil
}
