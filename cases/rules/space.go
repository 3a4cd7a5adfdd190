package rules

import (
	"math"

	"casedesk/cases"
)

// axis is one fact of some conditions with one number for each set of values that
// the conditions cannot tell apart.
type axis struct {
	fact    int
	numbers []int64
}

// walk visits every cell of the space; false where it has more than maxCells.
func walk(axes []axis, x *cases.FactCells, visit func()) bool {
	cells := 1
	for _, a := range axes {
		if cells *= max(1, len(a.numbers)); cells > maxCells {
			return false
		}
	}
	var step func(int)
	step = func(i int) {
		if i == len(axes) {
			visit()
			return
		}
		for _, n := range axes[i].numbers {
			x.Put(axes[i].fact, n)
			step(i + 1)
		}
	}
	step(0)
	return true
}

// can tells whether some record makes every one of the conditions hold; a space
// too large to try counts as yes.
func (v *Vocabulary) can(conditions ...*condition) bool {
	var x cases.FactCells
	found := false
	tried := walk(v.axes(conditions), &x, func() {
		for _, c := range conditions {
			if found || c.eval(&x) != cases.TriYes {
				return
			}
		}
		found = true
	})
	return found || !tried
}

// axes finds the facts of conditions, and for each the numbers worth trying.
func (v *Vocabulary) axes(conditions []*condition) (out []axis) {
	leaves := map[int][]*condition{}
	var order []int
	for _, whole := range conditions {
		whole.each(func(c *condition) {
			if len(leaves[c.fact]) == 0 {
				order = append(order, c.fact)
			}
			leaves[c.fact] = append(leaves[c.fact], c)
		})
	}
	for _, fact := range order {
		a := axis{fact: fact}
		switch d := &v.facts[fact]; d.Type {
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
