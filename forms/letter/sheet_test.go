package letter

import (
	"strings"
	"testing"

	"casedesk/cases"
)

// sheetOrder is an order for a sheet of the decided case of these tests.
func sheetOrder(sort cases.SheetSort) cases.SheetOrder {
	o := order(cases.LetterGrant, cases.Granted)
	rule, _ := cases.SheetRuleOf(sort)
	if rule.Matter != "" {
		o.Case.Matter = rule.Matter
	}
	o.Case.Agent = &cases.Agent{Name: "代办人", IDNumber: "440304188304131095", Until: cases.MustDate("2026-12-01")}
	return cases.SheetOrder{Sort: sort, Case: o.Case, Office: o.Office, Account: o.Account, On: o.On, Route: "pboc"}
}

func sheetOf(t *testing.T, o cases.SheetOrder) Letter {
	t.Helper()
	l, err := wording(t).Sheet(o)
	if err != nil {
		t.Fatal(o.Sort, err)
	}
	return l
}

// cellsOf gives all cells of a letter's tables.
func cellsOf(l Letter) (all []string) {
	for _, p := range l.Paragraphs {
		if p.Table == nil {
			continue
		}
		for _, r := range p.Table.Rows {
			all = append(all, r...)
		}
	}
	return all
}

func TestEverySheetHasItsWording(t *testing.T) {
	w := wording(t)
	for _, r := range cases.SheetRules() {
		l := sheetOf(t, sheetOrder(r.Sort))
		if l.Format != Sheet || l.Title == "" || l.Seal || l.QR != "" || l.Record != nil {
			t.Errorf("%s: a sheet is no letter: %+v", r.Sort, l)
		}
	}
	if len(w.Sheets) != len(cases.SheetRules()) {
		t.Errorf("%d sheets have wording, %d have a rule", len(w.Sheets), len(cases.SheetRules()))
	}
}

func TestAFormIsFilledFromTheCase(t *testing.T) {
	l := sheetOf(t, sheetOrder(cases.SheetRepair))
	cells := "|" + strings.Join(cellsOf(l), "|") + "|"
	for _, want := range []string{"示例建筑有限公司", "91440300MA9X00185L", "代办人", "440304188304131095", "示例建罚〔2026〕41号", "2026年3月2日", "受委托人"} {
		if !strings.Contains(cells, "|"+want+"|") {
			t.Errorf("the form lacks %s:\n%s", want, cells)
		}
	}
}

// A form can be printed before anything is known: what is missing is room, never
// a dash that could not be written over.
func TestAnEmptyFormLeavesRoom(t *testing.T) {
	for _, r := range cases.SheetRules() {
		o := cases.SheetOrder{Sort: r.Sort, Case: cases.Case{Matter: cases.Repair}, Office: cases.Office{Name: "示例窗口"}, On: cases.MustDate("2026-10-12"), Route: "other"}
		if r.Matter != "" {
			o.Case.Matter = r.Matter
		}
		l := sheetOf(t, o)
		if l.Number != "" {
			t.Errorf("%s: a case that does not exist has the number %s", r.Sort, l.Number)
		}
		for _, p := range l.Paragraphs {
			if p.Kind != Fields {
				continue
			}
			for _, row := range p.Table.Rows {
				for i, cell := range row {
					if i%2 == 1 && cell == "—" {
						t.Errorf("%s: %s holds a dash", r.Sort, row[i-1])
					}
				}
			}
		}
	}
}

// Whoever writes personal data into a form is told who keeps it, why and for how
// long (个人信息保护法 art. 17).
func TestFormsTellWhatBecomesOfPersonalData(t *testing.T) {
	for _, sort := range []cases.SheetSort{cases.SheetRepair, cases.SheetCommitment, cases.SheetMandate, cases.SheetChief, cases.SheetObjection, cases.SheetObjectorVow} {
		text := words(sheetOf(t, sheetOrder(sort)))
		for _, want := range []string{"个人信息告知：示例区住房和建设局", "保存期限", "查阅、复制、更正", "0755-00000000"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks “%s”", sort, want)
			}
		}
	}
}

// What nobody compared with the official text says so on a slip too, and a slip
// never sounds like a decision.
func TestASlipMarksWhatIsOpen(t *testing.T) {
	o := sheetOrder(cases.SheetGap)
	r := &o.Case.Judgement.Verdict.Rulesets[0]
	r.Verified, r.Earliest.Date = false, cases.MustDate("2026-12-01")
	r.Criteria = []cases.Criterion{{ID: "A", Term: "甲条件", State: cases.Unmet, Why: "差 3 个月。"}, {ID: "B", Term: "乙条件", State: cases.Met, Verified: true}}
	r.Missing = []cases.Missing{{Criterion: "A", Term: "甲证明"}, {Criterion: "A", Term: "乙证明"}}
	l := sheetOf(t, o)
	text := words(l) + strings.Join(cellsOf(l), "|")
	for _, want := range []string{"2026年12月1日（待核实）", "甲条件|差3个月（待核实）。|甲证明、乙证明", "不是受理或者不予受理的决定"} {
		if !strings.Contains(text, want) {
			t.Errorf("the slip lacks %s:\n%s", want, text)
		}
	}
	if strings.Contains(text, "乙条件") {
		t.Error("the slip lists what is met")
	}
	r.Verified, r.Criteria[0].Verified = true, true
	l = sheetOf(t, o)
	if text := words(l) + strings.Join(cellsOf(l), "|"); strings.Contains(text, "日（待核实）") || strings.Contains(text, "个月（待核实）") {
		t.Errorf("verified values are called open:\n%s", text)
	}
}

