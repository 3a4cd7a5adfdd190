package rules

import (
	"math"
	"strconv"

	"casedesk/cases"
)

// maxCells bounds the proof of one table; a larger table must be split.
const maxCells = 1 << 20

// prove looks at every cell of the space of facts that the table mentions: no
// cell without a row (gap), none with two rows where rows exclude each other
// (overlap), no row that no cell reaches. It also proves that the papers of a
// criterion satisfy it.
func (pr *packReader) prove() {
	pr.proveTable()
	pr.provePapers()
}

// axis is one fact of the table with one number for each set of values that the
// table cannot tell apart.
type axis struct {
	fact    int
	numbers []int64
}

func (pr *packReader) proveTable() {
	rows := pr.p.table.rows
	if len(rows) == 0 {
		return
	}
	axes, cells := pr.axes(rows), 1
	for _, a := range axes {
		cells *= max(1, len(a.numbers))
		if cells > maxCells {
			rows[0].complain("pack.too_large", "cells", strconv.Itoa(maxCells))
			return
		}
	}
	p := proof{pr: pr, axes: axes, rows: rows, reached: make([]bool, len(rows))}
	p.walk(0)
	for i, ok := range p.reached {
		if !ok {
			rows[i].complain("pack.unreachable", "row", rows[i].id)
		}
	}
}

func (row *tableRow) complain(key string, args ...string) {
	row.source.r.complain(row.source.n, key, args...)
}

type proof struct {
	pr      *packReader
	axes    []axis
	rows    []tableRow
	x       cases.FactCells
	reached []bool
	gap     bool
	overlap map[[2]int]bool
}

func (p *proof) walk(i int) {
	if i == len(p.axes) {
		p.cell()
		return
	}
	for _, n := range p.axes[i].numbers {
		p.x.Put(p.axes[i].fact, n)
		p.walk(i + 1)
	}
}

// cell tries every row on one cell.
func (p *proof) cell() {
	first := -1
	for i := range p.rows {
		if p.rows[i].when.eval(&p.x) != cases.TriYes {
			continue
		}
		if first < 0 {
			first = i
			p.reached[i] = true
			if !p.pr.p.table.exclusive {
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
			p.rows[i].complain("pack.overlap", "row", p.rows[i].id, "other", p.rows[first].id, "cell", p.say())
		}
	}
	if first < 0 && !p.gap {
		p.gap = true
		p.rows[len(p.rows)-1].complain("pack.gap", "cell", p.say())
	}
}

// say names the cell in the pack's own words.
func (p *proof) say() (s string) {
	for i, a := range p.axes {
		if i > 0 {
			s += p.pr.words["and"]
		}
		s += p.pr.facts[a.fact].term + p.pr.words["equals"] + p.pr.value(a.fact, &p.x)
	}
	return s
}

// axes finds the facts of the rows, and for each the numbers worth trying.
func (pr *packReader) axes(rows []tableRow) (out []axis) {
	leaves := map[int][]*condition{}
	var order []int
	for i := range rows {
		rows[i].when.each(func(c *condition) {
			if len(leaves[c.fact]) == 0 {
				order = append(order, c.fact)
			}
			leaves[c.fact] = append(leaves[c.fact], c)
		})
	}
	for _, fact := range order {
		a := axis{fact: fact}
		switch d := &pr.facts[fact]; d.Type {
		case cases.FactEnum:
			for i := range d.Values {
				a.numbers = append(a.numbers, int64(i))
			}
		case cases.FactBool:
			a.numbers = []int64{0, 1}
		case cases.FactSet:
			a.numbers = setNumbers(leaves[fact], len(d.Values))
		default:
			a.numbers = rangeNumbers(leaves[fact])
		}
		out = append(out, a)
	}
	return out
}

// rangeNumbers gives one number in each stretch between the bounds named.
func rangeNumbers(leaves []*condition) (out []int64) {
	seen := map[int64]bool{}
	for _, c := range leaves {
		for _, n := range []int64{c.lo - 1, c.lo, c.hi, c.hi + 1} {
			if c.lo == math.MinInt64 && n <= c.lo || c.hi == math.MaxInt64 && (n == c.hi || n == math.MinInt64) || n == math.MaxInt64 {
				continue
			}
			if !seen[n] {
				seen[n] = true
				out = append(out, n)
			}
		}
	}
	return out
}

// setNumbers gives one set for each thing the conditions can tell apart: values
// named by the same conditions count as one kind, of which a set has none, one or all.
func setNumbers(leaves []*condition, values int) []int64 {
	kinds := map[string]uint64{}
	var order []string
	for i := range values {
		name := make([]byte, len(leaves))
		for j, c := range leaves {
			name[j] = byte(c.mask >> i & 1)
		}
		if kinds[string(name)] == 0 {
			order = append(order, string(name))
		}
		kinds[string(name)] |= 1 << i
	}
	out := []int64{0}
	for _, name := range order {
		whole := int64(kinds[name])
		one := whole & -whole
		for _, base := range out[:len(out):len(out)] {
			out = append(out, base|one)
			if one != whole {
				out = append(out, base|whole)
			}
		}
	}
	return out
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
