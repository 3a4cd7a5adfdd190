package rules

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"casedesk/cases"
)

// likelyFacts draws a penalty that some ruleset covers, with more known than not,
// so that many records have a first day.
func likelyFacts(t *rapid.T, b *Book) cases.Facts {
	f := randomFacts(t, b)
	f.Matter, f.RecordKind = "repair", "penalty"
	f.DecidedOn = cases.DateOf(2019, 8, 1).Add(rapid.IntRange(0, 2800).Draw(t, "decided"))
	f.Procedure = rapid.SampledFrom([]string{"summary", "ordinary"}).Draw(t, "procedure")
	f.ExcludedByLaw, f.AlreadyRepaired = cases.TriNo, cases.TriNo
	if rapid.IntRange(0, 3).Draw(t, "barred") > 0 {
		f.BarredSince = cases.Date{}
	}
	return f
}

// The steps of a slip on its day make the answer yes; one step less, or one day
// less where the day is still to come, and it is not.
func TestASlipIsTheWholeGapAndNothingMore(t *testing.T) {
	b := shippedBook(t)
	told := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		f := likelyFacts(rt, b)
		on := f.DecidedOn.Add(rapid.IntRange(0, 1300).Draw(rt, "on"))
		for _, r := range mustAssess(rt, b, f, on).Rulesets {
			p, _ := b.Pack(r.ID)
			s, err := Slip(b, f, on, cases.Calendar{}, r.ID)
			if err != nil {
				rt.Fatal(err)
			}
			if s.Day.IsZero() {
				if r.Repairable == cases.TriYes || len(s.Steps) > 0 || len(s.Blocked)+len(s.Class) == 0 {
					rt.Fatalf("%s is %v, the slip says %+v", r.ID, r.Repairable, s)
				}
				told["no day"]++
				continue
			}
			answer := func(steps []cases.SlipStep, day cases.Date) cases.Tri {
				v := mustAssess(rt, b, p.granted(f, steps), day)
				if r, ok := v.Ruleset(p.ID); ok {
					return r.Repairable
				}
				return cases.TriUnknown
			}
			if answer(s.Steps, s.Day.Date) != cases.TriYes {
				rt.Fatalf("%s: all steps on %v, and no yes: %+v", r.ID, s.Day, s.Steps)
			}
			if s.Day.After(on) {
				told["to wait for"]++
				if answer(s.Steps, s.Day.Add(-1)) == cases.TriYes {
					rt.Fatalf("%s: already yes the day before %v", r.ID, s.Day)
				}
			}
			for i := range s.Steps {
				told["step"]++
				if answer(slices.Delete(slices.Clone(s.Steps), i, i+1), s.Day.Date) == cases.TriYes {
					rt.Fatalf("%s: yes without %s", r.ID, s.Steps[i].Paper)
				}
			}
		}
	})
	for _, what := range []string{"no day", "to wait for", "step"} {
		if told[what] == 0 {
			t.Errorf("never tried: %s %v", what, told)
		}
	}
}

// Of two papers that prove the same the slip asks for one and names the other.
func TestASlipNamesThePaperThatDoesAsWell(t *testing.T) {
	b, err := Load(soundAnd(`-- T1/criteria.yaml --
criteria:
  - {id: C1, term: 履行, met: {duty_done: true}, why: {met: 好, unmet: 不好, unknown: 不知}, cite: A1}
  - {id: C2, term: 承诺, met: {commitment: true}, why: {met: 好, unmet: 不好, unknown: 不知}, cite: A1}
  - {id: C3, term: 期满, test: min_period, why: {met: 好, unmet: 未满, unknown: 不知}, cite: A1}
  - {id: C4, term: 未禁止, only_when: {excluded_by_law: true}, met: {excluded_by_law: false}, why: {met: 好, unmet: 禁止, unknown: 不知}, cite: A1}
materials:
  - {id: M1, term: 缴款凭证, for: C1, sets: {duty_done: true}, cite: A1}
  - {id: M2, term: 修复表, for: C1, sets: {duty_done: true}, cite: A1}
  - {id: M3, term: 承诺书, for: C2, sets: {commitment: true}, cite: A1}
`))
	if err != nil {
		t.Fatal(err)
	}
	on := cases.MustDate("2026-02-01")
	f := cases.Facts{Procedure: "ordinary", DecidedOn: cases.MustDate("2026-01-05"), Rectified: cases.TriYes}
	s, err := Slip(b, f, on, cases.Calendar{}, "T1")
	if err != nil || s.Day.String() != "2026-04-06" || len(s.Steps) != 2 || s.Steps[0].Paper != "M1" || s.Steps[1].Paper != "M3" {
		t.Fatalf("%+v %v", s, err)
	}
	if strings.Join(s.Steps[0].Instead, " ") != "修复表" || len(s.Steps[1].Instead) != 0 || s.Steps[0].Article != "第一条" {
		t.Errorf("%+v", s.Steps)
	}
	f.DutyDone, f.Commitment = cases.TriYes, cases.TriYes
	if s, _ := Slip(b, f, cases.MustDate("2026-05-01"), cases.Calendar{}, "T1"); s.Day.String() != "2026-05-01" || len(s.Steps) != 0 {
		t.Errorf("everything is there: %+v", s)
	}
	f.ExcludedByLaw = cases.TriYes
	if s, _ := Slip(b, f, on, cases.Calendar{}, "T1"); !s.Day.IsZero() || len(s.Blocked) != 2 || s.Blocked[1].Why != "禁止" {
		t.Errorf("excluded by law: %+v", s)
	}
	if _, err := Slip(b, f, on, cases.Calendar{}, "T9"); cases.KeyOf(err) != "slip.ruleset" {
		t.Errorf("a ruleset that is not there: %v", err)
	}
}
