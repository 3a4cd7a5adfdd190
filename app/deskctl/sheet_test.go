package main

import (
	"context"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"casedesk/app/demo"
	"casedesk/cases"
)

type sheetAnswer struct {
	File, Sheet string
	Pages       int
}

// Every sheet comes out of a played case, filled; a form for nobody yet is empty.
func TestSheetsOfAPlayedCase(t *testing.T) {
	dir := copied(t)
	store := filepath.Join(dir, "authority")
	_, s := at(t, store, signer)
	rows, err := s.Rows(context.Background(), cases.Queue{})
	if err != nil || len(rows) == 0 {
		t.Fatal(len(rows), err)
	}
	if err := s.Store().Close(); err != nil {
		t.Fatal(err)
	}
	passFile(t, demo.PassPhrase)
	for _, row := range rows {
		for _, rule := range cases.SheetRules() {
			out := filepath.Join(t.TempDir(), string(rule.Sort)+".pdf")
			said := desk("", "letter", "sheet", string(rule.Sort), "--store", store, "--as", signer, "--case", row.Case.String(), "--out", out)
			neverDoubted := rule.After == cases.KindDoubted || rule.After == cases.KindCleared
			if neverDoubted || rule.Matter != "" && rule.Matter != row.Matter {
				oneSentence(t, string(rule.Sort), said, "还没有走到可以打印")
				continue
			}
			if a := one[sheetAnswer](t, said); said.code != 0 || a.Pages == 0 {
				t.Fatalf("%s: exit %d, %s", rule.Sort, said.code, said.errs)
			}
			text, err := exec.Command("pdftotext", out, "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			if rule.Sort != cases.SheetReferral && !strings.Contains(strings.ReplaceAll(string(text), "\n", ""), row.Number) {
				t.Errorf("%s does not name the case %s:\n%s", rule.Sort, row.Number, text)
			}
			if strings.Contains(string(text), "{") {
				t.Errorf("%s has an unfilled place:\n%s", rule.Sort, text)
			}
		}
	}
	out := filepath.Join(t.TempDir(), "empty.pdf")
	if said := desk("", "letter", "sheet", "F1", "--store", store, "--as", signer, "--out", out); said.code != 0 {
		t.Errorf("an empty form: exit %d, %s", said.code, said.errs)
	}
	oneSentence(t, "no such sheet", desk("", "letter", "sheet", "S9", "--store", store, "--as", signer, "--out", out), "S9")
}
