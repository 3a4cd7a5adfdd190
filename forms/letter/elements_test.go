package letter

import (
	"slices"
	"strings"
	"testing"

	"casedesk/cases"
)

// element is one thing that law.md §6.6 asks of a letter and where it is looked for.
type element struct {
	name  string
	stand func(Letter) bool
}

// says looks for words anywhere in the letter.
func says(parts ...string) element {
	return element{strings.Join(parts, " … "), func(l Letter) bool {
		text := words(l) + "\n" + strings.Join(cellsOf(l), "|")
		return !slices.ContainsFunc(parts, func(p string) bool { return !strings.Contains(text, p) })
	}}
}

var (
	number    = element{"number", func(l Letter) bool { return strings.Contains(l.Number, "〔2026〕7号") }}
	receiptNo = element{"收件号 as number", func(l Letter) bool { return strings.HasPrefix(l.Number, "收件号：") }}
	seal      = element{"seal's place", func(l Letter) bool { return l.Seal }}
	contact   = element{"clerk, phone, address", func(l Letter) bool {
		return strings.Contains(l.Contact, "周见山") && strings.Contains(l.Contact, "0755-00000000") && strings.Contains(l.Contact, "示例路")
	}}
	toParty  = element{"addressee: the party", func(l Letter) bool { return l.Addressee == "示例建筑有限公司：" }}
	toOffice = element{"addressee: the office", func(l Letter) bool { return l.Addressee == "示例区住房和建设局：" }}
	toUsers  = element{"addressee: who shows and uses it", func(l Letter) bool { return strings.HasPrefix(l.Addressee, "各有关") }}
	remedy   = says("可以向示例市人民政府申请行政复议")
	record41 = says("示例建罚〔2026〕41号")
)

// elements walks law.md §6.6 letter by letter; L12 is a sheet (送达回证) and stands
// in the sheets' own test. What every letter has stands in common.
var elements = map[cases.LetterSort]struct {
	title string
	want  []element
}{
	cases.LetterReceipt: {"收 件 回 执", []element{receiptNo, toParty, says("缴款凭证", "原件", "2"), says("信用承诺书", "复印件"), says("2026年10月9日")}},
	cases.LetterMissing: {"一次性告知书", []element{number, toParty, seal, says("整改证明"), says("交回本单位"), says("不必重复提交"), says("材料补齐以前，申请不能继续办理"), says("示例政服20261012-0007")}},
	cases.LetterAccept:  {"受理通知书", []element{number, toParty, seal, says("2026年10月10日予以受理"), says("处理期限为3个工作日，至2026年10月15日止"), says("国办发〔2025〕22号", "第二点"), record41}},
	cases.LetterDecline: {"不予受理通知书", []element{number, toParty, seal, says("不属于本单位认定，依据是《信用修复管理办法》"), says("再次提出申请的"), remedy, record41}},
	cases.LetterForward: {"转 办 单", []element{number, toOffice, seal, record41, says("随案转送的材料", "缴款凭证"), says("请在2026年10月15日前"), says("示例政服20261012-0007")}},
	cases.LetterInquire: {"协 查 函", []element{number, toOffice, seal, record41, says("请核查的事项", "超过公示期限仍在公示"), says("请在2026年10月15日前", "逐项答复"), says("缴款凭证")}},
	cases.LetterExtend:  {"延期告知书", []element{number, toParty, seal, says("需要向外地核对。"), says("经本单位负责人批准"), says("由2026年10月15日延长至2026年10月20日"), says("2026年10月14日决定延长")}},
	cases.LetterGrant:   {"信用修复决定书", []element{number, toParty, seal, record41, says("最短公示期已满：符合"), says("第九条"), says("准予信用修复，自2026年10月12日起停止公示")}},
	cases.LetterRefuse:  {"不予信用修复决定书", []element{number, toParty, seal, record41, says("未见承诺书"), says("不予信用修复，理由如下", "未作出信用承诺，依据是《信用修复管理办法》"), says("再次提出申请的"), remedy}},
	cases.LetterObjection: {"异议处理结果告知书", []element{number, toParty, seal, record41, says("超过公示期限仍在公示。请求停止公开"), says("核查结论：该条信息已超过公示期限"),
		says("决定：停止公开。自2026年10月12日起执行"), says("异议标注同时解除"), remedy}},
	cases.LetterMark:   {"异议标注单", []element{number, toUsers, seal, record41, says("自2026年10月10日起", "异议标注"), says("超过公示期限仍在公示"), says("另行通知解除标注")}},
	cases.LetterUnmark: {"解除异议标注单", []element{number, toUsers, seal, record41, says("停止公开"), says("2026年10月10日", "2026年10月12日"), says("自2026年10月12日起解除")}},
	cases.LetterRevoke: {"撤销信用修复决定书", []element{number, toParty, seal, record41, says("示例住建修决〔2026〕3号（2026年9月1日）"), says("提供虚假材料，依据是《信用修复管理办法》"),
		says("当事人陈述报告由他人代办。"), says("2026年10月5日将拟撤销的理由告知"), says("撤销上述准予信用修复的决定，自2026年10月12日起恢复公示该条失信信息"), says("不得申请信用修复，期限按规定计算"), remedy}},
}

