package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casedesk/cases"
)

// table reads a reference list that package cases keeps beside its own tests;
// each file names its sources.
func table(t *testing.T, name string) (rows [][]string) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "cases", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimRight(line, "\r\n"); line != "" && line[0] != '#' {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	if len(rows) == 0 {
		t.Fatalf("%s is empty", name)
	}
	return rows
}

type codeAnswer struct {
	Input, Normal, Level, Reason string
	Kind                         *string
	Valid                        bool
	Suggest                      []string
}

func TestCodesAreAnsweredAsTheReferenceListsSay(t *testing.T) {
	for name, want := range map[string]struct {
		kind  string
		valid bool
	}{
		"uscc_valid.txt": {"uscc", true}, "ric_valid.txt": {"id", true}, "uscc_invalid.txt": {"", false}, "ric_invalid.txt": {"", false},
	} {
		args := []string{"code", "--"}
		rows := table(t, name)
		for _, r := range rows {
			args = append(args, r[0])
		}
		s := desk("", args...)
		answers := lines[codeAnswer](t, s)
		if len(answers) != len(rows) || (s.code == 0) != want.valid {
			t.Errorf("%s: exit %d, %d answers to %d codes", name, s.code, len(answers), len(rows))
		}
		for i, a := range answers {
			if a.Valid != want.valid || a.Input != rows[i][0] || want.valid && (a.Kind == nil || *a.Kind != want.kind) {
				t.Errorf("%s: %s: %+v", name, rows[i][0], a)
			}
			if !a.Valid && a.Reason == "" || a.Suggest == nil {
				t.Errorf("%s: %s: no reason or no list: %+v", name, rows[i][0], a)
			}
		}
	}
	for _, r := range table(t, "uscc_normalise.txt") {
		if a := one[codeAnswer](t, desk("", "code", "--", r[0])); a.Normal != r[1] {
			t.Errorf("%q is %s, want %s", r[0], a.Normal, r[1])
		}
	}
}

type daysAnswer struct {
	Due         string
	Provisional bool
	Reason      string
	Ledger      []struct {
		Day, Why string
		Counted  bool
	}
}

func TestDaysAreCountedAsTheReferenceCases(t *testing.T) {
	f, err := os.Open("../../cases/testdata/workday_cases.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) < 20 {
		t.Fatal(len(rows), err)
	}
	for _, r := range rows[1:] {
		a := one[daysAnswer](t, desk("", "days", "--from", r[0], "--add", r[1]))
		if r[2] == "UNKNOWN" { // it leans on a notice that is not out
			if !a.Provisional || a.Due == "" || a.Reason == "" {
				t.Errorf("%s + %s: %+v", r[0], r[1], a)
			}
			continue
		}
		if a.Due != r[2] || a.Provisional || a.Ledger[0].Counted || a.Ledger[0].Day != r[0] {
			t.Errorf("%s + %s: %+v", r[0], r[1], a)
		}
	}
	if a := one[daysAnswer](t, desk("", "days", "--from", "2026-12-30", "--add", "5")); !a.Provisional || a.Reason == "" {
		t.Errorf("past the last holiday table: %+v", a)
	}
	if a := one[daysAnswer](t, desk("", "days", "--from", "2026-01-31", "--add", "1", "--unit", "month")); a.Due != "2026-02-28" {
		t.Errorf("a month: %+v", a)
	}
	oneSentence(t, "an impossible date", desk("", "days", "--from", "2026-02-30", "--add", "5"), "2026-02-30")
	oneSentence(t, "no date", desk("", "days", "--from", "soon", "--add", "5"), "soon")
	oneSentence(t, "too many", desk("", "days", "--from", "2026-01-01", "--add", "99999999"))
}

// facts of a fine of the housing field, with all that a person finds.
const facts = `{"matter":"repair","city":"440300","subject_kind":"organisation","record_kind":"penalty","penalty_kinds":["fine"],
"procedure":"ordinary","field":"housing","fine":3200000,"decided_on":"2026-05-20","filed_on":"2026-10-12","duty_done":true,
"rectified":true,"proof_held":true,"commitment":true,"other_conditions_met":true,"authorised":true,"excluded_by_law":false,
"already_repaired":false,"class_chosen":[{"ruleset":"R36","class":"R36.GENERAL","by":"示例","reason":"按情节"}]}`

type verdictAnswer struct {
	On, Route  string
	Repairable *bool
	Earliest   *string
	Rulesets   []map[string]any
	PackHashes map[string]string `json:"pack_hashes"`
}

