package rules

import "casedesk/cases"

// applies tells whether the pack rules the procedure of this case: in force on
// the day of filing and taking such records.
func (j *judge) applies(p *Pack) bool {
	return p.InForce(j.filed) && p.covers.eval(&j.x) == cases.TriYes
}

// procedurePack is the most special pack that judges this matter.
func (j *judge) procedurePack() (best *Pack) {
	matter := j.facts.Matter
	if matter == "" {
		matter = "repair"
	}
	for _, p := range j.book.packs {
		if p.judgesMatter(matter) && j.applies(p) && (best == nil || p.level < best.level) {
			best = p
		}
	}
	return best
}

// procedure finds route and clocks, special packs before general ones.
func (j *judge) procedure() {
	routed := false
	for level := range levels {
		for _, p := range j.book.packs {
			if p.level != level || len(p.routes)+len(p.clocks) == 0 || !j.applies(p) {
				continue
			}
			if !routed {
				routed = j.route(p)
			}
			j.clocks(p)
		}
	}
	known := map[string]bool{}
	for i := range j.out.Clocks {
		if c := &j.out.Clocks[i]; c.Known && !known[c.Clock] {
			known[c.Clock], c.Proposed = true, true
		}
	}
	for i := range j.out.Clocks {
		if c := &j.out.Clocks[i]; !known[c.Clock] {
			known[c.Clock], c.Proposed = true, true
		}
	}
}

// route tries the routes of a pack in order; it reports true when the answer is
// found, or cannot be found for want of a fact.
func (j *judge) route(p *Pack) bool {
	for i := range p.routes {
		rt := &p.routes[i]
		t := rt.when.eval(&j.x)
		if t == cases.TriNo {
			continue
		}
		j.trace(p, "route", rt.id, rt.text, j.givenFacts(rt.facts), t, t == cases.TriYes, rt.cite)
		if t == cases.TriYes {
			j.out.Route, j.out.Channel = cases.OptText(rt.route), cases.OptText(rt.channel)
		}
		return true
	}
	return false
}

func (j *judge) clocks(p *Pack) {
	for i := range p.clocks {
		c := &p.clocks[i]
		t := c.when.eval(&j.x)
		if t == cases.TriNo {
			continue
		}
		j.trace(p, "clock", c.id, c.text, j.givenFacts(c.facts), t, t == cases.TriYes, c.cite)
		if t != cases.TriYes {
			continue
		}
		rule := cases.ClockRule{ID: c.id, Clock: c.clock, Ruleset: p.ID, Title: p.FullTitle(), Term: c.term, Start: j.Vocabulary.facts[c.start].Key,
			Period: c.period, Known: c.known, Extend: c.extend, Approver: cases.OptText(c.approver),
			Article: c.cite.printed(), Cite: c.cite.id(), Verified: c.cite.verified() && p.sure(j.filed)}
		if j.x.Has(c.start) {
			rule.From = cases.OptDate{Date: dateOf(j.x.N[c.start])}
			if c.known {
				d := cases.Due(rule.From.Date, c.period, j.cal, nil)
				rule.Due, rule.Provisional = cases.OptDate{Date: d.Due}, d.Provisional
			}
		}
		j.out.Clocks = append(j.out.Clocks, rule)
	}
}
