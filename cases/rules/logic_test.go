package rules

import (
	"testing"

	"pgregory.net/rapid"

	"casedesk/cases"
)

// The three-valued tables as the textbooks print them, over conditions that read
// like those of a pack.
func TestConditionsFollowTheThreeValuedTables(t *testing.T) {
	const y, n, u = cases.TriYes, cases.TriNo, cases.TriUnknown
	for _, row := range []struct{ a, b, all, any, none cases.Tri }{
		{y, y, y, y, n}, {y, n, n, y, n}, {y, u, u, y, n},
		{n, y, n, y, n}, {n, n, n, n, y}, {n, u, n, u, u},
		{u, y, u, y, n}, {u, n, n, u, u}, {u, u, u, u, u},
	} {
		f := cases.Facts{DutyDone: row.a, Rectified: row.b}
		for text, want := range map[string]cases.Tri{
			"{duty_done: true, rectified: true}":                          row.all,
			"{all_of: [{duty_done: true}, {rectified: true}]}":            row.all,
			"{any_of: [{duty_done: true}, {rectified: true}]}":            row.any,
			"{none_of: [{duty_done: true}, {rectified: true}]}":           row.none,
			"{none_of: [{any_of: [{duty_done: true}]}]}":                  row.a.Not(),
			"{any_of: [{duty_done: false}, {rectified: false}]}":          row.all.Not(),
			"{duty_done: true, none_of: [{rectified: true}]}":             row.a.And(row.b.Not()),
			"{all_of: [{duty_done: false}], any_of: [{rectified: true}]}": row.a.Not().And(row.b),
		} {
			if got := tried(t, text, f); got != want {
				t.Errorf("%s with duty done %v and rectified %v: %v, want %v", text, row.a, row.b, got, want)
			}
		}
	}
}

// tried reads a condition as a pack writes it and tries it on facts.
func tried(t testing.TB, text string, f cases.Facts) cases.Tri {
	t.Helper()
	v, err := vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	var out Complaints
	r := newReader("when.yaml", []byte(text), &out)
	c := v.condition(r, r.parse([]byte(text)))
	x, err := f.Cells()
	if err != nil || len(out) > 0 {
		t.Fatalf("%s: %v %v", text, err, out)
	}
	return c.eval(&x)
}

func TestEveryTestOfAFactMeansWhatItSays(t *testing.T) {
	day := cases.MustDate
	kinds := func(k ...string) cases.Facts { return cases.Facts{PenaltyKinds: append([]string{}, k...)} }
	for _, s := range []struct {
		text string
		f    cases.Facts
		want cases.Tri
	}{
		{"{procedure: summary}", cases.Facts{Procedure: "summary"}, cases.TriYes},
		{"{procedure: summary}", cases.Facts{Procedure: "ordinary"}, cases.TriNo},
		{"{procedure: [summary, ordinary]}", cases.Facts{Procedure: "ordinary"}, cases.TriYes},
		{"{procedure: summary}", cases.Facts{}, cases.TriUnknown},
		{"{duty_done: false}", cases.Facts{DutyDone: cases.TriNo}, cases.TriYes},
		{"{penalty_kinds: {any: [fine, warning]}}", kinds("warning", "other"), cases.TriYes},
		{"{penalty_kinds: {any: [fine, warning]}}", kinds("other"), cases.TriNo},
		{"{penalty_kinds: {all: [fine, warning]}}", kinds("fine"), cases.TriNo},
		{"{penalty_kinds: {all: [fine, warning]}}", kinds("fine", "warning", "other"), cases.TriYes},
		{"{penalty_kinds: {none: [fine]}}", kinds("warning"), cases.TriYes},
		{"{penalty_kinds: {none: [fine]}}", kinds("fine", "warning"), cases.TriNo},
		{"{penalty_kinds: {only: [fine, warning]}}", kinds("fine"), cases.TriYes},
		{"{penalty_kinds: {only: [fine, warning]}}", kinds("fine", "other"), cases.TriNo},
		{"{penalty_kinds: {only: [fine, warning]}}", kinds(), cases.TriNo}, // nothing is not "only a fine"
		{"{penalty_kinds: {none: [fine]}}", kinds(), cases.TriYes},
		{"{penalty_kinds: {none: [fine]}}", cases.Facts{}, cases.TriUnknown},
		{"{penalty_kinds: {any: [fine], none: [other]}}", kinds("fine", "other"), cases.TriNo},
		{"{fine: {at_least: 100}}", cases.Facts{Fine: 100}, cases.TriYes},
		{"{fine: {over: 100}}", cases.Facts{Fine: 100}, cases.TriNo},
		{"{fine: {over: 100}}", cases.Facts{Fine: 101}, cases.TriYes},
		{"{fine: {at_most: 100}}", cases.Facts{Fine: 100}, cases.TriYes},
		{"{fine: {under: 100}}", cases.Facts{Fine: 100}, cases.TriNo},
		{"{fine: {under: 100}}", cases.Facts{Fine: 99}, cases.TriYes},
		{"{fine: {over: 5, at_least: 3, under: 9, at_most: 20}}", cases.Facts{Fine: 5}, cases.TriNo},
		{"{fine: {over: 5, at_least: 3, under: 9, at_most: 20}}", cases.Facts{Fine: 8}, cases.TriYes},
		{"{fine: {over: 5, at_least: 3, under: 9, at_most: 20}}", cases.Facts{Fine: 9}, cases.TriNo},
		{"{fine: 7}", cases.Facts{Fine: 7}, cases.TriYes},
		{"{decided_on: {at_least: 2026-03-02}}", cases.Facts{DecidedOn: day("2026-03-02")}, cases.TriYes},
		{"{decided_on: {under: 2026-03-02}}", cases.Facts{DecidedOn: day("2026-03-02")}, cases.TriNo},
		{"{sanction_term: 2 year}", cases.Facts{SanctionTerm: cases.Period{N: 24, Unit: cases.Months}}, cases.TriYes},
		{"{sanction_term: {at_least: 1 year}}", cases.Facts{SanctionTerm: cases.Period{N: 11, Unit: cases.Months}}, cases.TriNo},
		{"{sanction_term: {over: 11 month, under: 13 month}}", cases.Facts{SanctionTerm: cases.Period{N: 1, Unit: cases.Years}}, cases.TriYes},
		{"{sanction_term: {at_most: 3 year}}", cases.Facts{}, cases.TriUnknown},
		{"{decided_on: 1969-12-31}", cases.Facts{DecidedOn: day("1969-12-31")}, cases.TriYes},
	} {
		if got := tried(t, s.text, s.f); got != s.want {
			t.Errorf("%s on %+v: %v, want %v", s.text, s.f, got, s.want)
		}
	}
}

