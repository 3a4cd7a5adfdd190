package rules

import (
	"github.com/goccy/go-yaml/ast"

	"casedesk/cases"
)

func (pr *packReader) criteria(o object) {
	p := pr.p
	for _, n := range o.items("criteria") {
		p.criteria = append(p.criteria, pr.criterion(o.r.object(n, "id", "term", "test", "met", "unknown_when", "only_when", "classes", "since", "length", "by", "why", "cite")))
	}
	for _, n := range o.items("materials") {
		m := o.r.object(n, "id", "term", "for", "classes", "when", "sets", "cite")
		p.materials = append(p.materials, pr.material(m))
	}
	for _, n := range o.items("refusals") {
		f := o.r.object(n, "id", "term", "unmet", "when", "cite")
		rf := refusal{id: pr.id(f), term: f.must("term"), unmet: -1, when: pr.when(f, "when"), cite: pr.cite(f), source: at{f.r, f.at}}
		_, hasWhen := f.keys["when"]
		if id := f.text("unmet"); id != "" {
			rf.unmet = pr.findCriterion(f, f.keys["unmet"], id)
		} else if !hasWhen {
			f.r.complain(f.at, "pack.missing", "key", "when")
		}
		p.refusals = append(p.refusals, rf)
		p.rules++
	}
}

// criterionTests are the tests that no condition on facts can say.
var criterionTests = []string{"min_period", "within_longest", "bar", "shown", "class"}

func (pr *packReader) criterion(o object) criterion {
	c := criterion{id: pr.id(o), term: o.must("term"), cite: pr.cite(o), met: pr.when(o, "met"), source: at{o.r, o.at}}
	_, hasMet := o.keys["met"]
	_, hasTest := o.keys["test"]
	if hasMet == hasTest {
		o.r.complain(o.at, "pack.missing", "key", "met")
	}
	if hasTest {
		c.test = o.oneOf("test", criterionTests...)
	}
	if c.test == "bar" {
		pr.barLength(o, &c)
	}
	if _, ok := o.keys["by"]; ok {
		c.byPerson = o.oneOf("by", "person") == "person"
	}
	_, c.hasUnknown = o.keys["unknown_when"]
	c.classes = pr.classes(o)
	c.unknownWhen, c.onlyWhen = pr.when(o, "unknown_when"), pr.when(o, "only_when")
	c.why = pr.whys(o)
	c.text, c.facts = c.term, c.met.facts()
	if hasMet {
		c.text = pr.describe(&c.met)
	}
	pr.p.rules++
	return c
}

// barLength reads how long a bar lasts: a period, or the fact that tells it.
func (pr *packReader) barLength(o object, c *criterion) {
	c.since, c.lengthFact = pr.fact(o, "since", cases.FactDate), -1
	if _, named := o.keys["length"].(*ast.StringNode); named {
		c.lengthFact = pr.fact(o, "length", cases.FactTerm)
		return
	}
	if c.length = pr.length(o, "length"); c.length.N == 0 {
		o.r.complain(o.at, "pack.missing", "key", "length")
	}
}

// whys reads the three sentences for met, unmet and unknown.
func (pr *packReader) whys(o object) (out [3]template) {
	n, ok := o.keys["why"]
	if !ok {
		o.r.complain(o.at, "pack.missing", "key", "why")
		return out
	}
	w := o.r.object(n, "met", "unmet", "unknown")
	for t, key := range [...]string{cases.TriYes: "met", cases.TriNo: "unmet", cases.TriUnknown: "unknown"} {
		if w.must(key) != "" {
			out[t] = pr.template(o.r, w.keys[key])
		}
	}
	return out
}

func (pr *packReader) findCriterion(o object, at ast.Node, id string) int {
	for i := range pr.p.criteria {
		if pr.p.criteria[i].id == id {
			return i
		}
	}
	o.r.complain(at, "pack.unknown_criterion", "criterion", id)
	return -1
}

func (pr *packReader) material(o object) material {
	m := material{id: pr.id(o), term: o.must("term"), cite: pr.cite(o), classes: pr.classes(o), when: pr.when(o, "when"), source: at{o.r, o.at}}
	pr.p.rules++
	if n, ok := o.keys["for"]; ok {
		ids, at := o.r.words(n)
		for i, id := range ids {
			if c := pr.findCriterion(o, at[i], id); c >= 0 {
				m.criteria = append(m.criteria, c)
				pr.p.criteria[c].papers = true
			}
		}
	} else {
		o.r.complain(o.at, "pack.missing", "key", "for")
	}
	n, ok := o.keys["sets"]
	if !ok {
		return m
	}
	sets := o.r.object(n)
	for _, key := range sets.list {
		i, known := pr.index[key]
		if !known || i >= pr.declared {
			pr.unknownFact(o.r, sets.name[key], key)
			continue
		}
		for _, num := range pr.numbers(o.r, &pr.facts[i].FactDecl, sets.keys[key]) {
			m.sets = append(m.sets, setFact{i, num})
		}
	}
	return m
}
