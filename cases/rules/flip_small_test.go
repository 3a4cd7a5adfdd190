package rules

import (
	"math/rand/v2"
	"slices"
	"testing"

	"casedesk/cases"
)

// twistyPack has every sort of criterion, on few enough facts to try them all.
const twistyPack = `-- T1/severity.yaml --
mode: ordered
classes: [{id: LOW, term: 轻}, {id: MID, term: 中}, {id: HIGH, term: 重}]
rows:
  - {id: R1, class: HIGH, when: {found_serious: true, procedure: ordinary}, cite: A1}
  - {id: R2, by: person, among: [LOW, MID], when: {punished_again: true, procedure: summary}, cite: A1}
  - {id: R3, class: LOW, when: {procedure: summary}, cite: A1}
  - {id: R4, class: MID, else: true, cite: A1}
start: {fact: decided_on, cite: A1}
end: {held_when: {duty_done: false}, cite: A1}
periods:
  - {id: P1, class: LOW, max: {n: 6, unit: month}, cite: A1}
  - {id: P2, class: MID, min: {n: 3, unit: month}, max: {n: 1, unit: year}, cite: A1}
  - {id: P3, class: HIGH, repairable: false, min: {n: 1, unit: year}, max: {n: 2, unit: year}, cite: A1}
-- T1/criteria.yaml --
criteria:
  - {id: C1, term: 已满, test: min_period, why: {met: 是, unmet: 否, unknown: 不知}, cite: A1}
  - {id: C2, term: 未过, test: within_longest, why: {met: 是, unmet: 否, unknown: 不知}, cite: A1}
  - {id: C3, term: 可修复, test: class, why: {met: 是, unmet: 否, unknown: 不知}, cite: A1}
  - {id: C4, term: 已履行, by: person, met: {duty_done: true, rectified: true}, why: {met: 是, unmet: 否, unknown: 不知}, cite: A1}
  - {id: C5, term: 两者之一, by: person, met: {any_of: [{commitment: true}, {found_serious: false}]}, why: {met: 是, unmet: 否, unknown: 不知}, cite: A1}
  - {id: C6, term: 屡犯者另有报告, only_when: {punished_again: true}, met: {credit_report: true}, why: {met: 是, unmet: 否, unknown: 不知}, cite: A1}
materials:
  - {id: M1, term: 缴款凭证, for: C4, sets: {duty_done: true, rectified: true}, cite: A1}
  - {id: M2, term: 承诺书, for: C5, sets: {commitment: true}, cite: A1}
`

// small is the space of the twisty pack: its booleans, its procedure, and days.
type small struct {
	t    *testing.T
	b    *Book
	rand *rand.Rand
	on   cases.Date
}

var smallFacts = []string{"procedure", "found_serious", "punished_again", "duty_done", "rectified", "commitment", "credit_report"}

func (s *small) draw() cases.Facts {
	f := cases.Facts{Matter: "repair", DecidedOn: s.on.Add(-s.rand.IntN(900))}
	for _, key := range smallFacts {
		if n := s.rand.Int64N(3); n < 2 {
			f.SetFact(key, n)
		}
	}
	return f
}

// fewest finds by trying every record of the space how many facts must change, 0
// where no change does it. Waiting, and another day of the decision, count as one.
func (s *small) fewest(f cases.Facts, goal, was string) int {
	x, err := f.Cells()
	if err != nil {
		s.t.Fatal(err)
	}
	at := map[string]int{}
	for i, d := range cases.FactDecls() {
		at[d.Key] = i
	}
	hit := func(g cases.Facts, on cases.Date) bool {
		v, err := Assess(s.b, g, on, cases.Calendar{})
		if err != nil {
			s.t.Fatal(err)
		}
		return turned(goal, was, outcomeOf(&v, "T1", goal, "repair"))
	}
	// some tells whether a change of exactly left more facts does it.
	var some func(i int, g cases.Facts, left int) bool
	some = func(i int, g cases.Facts, left int) bool {
		if left == 0 && hit(g, s.on) {
			return true
		}
		for days := 0; left == 1 && days < 1000; days += 40 {
			h := g
			h.DecidedOn = s.on.Add(-days)
			if hit(g, s.on.Add(days)) || hit(h, s.on) {
				return true
			}
		}
		for ; i < len(smallFacts) && left > 0; i++ {
			for n := range int64(2) {
				if k := at[smallFacts[i]]; !x.Has(k) || x.N[k] != n {
					h, _ := g.With(smallFacts[i], n)
					if some(i+1, h, left-1) {
						return true
					}
				}
			}
		}
		return false
	}
	for size := 1; size <= len(smallFacts)+1; size++ {
		if some(0, f, size) {
			return size
		}
	}
	return 0
}

// On a space small enough to try every record of it, the size said is the smallest,
// and "none" means that there is none.
func TestNearestFlipAgainstEveryRecordOfASmallSpace(t *testing.T) {
	b, err := Load(soundAnd(twistyPack))
	if err != nil {
		t.Fatal(err)
	}
	s := small{t: t, b: b, rand: rand.New(rand.NewPCG(rand.Uint64(), 9)), on: cases.MustDate("2028-06-01")}
	var sizes []int
	for range 12 {
		f := s.draw()
		for _, goal := range []string{FlipClass, FlipOutcome} {
			got, err := Nearest(b, f, s.on, cases.Calendar{}, "T1", goal)
			if err != nil {
				t.Fatal(err)
			}
			want := s.fewest(f, goal, got.Was)
			sizes = append(sizes, want)
			if got.Smallest.Size != want || got.Smallest.None != (want == 0) || got.Smallest.Searched == 0 {
				t.Errorf("%s was %q: says %d facts (none %v, searched %d), by force %d: %s", goal, got.Was, got.Smallest.Size, got.Smallest.None, got.Smallest.Searched, want, asJSON(f))
			}
			p := flipper{record: record{t: t, b: b, cal: cases.Calendar{}}}
			p.holds(f, s.on, got)
		}
	}
	slices.Sort(sizes)
	if sizes[len(sizes)-1] < 3 {
		t.Errorf("every change was small: %v", sizes)
	}
}
