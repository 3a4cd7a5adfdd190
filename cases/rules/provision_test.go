package rules

import (
	"strings"
	"testing"

	"casedesk/cases"
)

// openPack leaves open what nobody has read: its first day, the periods of one
// class; it has a paper and a condition for one class, and a provision of each sort.
const openPack = `-- T1/pack.yaml --
id: T1
title: 试行办法
number: 试〔2026〕1号
issuer: 演示机关
from: unknown
dated: 2026-01-01
in_force_on: 2026-03-01
level: city
judges: [repair, objection]
-- T1/severity.yaml --
mode: exclusive
classes: [{id: LOW, term: 轻}, {id: HIGH, term: 重}]
rows:
  - {id: R1, class: LOW, when: {procedure: summary}, cite: A1}
  - {id: R2, class: HIGH, when: {procedure: ordinary}, cite: A1}
start: {fact: decided_on, cite: A1}
periods:
  - {id: P1, class: LOW, min: {n: 1, unit: month}, max: {n: 1, unit: year}, cite: A1}
  - {id: P2, class: HIGH, min: unknown, max: unknown, cite: A1}
-- T1/criteria.yaml --
criteria:
  - {id: C1, term: 最短, test: min_period, why: {met: "{min}", unmet: "{min}", unknown: "{class}{min}到{longest_until}"}, cite: A1}
  - {id: C2, term: 培训, met: {trained: true}, classes: [HIGH], why: {met: 好, unmet: 不好, unknown: 不知}, cite: A1}
materials:
  - {id: M2, term: 证书, for: C2, classes: [HIGH], sets: {trained: true}, cite: A1}
-- T1/objection.yaml --
grounds:
  - {id: G2, term: 超期, values: expired, holds: {any_of: [{past_longest: true}, {past_retention: true}]}, why: {met: "最晚{longest_until}", unmet: 未到, unknown: 不知}, outcome: stopped, cite: A1}
-- T1/provisions.yaml --
papers:
  - {id: B1, term: 申请表, when: {matter: objection}, cite: A1}
refusals:
  - {id: B2, term: 未满三年, start: abuse_judged_on, period: {n: 3, unit: year}, cite: A1}
effects:
  - {id: B3, term: 标注, when: {review_pending: true}, cite: A1}
remedies:
  - {id: B4, remedy: reconsideration, term: 复议, start: served_on, period: {n: 60, unit: day}, cite: A1}
retention:
  - {id: B5, keep: shown, term: 公开, start: decided_on, period: {n: 5, unit: year}, cite: A1}
  - {id: B6, keep: shown, term: 持续, start: act_ended_on, period: {n: 5, unit: year}, cite: A1}
  - {id: B7, keep: query_log, term: 日志, period: {n: 5, unit: year}, cite: A1}
`

func judgeOpen(t *testing.T, f cases.Facts, on string) (cases.Verdict, cases.RulesetVerdict) {
	t.Helper()
	b, err := Load(soundAnd(openPack))
	if err != nil {
		t.Fatal(err)
	}
	v := judgeOn(t, b, f, cases.MustDate(on))
	return v, v.Rulesets[len(v.Rulesets)-1]
}

// A figure that nobody has read gives no day, no yes and no proposal.
func TestAnUnreadFigureSettlesNothing(t *testing.T) {
	f := cases.Facts{Procedure: "ordinary", DecidedOn: cases.MustDate("2026-01-05"), Trained: cases.TriYes}
	v, r := judgeOpen(t, f, "2029-05-01")
	if r.Class != "T1.HIGH" || r.Shortest != "未知" || r.Longest != "未知" || !r.ShortestUntil.IsZero() || !r.LongestUntil.IsZero() ||
		!r.Earliest.IsZero() || r.Repairable != cases.TriUnknown || r.Criteria[0].Why != "重未知到未知" {
		t.Errorf("%+v", r)
	}
	if !v.Proposed.NeedsPerson {
		t.Errorf("proposed %+v", v.Proposed)
	}
	f.Procedure = "summary"
	if _, r := judgeOpen(t, f, "2026-05-01"); r.Repairable != cases.TriYes || r.Earliest.String() != "2026-02-06" {
		t.Errorf("the class whose figures are known: %v from %s", r.Repairable, r.Earliest)
	}
}

