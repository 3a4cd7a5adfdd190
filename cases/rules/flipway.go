package rules

import (
	"slices"
	"strings"

	"casedesk/cases"
)

// inTheWay gives the axes of which at least one more must change before the
// outcome can be the one looked for; none where more than left of them must.
func (s *search) inTheWay(r *cases.RulesetVerdict, v *cases.Verdict, f *cases.Facts, left int) uint64 {
	switch {
	case s.goal == FlipClass && r.ClassBy == "person":
		return 0
	case s.goal == FlipClass:
		return s.rowsTried(v)
	case s.objection() || s.outcome(s.was) == "true":
		return s.whole
	}
	ways := s.obstacles(r, f)
	best, apart, all := s.whole, uint64(0), s.whole
	need := 0
	slices.SortFunc(ways, func(a, b uint64) int { return s.values(a) - s.values(b) })
	for i, way := range ways {
		if way == 0 {
			return 0 // nothing can remove it any more
		}
		if i == 0 {
			best = way
		}
		all &= way
		if way&apart == 0 { // has no fact in common with those counted
			need++
			apart |= way
		}
	}
	if need > left {
		s.deeper = true
		return 0
	}
	if left == 1 {
		return all
	}
	return best
}

// obstacles gives, for each thing that is not as a yes needs it, the axes of which
// at least one must change.
func (s *search) obstacles(r *cases.RulesetVerdict, f *cases.Facts) (ways []uint64) {
	if r.Class == "" {
		ways = append(ways, s.table)
	}
	open := map[string]bool{}
	for _, c := range r.Criteria {
		open[c.ID] = c.State != cases.Met
	}
	x, err := f.Cells()
	if err != nil {
		s.err = err
	}
	for i := range s.p.criteria {
		c := &s.p.criteria[i]
		if !open[c.id] {
			continue
		}
		parts := []*condition{&c.met}
		if c.met.op == opAll { // each part must hold
			parts = nil
			for k := range c.met.kids {
				parts = append(parts, &c.met.kids[k])
			}
		}
		found := len(ways)
		for _, part := range parts {
			if c.test == "" && c.classes == 0 && !c.hasUnknown && part.eval(&x) != cases.TriYes {
				ways = append(ways, s.axesOf(append(part.facts(), c.onlyWhen.facts()...))&s.open())
			}
		}
		if len(ways) == found {
			ways = append(ways, s.reach[c.id]&s.open())
		}
	}
	return ways
}

// open gives the axes that are still as they were.
func (s *search) open() (way uint64) {
	for i, k := range s.picked {
		if k < 0 {
			way |= 1 << i
		}
	}
	return way & s.whole
}

// values counts what there is left to try on some axes.
func (s *search) values(way uint64) (n int) {
	for i := range s.axes {
		if way>>i&1 == 1 && s.picked[i] < 0 {
			n += len(s.axes[i].numbers)
		}
	}
	return n
}

// rowsTried gives the axes that the rows of the class down to the one that gave it
// look at: while these stay, it gives it again.
func (s *search) rowsTried(v *cases.Verdict) (way uint64) {
	fired := ""
	for _, t := range v.Trace {
		if t.Ruleset == s.p.ID && t.Part == "class" && t.Fired {
			fired = t.Rule
		}
	}
	for i := range s.p.table.rows {
		row := &s.p.table.rows[i]
		way |= s.axesOf(row.when.facts())
		if row.id == fired {
			break
		}
	}
	return way
}

func (s *search) axesOf(facts []int) (way uint64) {
	for i, a := range s.axes {
		if slices.Contains(facts, a.fact) {
			way |= 1 << i
		}
	}
	return way
}

// leanest leaves out a change that goes further than another change of the same
// facts: more members of a set, a later day. What anybody could do comes first.
func (s *search) leanest() []Flip {
	var out []Flip
	for i, f := range s.found {
		lean := true
		for k, o := range s.found {
			lean = lean && (i == k || !s.within(o, f))
		}
		if lean {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b Flip) int { return a.rank() - b.rank() })
	return out
}

// within tells whether change a goes a part of the way that b goes, on the same facts.
func (s *search) within(a, b Flip) bool {
	less := false
	for i, x := range a.Changes {
		y := b.Changes[i]
		if x.Fact != y.Fact {
			return false
		}
		if x.Value == y.Value {
			continue
		}
		if !s.nearer(x.Fact, x.Value, y.Value) {
			return false
		}
		less = true
	}
	return less
}

// nearer tells whether value x of a fact lies between what it is and value y.
func (s *search) nearer(fact, x, y string) bool {
	d, was := cases.FactDecl{Type: cases.FactDate}, numberOf(s.on)
	if fact != Day {
		d, _ = declared(fact)
		at := s.b.words.index[fact]
		if was = s.cells.N[at]; !s.cells.Has(at) && d.Type != cases.FactSet {
			return false
		}
	}
	m, n := number(d, x), number(d, y)
	switch d.Type {
	case cases.FactSet:
		return (m^was)&^(n^was) == 0
	case cases.FactDate, cases.FactMoney, cases.FactTerm:
		return was < m && m < n || n < m && m < was
	}
	return false
}

// number reads a value as a change has it written.
func number(d cases.FactDecl, written string) int64 {
	if d.Type == cases.FactSet && written == cases.NoMember {
		return 0
	}
	n, _ := d.Number(strings.Split(written, ",")...)
	return n
}

// rank is lowest for what papers, time and finding out bring about.
func (f Flip) rank() (n int) {
	for _, c := range f.Changes {
		switch c.Nature {
		case Past:
			n += 100
		case Free:
			n += 10
		case Open:
			n++
		}
	}
	return n
}

// doable drops the values that nobody could bring about.
func (s *search) doable() {
	var cut uint64
	for i := range s.axes {
		a := &s.axes[i]
		if a.fact == dayAxis || !s.cells.Has(a.fact) || !s.b.words.past[s.b.words.facts[a.fact].Key] {
			continue
		}
		a.numbers = nil
		cut |= 1 << i
	}
	for id := range s.reach {
		s.reach[id] &^= cut
	}
	s.table &^= cut
	s.whole &^= cut
}
