package rules

import "casedesk/cases"

func (pr *packReader) procedure(o object) {
	p := pr.p
	for _, n := range o.items("clocks") {
		c := o.r.object(n, "id", "clock", "term", "when", "start", "period", "extend", "approver", "cite")
		ck := clock{id: pr.id(c), clock: c.oneOf("clock", cases.ClockNames()...), term: c.must("term"), when: pr.when(c, "when"), cite: pr.cite(c),
			start: pr.fact(c, "start", cases.FactDate), extend: pr.length(c, "extend"), approver: c.text("approver"), source: at{c.r, c.at}}
		var unread bool
		ck.period, unread = pr.lengthOrUnknown(c, "period")
		ck.known = !unread
		if _, ok := c.keys["period"]; !ok {
			c.r.complain(c.at, "pack.missing", "key", "period")
		}
		ck.text, ck.facts = pr.describe(&ck.when), ck.when.facts()
		p.clocks = append(p.clocks, ck)
		p.rules++
	}
	for _, n := range o.items("routes") {
		c := o.r.object(n, "id", "route", "channel", "when", "else", "cite")
		rt := route{id: pr.id(c), route: c.must("route"), channel: c.must("channel"), when: pr.when(c, "when"), cite: pr.cite(c), source: at{c.r, c.at}}
		if _, hasWhen := c.keys["when"]; hasWhen == c.flag("else") {
			c.r.complain(c.at, "pack.missing", "key", "when")
		}
		rt.text, rt.facts = pr.describe(&rt.when), rt.when.facts()
		p.routes = append(p.routes, rt)
		p.rules++
	}
}

// outcomes are the ways an objection may end (cases.Outcome).
var outcomes = []string{string(cases.Corrected), string(cases.Added), string(cases.Stopped), string(cases.Removed), string(cases.Kept)}

func (pr *packReader) objection(o object) {
	v := pr.Vocabulary
	grounds := v.index["grounds"]
	for _, n := range o.items("grounds") {
		g := o.r.object(n, "id", "values", "term", "holds", "why", "outcome", "cite")
		gr := ground{id: pr.id(g), term: g.must("term"), holds: pr.when(g, "holds"), why: pr.whys(g),
			outcome: g.oneOf("outcome", outcomes...), cite: pr.cite(g), source: at{g.r, g.at}}
		if at, ok := g.keys["values"]; ok {
			for _, num := range v.numbers(g.r, &v.facts[grounds].FactDecl, at) {
				gr.values |= uint64(num)
			}
		} else {
			g.r.complain(g.at, "pack.missing", "key", "values")
		}
		if _, ok := g.keys["holds"]; !ok {
			g.r.complain(g.at, "pack.missing", "key", "holds")
		}
		gr.text, gr.facts = v.describe(&gr.holds), gr.holds.facts()
		pr.p.grounds = append(pr.p.grounds, gr)
		pr.p.rules++
	}
}
