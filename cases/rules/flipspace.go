package rules

import (
	"math/bits"
	"slices"
	"sort"

	"casedesk/cases"
)

// dayAxis stands for the day of judging among the facts of axes.
const dayAxis = -1

// lay finds the facts that the outcome hangs on and the values worth trying.
func (s *search) lay() {
	conditions := s.conditions()
	for _, a := range s.b.words.axes(conditions) {
		if a.fact < s.b.words.declared && s.b.words.facts[a.fact].Key != "matter" {
			s.axes = append(s.axes, axis{a.fact, s.numbers(a, conditions)})
		}
	}
	s.layDays()
	s.axes = slices.DeleteFunc(s.axes, func(a axis) bool { return len(a.numbers) == 0 })
	for i := range s.axes {
		s.whole |= 1 << i
	}
	s.table = s.axesOf(s.tableFacts())
	s.reach = map[string]uint64{}
	for i := range s.p.criteria {
		s.reach[s.p.criteria[i].id] = s.axesOf(s.hangsOn(&s.p.criteria[i]))
	}
}

// conditions are all that the outcome hangs on. Grounds of an objection may lean on
// the periods of every ruleset.
func (s *search) conditions() (out []*condition) {
	for _, p := range s.b.packs {
		if p != s.p && !s.objection() {
			continue
		}
		out = append(out, &p.covers)
		for i := range p.table.rows {
			out = append(out, &p.table.rows[i].when)
		}
		if p.hasHeld {
			out = append(out, &p.held)
		}
		for i := range p.provisions {
			if s.objection() && p.provisions[i].kind == "shown" {
				out = append(out, &p.provisions[i].when)
			}
		}
	}
	for i := range s.p.criteria {
		c := &s.p.criteria[i]
		if !s.objection() {
			out = append(out, &c.met, &c.onlyWhen, &c.unknownWhen)
		}
	}
	for i := range s.p.grounds {
		if s.objection() {
			out = append(out, &s.p.grounds[i].holds)
		}
	}
	if s.objection() { // which grounds are given
		out = append(out, &condition{op: opHasAny, fact: s.grounds(), mask: 1})
	}
	return out
}

// numbers gives the values of a fact to try, other than the one it has.
func (s *search) numbers(a axis, conditions []*condition) (out []int64) {
	d := &s.b.words.facts[a.fact]
	list := a.numbers
	if a.fact == s.grounds() {
		list = s.claims()
	} else if d.Type == cases.FactSet {
		list = s.sets(a.fact, conditions)
	}
	for _, n := range list {
		if s.cells.Has(a.fact) && s.cells.N[a.fact] == n || n < 1 && (d.Type == cases.FactMoney || d.Type == cases.FactTerm) {
			continue
		}
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

func (s *search) grounds() int { return s.b.words.index["grounds"] }

// claims gives the sets of grounds to try. One ground that holds is enough for a
// yes and each must fail for a no, so one more than there are, some of those there
// are, or a single other one tell all.
func (s *search) claims() (out []int64) {
	now := int64(0)
	if s.cells.Has(s.grounds()) {
		now = s.cells.N[s.grounds()]
	}
	for i := range s.b.words.facts[s.grounds()].Values {
		out = append(out, now|1<<i, 1<<i)
	}
	for some := now & (now - 1); some > 0; some = (some - 1) & now {
		out = append(out, some)
	}
	return out
}

// sets gives one set for each thing the conditions can tell apart, each as near to
// the present one as can be: of values that the same conditions name it keeps those
// there are, or has none, one, or all.
func (s *search) sets(fact int, conditions []*condition) []int64 {
	var leaves []*condition
	for _, whole := range conditions {
		whole.each(func(c *condition) {
			if c.fact == fact {
				leaves = append(leaves, c)
			}
		})
	}
	now := s.cells.N[fact]
	if !s.cells.Has(fact) {
		now = 0
	}
	out := []int64{0}
	for _, kind := range kindsOf(leaves, len(s.b.words.facts[fact].Values)) {
		var parts []int64
		for _, part := range []int64{now & kind, 0, kind & -kind, kind} {
			if !slices.Contains(parts, part) && (part != kind || now&kind == kind || kind&-kind == kind || allOf(leaves, kind)) {
				parts = append(parts, part)
			}
		}
		var next []int64
		for _, base := range out {
			for _, part := range parts {
				next = append(next, base|part)
			}
		}
		out = next
	}
	sort.SliceStable(out, func(i, k int) bool {
		return bits.OnesCount64(uint64(out[i]^now)) < bits.OnesCount64(uint64(out[k]^now))
	})
	return out
}

// kindsOf puts values together that the conditions cannot tell apart, as masks.
func kindsOf(leaves []*condition, values int) (out []int64) {
	kinds := map[string]int{}
	for i := range values {
		name := make([]byte, len(leaves))
		for j, c := range leaves {
			name[j] = byte(c.mask >> i & 1)
		}
		at, known := kinds[string(name)]
		if !known {
			at = len(out)
			kinds[string(name)] = at
			out = append(out, 0)
		}
		out[at] |= 1 << i
	}
	return out
}

// allOf tells whether some condition asks for every value of a kind at once.
func allOf(leaves []*condition, kind int64) bool {
	return slices.ContainsFunc(leaves, func(c *condition) bool { return c.op == opHasAll && int64(c.mask)&kind != 0 })
}

func (s *search) tableFacts() (out []int) {
	for i := range s.p.table.rows {
		out = append(out, s.p.table.rows[i].when.facts()...)
	}
	return out
}

// hangsOn lists the facts that a criterion can hang on.
func (s *search) hangsOn(c *criterion) []int {
	out := append(c.onlyWhen.facts(), c.met.facts()...)
	if c.hasUnknown {
		out = append(out, c.unknownWhen.facts()...)
	}
	if c.classes != 0 || c.test != "" {
		out = append(append(out, s.tableFacts()...), s.p.start.fact, dayAxis)
		if s.p.hasHeld {
			out = append(out, s.p.held.facts()...)
		}
	}
	if c.test == "bar" {
		out = append(out, c.since, dayAxis)
		if c.lengthFact >= 0 {
			out = append(out, c.lengthFact)
		}
	}
	return out
}
