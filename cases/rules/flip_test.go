package rules

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"casedesk/cases"
)

// flipper draws records and looks for the nearest other outcome of each.
type flipper struct {
	record
	found [maxFlip + 1]int
}

func (p *flipper) nearest(f cases.Facts, on cases.Date, ruleset, goal string) Flips {
	p.t.Helper()
	got, err := Nearest(p.b, f, on, p.cal, ruleset, goal)
	if err != nil {
		p.t.Fatalf("%s of %s: %v", goal, ruleset, err)
	}
	return got
}

// outcomeOf reads from a verdict what a flip speaks of; "" where it is not known.
func outcomeOf(v *cases.Verdict, ruleset, goal, matter string) string {
	r, ok := v.Ruleset(ruleset)
	switch {
	case !ok:
		return "-"
	case goal == FlipClass:
		return string(r.Class)
	case matter == "objection":
		return triCode(r.Supported)
	}
	return triCode(r.Repairable)
}

// turned tells whether an outcome is another one, as Flips says.
func turned(goal, was, is string) bool {
	if is == "-" || is == was {
		return false
	}
	if goal == FlipClass {
		return is != ""
	}
	return was == "true" && is == "false" || was != "true" && is == "true"
}

// A change that was found, made on the record, does change the outcome, and to
// what it says; taking any one of its facts back undoes it.
func (p *flipper) holds(f cases.Facts, on cases.Date, got Flips) {
	for _, x := range slices.Concat(got.Smallest.Flips, got.Doable.Flips) {
		var all []Change
		for _, c := range x.Changes {
			all = append(all, Change{c.Fact, strings.Split(c.Value, ",")})
		}
		for skip := -1; skip < len(all); skip++ {
			some := slices.Clone(all)
			if skip >= 0 {
				some = slices.Delete(some, skip, skip+1)
			}
			t, err := WhatIf(p.b, f, on, p.cal, some...)
			if err != nil {
				p.t.Fatal(err)
			}
			is := outcomeOf(&t.Then, got.Ruleset, got.Goal, f.Matter)
			if skip < 0 && (is != x.Then || !turned(got.Goal, got.Was, is)) {
				p.t.Errorf("%s of %s: %+v says %s, it is %s", got.Goal, got.Ruleset, x.Changes, x.Then, is)
			}
			if skip >= 0 && turned(got.Goal, got.Was, is) {
				p.t.Errorf("%s of %s: of %+v the change %d is not needed", got.Goal, got.Ruleset, x.Changes, skip)
			}
		}
	}
	for _, x := range got.Doable.Flips {
		for _, c := range x.Changes {
			if !c.Nature.Doable() {
				p.t.Errorf("nobody can change %s", c.Fact)
			}
		}
	}
}

// single tries every value of every fact, one at a time, without any knowledge of
// the packs; of days and amounts some hundred, of large sets a few hundred.
func (p *flipper) single(f cases.Facts, on cases.Date, got Flips) (turns []string) {
	x, err := f.Cells()
	if err != nil {
		p.t.Fatal(err)
	}
	for i, d := range cases.FactDecls() {
		if d.Key == "matter" {
			continue
		}
		for _, n := range p.values(d, on) {
			if x.Has(i) && x.N[i] == n {
				continue
			}
			then, _ := f.With(d.Key, n)
			v := p.assess(then, on)
			if turned(got.Goal, got.Was, outcomeOf(&v, got.Ruleset, got.Goal, f.Matter)) {
				turns = append(turns, d.Key+"="+d.Written(n))
			}
		}
	}
	for later := 1; later < 1500; later += 7 {
		v := p.assess(f, on.Add(later))
		if turned(got.Goal, got.Was, outcomeOf(&v, got.Ruleset, got.Goal, f.Matter)) {
			turns = append(turns, "on")
		}
	}
	return turns
}

func (p *flipper) assess(f cases.Facts, on cases.Date) cases.Verdict {
	v, err := Assess(p.b, f, on, p.cal)
	if err != nil {
		p.t.Fatal(err)
	}
	return v
}

func (p *flipper) values(d cases.FactDecl, on cases.Date) (out []int64) {
	span := func(from, to, step int64) {
		for n := from; n < to; n += step {
			out = append(out, n)
		}
	}
	switch d.Type {
	case cases.FactEnum:
		span(0, int64(len(d.Values)), 1)
	case cases.FactSet:
		if len(d.Values) < 9 {
			span(0, 1<<len(d.Values), 1)
			return out
		}
		for range 300 {
			out = append(out, p.value(d))
		}
	case cases.FactDate:
		span(numberOf(on)-1500, numberOf(on)+100, 9)
	case cases.FactMoney:
		span(1, 30_000_000, 999_999)
	case cases.FactTerm:
		span(1, 61, 1)
	default:
		out = []int64{0, 1}
	}
	return out
}

// Random records, whatever is known of them: the change found does it, no part of
// it does, and where two facts or more are said to be needed no single one does.
func TestNearestFlipIsAChangeAndTheSmallest(t *testing.T) {
	p := flipper{record: record{t: t, b: shippedBook(t), cal: cases.Calendar{}, rand: rand.New(rand.NewPCG(rand.Uint64(), 3))}}
	n := 24
	if os.Getenv("CASEDESK_SOAK") != "" {
		n = 5000
	}
	checked := 0
	for i := 0; i < n && !t.Failed(); i++ {
		p.draw()
		if i%3 > 0 { // most records are whole enough to be judged
			p.f.Matter, p.f.ClassChosen = "repair", nil
			p.f.DecidedOn = p.on.Add(-p.rand.IntN(1200))
		}
		v := p.judge(p.f)
		for _, r := range v.Rulesets {
			goal := []string{FlipClass, FlipOutcome}[p.rand.IntN(2)]
			got := p.nearest(p.f, p.on, r.ID, goal)
			p.found[got.Smallest.Size]++
			p.holds(p.f, p.on, got)
			if got.Smallest.Size != 1 && got.Smallest.Searched > 0 && i%3 == 0 {
				checked++
				if turns := p.single(p.f, p.on, got); len(turns) > 0 {
					t.Errorf("%s of %s was %q: says %d facts (searched %d, none %v), yet %v alone does it", goal, r.ID, got.Was, got.Smallest.Size, got.Smallest.Searched, got.Smallest.None, turns[:min(3, len(turns))])
				}
			}
			if t.Failed() {
				t.Logf("%s on %s", asJSON(p.f), p.on)
				return
			}
		}
	}
	if checked == 0 || p.found[1] == 0 {
		t.Errorf("too little was tried: %d by force, sizes %v", checked, p.found)
	}
	t.Logf("sizes found %v (0: none), %d tried by force", p.found, checked)
}
