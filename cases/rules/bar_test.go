package rules

import (
	"testing"

	"casedesk/cases"
)

// A class that cannot be repaired, and a sanction whose length the decision sets.
const barredPack = `-- T1/severity.yaml --
mode: exclusive
classes: [{id: LOW, term: 一般}, {id: SPECIAL, term: 特定严重}]
rows:
  - {id: R1, class: LOW, when: {procedure: summary}, cite: A1}
  - {id: R2, by: person, among: [LOW, SPECIAL], when: {procedure: ordinary}, cite: A1}
start: {fact: decided_on, cite: A1}
periods:
  - {id: P1, class: LOW, max: {n: 5, unit: year}, cite: A1}
  - {id: P2, class: SPECIAL, repairable: false, max: {n: 3, unit: year}, cite: A1}
-- T1/criteria.yaml --
criteria:
  - {id: C1, term: 可以修复的程度, test: class, why: {met: "{class}可以修复", unmet: "{class}不能修复", unknown: 程度未定}, cite: A1}
  - {id: C2, term: 附带期限的处罚已满, test: bar, since: decided_on, length: sanction_term, only_when: {penalty_kinds: {any: [bar_from_work]}}, why: {met: "{bar}，{bar_until} 已满", unmet: "{bar}，到 {bar_until}", unknown: 不知}, cite: A1}
`

func TestAClassThatCannotBeRepairedAndASanctionWithATerm(t *testing.T) {
	b, err := Load(soundAnd(barredPack))
	if err != nil {
		t.Fatal(err)
	}
	day := cases.MustDate
	chosen := func(class string) []cases.ClassChoice {
		return []cases.ClassChoice{{Ruleset: "T1", Class: "T1." + class, By: "a1", Reason: "按数额认定"}}
	}
	for name, s := range map[string]struct {
		procedure  string
		chosen     []cases.ClassChoice
		term       cases.Period
		on         string
		repairable cases.Tri
		earliest   string
		class, bar string // the sentences
		kinds      []string
	}{
		"no term":             {"summary", nil, cases.Period{}, "2026-05-01", cases.TriYes, "2026-02-28", "一般可以修复", "", nil},
		"a term is not known": {"summary", nil, cases.Period{}, "2026-05-01", cases.TriUnknown, "", "一般可以修复", "不知", []string{"bar_from_work"}},
		"the term runs":       {"summary", nil, cases.Period{N: 12, Unit: cases.Months}, "2027-02-28", cases.TriNo, "2027-03-01", "一般可以修复", "12 个月，到 2027-02-28", nil},
		"the term is over":    {"summary", nil, cases.Period{N: 12, Unit: cases.Months}, "2027-03-01", cases.TriYes, "2027-03-01", "一般可以修复", "12 个月，2027-02-28 已满", nil},
		"not to be repaired":  {"ordinary", chosen("SPECIAL"), cases.Period{}, "2026-05-01", cases.TriNo, "", "特定严重不能修复", "", nil},
		"set by a person":     {"ordinary", chosen("LOW"), cases.Period{}, "2026-05-01", cases.TriYes, "2026-02-28", "一般可以修复", "", nil},
		"the class is open":   {"ordinary", nil, cases.Period{}, "2026-05-01", cases.TriUnknown, "", "程度未定", "", nil},
		"the term ends after": {"summary", nil, cases.Period{N: 72, Unit: cases.Months}, "2026-05-01", cases.TriNo, "", "一般可以修复", "72 个月，到 2032-02-28", nil},
	} {
		v := judgeOn(t, b, cases.Facts{Procedure: s.procedure, ClassChosen: s.chosen, SanctionTerm: s.term, PenaltyKinds: s.kinds, DecidedOn: day("2026-02-28")}, day(s.on))
		r, ok := v.Ruleset("T1")
		if !ok || r.Repairable != s.repairable || r.Earliest.String() != s.earliest {
			t.Errorf("%s: %v from %q, want %v from %q", name, r.Repairable, r.Earliest, s.repairable, s.earliest)
		}
		said := map[string]string{}
		for _, c := range r.Criteria {
			said[c.ID] = c.Why
		}
		if said["C1"] != s.class || said["C2"] != s.bar {
			t.Errorf("%s: said %q", name, said)
		}
	}
}
