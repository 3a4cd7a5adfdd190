package demo

import (
	"strings"

	"casedesk/cases"
)

// galleryCase is a case that has everything a letter or sheet can ask for: a repair
// that is refused, or an objection that is upheld.
func galleryCase(matter cases.Matter, on cases.Date) cases.Case {
	number := "示例政服" + strings.ReplaceAll(on.Add(-9).String(), "-", "") + "-0007"
	c := cases.Case{
		Matter: matter, State: cases.Decided, Number: number,
		Party: cases.Party{
			Kind: cases.PartyOrganisation, Name: galleryParty, Code: "91440300MA9X00185L", Chief: "𠮷永喆",
			Address: "示例市示例区示例大道1888号示例科技园3栋1204—1206室", Phone: "138 0000 0000",
		},
		Agent:      &cases.Agent{Name: "㼆示例", IDNumber: "440304188304131095", Phone: "139 0000 0000", Until: on.Add(66)},
		Record:     galleryRecord(),
		ReceivedOn: on.Add(-9), AcceptedOn: on.Add(-6),
		Statement: "罚款已于决定作出后第三日缴纳一部分，涉案的三台设备已经拆除，整改经第三方检测并通过复查；已组织全员学习有关规定，建立了自查台账。",
		Papers:    galleryPapers(),
		Missing:   []cases.Paper{{Name: "缴款凭证"}, {Name: "整改报告、复查意见以及第三方检测机构出具的监测报告"}, {Name: "信用修复承诺书（须盖章，并由法定代表人签字）"}},
		Clocks:    galleryClocks(on),
		Judgement: galleryJudgement(on),
		Refusal:   &cases.DeclinedAct{Grounds: galleryGrounds()[:1], Text: "已电话告知申请人。", On: on.Add(-6)},
		Proposal: &cases.ProposedAct{Outcome: cases.Refused, Grounds: galleryGrounds(), On: on.Add(-1),
			Text: "10月20日电话核实：余款￥12,500.00元尚未缴清；对方答复“下月再说”……通话记录见卷宗第12页。"},
		Review:   &cases.ReviewedAct{Approved: true, On: on},
		Decision: &cases.DecidedAct{Outcome: cases.Refused, From: on, On: on},
		Hands:    cases.Hands{Makers: []cases.ID{galleryID(1)}, Reviewer: galleryID(2), Signer: galleryID(3)},
		Letters: []cases.LetterAct{
			{Letter: string(cases.LetterReceipt), Number: number, On: on.Add(-9), Pages: 1},
			{Letter: string(cases.LetterAccept), Number: "示例认定受〔2026〕311号", On: on.Add(-6), Pages: 1},
		},
		Service: &cases.ServedAct{Way: "counter", Receiver: "㼆示例", On: on},
	}
	if matter == cases.Objection {
		return galleryObjection(c, on)
	}
	return c
}

const galleryParty = "广东𬭎韡（珠海横琴）粤北山区特色农产品生态环境科技集团有限公司穗东分公司"

func galleryRecord() cases.Record {
	r := cases.Record{
		DocNumber: "示例环罚字〔2026〕第0123号", Body: "深圳市示例区生态环境局", Violation: "未按规定处置危险废物",
		Facts: "2026年1月15日检查发现，该单位将废矿物油桶27只露天堆放，未设置识别标志，未采取防扬散、防流失、防渗漏措施。", Content: "罚款人民币123,456.78元；责令改正",
		Fine: 12345678, DecidedOn: cases.MustDate("2026-02-11"), PublicUntil: cases.MustDate("2029-02-11"), PartyKind: cases.PartyOrganisation, Sample: true,
	}
	r.Party = galleryParty
	return r
}

func galleryPapers() []cases.Paper {
	return []cases.Paper{
		{Name: "信用修复申请表", Original: true, Pages: 2}, {Name: "信用修复承诺书", Original: true, Pages: 1},
		{Name: "营业执照", Pages: 1}, {Name: "授权委托书和受委托人身份证件", Original: true, Pages: 3},
		{Name: "行政处罚决定书（示例环罚字〔2026〕第0123号）及送达回证", Pages: 6},
		{Name: "罚款缴纳凭证——中央非税收入统一票据（电子），票据号码0123456789", Pages: 1},
		{Name: "整改报告、复查意见以及第三方检测机构出具的监测报告", Pages: 38},
	}
}

