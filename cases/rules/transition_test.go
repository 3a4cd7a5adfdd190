package rules

import (
	"strings"
	"testing"
	"testing/fstest"

	"casedesk/cases"
)

// twoPacks are an old ruleset and a new one of 2026-04-01. The old one makes every
// record wait wait1 months, the new one wait2; each shows it for a year or longest2.
func twoPacks(wait1, wait2, longest2 string) string {
	pack := func(id, from, extra, wait, longest string) string {
		return `-- ` + id + `/pack.yaml --
id: ` + id + `
title: ` + id + `办法
number: 〔2026〕1号
issuer: 演示机关
from: ` + from + `
` + extra + `level: nation
judges: [repair]
-- ` + id + `/articles.yaml --
articles:
  - {id: A1, number: 第一条, paraphrase: 甲, source: 演示, verified: true, last_checked: 2026-01-02}
-- ` + id + `/severity.yaml --
mode: exclusive
classes: [{id: LOW, term: 轻}, {id: HIGH, term: 重}]
rows:
  - {id: R1, class: LOW, when: {procedure: summary}, cite: A1}
  - {id: R2, by: person, among: [LOW, HIGH], when: {procedure: ordinary}, cite: A1}
start: {fact: decided_on, cite: A1}
periods:
  - {id: P1, class: LOW, min: {n: ` + wait + `, unit: month}, max: {n: ` + longest + `, unit: month}, cite: A1}
  - {id: P2, class: HIGH, max: {n: 3, unit: year}, cite: A1}
-- ` + id + `/criteria.yaml --
criteria:
  - {id: C1, term: 最短, test: min_period, why: {met: 好, unmet: 不好, unknown: 不知}, cite: A1}
`
	}
	return pack("OLD", "2020-01-01", "to: 2026-03-31\n", wait1, "12") + pack("NEW", "2026-04-01", "", wait2, longest2) + `-- NEW/transition.yaml --
rows:
  - {id: X-single, when: {matter: repair, covering: one, classes: settled, figures: read}, takes: newest, why: "只有{ruleset}", cite: A1}
  - {id: X-same, when: {matter: repair, covering: several, classes: settled, figures: read, answers: same}, takes: newest, why: "{others}一样", cite: A1}
  - {id: X-differ, when: {matter: repair, covering: several, classes: settled, figures: read, answers: differ}, takes: favourable, why: "{on}：{ruleset}有利", cite: A1}
  - {id: X-open-one, when: {matter: repair, covering: one, any_of: [{classes: open}, {figures: unread}]}, takes: newest, why: 等人认定, by: person, cite: A1}
  - {id: X-open, when: {matter: repair, covering: several, any_of: [{classes: open}, {figures: unread}]}, takes: nothing, why: 等人认定, by: person, cite: A1}
  - {id: X-none, when: {any_of: [{matter: repair, covering: none}, {matter: objection, procedure: none}]}, takes: nothing, why: 没有, by: person, cite: A1}
  - {id: X-objection, when: {matter: objection, procedure: found}, takes: procedure, why: 异议, cite: A1}
favour:
  - {id: F1, term: 早, measure: first_free, takes: earlier, cite: A1}
  - {id: F2, term: 短, measure: last_shown, takes: earlier, cite: A1}
  - {id: F3, term: 新, measure: in_force, takes: later, cite: A1}
procedure:
  - {id: D1, term: 申请之日, in_force_on: filed_on, cite: A1}
order:
  - {id: O1, term: 特别先于一般, special_first: [city, province, department, nation, policy], cite: A1}
`
}

// parts gives the files of a text by their names.
func parts(text string) map[string]string {
	out := map[string]string{}
	for _, part := range strings.Split("\n"+text, "\n-- ")[1:] {
		name, body, _ := strings.Cut(part, " --\n")
		out[name] = body + "\n"
	}
	return out
}

// Of several rulesets the one that frees the subject first is proposed for class
// and periods, then the one that shows the record for less time, then the newer;
// for procedure the one in force on the day of filing.
func TestTheFavourableRulesetIsProposed(t *testing.T) {
	before, after := "2026-02-10", "2026-05-10" // decided before or after the new ruleset
	for name, s := range map[string]struct {
		wait1, wait2, longest2 string
		decided, on            string
		procedure              string
		ruleset, rule, why     string
		person                 bool
	}{
		"only the new one covers it":         {"3", "1", "12", after, "2026-06-01", "summary", "NEW", "X-single", "只有NEW", false},
		"only the old one covers it":         {"3", "1", "12", before, "2026-03-01", "summary", "OLD", "X-single", "只有OLD", false},
		"both say the same":                  {"3", "3", "12", before, "2026-04-20", "summary", "NEW", "X-same", "OLD、NEW一样", false},
		"the new one frees earlier":          {"6", "3", "12", before, "2026-04-20", "summary", "NEW", "X-differ", "2026-04-20：NEW有利", false},
		"the old one frees earlier":          {"3", "6", "12", before, "2026-04-20", "summary", "OLD", "X-differ", "2026-04-20：OLD有利", false},
		"equal wait, the old one is shorter": {"3", "3", "24", before, "2026-04-20", "summary", "OLD", "X-differ", "2026-04-20：OLD有利", false},
		"equal wait, the new one is shorter": {"3", "3", "6", before, "2026-04-20", "summary", "NEW", "X-differ", "2026-04-20：NEW有利", false},
		"both waits are over today":          {"1", "2", "12", before, "2026-07-20", "summary", "NEW", "X-differ", "2026-07-20：NEW有利", false},
		"the class is a person's to say":     {"3", "3", "12", before, "2026-04-20", "ordinary", "", "X-open", "等人认定", true},
		"a person's class, one ruleset":      {"3", "3", "12", after, "2026-06-01", "ordinary", "NEW", "X-open-one", "等人认定", true},
		"nothing was in force":               {"3", "3", "12", "2019-01-01", "2019-03-01", "summary", "", "X-none", "没有", true},
	} {
		files := fstest.MapFS{}
		for f, body := range parts(twoPacks(s.wait1, s.wait2, s.longest2)) {
			files[f] = &fstest.MapFile{Data: []byte(body)}
		}
		b, err := Load(files)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		v := judgeOn(t, b, cases.Facts{Matter: "repair", Procedure: s.procedure, DecidedOn: cases.MustDate(s.decided)}, cases.MustDate(s.on))
		p := v.Proposed
		if string(p.Ruleset) != s.ruleset || p.Rule != s.rule || p.Why != s.why || p.NeedsPerson != s.person {
			t.Errorf("%s: %+v", name, p)
		}
		inForce := "NEW"
		if cases.MustDate(s.on).Before(cases.MustDate("2026-04-01")) {
			inForce = "OLD"
		}
		if cases.MustDate(s.on).Before(cases.MustDate("2020-01-01")) {
			inForce = ""
		}
		if string(p.Procedure) != inForce {
			t.Errorf("%s: procedure by %q, want %q", name, p.Procedure, inForce)
		}
		if r, ok := v.Ruleset(s.ruleset); ok && (v.Repairable != r.Repairable || v.Earliest != r.Earliest) {
			t.Errorf("%s: the whole says %v from %v, %s says %v from %v", name, v.Repairable, v.Earliest, s.ruleset, r.Repairable, r.Earliest)
		}
	}
}
