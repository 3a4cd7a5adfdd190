package sqlite

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"casedesk/cases"

	"pgregory.net/rapid"
)

func TestImportedRecordsAreKeptOnceAndFound(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	a := cases.Record{Party: "示例建设公司", DocNumber: "示例建罚〔2026〕41号", Body: "示例局", Chief: "示例人甲"}
	same := a
	same.DocNumber = "示例建罚[2026]第041号"
	b := cases.Record{Party: "示例环保公司", DocNumber: "示例环罚〔2026〕7号", Body: "示例局"}
	if n, err := s.KeepRecords(ctx, []cases.Record{a, same, b}); err != nil || n != 2 {
		t.Errorf("%d kept, %v", n, err)
	}
	if n, err := s.KeepRecords(ctx, []cases.Record{b, a}); err != nil || n != 0 {
		t.Errorf("%d kept again, %v", n, err)
	}
	found, err := s.FindRecords(ctx, "建设", 1)
	if err != nil || len(found) != 1 || found[0].Chief != "示例人甲" {
		t.Error("the record came back otherwise")
	}
}

func TestARecordIsFoundByPartOfItsNameCodeOrNumber(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	code, err := cases.ParseUSCC("91440300MA9X00185H")
	must(t, err)
	records := []cases.Record{
		{Party: "示例建设（深圳）有限公司", USCC: code, DocNumber: "示例建罚〔2026〕41号", Body: "示例局", Chief: "示例人甲"},
		{Party: "示例环保公司", DocNumber: "示例环罚〔2026〕7号", Body: "示例局"},
		{Party: "SHILI Trading Co", DocNumber: "示例市监处罚〔2025〕410号", Body: "示例局"},
	}
	_, err = s.KeepRecords(ctx, records)
	must(t, err)
	for query, want := range map[string][]int{
		"":       {2, 1, 0},
		"建设":     {0},
		"建设（深圳）": {0}, "建设(深圳)": {0}, " 示例 建设 ": {0},
		"示例建设(深圳)有限公司": {0},
		"MA9X":         {0}, "ma9x00185h": {0}, "ＭＡ９Ｘ": {0}, "00185H": {0},
		"示例建罚〔2026〕41号": {0}, "示例建罚[2026]41号": {0}, "示例建罚（2026）第041号": {0}, "示例建罚字【２０２６】41 号": {0}, "示例建罚2026年第41号": {0},
		"环罚〔２０２６〕7": {1}, "41": {2, 0}, "〔2026〕": {1, 0},
		"shili": {2}, "ｓｈｉｌｉ ｔｒａｄｉｎｇ": {2},
		"示例人甲": {}, "%": {}, "_": {}, "示例局": {}, "' OR 1=1 --": {},
	} {
		found, err := s.FindRecords(ctx, query, 0)
		must(t, err)
		got := []int{}
		for _, f := range found {
			got = append(got, slices.IndexFunc(records, func(r cases.Record) bool { return r.Party == f.Party }))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", query, got, want)
		}
	}
	if found, err := s.FindRecords(ctx, "示例", 1); err != nil || len(found) != 1 || found[0].Party != records[2].Party {
		t.Errorf("the latest of many: %d, %v", len(found), err)
	}
}

// Any stretch of a name or number that is on record finds it.
func TestEveryStretchOfANameFindsIt(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	var records []cases.Record
	for n := range 30 {
		records = append(records, cases.Record{Party: fmt.Sprintf("示例%c%c商贸%d部", '甲'+rune(n), '子'+rune(n%7), n),
			DocNumber: fmt.Sprintf("示例监罚〔2026〕%d号", n+1), Body: "示例局"})
	}
	_, err := s.KeepRecords(ctx, records)
	must(t, err)
	rapid.Check(t, func(r *rapid.T) {
		want := rapid.SampledFrom(records).Draw(r, "record")
		text := []rune(rapid.SampledFrom([]string{want.Party, want.DocNumber}).Draw(r, "text"))
		from := rapid.IntRange(0, len(text)-3).Draw(r, "from")
		to := rapid.IntRange(from+3, len(text)).Draw(r, "to") // a bracket does not count, and one character of a number is not looked for
		found, err := s.FindRecords(ctx, string(text[from:to]), len(records))
		if err != nil || !slices.ContainsFunc(found, func(f cases.Record) bool { return f.DocNumber == want.DocNumber }) {
			r.Errorf("%q does not find %s (%v)", string(text[from:to]), want.DocNumber, err)
		}
	})
}
