package letter

import (
	"os"
	"strings"
	"testing"

	"casedesk/cases"
)

func wording(t *testing.T) Wording {
	t.Helper()
	b, err := os.ReadFile("../../assets/letters/wording.json")
	if err != nil {
		t.Fatal(err)
	}
	w, err := LoadWording(b)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// order is a decided repair with everything a letter can ask for.
func order(sort cases.LetterSort, o cases.Outcome) cases.LetterOrder {
	day := cases.MustDate
	return cases.LetterOrder{
		Sort: sort, Number: "示例住建修决〔2026〕7号", Code: strings.Repeat("ab", 16), On: day("2026-10-12"),
		Office:  cases.Office{Name: "示例区住房和建设局", Phone: "0755-00000000", Address: "示例路 1 号", Sample: true},
		To:      cases.Office{Name: "示例区住房和建设局"},
		Account: cases.Account{Name: "周见山"},
		Case: cases.Case{
			Matter: cases.Repair, Number: "示例政服20261012-0007",
			Party:      cases.Party{Name: "示例建筑有限公司", Code: "91440300MA9X00185L", IDNumber: "440304188304131095", Phone: "13800000000"},
			Record:     cases.Record{DocNumber: "示例建罚〔2026〕41号", Body: "示例区住房和建设局", Content: "罚款 32 000 元", DecidedOn: day("2026-03-02")},
			ReceivedOn: day("2026-10-09"), AcceptedOn: day("2026-10-10"),
			Papers:  []cases.Paper{{Name: "缴款凭证", Original: true, Pages: 2}, {Name: "信用承诺书"}},
			Missing: []cases.Paper{{Name: "整改证明"}},
			Claims:  []cases.Claim{{Ground: "expired", Request: "stop"}},
			Clocks: []cases.ClockRun{{
				ID: "C-ACCEPT", Period: cases.Period{N: 3, Unit: cases.Workdays}, Due: day("2026-10-15"), Verified: true,
				Title: "《实施方案》（国办发〔2025〕22号）", Article: "第二点",
			}},
			Judgement: &cases.JudgedAct{Ruleset: "R36", Verdict: cases.Verdict{
				PackHashes: cases.PackHashes{{Ruleset: "R36", Hash: strings.Repeat("0", 64)}},
				Rulesets: []cases.RulesetVerdict{{
					ID: "R36", Title: "《信用修复管理办法》（国家发展改革委令第36号）", Class: "R36.GENERAL", ClassTerm: "一般", Verified: true,
					Earliest: cases.OptDate{Date: day("2026-06-03")},
					Criteria: []cases.Criterion{
						{Term: "最短公示期已满", State: cases.Met, Why: "三个月已于2026年6月2日届满", Verified: true, Article: "第九条"},
						{Term: "已公开作出信用承诺", State: cases.Unmet, Why: "未见承诺书", Article: "第十条"},
					},
				}},
			}},
			Check:    &cases.CheckedAct{Finding: "expired"},
			Refusal:  &cases.DeclinedAct{Grounds: []cases.Ground{{Text: "不属于本单位认定", Title: "《信用修复管理办法》"}}},
			Proposal: &cases.ProposedAct{Outcome: o, Text: "已电话核实。", Grounds: []cases.Ground{{Text: "未作出信用承诺", Title: "《信用修复管理办法》", Article: "第十条"}}},
			Decision: &cases.DecidedAct{Outcome: o, Effects: []string{"stop_publishing"}, From: day("2026-10-12"), On: day("2026-10-12")},
		},
	}
}

func words(l Letter) string {
	b := []string{l.Title, l.Addressee, l.Number}
	for _, p := range l.Paragraphs {
		b = append(b, p.Label+p.Text)
		if p.Table != nil {
			for _, r := range p.Table.Rows {
				b = append(b, strings.Join(r, " "))
			}
		}
	}
	return strings.Join(b, "\n")
}

func TestEveryLetterCompiles(t *testing.T) {
	w := wording(t)
	for sort := range w.Letters {
		l, err := w.Compile(full(cases.LetterSort(sort)))
		if err != nil {
			t.Errorf("%s: %v", sort, err)
			continue
		}
		text := words(l)
		if strings.ContainsAny(text, "{}") || strings.Contains(text, "440304188304131095") || strings.Contains(text, "13800000000") {
			t.Errorf("%s: an open place, ID number or phone:\n%s", sort, text)
		}
		if strings.Contains(string(l.Record), "440304188304131095") || strings.Contains(l.QR, "440304188304131095") {
			t.Errorf("%s: the ID number is in the attached record or the QR code", sort)
		}
		if !l.Sample || len(l.QR) > 300 || l.Wording != w.Version {
			t.Errorf("%s: sample %v, QR of %d bytes, wording %q", sort, l.Sample, len(l.QR), l.Wording)
		}
	}
}

// A letter claims only what stands: the fee rule is one of repair, and a mark is
// named where it was set.
func TestLettersClaimOnlyWhatStands(t *testing.T) {
	w := wording(t)
	o := order(cases.LetterAccept, cases.Kept)
	for _, c := range []struct {
		sort         cases.LetterSort
		matter       cases.Matter
		marked       bool
		has, hasNone string
	}{
		{cases.LetterReceipt, cases.Repair, false, "不收取费用", "标注"},
		{cases.LetterReceipt, cases.Objection, false, "收件不等于受理", "费用"},
		{cases.LetterAccept, cases.Objection, true, "已对该条信息作异议标注", "费用"},
		{cases.LetterAccept, cases.Objection, false, "予以受理", "标注"},
		{cases.LetterDecline, cases.Repair, false, "按届时的情形和有效的规定", "上述情形消除后"},
	} {
		o.Sort, o.Case.Matter, o.Case.Marked = c.sort, c.matter, c.marked
		l, err := w.Compile(o)
		if err != nil {
			t.Fatal(c.sort, err)
		}
		if text := words(l); !strings.Contains(text, c.has) || strings.Contains(text, c.hasNone) {
			t.Errorf("%s, %s, marked %v: must say %s and not %s:\n%s", c.sort, c.matter, c.marked, c.has, c.hasNone, text)
		}
	}
}

func TestOutcomeWordsComeFromTheDecision(t *testing.T) {
	w := wording(t)
	l, err := w.Compile(order(cases.LetterObjection, cases.Stopped))
	if err != nil {
		t.Fatal(err)
	}
	if text := words(l); !strings.Contains(text, "决定：停止公开") || !strings.Contains(text, "经办说明已电话核实。") {
		t.Errorf("objection result:\n%s", text)
	}
	if _, err := w.Compile(order(cases.LetterObjection, "invented")); cases.KeyOf(err) != "wording.term" {
		t.Errorf("an outcome without a word: %v", err)
	}
}

// Only verified articles are cited; an unverified clock or calendar puts no day
// on a letter (design.md §5).
func TestLettersCiteAndDateOnlyWhatIsVerified(t *testing.T) {
	w := wording(t)
	l, err := w.Compile(order(cases.LetterRefuse, cases.Refused))
	if err != nil {
		t.Fatal(err)
	}
	text := words(l)
	if !strings.Contains(text, "第九条") || strings.Contains(text, "第十条") {
		t.Errorf("verified 第九条 must stand, unverified 第十条 must not:\n%s", text)
	}
	for name, change := range map[string]func(*cases.ClockRun){
		"unverified":  func(r *cases.ClockRun) { r.Verified = false },
		"provisional": func(r *cases.ClockRun) { r.Provisional = true },
		"no day":      func(r *cases.ClockRun) { r.Due = cases.Date{} },
	} {
		o := order(cases.LetterAccept, cases.Granted)
		if l, _ := w.Compile(o); !strings.Contains(words(l), "2026年10月15日止") {
			t.Fatalf("a verified due day is missing:\n%s", words(l))
		}
		change(&o.Case.Clocks[0])
		if l, _ := w.Compile(o); strings.Contains(words(l), "10月15日") {
			t.Errorf("%s: the letter names a due day:\n%s", name, words(l))
		}
	}
}

// The remedy clause is the city's own sentence, word for word; a city that settled
// nothing has none on its letters.
func TestRemediesAreTheCitysWords(t *testing.T) {
	w := wording(t)
	for _, sort := range []cases.LetterSort{cases.LetterDecline, cases.LetterRefuse, cases.LetterObjection} {
		o := order(sort, cases.Refused)
		if sort == cases.LetterObjection {
			o = order(sort, cases.Kept)
		}
		if l, err := w.Compile(o); err != nil || strings.Contains(words(l), "复议") {
			t.Errorf("%s without a setting: %v\n%s", sort, err, words(l))
		}
		o.Remedy = "不服的，可以向示例市人民政府申请行政复议。"
		if l, err := w.Compile(o); err != nil || !strings.Contains(words(l), o.Remedy) {
			t.Errorf("%s with a setting: %v\n%s", sort, err, words(l))
		}
	}
}

// The notice of an extension tells the reason in its own paragraph, and the new day
// only where its clock was checked.
func TestAnExtensionIsToldBeforeTheDayPasses(t *testing.T) {
	w := wording(t)
	o := order(cases.LetterExtend, cases.Granted)
	run := o.Case.Clocks[0]
	run.Due = cases.MustDate("2026-10-20")
	o.Case.Extension = &cases.ExtendedAct{Clock: run, Old: cases.MustDate("2026-10-15"), Reason: "需要向外地核对。", On: cases.MustDate("2026-10-14")}
	l, err := w.Compile(o)
	if text := words(l); err != nil || !strings.Contains(text, "延期原因需要向外地核对。") || !strings.Contains(text, "由2026年10月15日延长至2026年10月20日") {
		t.Fatalf("%v\n%s", err, text)
	}
	o.Case.Extension.Clock.Verified = false
	if l, err = w.Compile(o); err != nil || strings.Contains(words(l), "10月20日") || !strings.Contains(words(l), "依照规定计算") {
		t.Errorf("an unverified clock: %v\n%s", err, words(l))
	}
}

func TestSpecimenHasNoNumber(t *testing.T) {
	o := order(cases.LetterGrant, cases.Granted)
	o.Specimen = true
	l, err := wording(t).Compile(o)
	if err != nil || l.Number != "" || l.QR != "" || l.Record != nil || !l.Specimen {
		t.Errorf("specimen: number %q, QR %q, record %d bytes, %v", l.Number, l.QR, len(l.Record), err)
	}
}

func TestFaultyWordingIsRefusedByName(t *testing.T) {
	for text, key := range map[string]string{
		`{`:                      "wording.form",
		`{"x":1}`:                "wording.form",
		`{"letters":{"L99":{}}}`: "wording.letter",
		`{"letters":{"L1":{"title":"{nobody}"}}}`:                         "wording.place",
		`{"letters":{"L1":{"title":"{open"}}}`:                            "wording.place",
		`{"letters":{"L1":{"paragraphs":[{"from":"nothing"}]}}}`:          "wording.list",
		`{"letters":{"L1":{"paragraphs":[{"when":"tomorrow"}]}}}`:         "wording.condition",
		`{"letters":{"L1":{"paragraphs":[{"rows":[["a","{nobody}"]]}]}}}`: "wording.place",
	} {
		if _, err := LoadWording([]byte(text)); cases.KeyOf(err) != key {
			t.Errorf("%s: %v, want %s", text, err, key)
		}
	}
}

func TestChineseCount(t *testing.T) {
	for n, want := range map[int]string{1: "一", 9: "九", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九", 100: "一百", 105: "一百零五", 110: "一百一十", 119: "一百一十九", 130: "一百三十", 999: "九百九十九", 1000: "1000"} {
		if got := chineseCount(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
}

func TestSpecimenInput(t *testing.T) {
	good := `{"format":"slip","head":"示例单位","title":"样张","paragraphs":[],"signature":"示例单位","date":"2026-10-12","number":"示例〔2026〕1号"}`
	l, err := ReadSpecimen([]byte(good))
	if err != nil || !l.Specimen || l.Number != "" {
		t.Errorf("specimen %v number %q, %v", l.Specimen, l.Number, err)
	}
	for bad, want := range map[string]string{
		`{`: "letter.input_json line=1 column=1", good + "\n{}": "letter.input_json line=2 column=1", "{\n  \"title\": }": "letter.input_json line=2 column=12",
		strings.Replace(good, `"title"`, `"titel"`, 1):           "letter.input_key key=titel",
		strings.Replace(good, `"样张"`, `7`, 1):                    "letter.input_type field=title",
		strings.Replace(good, "样张", "\xff", 1):                   "letter.input_text",
		strings.Repeat(`{"paragraphs":[`, 9000):                  "letter.input_json line=1", // no bomb
		strings.Replace(good, "2026-10-12", "2026-13-01", 1):     "date",
		strings.Replace(good, "样张", strings.Repeat("长", 401), 1): "letter.long field=title have=401 most=400",
	} {
		if _, err := ReadSpecimen([]byte(bad)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.60s: %v, want %s", bad, err, want)
		}
	}
	if s, err := Schema(); err != nil || !strings.Contains(string(s), `"paragraphs"`) {
		t.Errorf("schema: %v\n%s", err, s)
	}
}

func TestPlainWritesDaysAndFiguresAsLettersDo(t *testing.T) {
	for in, want := range map[string]string{
		"最短公示期3 个月，自 2026-05-20 起算，2026-08-20 满。": "最短公示期3个月，自2026年5月20日起算，2026年8月20日满。",
		"到 2027-05-20。":         "到2027年5月20日。",
		"罚款 32 000 元":           "罚款32 000元",
		"2026-13-40 不是日子":       "2026-13-40不是日子",
		"Casedesk 1 of 2 pages": "Casedesk 1 of 2 pages",
	} {
		if got := plain(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
		if again := plain(plain(in)); again != plain(in) {
			t.Errorf("%s: a second time %s", in, again)
		}
	}
}

// A figure that nobody compared with its text is never told as the law; a met
// condition without figures needs no more words.
func TestUnverifiedFiguresAreNotToldAsLaw(t *testing.T) {
	w := wording(t)
	o := order(cases.LetterGrant, cases.Granted)
	criteria := o.Case.Judgement.Verdict.Rulesets[0].Criteria
	criteria[0].Why, criteria[0].Verified = "最短公示期3 个月，2026-06-02 满。", false
	criteria[1].Why, criteria[1].State = "信用承诺书已公开。", cases.Met
	l, err := w.Compile(o)
	if err != nil {
		t.Fatal(err)
	}
	text := words(l)
	if strings.Contains(text, "3个月") || strings.Contains(text, "6月2日") || !strings.Contains(text, "核对正式文本后认定") || strings.Contains(text, "承诺书已公开") {
		t.Errorf("criteria:\n%s", text)
	}
	criteria[0].Verified = true
	if l, err = w.Compile(o); err != nil || !strings.Contains(words(l), "3个月，2026年6月2日满，依据是《信用修复管理办法》（国家发展改革委令第36号）第九条。") {
		t.Errorf("verified: %v\n%s", err, words(l))
	}
}

// A letter speaks to an organisation and to a person each in their way, and of
// the office that sends it.
func TestLettersSpeakToTheirReader(t *testing.T) {
	w := wording(t)
	for kind, you := range map[cases.PartyKind]string{
		cases.PartyOrganisation: "你单位就", cases.PartySoleTrader: "你单位就", cases.PartyPerson: "你就",
	} {
		o := order(cases.LetterAccept, cases.Granted)
		o.Case.Party.Kind = kind
		if l, err := w.Compile(o); err != nil || !strings.Contains(words(l), you) || strings.Contains(words(l), "（个人）") {
			t.Errorf("%s: %v\n%s", kind, err, words(l))
		}
	}
	for kind, we := range map[cases.OfficeKind]string{cases.Window: "交回本窗口", cases.Authority: "交回本单位"} {
		o := order(cases.LetterMissing, cases.Granted)
		o.Office.Kind = kind
		if l, err := w.Compile(o); err != nil || !strings.Contains(words(l), we) || strings.Contains(words(l), "转送认定单位") != (kind == cases.Window) {
			t.Errorf("%s: %v\n%s", kind, err, words(l))
		}
	}
}

// The slip names the day of acceptance alone; a day gone by is no advice.
func TestOnlyTheDayThatTheLetterIsAboutIsNamed(t *testing.T) {
	w := wording(t)
	o := order(cases.LetterForward, cases.Granted)
	if l, err := w.Compile(o); err != nil || !strings.Contains(words(l), "10月15日前（含当日）") {
		t.Fatalf("%v\n%s", err, words(l))
	}
	for name, change := range map[string]func(*cases.ClockRun){
		"another clock": func(r *cases.ClockRun) { r.ID = "C-TOTAL" },
		"at once":       func(r *cases.ClockRun) { r.Period.N = 0 },
	} {
		o := order(cases.LetterForward, cases.Granted)
		change(&o.Case.Clocks[0])
		if l, err := w.Compile(o); err != nil || strings.Contains(words(l), "10月15日") {
			t.Errorf("%s: %v\n%s", name, err, words(l))
		}
	}
	o = order(cases.LetterRefuse, cases.Refused)
	if l, err := w.Compile(o); err != nil || strings.Contains(words(l), "6月3日") {
		t.Errorf("a day gone by: %v\n%s", err, words(l))
	}
	o.Case.Judgement.Verdict.Rulesets[0].Earliest.Date = cases.MustDate("2026-12-01")
	if l, err := w.Compile(o); err != nil || !strings.Contains(words(l), "自2026年12月1日起再次提出申请") {
		t.Errorf("a day to come: %v\n%s", err, words(l))
	}
}
