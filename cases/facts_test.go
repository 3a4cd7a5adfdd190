package cases

import (
	"encoding/json"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

func anyFacts(t *rapid.T) Facts {
	var f Facts
	for _, d := range FactDecls() {
		if !rapid.Bool().Draw(t, "know "+d.Key) {
			continue
		}
		n := rapid.Int64Range(0, 1).Draw(t, d.Key)
		switch d.Type {
		case FactSet:
			n = rapid.Int64Range(0, 1<<len(d.Values)-1).Draw(t, d.Key)
		case FactEnum:
			n = rapid.Int64Range(0, int64(len(d.Values)-1)).Draw(t, d.Key)
		case FactDate:
			n = rapid.Int64Range(-60000, 80000).Draw(t, d.Key)
		case FactTerm:
			n = rapid.Int64Range(1, 1200).Draw(t, d.Key)
		case FactMoney:
			n = rapid.Int64Range(1, int64(MaxFen)).Draw(t, d.Key)
		}
		if !f.SetFact(d.Key, n) {
			t.Fatalf("%s is declared but cannot be set", d.Key)
		}
	}
	if rapid.Bool().Draw(t, "chosen") {
		f.ClassChosen = []ClassChoice{{"R36", "R36.GENERAL", "a1", "按数额\"认定\""}}
	}
	return f
}

func TestFactsComeBackFromJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFacts(t)
		text, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		back, err := ReadFacts(text)
		if err != nil || !reflect.DeepEqual(f, back) {
			t.Fatalf("%s came back as %+v: %v", text, back, err)
		}
		x, err1 := f.Cells()
		y, err2 := back.Cells()
		if err1 != nil || err2 != nil || x != y {
			t.Fatalf("cells differ: %v %v", err1, err2)
		}
	})
}

func TestFactsAreRefusedByName(t *testing.T) {
	for in, want := range map[string]string{
		`{"colour":"red"}`:                              "facts.unknown key=colour",
		`{"past_longest":true}`:                         "facts.unknown key=past_longest",
		`{"fine":1,"fine":2}`:                           "facts.twice key=fine",
		`{"procedure":"fast"}`:                          "facts.value key=procedure allowed=summary ordinary",
		`{"fine":12.5}`:                                 "facts.value key=fine allowed=money",
		`{"fine":0}`:                                    "facts.value key=fine allowed=money",
		`{"fine":"100"}`:                                "facts.value key=fine allowed=money",
		`{"decided_on":"2026-02-30"}`:                   "facts.value key=decided_on allowed=date",
		`{"decided_on":"2026/02/03"}`:                   "facts.value key=decided_on allowed=date",
		`{"duty_doen":true}`:                            "facts.unknown_near key=duty_doen near=duty_done",
		`{"sanction_term":"6 day"}`:                     "facts.value key=sanction_term allowed=term",
		`{"duty_done":"true"}`:                          "facts.value key=duty_done allowed=bool",
		`{"class_chosen":{"ruleset":"R36"}}`:            "facts.choice ruleset=",
		`{"class_chosen":[{"ruleset":"R36","name":1}]}`: "facts.choice ruleset=",
		`[]`:           "facts.form",
		``:             "facts.form",
		`{"fine":1`:    "facts.form",
		`{"fine":1}{}`: "facts.form",
	} {
		if _, err := ReadFacts([]byte(in)); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", in, err, want)
		}
	}
	f, err := ReadFacts([]byte(`{"fine":null,"penalty_kinds":[],"duty_done":false}`))
	if err != nil || f.Fine != 0 || f.PenaltyKinds == nil || f.DutyDone != TriNo || f.Rectified != TriUnknown {
		t.Errorf("%+v %v", f, err)
	}
}

func FuzzReadFacts(f *testing.F) {
	f.Add([]byte(`{"matter":"repair","penalty_kinds":["fine"],"fine":8600000,"decided_on":"2026-01-15"}`))
	f.Add([]byte(`{"class_chosen":[{"ruleset":"R36","class":"R36.MINOR","by":"a","reason":"b"}]}`))
	f.Add([]byte(`{"fine":1e3}`))
	f.Fuzz(func(t *testing.T, in []byte) {
		facts, err := ReadFacts(in)
		if err != nil {
			if KeyOf(err) == "" {
				t.Fatalf("an error without a sentence: %v", err)
			}
			return
		}
		text, err := json.Marshal(facts)
		if err != nil {
			t.Fatal(err)
		}
		again, err := ReadFacts(text)
		if err != nil || !reflect.DeepEqual(facts, again) {
			t.Fatalf("%s: %v", text, err)
		}
	})
}

func TestTriIsThreeValued(t *testing.T) {
	all := []Tri{TriUnknown, TriYes, TriNo}
	for _, a := range all {
		if a.Not().Not() != a {
			t.Errorf("not not %v", a)
		}
		for _, b := range all {
			if a.And(b) != b.And(a) || a.Or(b) != a.Not().And(b.Not()).Not() {
				t.Errorf("%v %v", a, b)
			}
		}
		text, _ := json.Marshal(a)
		var back Tri
		if err := json.Unmarshal(text, &back); err != nil || back != a {
			t.Errorf("%s came back as %v: %v", text, back, err)
		}
	}
	if TriUnknown.And(TriNo) != TriNo || TriUnknown.Or(TriYes) != TriYes || TriUnknown.And(TriYes) != TriUnknown || TriOf(true) != TriYes {
		t.Error("an unknown answer counts where it does not, or does not where it counts")
	}
}

func TestVerdictPrintsNullForWhatIsNotKnown(t *testing.T) {
	v := Verdict{On: MustDate("2026-10-12"), Route: "GSXT", PackHashes: PackHashes{{"R58", "aa"}, {"R36", "bb"}}}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"on":"2026-10-12","rulesets":null,"proposed":{"ruleset":null,"procedure":null,"rule":"","why":"","article":null,"verified":false,` +
		`"needs_person":false},"repairable":null,"earliest":null,"supported":null,"route":"GSXT","channel":null,"clocks":null,"provisions":null,"trace":null,` +
		`"pack_hashes":{"R58":"aa","R36":"bb"}}`
	if string(text) != want {
		t.Errorf("%s", text)
	}
	var back Verdict
	if err := json.Unmarshal(text, &back); err != nil || !reflect.DeepEqual(v, back) {
		t.Errorf("%+v %v", back, err)
	}
}
