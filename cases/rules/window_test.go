package rules

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"casedesk/cases"
)

// slowEnd counts a period of publication on the calendar's wall: months and years
// forward to the same number, or to the last day there is.
func slowEnd(from cases.Date, n int, unit string) cases.Date {
	year, month, day := from.Split()
	switch unit {
	case "day":
		for range n {
			from = from.Add(1)
		}
		return from
	case "year":
		n *= 12
	}
	for range n {
		if month++; month > 12 {
			year, month = year+1, 1
		}
	}
	for d := day; ; d-- {
		if end := cases.DateOf(year, month, d); !end.IsZero() {
			return end
		}
	}
}

// windowPack is the small pack with one shortest and one longest period, and the
// two criteria that hang on them.
func windowPack(minimum, longest, inclusive string) string {
	return `-- T1/pack.yaml --
id: T1
title: 试行办法
number: 试〔2026〕1号
issuer: 演示机关
from: 2024-03-01
level: nation
judges: [repair]
min_period_inclusive: ` + inclusive + `
-- T1/severity.yaml --
mode: exclusive
classes: [{id: LOW, term: 轻}]
rows:
  - {id: R1, class: LOW, when: {procedure: [summary, ordinary]}, cite: A1}
start: {fact: decided_on, cite: A1}
periods:
  - {id: P1, class: LOW, min: ` + minimum + `, max: ` + longest + `, cite: A1}
-- T1/criteria.yaml --
criteria:
  - {id: C1, term: 最短, test: min_period, why: {met: "{first_day}", unmet: "{first_day}", unknown: 不知}, cite: A1}
  - {id: C2, term: 最长, test: within_longest, why: {met: "{longest_until}", unmet: "{longest_until}", unknown: 不知}, cite: A1}
  - {id: C3, term: 履行, met: {duty_done: true}, why: {met: "{min}，{class}", unmet: "{max}", unknown: 不知}, cite: A1}
`
}

// The shortest and longest period of a record, the first day and the state of the
// two criteria agree with counting on the wall calendar.
func TestPeriodsAgreeWithTheWallCalendar(t *testing.T) {
	states := map[cases.CriterionState]int{}
	rapid.Check(t, func(t *rapid.T) {
		unit := rapid.SampledFrom([]string{"day", "month", "year"})
		minUnit, maxUnit := unit.Draw(t, "unit"), unit.Draw(t, "longest unit")
		minN, maxN := rapid.IntRange(1, 5).Draw(t, "n"), rapid.IntRange(1, 5).Draw(t, "longest n")
		sample := cases.MustDate("2024-01-31")
		if slowEnd(sample, maxN, maxUnit).Before(slowEnd(sample, minN, minUnit)) {
			minN, minUnit, maxN, maxUnit = maxN, maxUnit, minN, minUnit
		}
		inclusive := rapid.Bool().Draw(t, "last day counts")
		text := windowPack(fmt.Sprintf("{n: %d, unit: %s}", minN, minUnit), fmt.Sprintf("{n: %d, unit: %s}", maxN, maxUnit), fmt.Sprint(inclusive))
		b, err := Load(soundAnd(text))
		if err != nil {
			t.Fatal(err)
		}
		decided := cases.MustDate("2023-06-01").Add(rapid.IntRange(0, 1500).Draw(t, "decided"))
		on := cases.MustDate("2024-03-01").Add(rapid.IntRange(0, 3000).Draw(t, "on"))
		if on.Before(decided) {
			on = decided
		}
		v := mustAssess(t, b, cases.Facts{Procedure: "summary", DecidedOn: decided, DutyDone: cases.TriYes}, on)
		r, ok := v.Ruleset("T1")
		if !ok {
			t.Fatal("the pack did not judge")
		}
		shortest, longest := slowEnd(decided, minN, minUnit), slowEnd(decided, maxN, maxUnit)
		first := shortest
		if !inclusive {
			first = first.Add(1)
		}
		if inForce := cases.MustDate("2024-03-01"); first.Before(inForce) {
			first = inForce
		}
		if r.ShortestUntil.Date != shortest || r.LongestUntil.Date != longest {
			t.Fatalf("%v: %v to %v, the wall says %v to %v", decided, r.ShortestUntil, r.LongestUntil, shortest, longest)
		}
		waited, within := !on.Before(first), !on.After(longest)
		if (r.Criteria[0].State == cases.Met) != waited || (r.Criteria[1].State == cases.Met) != within || (r.Repairable == cases.TriYes) != (waited && within) {
			t.Fatalf("on %v, first day %v, last %v: %s, %s, %v", on, first, longest, r.Criteria[0].State, r.Criteria[1].State, r.Repairable)
		}
		if r.Criteria[0].Why != first.String() || r.Criteria[1].Why != longest.String() {
			t.Fatalf("the sentences say %q and %q", r.Criteria[0].Why, r.Criteria[1].Why)
		}
		want := first
		if first.After(longest) || on.After(longest) {
			want = cases.Date{} // there is no such day any more
		}
		if r.Earliest.Date != want {
			t.Fatalf("earliest %v, want %v", r.Earliest, want)
		}
		states[r.Criteria[0].State]++
		states["late "+r.Criteria[1].State]++
	})
	for _, s := range []cases.CriterionState{cases.Met, cases.Unmet, "late " + cases.Met, "late " + cases.Unmet} {
		if states[s] == 0 {
			t.Errorf("never tried: %s %v", s, states)
		}
	}
}