const (
	galleryP22 = "《国务院办公厅关于进一步完善信用修复制度的实施方案》（国办发〔2025〕22号）"
	galleryR36 = "《信用修复管理办法》（国家发展改革委令第36号）"
)

// galleryClocks run from the receipt: one whose text was read and one whose text was not.
func galleryClocks(on cases.Date) []cases.ClockRun {
	return []cases.ClockRun{
		{ID: cases.ClockAccept, Period: cases.Period{N: 3, Unit: cases.Workdays}, From: on.Add(-9), Verified: true, Title: galleryP22, Article: "第二点"},
		{ID: cases.ClockTotal, Period: cases.Period{N: 20, Unit: cases.Workdays}, From: on.Add(-9), Title: galleryR36},
	}
}

// galleryClock is the clock that runs when a letter is made.
func galleryClock(sort cases.LetterSort, on cases.Date) []cases.ClockRun {
	run := cases.ClockRun{ID: cases.ClockDecide, Period: cases.Period{N: 7, Unit: cases.Workdays}, From: on.Add(-6), Verified: true, Title: galleryP22, Article: "第二点"}
	switch sort {
	case cases.LetterForward:
		run.ID, run.Period.N, run.From = cases.ClockAccept, 3, on.Add(-8)
	case cases.LetterInquire:
		run.ID, run.Period.N, run.From, run.Title, run.Article = cases.ClockObjUnit, 10, on.Add(-5), galleryGD, ""
	}
	return []cases.ClockRun{run}
}

// galleryExtension puts the decision off by as many days as it has, the day before.
func galleryExtension(on cases.Date, cal cases.Calendar) *cases.ExtendedAct {
	run := galleryClock(cases.LetterExtend, on)[0]
	old := run.Count(cal).Due
	a := cases.ExtendedAct{Old: old, Reason: "需要向三个外省单位核对涉案设备的去向，回函尚未到齐。", On: on.Add(-1)}
	run.Extended = []cases.Extension{{By: run.Period, Reason: a.Reason, On: a.On}}
	runs, _ := counted([]cases.ClockRun{run}, cal)
	a.Clock = runs[0]
	return &a
}

func galleryGrounds() []cases.Ground {
	return []cases.Ground{
		{Code: "DUTY", Text: "行政处罚决定确定的缴纳罚款义务没有全部履行，尚有12,500.00元未缴。", Title: galleryR36},
		{Code: "PERIOD", Text: "最短公示期没有届满。", Title: galleryR36, Article: "第九条", Verified: true},
	}
}

func galleryJudgement(on cases.Date) *cases.JudgedAct {
	row := galleryRow
	day := func(d cases.Date) cases.OptDate { return cases.OptDate{Date: d} }
	return &cases.JudgedAct{Ruleset: "R36", Verdict: cases.Verdict{On: on, Rulesets: []cases.RulesetVerdict{{
		ID: "R36", Title: galleryR36, Class: "R36.SERIOUS", ClassTerm: "严重", Verified: false,
		ShortestUntil: day(cases.MustDate("2027-02-11")), LongestUntil: day(cases.MustDate("2029-02-11")), Earliest: day(cases.MustDate("2027-02-12")),
		Criteria: []cases.Criterion{
			row("PERIOD", "最短公示期届满", cases.Unmet, "最短公示期1 年，自 2026-02-11 起算，2027-02-11 满。", false),
			row("DUTY", "全部履行行政处罚决定确定的义务", cases.Unmet, "罚款尚有余额没有缴清。", true),
			row("RECTIFY", "纠正失信行为、消除不良影响", cases.Met, "复查意见载明已经整改。", true),
			row("VOW", "公开作出信用承诺", cases.StateUnknown, "承诺书没有盖章。", true),
		},
		Missing: []cases.Missing{
			{Criterion: "DUTY", Paper: "PROOF", Term: "缴款凭证"}, {Criterion: "VOW", Paper: "COMMITMENT", Term: "信用修复承诺书"},
		},
	}}}}
}

func galleryRow(id, term string, state cases.CriterionState, why string, verified bool) cases.Criterion {
	return cases.Criterion{ID: id, Term: term, State: state, Why: why, Verified: verified}
}
