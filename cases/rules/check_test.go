package rules

import (
	"strings"
	"testing"
	"testing/fstest"

	"casedesk/cases"
)

// fullPack has a row of every kind, and one story for each half of it.
const fullPack = `-- T1/pack.yaml --
id: T1
title: 试行办法
number: 试〔2026〕1号
issuer: 演示机关
from: 2026-01-01
level: nation
judges: [repair, objection]
-- T1/criteria.yaml --
criteria:
  - {id: C1, term: 履行, met: {duty_done: true}, why: {met: "履行：{duty_done}", unmet: "{class}，{min}到{max}", unknown: "{on} {ruleset}"}, cite: A1}
  - {id: C2, term: 禁限期, test: bar, since: barred_since, length: {n: 1, unit: year}, why: {met: "{bar_until}已过", unmet: "{bar}，到{bar_until}", unknown: 不知}, cite: A1}
  - {id: C3, term: 个人, only_when: {subject_kind: person}, unknown_when: {rectified: false}, met: {rectified: true}, why: {met: 好, unmet: 不好, unknown: 不知}, cite: A1}
materials:
  - {id: M1, term: 收据, for: C1, sets: {duty_done: true}, cite: A1}
refusals:
  - {id: N1, term: 未履行, unmet: C1, cite: A1}
  - {id: N2, term: 不可修复, when: {excluded_by_law: true}, cite: A1}
-- T1/clocks.yaml --
clocks:
  - {id: K1, clock: C-ACCEPT, term: 受理, start: filed_on, period: {n: 3, unit: day}, extend: {n: 5, unit: day}, approver: 负责人, cite: A1}
  - {id: K2, clock: C-DECIDE, term: 办结, start: accepted_on, period: unknown, cite: A1}
routes:
  - {id: W1, route: COURT, channel: 法院, when: {owner: court}, cite: A1}
  - {id: W2, route: GSXT, channel: 公示系统, else: true, cite: A1}
-- T1/objection.yaml --
grounds:
  - {id: G1, term: 有误, values: [wrong, differs], holds: {source_differs: true}, why: {met: 属实, unmet: 不属实, unknown: 待查}, outcome: corrected, cite: A1}
  - {id: G2, term: 超期, values: expired, holds: {past_longest: true, still_shown: true}, why: {met: "最晚{longest_until}，{others}", unmet: 未到, unknown: "{on}"}, outcome: stopped, cite: A1}
`

func judgeFull(t *testing.T, f cases.Facts, on string) (cases.Verdict, cases.RulesetVerdict) {
	t.Helper()
	b, err := Load(soundAnd(fullPack))
	if err != nil {
		t.Fatal(err)
	}
	f.Procedure = "summary"
	v := judgeOn(t, b, f, cases.MustDate(on))
	return v, v.Rulesets[len(v.Rulesets)-1]
}