// full is an order with all that a letter of the sort rests on.
func full(sort cases.LetterSort) cases.LetterOrder {
	day := cases.MustDate
	o := order(sort, cases.Granted)
	o.Remedy = "不服的，可以向示例市人民政府申请行政复议。"
	c := &o.Case
	c.MarkedOn, c.UnmarkedOn = day("2026-10-10"), day("2026-10-12")
	switch sort {
	case cases.LetterRefuse:
		c.Decision.Outcome = cases.Refused
	case cases.LetterObjection, cases.LetterMark, cases.LetterUnmark, cases.LetterInquire:
		c.Matter, c.Decision.Outcome = cases.Objection, cases.Stopped
		c.Inquiry = &cases.InquiredAct{Claims: []int{0}}
	case cases.LetterExtend:
		run := c.Clocks[0]
		run.Due = day("2026-10-20")
		c.Extension = &cases.ExtendedAct{Clock: run, Old: day("2026-10-15"), Reason: "需要向外地核对。", On: day("2026-10-14")}
	case cases.LetterRevoke:
		ground := cases.Ground{Code: "P", Ruleset: "R36", Text: "提供虚假材料", Title: "《信用修复管理办法》", Article: "第二十条"}
		c.Decision.On = day("2026-09-01")
		c.Letters = []cases.LetterAct{{Letter: "L8", Number: "示例住建修决〔2026〕3号"}}
		c.Doubt = &cases.DoubtedAct{Grounds: []cases.Ground{ground}, Facts: "来函", On: day("2026-10-01")}
		c.Hearing = &cases.HeardAct{ToldOn: day("2026-10-05"), Way: "post", Said: "报告由他人代办。"}
		c.Proposal = &cases.ProposedAct{Outcome: cases.Revoke, Grounds: []cases.Ground{ground}, Text: "查无此报告。"}
		c.Revocation = &cases.RevokedAct{Effects: []string{"restore_publishing"}, From: o.On, On: o.On, Follows: []cases.Provision{
			{ID: "BAR", Ruleset: "R36", Title: "《信用修复管理办法》", Term: "不得申请信用修复", Kind: "bar", Start: "barred_since", Known: true, Until: cases.OptDate{Date: day("2029-10-12")}},
		}}
	}
	return o
}

func TestEveryElementOfEveryLetter(t *testing.T) {
	w := wording(t)
	common := []element{contact,
		{"date", func(l Letter) bool { return l.Date == cases.MustDate("2026-10-12") }},
		{"signature", func(l Letter) bool { return l.Signature == "示例区住房和建设局" && l.Head == l.Signature }},
		{"QR code and attached record", func(l Letter) bool { return l.QR != "" && len(l.Record) > 0 }},
	}
	for _, sort := range cases.LetterSorts() {
		letter, known := elements[sort]
		if !known {
			t.Errorf("%s: nobody has said what it must hold", sort)
			continue
		}
		l, err := w.Compile(full(sort))
		if err != nil {
			t.Fatal(sort, err)
		}
		if l.Title != letter.title {
			t.Errorf("%s: titled %s, want %s", sort, l.Title, letter.title)
		}
		for _, e := range append(common, letter.want...) {
			if !e.stand(l) {
				t.Errorf("%s lacks: %s\n%s", sort, e.name, words(l))
			}
		}
	}
	if len(elements) != len(cases.LetterSorts()) {
		t.Errorf("%d letters have elements, %d there are", len(elements), len(cases.LetterSorts()))
	}
}

