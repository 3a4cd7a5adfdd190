package rules

import (
	"errors"
	"os"
	"testing"

	"casedesk/cases"
)

// Whatever a pack holds, Load answers with complaints that have a place, and a
// pack it takes can be judged by.
func FuzzLoad(f *testing.F) {
	for _, body := range []string{soundPack["T1/severity.yaml"], "mode: ordered\nrows: [{id: 甲", "a: &x [1]\nb: *x", "- - -", "rows: {}\n", "\t", "? a\n: b", "mode: !!binary x"} {
		f.Add(body)
	}
	if text, err := os.ReadFile("../../assets/packs/R58/severity.yaml"); err == nil {
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, severity string) {
		files := soundAnd("")
		files["T1/severity.yaml"].Data = []byte(severity)
		b, err := Load(files)
		var cs Complaints
		if err != nil {
			if !errors.As(err, &cs) || len(cs) == 0 {
				t.Fatalf("refused without a complaint: %v", err)
			}
			for _, c := range cs {
				if c.File == "" || c.Key == "" || c.Line < 0 || c.String() == "" {
					t.Fatalf("%+v", c)
				}
			}
			return
		}
		if _, err := Assess(b, cases.Facts{Procedure: "summary", DecidedOn: cases.MustDate("2026-02-01")}, cases.MustDate("2026-03-01"), cases.Calendar{}); err != nil {
			t.Fatal(err)
		}
	})
}
