package rules

import (
	"slices"
	"strings"
	"testing"

	"casedesk/assets"
	"casedesk/cases"
)

// Versions that belong together are judged together: what is refused alone may do
// beside the other, one fault refuses the whole set, and each one's changes are told.
func TestVersionsThatBelongTogetherAreJudgedTogether(t *testing.T) {
	today, files := cases.MustDate("2026-11-22"), shippedFiles(t)
	cal, err := assets.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	approver := bundled(t, edited(t, files, "P22/clocks.yaml", "period: {n: 3, unit: workday}", "period: {n: 3, unit: workday}, approver: 负责人"), "P22", "公布时漏了批准人")
	end := bundled(t, edited(t, files, "R36/pack.yaml", "from: 2026-04-01", "from: 2026-04-01\nto: 2035-12-31"), "R36", "")
	all, err := ReadyTogether(files, today, cal, approver, end)
	if err != nil || len(all) != 2 || all[0].Ruleset != "P22" || all[0].Changes[0].Row != "P22-T-ACCEPT" || all[1].Changes[0].Row != headRow {
		t.Fatalf("both: %+v, %v", all, err)
	}
	// A ruleset that ends later than its successor begins is refused by its row …
	later := edited(t, files, "R58/pack.yaml", "to: 2026-03-31", "to: 2026-04-15")
	_, err = ReadyTogether(files, today, cal, approver, bundled(t, later, "R58", "更正"))
	found := new(Complaints)
	if cases.KeyOf(err) != "pack.faulty" || !asComplaints(err, found) || !strings.Contains(found.Error(), "R36") {
		t.Errorf("an overlap beside a sound version: %v", err)
	}
	// … but not beside a successor that begins later: then only the stories speak.
	moved := bundled(t, edited(t, later, "R36/pack.yaml", "from: 2026-04-01", "from: 2026-04-16"), "R36", "更正")
	if _, err = ReadyTogether(files, today, cal, bundled(t, later, "R58", "更正"), moved); cases.KeyOf(err) != "pack.stories" {
		t.Errorf("both moved: %v", err)
	}
	if _, err = ReadyTogether(files, today, cal, end, end); cases.KeyOf(err) != "pack.together" {
		t.Errorf("two of one ruleset: %v", err)
	}
	uncorrected := approver
	uncorrected.Correction = ""
	all, err = ReadyTogether(files, today, cal, end, uncorrected)
	if cases.KeyOf(err) != "pack.backdated" || !slices.ContainsFunc(all, func(c PackChanges) bool { return c.Ruleset == "P22" }) {
		t.Errorf("one backdated: %v of %+v", err, all)
	}
}