// A slip that hands an objection on says everything that is asked for, once; what was
// found about each claim stands in the answer with the source's own words, and who
// shows the record is told what becomes of each.
func TestEachClaimIsToldOfFromRequestToEnd(t *testing.T) {
	o := full(cases.LetterForward)
	o.Case.Matter = cases.Objection
	o.Case.Claims = []cases.Claim{{Ground: "wrong", Shown: "8,000元", Claimed: "800元", Request: "correct"}, {Ground: "duplicate", Request: "stop"}, {Ground: "expired", Request: "stop"}}
	o.Case.Answer = &cases.AnsweredAct{Items: []cases.ItemFinding{{Claim: 0, Finding: cases.FindingHolds, Source: "罚款800元"}, {Claim: 1, Finding: cases.FindingDenied}}}
	o.Case.Decision = &cases.DecidedAct{Outcome: cases.Partly, From: o.On, Items: []cases.ItemOutcome{
		{Claim: 0, Outcome: cases.Corrected, Value: "800元"}, {Claim: 1, Outcome: cases.Kept}, {Claim: 2, Outcome: cases.Stopped}}}
	for sort, want := range map[cases.LetterSort][]string{
		cases.LetterForward:   {"申请人的请求|更正、停止公开"},
		cases.LetterObjection: {"信息错误：属实。来源记载为“罚款800元”。", "重复公示：不属实。", "更正为“800元”"},
		cases.LetterUnmark:    {"更正为“800元”", "处理：维持原记载"},
	} {
		o.Sort = sort
		l, err := wording(t).Compile(o)
		text := words(l) + strings.Join(cellsOf(l), "|")
		for _, part := range want {
			if err != nil || !strings.Contains(text, part) {
				t.Errorf("%s lacks %s: %v\n%s", sort, part, err, text)
			}
		}
	}
	o.Case.MarkedOn = cases.Date{}
	o.Sort = cases.LetterObjection
	if l, err := wording(t).Compile(o); err != nil || strings.Contains(words(l), "标注") {
		t.Errorf("a mark that never was is lifted: %v\n%s", err, words(l))
	}
}

// The revocation names no article and no last day that nobody has read; once both
// were read they stand there. Its QR code and record say revoked, not granted.
func TestARevocationSaysOnlyWhatWasRead(t *testing.T) {
	w := wording(t)
	o := full(cases.LetterRevoke)
	l, err := w.Compile(o)
	if err != nil {
		t.Fatal(err)
	}
	if text := words(l); strings.Contains(text, "2029") || strings.Contains(text, "第二十条") {
		t.Errorf("unread law is named:\n%s", text)
	}
	if !strings.Contains(l.QR, "|revoked|") || !strings.Contains(string(l.Record), `"outcome":"revoked"`) || strings.Contains(string(l.Record), "granted") {
		t.Errorf("QR %s, record %s", l.QR, l.Record)
	}
	o.Case.Revocation.Follows[0].Verified, o.Case.Revocation.Follows[0].Article = true, "第二十条"
	o.Case.Proposal.Grounds[0].Verified = true
	o.Case.Hearing.Said, o.Case.Hearing.Silent = "", true
	l, err = w.Compile(o)
	if text := words(l); err != nil || !strings.Contains(text, "不得申请信用修复，至2029年10月12日止，依据是《信用修复管理办法》第二十条") ||
		!strings.Contains(text, "没有提出陈述申辩") || strings.Contains(text, "当事人陈述") {
		t.Errorf("%v\n%s", err, text)
	}
}

// The slips around a revocation say what they are, and the approval sheet shows the
// revocation once it is signed and nothing before.
func TestTheSheetsAroundARevocation(t *testing.T) {
	o := full(cases.LetterRevoke)
	c := o.Case
	sheet := func(sort cases.SheetSort) string {
		l := sheetOf(t, cases.SheetOrder{Sort: sort, Case: c, Office: o.Office, Account: o.Account, On: o.On})
		return words(l) + strings.Join(cellsOf(l), "|")
	}
	if text := sheet(cases.SheetApproval); !strings.Contains(text, "撤销信用修复|") {
		t.Errorf("signed:\n%s", text)
	}
	c.Revocation = nil
	if text := sheet(cases.SheetApproval); strings.Contains(text, "准予信用修复|") {
		t.Errorf("not signed yet, and the sheet shows the old decision:\n%s", text)
	}
	if text := sheet(cases.SheetHearing); !strings.Contains(text, "提供虚假材料") || !strings.Contains(text, "来函") || !strings.Contains(text, "不是撤销决定") {
		t.Errorf("hearing:\n%s", text)
	}
	c.Doubt = nil
	if text := sheet(cases.SheetCleared); !strings.Contains(text, "原准予决定继续有效") {
		t.Errorf("cleared:\n%s", text)
	}
}
