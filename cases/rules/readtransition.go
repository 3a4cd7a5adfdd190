package rules

import (
	"strings"

	"casedesk/cases"
)

func (pr *packReader) transitions(o object) {
	t := &transitions{}
	pr.p.turns = t
	over := *pr // its conditions look at the situation, not at the record
	over.Vocabulary = pr.situation
	for _, n := range o.items("rows") {
		r := o.r.object(n, "id", "when", "takes", "why", "by", "cite")
		row := turn{id: pr.id(r), takes: r.oneOf("takes", takes...), cite: pr.cite(r), source: at{r.r, r.at}}
		if _, ok := r.keys["when"]; !ok {
			r.r.complain(r.at, "pack.missing", "key", "when")
		}
		row.when = over.when(r, "when")
		row.text = pr.situation.describe(&row.when)
		if _, ok := r.keys["by"]; ok {
			row.person = r.oneOf("by", "person") == "person"
		}
		if r.must("why") != "" {
			row.why = pr.template(r.r, r.keys["why"])
		}
		t.rows = append(t.rows, row)
		pr.p.rules++
	}
	pr.favours(o, t)
	pr.procedureDay(o, t)
	pr.specialOrder(o, t)
	if len(t.rows) == 0 {
		o.r.complain(o.at, "pack.missing", "key", "rows")
	}
}

// favours reads the measures of what is favourable; each may come once.
func (pr *packReader) favours(o object, t *transitions) {
	seen := map[string]bool{}
	for _, n := range o.items("favour") {
		r := o.r.object(n, "id", "term", "measure", "takes", "cite")
		f := favour{id: pr.id(r), term: r.must("term"), measure: r.oneOf("measure", measures...),
			later: r.oneOf("takes", "earlier", "later") == "later", cite: pr.cite(r), source: at{r.r, r.at}}
		if seen[f.measure] {
			r.r.complain(r.keys["measure"], "pack.twice", "key", f.measure)
		}
		seen[f.measure] = true
		t.favour = append(t.favour, f)
		pr.p.rules++
	}
	for i := range t.rows {
		if t.rows[i].takes == "favourable" && len(t.favour) == 0 {
			t.rows[i].source.complain("pack.missing", "key", "favour")
		}
	}
}

// procedureDay reads the one row that says on which day a ruleset must be in force
// to rule the procedure.
func (pr *packReader) procedureDay(o object, t *transitions) {
	r, ok := pr.oneRow(o, "procedure", "id", "term", "in_force_on", "cite")
	if ok {
		t.day = procedureDay{id: pr.id(r), term: r.must("term"), fact: pr.fact(r, "in_force_on", cases.FactDate), cite: pr.cite(r)}
	}
}

// specialOrder reads the one row that orders packs from the special to the general:
// every level once.
func (pr *packReader) specialOrder(o object, t *transitions) {
	r, ok := pr.oneRow(o, "order", "id", "term", "special_first", "cite")
	if !ok {
		return
	}
	t.order = specialOrder{id: pr.id(r), term: r.must("term"), cite: pr.cite(r)}
	seen := map[int]bool{}
	for _, n := range r.items("special_first") {
		s, _ := r.r.scalar(n)
		level := indexOf(levels, s)
		switch {
		case level < 0:
			r.r.complain(n, "pack.value", "key", "special_first", "value", s, "allowed", strings.Join(levels, " "))
		case seen[level]:
			r.r.complain(n, "pack.twice", "key", s)
		}
		seen[level] = true
		t.order.levels = append(t.order.levels, level)
	}
	for i, s := range levels {
		if !seen[i] {
			r.r.complain(r.at, "pack.missing", "key", s)
		}
	}
}

// oneRow reads a list that must have exactly one row.
func (pr *packReader) oneRow(o object, key string, allowed ...string) (object, bool) {
	rows := o.items(key)
	if len(rows) == 0 {
		o.r.complain(o.at, "pack.missing", "key", key)
		return object{}, false
	}
	if len(rows) > 1 {
		o.r.complain(rows[1], "pack.twice", "key", key)
	}
	pr.p.rules++
	return o.r.object(rows[0], allowed...), true
}

// proveTransitions proves that in every situation exactly one row says which ruleset
// is proposed.
func (pr *packReader) proveTransitions() {
	t := pr.p.turns
	if t == nil {
		return
	}
	var rows []claim
	for i := range t.rows {
		rows = append(rows, claim{t.rows[i].id, &t.rows[i].when, t.rows[i].source})
	}
	prove(pr.situation, &condition{}, rows, true)
}

func (pr *packReader) primeTransitions() {
	p, t := pr.p, pr.p.turns
	if t == nil {
		return
	}
	for i := range t.favour {
		f := &t.favour[i]
		f.said = p.said("transition", f.id, f.term, f.cite)
	}
	t.day.said = p.said("transition", t.day.id, t.day.term, t.day.cite)
	t.order.said = p.said("transition", t.order.id, t.order.term, t.order.cite)
}

// proveOneTable complains of a second pack with rules of transition.
func (b *Book) proveOneTable(out *Complaints) {
	first := ""
	for _, p := range b.packs {
		switch {
		case p.turns == nil:
		case first == "":
			first = p.ID
		default:
			newReader(p.ID+"/transition.yaml", nil, out).put(0, 0, 0, "pack.two_transitions", []cases.Arg{{Name: "other", Value: first}})
		}
	}
}
