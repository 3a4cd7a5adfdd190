package rules

import (
	"strconv"

	"casedesk/cases"
)

// maxCells bounds the proof of one table; a larger table must be split.
const maxCells = 1 << 20

// prove looks at every cell of the space of facts that a table mentions, as far
// as the pack covers such records: no cell without a row (gap), none with two rows
// where rows exclude each other (overlap), no row that no cell reaches. It also
// proves that every other row can come to bear, that two clocks of one name never
// run at once, and that the papers of a criterion satisfy it. A file with a
// complaint of its own is not proved, the others are.
func (pr *packReader) prove() {
	if pr.bad["pack.yaml"] {
		return
	}
	if !pr.bad["severity.yaml"] {
		pr.proveTable()
	}
	if !pr.bad["criteria.yaml"] {
		pr.proveCriteria()
		pr.provePapers()
	}
	if !pr.bad["clocks.yaml"] {
		pr.proveRoutes()
		pr.proveClocks()
	}
	if !pr.bad["transition.yaml"] {
		pr.proveTransitions()
	}
	if !pr.bad["objection.yaml"] {
		pr.proveGrounds()
		pr.proveProvisions()
	}
	if !pr.faulty() {
		pr.proveParts()
	}
}

func (pr *packReader) proveTable() {
	var rows []claim
	for i := range pr.p.table.rows {
		r := &pr.p.table.rows[i]
		rows = append(rows, claim{r.id, &r.when, r.source})
	}
	prove(pr.Vocabulary, &pr.p.covers, rows, pr.p.table.exclusive)
}

// claim is a row of a table, as far as it can be proved.
type claim struct {
	id     string
	when   *condition
	source at
}

// prove looks for gaps, overlaps and rows out of reach in one table.
func prove(v *Vocabulary, covers *condition, rows []claim, exclusive bool) {
	if len(rows) == 0 {
		return
	}
	conditions := []*condition{covers}
	for i := range rows {
		conditions = append(conditions, rows[i].when)
	}
	p := proof{v: v, covers: covers, rows: rows, exclusive: exclusive, reached: make([]bool, len(rows))}
	p.axes = v.axes(conditions)
	if !walk(p.axes, &p.x, p.cell) {
		rows[0].source.complain("pack.too_large", "cells", strconv.Itoa(maxCells))
		return
	}
	for i, ok := range p.reached {
		if !ok {
			rows[i].source.complain("pack.unreachable", "row", rows[i].id)
		}
	}
}

type proof struct {
	v         *Vocabulary
	covers    *condition
	axes      []axis
	rows      []claim
	exclusive bool
	x         cases.FactCells
	reached   []bool
	gap       bool
	overlap   map[[2]int]bool
}

// cell tries every row on one cell.
func (p *proof) cell() {
	if p.covers.eval(&p.x) != cases.TriYes {
		return
	}
	first := -1
	for i := range p.rows {
		if p.rows[i].when.eval(&p.x) != cases.TriYes {
			continue
		}
		if first < 0 {
			first = i
			p.reached[i] = true
			if !p.exclusive {
				return
			}
			continue
		}
		if p.overlap == nil {
			p.overlap = map[[2]int]bool{}
		}
		p.reached[i] = true
		if pair := [2]int{first, i}; !p.overlap[pair] {
			p.overlap[pair] = true
			p.rows[i].source.complain("pack.overlap", "row", p.rows[i].id, "other", p.rows[first].id, "cell", p.say())
		}
	}
	if first < 0 && !p.gap {
		p.gap = true
		p.rows[len(p.rows)-1].source.complain("pack.gap", "cell", p.say())
	}
}

// say names the cell in the pack's own words.
func (p *proof) say() (s string) {
	for i, a := range p.axes {
		if i > 0 {
			s += p.v.words["and"]
		}
		s += p.v.facts[a.fact].term + p.v.words["equals"] + p.v.value(a.fact, &p.x)
	}
	return s
}

// provePapers checks that recording what the papers of a criterion prove makes
// the criterion met, so that a slip of missing papers tells the truth.
func (pr *packReader) provePapers() {
	for i := range pr.p.criteria {
		c := &pr.p.criteria[i]
		var x cases.FactCells
		papers := 0
		for _, m := range pr.p.materials {
			for _, k := range m.criteria {
				if k != i {
					continue
				}
				papers++
				for _, s := range m.sets {
					x.Put(s.fact, s.n)
				}
			}
		}
		if c.test == "" && papers > 0 && c.met.eval(&x) != cases.TriYes {
			c.source.r.complain(c.source.n, "pack.papers", "criterion", c.id)
		}
	}
}
