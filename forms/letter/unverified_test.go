package letter

import (
	"strings"
	"testing"

	"casedesk/cases"
)

// doubtful gives everything that rests on law in an order an article and a day of
// its own, and says that nobody compared them with the official text.
func doubtful(c *cases.Case) {
	day := cases.MustDate("2026-11-27")
	for i := range c.Clocks {
		r := &c.Clocks[i]
		r.Verified, r.Article, r.Due, r.From = false, "第九十九条", day, cases.MustDate("2026-11-02")
		r.Extend, r.Approver = cases.Period{N: 3, Unit: cases.Workdays}, "负责人"
	}
	grown := c.Clocks[0]
	grown.Due = day.Add(5)
	c.Extension = &cases.ExtendedAct{Clock: grown, Old: day, Reason: "需要核对", On: cases.MustDate("2026-11-20")}
	v := &c.Judgement.Verdict.Rulesets[0]
	v.Verified = false
	for i := range v.Criteria {
		v.Criteria[i].Verified, v.Criteria[i].Article = false, "第九十九条"
	}
	v.Missing = []cases.Missing{{Criterion: "A", Term: "整改证明", Article: "第九十九条"}}
	for _, grounds := range [][]cases.Ground{c.Refusal.Grounds, c.Proposal.Grounds} {
		for i := range grounds {
			grounds[i].Verified, grounds[i].Article = false, "第九十九条"
		}
	}
}

// Whatever the paper, letter or sheet: an article that nobody compared with the
// official text is not cited, and no due day stands on a clock that nobody did
// (design.md §5).
func TestNoPaperCitesOrDatesByWhatNobodyChecked(t *testing.T) {
	w := wording(t)
	check := func(name, text string) {
		if strings.Contains(text, "第九十九条") {
			t.Errorf("%s cites an unverified article:\n%s", name, text)
		}
		for _, day := range []string{"11月27日", "12月2日", "11-27", "12-02"} {
			if strings.Contains(text, day) {
				t.Errorf("%s names a day of an unverified clock:\n%s", name, text)
			}
		}
	}
	letters, sheets := 0, 0
	for sort := range w.Letters {
		for outcome, matter := range map[cases.Outcome]cases.Matter{cases.Granted: cases.Repair, cases.Refused: cases.Repair, cases.Stopped: cases.Objection, cases.Kept: cases.Objection} {
			o := order(cases.LetterSort(sort), outcome)
			o.Case.Matter = matter
			doubtful(&o.Case)
			l, err := w.Compile(o)
			if err != nil {
				continue // no such letter for this outcome
			}
			letters++
			check(sort, words(l))
		}
	}
	for _, r := range cases.SheetRules() {
		o := sheetOrder(r.Sort)
		doubtful(&o.Case)
		for _, run := range o.Case.Clocks {
			o.Ledgers = append(o.Ledgers, cases.Due(run.From, cases.Period{N: 19, Unit: cases.Workdays}, cases.Calendar{}, nil))
		}
		sheets++
		check(string(r.Sort), words(sheetOf(t, o)))
	}
	if letters < 20 || sheets < 10 {
		t.Errorf("only %d letters and %d sheets were looked at", letters, sheets)
	}
	// What was checked does stand there: the test would see it.
	o := sheetOrder(cases.SheetDeadlines)
	if text := words(sheetOf(t, o)); !strings.Contains(text, "10月15日") {
		t.Errorf("a verified day is missing:\n%s", text)
	}
}
