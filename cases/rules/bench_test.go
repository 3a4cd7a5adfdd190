package rules

import (
	"os"
	"testing"

	"casedesk/cases"
)

func BenchmarkAssess(b *testing.B) {
	book := shippedBook(b)
	f := cases.Facts{Matter: "repair", City: "440300", SubjectKind: "organisation", RecordKind: "penalty", Procedure: "ordinary",
		PenaltyKinds: []string{"suspend_business", "fine"}, Fine: 8600000, Field: "environment", Owner: "environment",
		DecidedOn: cases.MustDate("2026-01-15"), FiledOn: cases.MustDate("2026-09-29"), DutyDone: cases.TriYes}
	on := cases.MustDate("2026-10-12")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Assess(book, f, on, cases.Calendar{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	files := os.DirFS("../../assets/packs")
	for b.Loop() {
		if _, err := Load(files); err != nil {
			b.Fatal(err)
		}
	}
}
