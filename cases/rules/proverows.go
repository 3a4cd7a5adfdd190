package rules

import "casedesk/cases"

// dead complains of a row whose condition no record of this pack can meet.
func (pr *packReader) dead(where at, id string, conditions ...*condition) bool {
	if pr.can(append(conditions, &pr.p.covers)...) {
		return false
	}
	where.complain("pack.never", "row", id)
	return true
}

// proveCriteria proves that every criterion can stand, and be met where anything
// but a person's doubt could meet it, and that papers and grounds of refusal can be asked.
func (pr *packReader) proveCriteria() {
	p := pr.p
	for i := range p.criteria {
		c := &p.criteria[i]
		if !pr.dead(c.source, c.id, &c.onlyWhen) && c.test == "" {
			pr.dead(c.source, c.id, &c.met)
		}
		if c.hasUnknown {
			pr.dead(c.source, c.id, &c.onlyWhen, &c.unknownWhen)
		}
	}
	for i := range p.materials {
		pr.dead(p.materials[i].source, p.materials[i].id, &p.materials[i].when)
	}
	for i := range p.refusals {
		pr.dead(p.refusals[i].source, p.refusals[i].id, &p.refusals[i].when)
	}
}

// proveRoutes proves that each route can be the first that fits.
func (pr *packReader) proveRoutes() {
	routes := pr.p.routes
	for i := range routes {
		before := condition{op: opNone}
		for k := range routes[:i] {
			before.kids = append(before.kids, routes[k].when)
		}
		if !pr.dead(routes[i].source, routes[i].id, &routes[i].when) && !pr.can(&routes[i].when, &before, &pr.p.covers) {
			routes[i].source.complain("pack.unreachable", "row", routes[i].id)
		}
	}
}

// proveClocks proves that each clock can run, and that no record has two days for
// one clock of the pack.
func (pr *packReader) proveClocks() {
	clocks := pr.p.clocks
	for i := range clocks {
		c := &clocks[i]
		if pr.dead(c.source, c.id, &c.when) {
			continue
		}
		for k := range clocks[:i] {
			o := &clocks[k]
			if o.clock == c.clock && pr.can(&o.when, &c.when, &pr.p.covers) {
				c.source.complain("pack.overlap", "row", c.id, "other", o.id, "cell", pr.sample(&o.when, &c.when, &pr.p.covers))
			}
		}
	}
}

// sample names the first record that makes all conditions hold.
func (pr *packReader) sample(conditions ...*condition) string {
	p := proof{v: pr.Vocabulary, axes: pr.axes(conditions)}
	said := ""
	walk(p.axes, &p.x, func() {
		for _, c := range conditions {
			if said != "" || c.eval(&p.x) != cases.TriYes {
				return
			}
		}
		said = p.say()
	})
	if said == "" {
		return pr.words["always"]
	}
	return said
}

// proveGrounds proves that each ground of objection can hold.
func (pr *packReader) proveGrounds() {
	for i := range pr.p.grounds {
		g := &pr.p.grounds[i]
		pr.dead(g.source, g.id, &g.holds)
	}
}

// proveProvisions proves that each provision can apply.
func (pr *packReader) proveProvisions() {
	for i := range pr.p.provisions {
		p := &pr.p.provisions[i]
		pr.dead(p.source, p.id, &p.when)
	}
}