// Between the day of its text and the day it was seen in force a pack may apply,
// and nothing it says counts as checked; before that it does not apply at all.
func TestAPackWhoseFirstDayNobodyHasRead(t *testing.T) {
	for on, want := range map[string]string{"2025-12-31": "no pack", "2026-01-01": "unchecked", "2026-02-28": "unchecked", "2026-03-01": "checked"} {
		b, err := Load(soundAnd(openPack))
		if err != nil {
			t.Fatal(err)
		}
		v := judgeOn(t, b, cases.Facts{Procedure: "summary", DecidedOn: cases.MustDate("2025-11-05"), FiledOn: cases.MustDate(on)}, cases.MustDate(on))
		got := "no pack"
		if r, ok := v.Ruleset("T1"); ok {
			if got = "unchecked"; r.Verified {
				got = "checked"
			}
			if v.Provisions[0].Verified != (got == "checked") {
				t.Errorf("%s: its provisions stand otherwise than its periods", on)
			}
		}
		if got != want {
			t.Errorf("on %s: %s, want %s", on, got, want)
		}
	}
}

// What only one class asks for is asked of that class, and is open while the class is.
func TestAConditionOfOneClass(t *testing.T) {
	f := cases.Facts{DecidedOn: cases.MustDate("2026-01-05"), Trained: cases.TriNo}
	for procedure, want := range map[string]string{"summary": "", "ordinary": "C2 unmet M2", "": "C2 unknown M2"} {
		f.Procedure = procedure
		_, r := judgeOpen(t, f, "2026-05-01")
		got := ""
		for _, c := range r.Criteria {
			if c.ID == "C2" {
				got = "C2 " + string(c.State) + " " + papersOf(&r)
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", procedure, got, want)
		}
	}
}

// Each part of the provisions has its own rule about when it stands and until when.
func TestProvisionsStandAndEnd(t *testing.T) {
	day := cases.MustDate
	f := cases.Facts{Matter: "objection", Procedure: "summary", DecidedOn: day("2026-01-05"), ReviewPending: cases.TriYes,
		AbuseJudgedOn: day("2026-02-10"), ServedOn: day("2026-03-03")}
	v, _ := judgeOpen(t, f, "2029-02-10")
	said := ""
	for _, part := range []string{"paper", "refusal", "effect", "remedy", "retention"} {
		said += provisionsOf(&v, part) + "|"
	}
	// the sixtieth day, 2026-05-02, is a Saturday: a right lasts to the Monday after
	if said != "B1|B2=2029-02-10|B3|B4=2026-05-04|B5=2031-01-05 B6 B7=5year|" {
		t.Error(said)
	}
	if v, _ = judgeOpen(t, f, "2029-02-11"); provisionsOf(&v, "refusal") != "" {
		t.Error("a ground to refuse stands when its time is over")
	}
	f.AbuseJudgedOn = cases.Date{}
	if v, _ = judgeOpen(t, f, "2029-02-10"); provisionsOf(&v, "refusal") != "" {
		t.Error("a ground to refuse stands though its time never began")
	}
}

// A record may not be shown beyond the time that any record may be; a breach that
// went on is counted from its end.
func TestNothingIsShownForEver(t *testing.T) {
	f := cases.Facts{Matter: "objection", Procedure: "ordinary", DecidedOn: cases.MustDate("2026-01-05"), Grounds: []string{"expired"}}
	for _, s := range []struct {
		on, ended string
		want      cases.Tri
	}{
		{"2031-01-05", "", cases.TriUnknown}, {"2031-01-06", "", cases.TriYes},
		{"2031-01-06", "2027-06-01", cases.TriUnknown}, {"2032-06-02", "2027-06-01", cases.TriYes},
	} {
		f.ActEndedOn = cases.Date{}
		if s.ended != "" {
			f.ActEndedOn = cases.MustDate(s.ended)
		}
		v, r := judgeOpen(t, f, s.on)
		if v.Supported != s.want || s.want == cases.TriYes && strings.Join(r.Covers, " ") == "" {
			t.Errorf("on %s, ended %q: %v, want %v", s.on, s.ended, v.Supported, s.want)
		}
	}
}
