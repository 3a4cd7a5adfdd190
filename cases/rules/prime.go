package rules

import "casedesk/cases"

// prime writes down, when a pack is read, what of its answers is the same for every
// record, so that a verdict copies rows instead of making them.
func (pr *packReader) prime() {
	p := pr.p
	for i := range p.Classes {
		p.alone = append(p.alone, []string{p.Classes[i].ID})
	}
	for i := range p.table.rows {
		r := &p.table.rows[i]
		r.said = p.said("class", r.id, r.text, r.cite)
	}
	for i := range p.periods {
		per := &p.periods[i]
		per.said = p.said("period", per.id, p.Classes[i].Term, per.cite)
		per.shortest, per.longest = pr.figure(per.min, per.noMin), pr.figure(per.max, per.noMax)
	}
	pr.primeCriteria()
	pr.primeProcedure()
	pr.primeTransitions()
	for i := range p.grounds {
		g := &p.grounds[i]
		g.said = p.said("ground", g.id, g.text, g.cite)
		g.answer = cases.Criterion{ID: g.id, Term: g.term, Article: g.cite.printed(), Cite: g.cite.id(), ByPerson: true, Outcome: cases.OptText(g.outcome)}
	}
	for i := range p.provisions {
		r := &p.provisions[i]
		r.answer = cases.Provision{ID: r.id, Ruleset: p.ID, Title: p.full, Part: r.part, Kind: cases.OptText(r.kind), Term: r.term,
			Period: r.period, Known: r.known, Article: r.cite.printed(), Cite: r.cite.id()}
		if r.start >= 0 {
			r.answer.Start = cases.OptText(pr.facts[r.start].Key)
		}
	}
}

func (pr *packReader) primeCriteria() {
	p := pr.p
	for i := range p.criteria {
		c := &p.criteria[i]
		c.said = p.said("criterion", c.id, c.text, c.cite)
		c.answer = cases.Criterion{ID: c.id, Term: c.term, Article: c.cite.printed(), Cite: c.cite.id(), ByPerson: c.byPerson, Verified: c.cite.verified()}
	}
	for i := range p.materials {
		m := &p.materials[i]
		for _, s := range m.sets {
			m.proves = append(m.proves, pr.facts[s.fact].Key)
		}
		m.paper = cases.Missing{Paper: m.id, Term: m.term, Article: m.cite.printed(), Verified: m.cite.verified()}
	}
	for i := range p.refusals {
		f := &p.refusals[i]
		f.answer = cases.Refusal{ID: f.id, Term: f.term, Article: f.cite.printed(), Cite: f.cite.id(), Verified: f.cite.verified()}
	}
}

func (pr *packReader) primeProcedure() {
	p := pr.p
	for i := range p.routes {
		r := &p.routes[i]
		r.said = p.said("route", r.id, r.text, r.cite)
	}
	for i := range p.clocks {
		c := &p.clocks[i]
		c.said = p.said("clock", c.id, c.text, c.cite)
		c.rule = cases.ClockRule{ID: c.id, Clock: c.clock, Ruleset: p.ID, Title: p.full, Term: c.term, Start: pr.facts[c.start].Key,
			Period: c.period, Known: c.known, Extend: c.extend, Approver: cases.OptText(c.approver), Article: c.cite.printed(), Cite: c.cite.id()}
	}
}

// said is the row of a trace that tells of a rule, without the record's part.
func (p *Pack) said(part, rule, condition string, a *Article) cases.TraceRow {
	return cases.TraceRow{Ruleset: p.ID, Part: part, Rule: rule, Condition: condition, Article: a.printed(), Cite: a.id(), Verified: a.verified()}
}