// Each sentence fills its places; a criterion that does not apply is not listed.
func TestSentencesFillTheirPlaces(t *testing.T) {
	decided := cases.MustDate("2026-01-05")
	for name, s := range map[string]struct {
		f     cases.Facts
		whys  string
		state cases.Tri
		first string
	}{
		"nothing known":       {cases.Facts{DecidedOn: decided}, "2026-02-01 试行办法", cases.TriUnknown, "2026-01-05"},
		"done":                {cases.Facts{DecidedOn: decided, DutyDone: cases.TriYes}, "履行：是", cases.TriYes, "2026-01-05"},
		"undone":              {cases.Facts{DecidedOn: decided, DutyDone: cases.TriNo}, "轻，无到3 个月", cases.TriNo, "2026-01-05"},
		"barred":              {cases.Facts{DecidedOn: decided, DutyDone: cases.TriYes, BarredSince: cases.MustDate("2025-02-28")}, "履行：是|1 年，到2026-02-28", cases.TriNo, "2026-03-01"},
		"on the bar's end":    {cases.Facts{DecidedOn: decided, DutyDone: cases.TriYes, BarredSince: cases.MustDate("2025-02-01")}, "履行：是|1 年，到2026-02-01", cases.TriNo, "2026-02-02"},
		"the bar is over":     {cases.Facts{DecidedOn: decided, DutyDone: cases.TriYes, BarredSince: cases.MustDate("2025-01-31")}, "履行：是|2026-01-31已过", cases.TriYes, "2026-02-01"},
		"barred past the end": {cases.Facts{DecidedOn: decided, DutyDone: cases.TriYes, BarredSince: cases.MustDate("2026-01-31")}, "履行：是|1 年，到2027-01-31", cases.TriNo, ""},
		"a person":            {cases.Facts{DecidedOn: decided, DutyDone: cases.TriYes, SubjectKind: "person", Rectified: cases.TriYes}, "履行：是|好", cases.TriYes, "2026-01-05"},
		"a person, unknown":   {cases.Facts{DecidedOn: decided, DutyDone: cases.TriYes, SubjectKind: "person", Rectified: cases.TriNo}, "履行：是|不知", cases.TriUnknown, "2026-01-05"},
	} {
		_, r := judgeFull(t, s.f, "2026-02-01")
		var whys []string
		for _, c := range r.Criteria {
			whys = append(whys, c.Why)
		}
		if strings.Join(whys, "|") != s.whys || r.Repairable != s.state || r.Earliest.String() != s.first {
			t.Errorf("%s: %q, %v, from %v", name, whys, r.Repairable, r.Earliest)
		}
	}
}

// Papers are asked for only where they help; grounds of refusal are only offered.
func TestMissingPapersAndGroundsOfRefusal(t *testing.T) {
	decided := cases.MustDate("2026-01-05")
	for name, s := range map[string]struct {
		f                 cases.Facts
		missing, refusals string
	}{
		"nothing known": {cases.Facts{DecidedOn: decided}, "M1", ""},
		"undone":        {cases.Facts{DecidedOn: decided, DutyDone: cases.TriNo}, "M1", "N1"},
		"done":          {cases.Facts{DecidedOn: decided, DutyDone: cases.TriYes}, "", ""},
		"excluded":      {cases.Facts{DecidedOn: decided, DutyDone: cases.TriYes, ExcludedByLaw: cases.TriYes}, "", "N2"},
	} {
		_, r := judgeFull(t, s.f, "2026-02-01")
		if papersOf(&r) != s.missing || refusalsOf(&r) != s.refusals {
			t.Errorf("%s: missing %q, refusals %q", name, papersOf(&r), refusalsOf(&r))
		}
	}
}

// A route is found in order; a clock without a figure has no day; one without a
// start none either.
func TestRouteAndClocks(t *testing.T) {
	v, _ := judgeFull(t, cases.Facts{Owner: "court", FiledOn: cases.MustDate("2026-01-30"), AcceptedOn: cases.MustDate("2026-01-31")}, "2026-02-01")
	if v.Route != "COURT" || clocksOf(&v) != "K1=2026-02-02 K2" || v.Clocks[0].Extend.N != 5 || v.Clocks[0].Approver != "负责人" || v.Clocks[1].Known || v.Clocks[1].From.IsZero() {
		t.Errorf("%s, %s, %+v", v.Route, clocksOf(&v), v.Clocks)
	}
	v, _ = judgeFull(t, cases.Facts{Owner: "tax"}, "2026-02-01")
	if v.Route != "GSXT" || clocksOf(&v) != "K1 K2" {
		t.Errorf("%s, %s", v.Route, clocksOf(&v))
	}
	if v, _ = judgeFull(t, cases.Facts{}, "2026-02-01"); v.Route != "" {
		t.Errorf("without the owner the route is %q", v.Route)
	}
}

