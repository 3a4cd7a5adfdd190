package rules

import "casedesk/cases"

// procedurePack is the most special pack that judges this matter.
func (j *judge) procedurePack() *Pack {
	for _, i := range j.book.special {
		if j.judges(i) {
			return j.book.packs[i]
		}
	}
	return nil
}

// judges tells whether a pack may give a verdict on this matter.
func (j *judge) judges(i int) bool {
	matter := j.facts.Matter
	if matter == "" {
		matter = "repair"
	}
	return j.reach[i].applies && j.book.packs[i].judgesMatter(matter)
}

// procedure finds route and clocks, special packs before general ones.
func (j *judge) procedure() {
	j.out.Clocks = make([]cases.ClockRule, 0, j.running())
	routed := false
	for _, i := range j.book.special {
		if !j.reach[i].applies {
			continue
		}
		p := j.book.packs[i]
		if !routed {
			routed = j.route(p)
		}
		j.clocks(p)
	}
	for i := range j.out.Clocks {
		j.out.Clocks[i].Proposed = first(j.out.Clocks, i)
	}
}

// running counts the clocks that run.
func (j *judge) running() (n int) {
	for i, p := range j.book.packs {
		if !j.reach[i].applies {
			continue
		}
		for k := range p.clocks {
			if p.clocks[k].when.eval(&j.x) == cases.TriYes {
				n++
			}
		}
	}
	return n
}

// first tells whether clock i is the first of its name, those with a figure before
// those without.
func first(clocks []cases.ClockRule, i int) bool {
	c := &clocks[i]
	for k := range clocks {
		o := &clocks[k]
		if o.Clock == c.Clock && k != i && (o.Known && !c.Known || o.Known == c.Known && k < i) {
			return false
		}
	}
	return true
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
		j.trace(&rt.said, j.givenFacts(rt.facts), t, t == cases.TriYes)
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
		j.trace(&c.said, j.givenFacts(c.facts), t, t == cases.TriYes)
		if t != cases.TriYes {
			continue
		}
		rule := c.rule
		rule.Verified = c.cite.verified() && p.sure(j.filed)
		if j.x.Has(c.start) {
			rule.From = cases.OptDate{Date: dateOf(j.x.N[c.start])}
			if c.known {
				rule.Due.Date, rule.Provisional = cases.DueDay(rule.From.Date, c.period, j.cal)
			}
		}
		j.out.Clocks = append(j.out.Clocks, rule)
	}
}