// randomCondition draws a condition over three booleans.
func randomCondition(t *rapid.T, v *Vocabulary, depth int) condition {
	if depth == 0 || rapid.Bool().Draw(t, "leaf") {
		fact := v.index[rapid.SampledFrom([]string{"duty_done", "rectified", "proof_held"}).Draw(t, "fact")]
		n := rapid.Int64Range(0, 1).Draw(t, "is")
		return condition{op: opRange, fact: fact, lo: n, hi: n}
	}
	c := condition{op: rapid.SampledFrom([]op{opAll, opAny, opNone}).Draw(t, "op")}
	for range rapid.IntRange(1, 3).Draw(t, "kids") {
		c.kids = append(c.kids, randomCondition(t, v, depth-1))
	}
	return c
}

// twoValued is the same condition in plain logic, for facts that are all known.
func twoValued(c *condition, x *cases.FactCells) bool {
	switch c.op {
	case opAll:
		for i := range c.kids {
			if !twoValued(&c.kids[i], x) {
				return false
			}
		}
		return true
	case opAny, opNone:
		for i := range c.kids {
			if twoValued(&c.kids[i], x) {
				return c.op == opAny
			}
		}
		return c.op == opNone
	}
	return x.N[c.fact] == c.lo
}

// An answer on some facts is the answer on all facts, however the rest comes out.
func TestAnAnswerOnFewFactsHoldsOnAll(t *testing.T) {
	v, err := vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	settled := 0
	rapid.Check(t, func(t *rapid.T) {
		c := randomCondition(t, v, 3)
		var partial cases.FactCells
		known := rapid.IntRange(0, 7).Draw(t, "known")
		values := rapid.IntRange(0, 7).Draw(t, "values")
		facts := []int{v.index["duty_done"], v.index["rectified"], v.index["proof_held"]}
		for i, f := range facts {
			if known>>i&1 == 1 {
				partial.Put(f, int64(values>>i&1))
			}
		}
		early := c.eval(&partial)
		if early != cases.TriUnknown {
			settled++
		}
		for rest := range 8 {
			full := partial
			for i, f := range facts {
				if known>>i&1 == 0 {
					full.Put(f, int64(rest>>i&1))
				}
			}
			late := c.eval(&full)
			if late != cases.TriOf(twoValued(&c, &full)) {
				t.Fatalf("on all facts %v, plain logic says %v", late, twoValued(&c, &full))
			}
			if early != cases.TriUnknown && early != late {
				t.Fatalf("%v on few facts, %v on all", early, late)
			}
		}
	})
	if settled == 0 {
		t.Error("no condition was ever settled early")
	}
}
