package assets

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"strings"
	"testing"

	"casedesk/cases"
)

func TestMadeUpSampleIsPlainlyMadeUp(t *testing.T) {
	data, err := fs.ReadFile(Sample(), "penalties_made_up_2026.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	keys, longest, rare := map[string]int{}, 0, false
	for _, row := range rows[1:] {
		decided := cases.MustDate(row[13])
		if !strings.Contains(row[0], "示例") || !strings.Contains(row[16], "示例区") || decided.Before(cases.MustDate("2026-01-01")) || decided.After(cases.MustDate("2026-07-31")) {
			t.Errorf("row of %s, %v does not look made up", row[0], decided)
		}
		for _, code := range []string{row[2], row[17], row[19]} {
			if c := cases.CheckCode(code, cases.MustDate("2026-07-31")); c.Level != cases.LevelOK || !strings.Contains(code, "9X0") {
				t.Errorf("%s: %v", code, c.Reason)
			}
		}
		keys[cases.DocNumberKey(row[4])+row[16]]++
		longest = max(longest, len([]rune(row[0])))
		rare = rare || strings.Contains(row[0], "𬬭")
	}
	twice := 0
	for _, n := range keys {
		twice += n - 1
	}
	if len(rows) < 30 || twice != 1 || longest < 50 || !rare {
		t.Errorf("%d rows, %d double decisions, longest name %d, rare character %v", len(rows), twice, longest, rare)
	}
	if _, err := fs.Stat(Sample(), "README.md"); err != nil {
		t.Error("the samples must say what they are:", err)
	}
}
