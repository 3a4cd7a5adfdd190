package rules

import (
	"encoding/json"
	"strings"
	"testing"

	"casedesk/cases"
)

func TestAssessRefusesWhatItCannotJudge(t *testing.T) {
	b := shippedBook(t)
	on := cases.MustDate("2026-11-22")
	choice := func(ruleset, class, by, reason string) cases.Facts {
		return cases.Facts{ClassChosen: []cases.ClassChoice{{Ruleset: ruleset, Class: class, By: by, Reason: reason}}}
	}
	for name, c := range map[string]struct {
		facts cases.Facts
		on    cases.Date
		key   string
	}{
		"no day":         {cases.Facts{}, cases.Date{}, "facts.day"},
		"wrong value":    {cases.Facts{Field: "fishery"}, on, "facts.value"},
		"wrong kind":     {cases.Facts{PenaltyKinds: []string{"fine", "x"}}, on, "facts.value"},
		"no such class":  {choice("R36", "R36.GRAVE", "a1", "x"), on, "facts.choice_class"},
		"no such rules":  {choice("R99", "R99.MINOR", "a1", "x"), on, "facts.choice_class"},
		"other ruleset":  {choice("R36", "R58.FIELD", "a1", "x"), on, "facts.choice"},
		"nobody chose":   {choice("R36", "R36.MINOR", "", "x"), on, "facts.choice"},
		"without reason": {choice("R36", "R36.MINOR", "a1", " "), on, "facts.choice"},
	} {
		if _, err := Assess(b, c.facts, c.on, cases.Calendar{}); cases.KeyOf(err) != c.key {
			t.Errorf("%s: %v, want %s", name, err, c.key)
		}
	}
	if _, err := Assess(b, cases.Facts{}, on, cases.Calendar{}); err != nil {
		t.Errorf("nothing known is no error: %v", err)
	}
}

// The sentence tells the day and why; unread article numbers are not printed.
func TestVerdictSaysWhyInChinese(t *testing.T) {
	b := shippedBook(t)
	v := judgeOn(t, b, cases.Facts{Matter: "repair", RecordKind: "penalty", Procedure: "ordinary", PenaltyKinds: []string{"confiscate_goods"},
		DecidedOn: cases.MustDate("2026-08-20"), DutyDone: cases.TriNo, Rectified: cases.TriYes}, cases.MustDate("2026-11-01"))
	r, _ := v.Ruleset("R36")
	want := map[string]string{
		"R36-COND-1": "一般，最短公示期3 个月，自 2026-08-20 起算，2026-11-20 满，2026-11-21 起才可以申请。",
		"R36-COND-2": "义务全部履行：否；失信行为已纠正：是。",
	}
	for _, c := range r.Criteria {
		if want[c.ID] != "" && c.Why != want[c.ID] {
			t.Errorf("%s: %s", c.ID, c.Why)
		}
		if c.Article != "" {
			t.Errorf("%s prints the article %s, which nobody has read", c.ID, c.Article)
		}
	}
	for _, row := range v.Trace {
		if row.Rule == "R36-CLS-GEN" && (row.Condition != "处罚种类 含 没收违法所得、没收非法财物、暂扣许可证件、降低资质等级" ||
			row.Given != "处罚种类 = 没收非法财物" || row.Result != cases.Hit || !row.Fired || row.Verified) {
			t.Errorf("trace row %+v", row)
		}
	}
}

func TestObjectionInShenzhenCitesItsArticle(t *testing.T) {
	b := shippedBook(t)
	v := judgeOn(t, b, cases.Facts{Matter: "objection", City: "440300", SubjectKind: "organisation", RecordKind: "penalty", Procedure: "ordinary",
		PenaltyKinds: []string{"fine"}, Owner: "housing", DecidedOn: cases.MustDate("2022-05-10"), FiledOn: cases.MustDate("2026-11-20"),
		Grounds: []string{"expired"}, StillShown: cases.TriYes}, cases.MustDate("2026-11-22"))
	r, ok := v.Ruleset("SZ2023")
	if !ok || v.Supported != cases.TriYes || v.Route != "CITY_SYSTEM" || len(r.Criteria) != 1 {
		t.Fatalf("%+v", v)
	}
	c := r.Criteria[0]
	if c.Article != "第四十八条" || !c.Verified || c.Outcome != "stopped" || !strings.Contains(c.Why, "最晚到 2025-05-10") {
		t.Errorf("%+v", c)
	}
}

// Where no loaded ruleset handles objections, a person is asked and nothing is proposed.
func TestObjectionWithoutARulesetGoesToAPerson(t *testing.T) {
	v := judgeOn(t, shippedBook(t), cases.Facts{Matter: "objection", City: "440600", DecidedOn: cases.MustDate("2023-09-01"),
		Grounds: []string{"wrong"}, SourceDiffers: cases.TriYes}, cases.MustDate("2024-02-01"))
	if v.Proposed.Ruleset != "" || !v.Proposed.NeedsPerson || v.Supported != cases.TriUnknown {
		t.Errorf("%+v", v.Proposed)
	}
}

// Every declared fact and value has its Chinese term in the schema.
func TestSchemaNamesEveryFact(t *testing.T) {
	text, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	var s struct {
		Properties map[string]struct {
			Title string
			Enum  []string
			Terms []string `json:"x-terms"`
		}
	}
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	if len(s.Properties) != len(cases.FactDecls())+1 {
		t.Errorf("%d properties", len(s.Properties))
	}
	for key, p := range s.Properties {
		if key != "class_chosen" && p.Title == "" || len(p.Enum) != len(p.Terms) {
			t.Errorf("%s: %+v", key, p)
		}
	}
}

func TestCheckTellsFailuresAndRowsNoStoryHits(t *testing.T) {
	files := soundAnd(`-- T1/tests/a.yaml --
stories:
  - name: 程度写错
    on: 2026-05-01
    facts: {procedure: summary, decided_on: 2026-01-05}
    expect: {class: HIGH, longest_until: 2026-04-05}
`)
	r, err := Check(files, "T1", cases.Calendar{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Stories != 1 || r.Passed != 0 || len(r.Failed) != 1 || r.OK() {
		t.Fatalf("%+v", r)
	}
	f := r.Failed[0]
	if f.Where != "T1/tests/a.yaml:2:5" || f.What != "class" || f.Want != "HIGH" || f.Got != "LOW" {
		t.Errorf("%+v", f)
	}
	if strings.Join(r.Unhit, " ") != "R2 P2" {
		t.Errorf("unhit %v", r.Unhit)
	}
	if _, err := Check(files, "T7", cases.Calendar{}); cases.KeyOf(err) != "pack.none" {
		t.Errorf("a folder that is not there: %v", err)
	}
	bad := soundAnd("-- T1/tests/a.yaml --\nstories:\n  - {name: x, on: 2026-05-01, facts: {colour: red}, expect: {klass: LOW}}\n")
	if _, err := Check(bad, "T1", cases.Calendar{}); cases.KeyOf(err) != "pack.faulty" || !strings.Contains(err.Error(), "count=2") {
		t.Errorf("a faulty story: %v", err)
	}
}