func TestAssessSaysYesNoAndUnknown(t *testing.T) {
	yes := desk(facts, "assess", "-", "--on", "2026-10-12")
	if a := one[verdictAnswer](t, yes); yes.code != 0 || a.Repairable == nil || !*a.Repairable || *a.Earliest != "2026-08-21" || len(a.PackHashes["R36"]) != 64 {
		t.Errorf("yes: exit %d, %+v", yes.code, a)
	}
	no := desk(strings.Replace(facts, "2026-10-12", "2026-07-01", 1), "assess", "-", "--on", "2026-07-01")
	if a := one[verdictAnswer](t, no); no.code != 1 || a.Repairable == nil || *a.Repairable {
		t.Errorf("no: exit %d, %+v", no.code, a)
	}
	unknown := desk(`{}`, "assess", "-", "--on", "2026-10-12")
	if a := one[verdictAnswer](t, unknown); unknown.code != 1 || a.Repairable != nil || a.On != "2026-10-12" {
		t.Errorf("unknown: exit %d, %+v", unknown.code, a)
	}
	for _, key := range []string{"id", "class", "class_by", "verified", "shortest_until", "longest_until", "repairable", "earliest", "criteria", "missing"} {
		if _, ok := one[verdictAnswer](t, yes).Rulesets[0][key]; !ok {
			t.Errorf("a ruleset's answer has no %q", key)
		}
	}
	oneSentence(t, "an unknown fact", desk(`{"colour":"red"}`, "assess", "-"), "colour")
	oneSentence(t, "an unknown value", desk(`{"matter":"x"}`, "assess", "-"), "matter", "repair")
	oneSentence(t, "no JSON", desk(`nonsense`, "assess", "-"))
	oneSentence(t, "no file", desk("", "assess", filepath.Join(t.TempDir(), "none.json")), "none.json")
	oneSentence(t, "no day", desk("{}", "assess", "-", "--on", "2026-13-01"), "2026-13-01")
}

// The slip names what is still to be done; done on its day, the answer is yes.
func TestAssessTellsWhatIsStillToBeDone(t *testing.T) {
	type slip struct {
		Slip struct {
			Day   *string
			Steps []struct {
				Paper string
				Facts []string
			}
		}
	}
	open := strings.NewReplacer(`"duty_done":true`, `"duty_done":false`, `"duty_done": true`, `"duty_done": false`).Replace(facts)
	got := desk(open, "assess", "-", "--on", "2026-10-12", "--slip")
	a := one[slip](t, got)
	if got.code != 1 || a.Slip.Day == nil || len(a.Slip.Steps) != 1 || !slices.Contains(a.Slip.Steps[0].Facts, "duty_done") {
		t.Fatalf("exit %d, %+v", got.code, a)
	}
	if then := desk(facts, "assess", "-", "--on", *a.Slip.Day, "--slip"); then.code != 0 || len(one[slip](t, then).Slip.Steps) != 0 {
		t.Errorf("all done: exit %d %s", then.code, then.out)
	}
}

// Every key of the schema is a fact that assess takes, with a value the schema allows.
func TestSchemaAndFactsAgree(t *testing.T) {
	type property struct {
		Type, Title, Format string
		Pattern             string
		Enum                []any
		Items               *struct{ Enum []any }
	}
	s := one[struct {
		Properties map[string]property
	}](t, said{out: strings.ReplaceAll(desk("", "schema", "assess").out, "\n", "") + "\n"})
	if len(s.Properties) != len(cases.FactDecls())+1 {
		t.Errorf("%d keys for %d facts and the class", len(s.Properties), len(cases.FactDecls()))
	}
	for key, p := range s.Properties {
		var v any
		switch {
		case key == "class_chosen":
			v = []map[string]string{{"ruleset": "R36", "class": "R36.GENERAL", "by": "x", "reason": "y"}}
		case p.Pattern != "":
			v = "18 month"
		case p.Format == "date":
			v = "2026-10-12"
		case len(p.Enum) > 0:
			v = p.Enum[0]
		case p.Items != nil:
			v = p.Items.Enum
		case p.Type == "integer":
			v = 100
		default:
			v = true
		}
		b, err := json.Marshal(map[string]any{key: v})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := cases.ReadFacts(b); err != nil || p.Title == "" {
			t.Errorf("%s (%q): %v", b, p.Title, err)
		}
	}
	if s := desk("", "schema", "letter"); s.code != 0 || !json.Valid([]byte(s.out)) {
		t.Errorf("schema letter: %+v", s)
	}
}

func TestReadableAnswers(t *testing.T) {
	for want, args := range map[string][]string{
		"到期日：2026-10-13":           {"--text", "days", "--from", "2026-10-09", "--add", "3"},
		"日期 2026-10-11，计入 否，原因 周末": {"--text", "days", "--from", "2026-10-09", "--add", "3"},
		"有效：否":                     {"--text", "code", "91350100M000100Y44"},
		"可以修复：尚不清楚":                {"--text", "assess", "-"},
		"校验码":                      {"--text", "code", "91440300MA9X00185X"},
	} {
		s := desk("{}", args...)
		if !strings.Contains(s.out, want) || strings.ContainsAny(s.out, `{}"⟦`) {
			t.Errorf("%q: want %q in\n%s", args, want, s.out)
		}
	}
}