// An objector's slip says of each ground how it stands and why, whatever was found;
// it speaks of no repair.
func TestASlipTellsAnObjectorWhatWasFound(t *testing.T) {
	o := sheetOrder(cases.SheetGap)
	o.Case.Matter = cases.Objection
	r := &o.Case.Judgement.Verdict.Rulesets[0]
	r.Criteria = []cases.Criterion{{ID: "A", Term: "公示期已满", State: cases.Met, Why: "2026-08-20 已满。", Verified: true}, {ID: "B", Term: "信息有误", State: cases.Unmet, Why: "与决定书一致。", Verified: true},
		{ID: "C", Term: "重复公示", State: cases.StateUnknown, Why: "还没有查清。"}}
	l := sheetOf(t, o)
	text := words(l)
	for _, want := range []string{"异议情况提示单", "1 公示期已满 2026年8月20日已满。 属实", "2 信息有误 与决定书一致。 不属实", "3 重复公示 还没有查清（待核实）。 尚未查清", "不是异议处理结果"} {
		if !strings.Contains(text, want) {
			t.Errorf("the slip lacks %s:\n%s", want, text)
		}
	}
	if strings.Contains(text, "符合修复条件") || strings.Contains(text, "可以补交") || strings.Contains(text, "不收取费用") {
		t.Errorf("an objector is told of repair:\n%s", text)
	}
}

// The sheet of deadlines shows each day and why it counts.
func TestTheDeadlineSheetCountsEveryDay(t *testing.T) {
	o := sheetOrder(cases.SheetDeadlines)
	o.Case.Clocks[0].From = cases.MustDate("2026-10-12")
	d := cases.Due(o.Case.Clocks[0].From, o.Case.Clocks[0].Period, cases.Calendar{}, nil)
	o.Ledgers = []cases.Deadline{d}
	cells := strings.Join(cellsOf(sheetOf(t, o)), "|")
	if !strings.Contains(cells, "2026年10月12日 周一|—|起算日，不计入") || strings.Count(cells, "2026年10月") < len(d.Ledger) {
		t.Errorf("days:\n%s", cells)
	}
}

// The approval sheet names the three hands; the index lists what the file holds.
func TestTheFileNamesHandsAndPapers(t *testing.T) {
	o := sheetOrder(cases.SheetApproval)
	o.Case.Hands = cases.Hands{Makers: []cases.ID{{1}}, Reviewer: cases.ID{2}, Signer: cases.ID{3}}
	o.People = []cases.Account{{ID: cases.ID{1}, Name: "甲经办"}, {ID: cases.ID{2}, Name: "乙审核"}, {ID: cases.ID{3}, Name: "丙签发"}}
	o.Case.Review = &cases.ReviewedAct{Approved: true, Text: "材料无误。", On: o.On}
	cells := strings.Join(cellsOf(sheetOf(t, o)), "|")
	for _, want := range []string{"甲经办", "乙审核", "丙签发", "同意拟办意见。\n材料无误。", "准予信用修复"} {
		if !strings.Contains(cells, want) {
			t.Errorf("the approval sheet lacks %s:\n%s", want, cells)
		}
	}
	o.Sort = cases.SheetFileIndex
	o.Case.Letters = []cases.LetterAct{{Letter: "L8", Number: "示例〔2026〕7号", On: o.On, Pages: 2}}
	l := sheetOf(t, o)
	if cells := strings.Join(cellsOf(l), "|"); !strings.Contains(cells, "3|信用修复决定书|示例〔2026〕7号|2026年10月12日|2") {
		t.Errorf("the index:\n%s", cells)
	}
}

func TestUnknownSheetsAreRefusedByName(t *testing.T) {
	w := wording(t)
	if _, err := w.Sheet(cases.SheetOrder{Sort: "S9"}); cases.KeyOf(err) != "wording.letter" {
		t.Errorf("unknown sheet: %v", err)
	}
	o := sheetOrder(cases.SheetReferral)
	o.Route = "moon"
	if _, err := w.Sheet(o); cases.KeyOf(err) != "wording.term" {
		t.Errorf("unknown route: %v", err)
	}
	if _, err := LoadWording([]byte(`{"sheets":{"S9":{}}}`)); cases.KeyOf(err) != "wording.letter" {
		t.Errorf("wording for a sheet that nobody prints: %v", err)
	}
}

// The receipt beside one letter speaks of that letter alone; the one of the whole case
// lists them all.
func TestAReceiptSpeaksOfItsLetter(t *testing.T) {
	o := sheetOrder(cases.SheetService)
	o.Case.Letters = []cases.LetterAct{{Letter: "L3", Number: "示例受〔2026〕1号", On: o.On}, {Letter: "L8", Number: "示例修决〔2026〕2号", On: o.On}}
	o.Beside = "示例修决〔2026〕2号"
	cells := strings.Join(cellsOf(sheetOf(t, o)), "|")
	if !strings.Contains(cells, "信用修复决定书|示例修决〔2026〕2号") || strings.Contains(cells, "受理通知书") {
		t.Errorf("beside one letter:\n%s", cells)
	}
	o.Beside = ""
	if cells := strings.Join(cellsOf(sheetOf(t, o)), "|"); !strings.Contains(cells, "受理通知书") || !strings.Contains(cells, "信用修复决定书") {
		t.Errorf("of the whole case:\n%s", cells)
	}
}