// Any ground that holds is enough; where none does, unknown stands before no.
func TestGroundsOfAnObjection(t *testing.T) {
	f := cases.Facts{Matter: "objection", DecidedOn: cases.MustDate("2026-01-05"), FiledOn: cases.MustDate("2026-05-01"), StillShown: cases.TriYes}
	for name, s := range map[string]struct {
		grounds []string
		differs cases.Tri
		want    cases.Tri
		out     string
	}{
		"none given":       {nil, cases.TriYes, cases.TriUnknown, ""},
		"holds":            {[]string{"differs"}, cases.TriYes, cases.TriYes, "corrected"},
		"does not hold":    {[]string{"wrong"}, cases.TriNo, cases.TriNo, ""},
		"not checked":      {[]string{"wrong"}, cases.TriUnknown, cases.TriUnknown, ""},
		"one of two holds": {[]string{"wrong", "expired"}, cases.TriNo, cases.TriYes, "stopped"},
		"other only":       {[]string{"other"}, cases.TriYes, cases.TriUnknown, ""},
	} {
		f.Grounds, f.SourceDiffers = s.grounds, s.differs
		v, r := judgeFull(t, f, "2026-05-01")
		if v.Supported != s.want || r.Supported != s.want || outcomesOf(&r) != s.out {
			t.Errorf("%s: %v, %v, %q", name, v.Supported, r.Supported, outcomesOf(&r))
		}
	}
	f.Grounds = []string{"expired"}
	if _, r := judgeFull(t, f, "2026-05-01"); r.Criteria[0].Why != "最晚2026-04-05，《试行办法》（试〔2026〕1号）" {
		t.Errorf("why: %q", r.Criteria[0].Why)
	}
	for on, want := range map[string]cases.Tri{"2026-04-05": cases.TriNo, "2026-04-06": cases.TriYes} {
		if v, _ := judgeFull(t, f, on); v.Supported != want {
			t.Errorf("expired on %s: %v, want %v", on, v.Supported, want)
		}
	}
}

// The report counts stories and rows, and names each row that no story makes fire.
func TestReportNamesEveryRowWithoutAStory(t *testing.T) {
	tests := func(stories ...string) fstest.MapFS {
		return soundAnd(fullPack + "-- T1/tests/a.yaml --\nstories:\n" + strings.Join(stories, ""))
	}
	repair := "  - {name: 修复, on: 2026-02-01, facts: {procedure: summary, owner: court, filed_on: 2026-01-30, decided_on: 2026-01-05, duty_done: true}, expect: {class: LOW, route: COURT}}\n"
	ordinary := "  - {name: 普通, on: 2026-05-01, facts: {procedure: ordinary, owner: tax, decided_on: 2026-01-05, barred_since: 2025-01-01}, expect: {class: HIGH, earliest: 2026-04-06, met: C2}}\n"
	objection := "  - {name: 异议, on: 2026-05-01, facts: {matter: objection, procedure: summary, decided_on: 2026-01-05, grounds: [wrong, expired], source_differs: true, still_shown: true}, expect: {supported: yes, outcome: corrected stopped}}\n"
	refused := "  - {name: 不修复, on: 2026-02-01, facts: {procedure: summary, subject_kind: person, decided_on: 2026-01-05, duty_done: false, excluded_by_law: true}, expect: {refusals: N1 N2, unknown: C3, missing: M1}}\n"
	for name, s := range map[string]struct {
		stories []string
		passed  int
		unhit   string
	}{
		"one story": {[]string{repair}, 1, "R2 P2 C2 C3 M1 N1 N2 W2 G1 G2"},
		"two":       {[]string{repair, ordinary}, 2, "C3 N1 N2 G1 G2"},
		"three":     {[]string{repair, ordinary, objection}, 3, "C3 N1 N2"},
		"all of it": {[]string{repair, ordinary, objection, refused}, 4, ""},
	} {
		r, err := Check(tests(s.stories...), "T1", cases.Calendar{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if r.Passed != s.passed || r.Stories != s.passed || strings.Join(r.Unhit, " ") != s.unhit || r.OK() != (s.unhit == "") || len(r.Failed) > 0 {
			t.Errorf("%s: %+v", name, r)
		}
	}
	wrong := strings.Replace(repair, "route: COURT", "route: GSXT", 1)
	r, err := Check(tests(wrong, ordinary, objection), "T1", cases.Calendar{})
	if err != nil || r.OK() || r.Passed != 2 || len(r.Failed) != 1 || r.Failed[0].What != "route" || r.Failed[0].Want != "GSXT" || r.Failed[0].Got != "COURT" || r.Failed[0].Story != "修复" {
		t.Errorf("a wrong expectation: %+v %v", r, err)
	}
}
