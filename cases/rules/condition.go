package rules

import "casedesk/cases"

// condition is a compiled condition: a small tree that is tried on cells.
type condition struct {
	op     op
	fact   int
	mask   uint64 // enums and sets: the values named
	lo, hi int64  // ranges, both ends included
	kids   []condition
}

type op uint8

const (
	opAlways  op = iota // no condition at all
	opAll               // every kid holds
	opAny               // at least one kid holds
	opNone              // no kid holds
	opIn                // the enum is one of mask
	opRange             // lo ≤ number ≤ hi; also booleans
	opHasAny            // the set has one of mask
	opHasAll            // the set has all of mask
	opHasNone           // the set has none of mask
	opOnly              // the set is not empty and has nothing outside mask
)

// eval tries the condition. An unknown fact makes its comparison unknown, and
// the whole only where the answer hangs on it.
func (c *condition) eval(x *cases.FactCells) cases.Tri {
	switch c.op {
	case opAlways:
		return cases.TriYes
	case opAll:
		out := cases.TriYes
		for i := range c.kids {
			if out = out.And(c.kids[i].eval(x)); out == cases.TriNo {
				break
			}
		}
		return out
	case opAny, opNone:
		out := cases.TriNo
		for i := range c.kids {
			if out = out.Or(c.kids[i].eval(x)); out == cases.TriYes {
				break
			}
		}
		if c.op == opNone {
			return out.Not()
		}
		return out
	}
	if !x.Has(c.fact) {
		return cases.TriUnknown
	}
	return cases.TriOf(c.holds(x.N[c.fact]))
}

// holds tries a comparison on a known number.
func (c *condition) holds(n int64) bool {
	set := uint64(n)
	switch c.op {
	case opIn:
		return c.mask>>set&1 == 1
	case opRange:
		return c.lo <= n && n <= c.hi
	case opHasAny:
		return set&c.mask != 0
	case opHasAll:
		return set&c.mask == c.mask
	case opHasNone:
		return set&c.mask == 0
	case opOnly:
		return set != 0 && set&^c.mask == 0
	}
	return false
}

// each visits every comparison of the condition.
func (c *condition) each(visit func(*condition)) {
	if c.op >= opIn {
		visit(c)
	}
	for i := range c.kids {
		c.kids[i].each(visit)
	}
}

// facts lists the facts that the condition looks at, each once, in reading order.
func (c *condition) facts() (out []int) {
	var seen uint64
	c.each(func(leaf *condition) {
		if seen>>leaf.fact&1 == 0 {
			seen |= 1 << leaf.fact
			out = append(out, leaf.fact)
		}
	})
	return out
}
