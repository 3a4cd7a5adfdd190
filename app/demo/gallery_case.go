package demo

import "casedesk/cases"

// galleryCase is a case that has everything a letter or sheet can ask for.
func galleryCase(matter cases.Matter, on cases.Date) cases.Case {
	c := cases.Case{
		Matter: matter, State: cases.Decided, Number: "示例政服20261012-0007",
		Party: cases.Party{
			Kind: cases.PartyOrganisation, Name: "广东𬭎韡（珠海横琴）粤北山区特色农产品生态环境科技集团有限公司穗东分公司",
			Code: "91440300MA9X00185L", Chief: "𠮷永喆", Address: "示例市示例区示例大道 1888 号示例科技园 3 栋 1204—1206 室", Phone: "138 0000 0000",
		},
		Agent:      &cases.Agent{Name: "㼆示例", IDNumber: "440304188304131095", Phone: "139 0000 0000", Until: on.Add(5)},
		Record:     galleryRecord(),
		ReceivedOn: on.Add(-9), AcceptedOn: on.Add(-6),
		Claims: []cases.Claim{
			{Ground: "wrong", Field: "fine", Shown: "罚款 320 000 元", Claimed: "罚款 32 000 元", Request: "correct"},
			{Ground: "duplicate", Field: "doc_number", Shown: "同一决定书公示两条", Claimed: "只公示一条", Request: "stop"},
		},
		Statement: "罚款已于决定作出后第三日缴清，涉案的三台设备已经拆除，整改经第三方检测并通过复查；已组织全员学习有关规定，建立了自查台账。",
		Papers:    galleryPapers(),
		Missing:   []cases.Paper{{Name: "缴款凭证"}, {Name: "整改报告、复查意见以及第三方检测机构出具的监测报告"}, {Name: "信用修复承诺书（须盖章，并由法定代表人签字）"}},
		Clocks:    galleryClocks(on),
		Judgement: galleryJudgement(on),
		Inquiry:   &cases.InquiredAct{Claims: []int{0, 1}, Question: "请一并说明第二项是何时重复报送的。", On: on.Add(-3)},
		Check:     &cases.CheckedAct{Finding: "differs", On: on.Add(-2)},
		Refusal:   &cases.DeclinedAct{Grounds: galleryGrounds()[:1], Text: "已电话告知申请人。", On: on},
		Proposal:  &cases.ProposedAct{Grounds: galleryGrounds(), Text: "2026 年 10 月 9 日电话核实：余款 ￥12,500.00 元尚未缴清；对方答复“下月再说”……通话记录见卷宗第 12 页。", On: on.Add(-1)},
		Review:    &cases.ReviewedAct{Approved: true, On: on},
		Decision:  &cases.DecidedAct{Effects: []string{"stop_publishing", "stop_sharing", "lift_measures"}, From: on, On: on},
		Hands:     cases.Hands{Makers: []cases.ID{galleryID(1)}, Reviewer: galleryID(2), Signer: galleryID(3)},
		Marked:    matter == cases.Objection, MarkedOn: on.Add(-6), UnmarkedOn: on,
		Extension: &cases.ExtendedAct{Clock: galleryClocks(on)[0], Old: on.Add(-5), Reason: "需要向三个外省单位核对涉案设备的去向，回函尚未到齐。", On: on.Add(-5)},
		Letters: []cases.LetterAct{
			{Letter: string(cases.LetterReceipt), Number: "示例政服20261012-0007", On: on.Add(-9), Pages: 1},
			{Letter: string(cases.LetterAccept), Number: "示例认定受〔2026〕311号", On: on.Add(-6), Pages: 1},
		},
		Service: &cases.ServedAct{Way: "counter", Receiver: "㼆示例", On: on},
	}
	c.Decision.Outcome = cases.Refused
	if matter == cases.Objection {
		c.Decision.Outcome, c.Decision.Effects = cases.Corrected, []string{"correct", "stop_publishing"}
	}
	c.Proposal.Outcome = c.Decision.Outcome
	if matter == cases.Objection {
		c.Decision.Items = []cases.ItemOutcome{{Claim: 0, Outcome: cases.Corrected, Value: "罚款 32 000 元"}, {Claim: 1, Outcome: cases.Stopped}}
	}
	return c
}

func galleryRecord() cases.Record {
	r := cases.Record{
		DocNumber: "示例环罚字〔2026〕第0123号", Body: "深圳市示例区生态环境局", Violation: "未按规定处置危险废物",
		Facts: "2026年1月15日检查发现，该单位将废矿物油桶27只露天堆放，未设置识别标志，未采取防扬散、防流失、防渗漏措施。", Content: "罚款人民币123,456.78元；责令改正",
		Fine: 12345678, DecidedOn: cases.MustDate("2026-02-11"), PublicUntil: cases.MustDate("2029-02-10"), PartyKind: cases.PartyOrganisation, Sample: true,
	}
	r.Party = "广东𬭎韡（珠海横琴）粤北山区特色农产品生态环境科技集团有限公司穗东分公司"
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

func galleryClocks(on cases.Date) []cases.ClockRun {
	const p22 = "《国务院办公厅关于进一步完善信用修复制度的实施方案》（国办发〔2025〕22号）"
	return []cases.ClockRun{
		{ID: "C-ACCEPT", Period: cases.Period{N: 3, Unit: cases.Workdays}, From: on.Add(-9), Due: on.Add(-4), Verified: true, Title: p22, Article: "第二点"},
		{ID: "C-DECIDE", Period: cases.Period{N: 7, Unit: cases.Workdays}, From: on.Add(-6), Due: on.Add(3), Title: "《信用修复管理办法》（国家发展改革委令第36号）"},
	}
}

func galleryGrounds() []cases.Ground {
	const r36 = "《信用修复管理办法》（国家发展改革委令第36号）"
	return []cases.Ground{
		{Code: "DUTY", Text: "行政处罚决定确定的缴纳罚款义务没有全部履行，尚有12,500.00元未缴。", Title: r36},
		{Code: "PERIOD", Text: "最短公示期没有届满。", Title: r36, Article: "第九条", Verified: true},
	}
}

func galleryJudgement(on cases.Date) *cases.JudgedAct {
	const r36 = "《信用修复管理办法》（国家发展改革委令第36号）"
	row := func(id, term string, state cases.CriterionState, why string, verified bool) cases.Criterion {
		return cases.Criterion{ID: id, Term: term, State: state, Why: why, Verified: verified}
	}
	day := func(d cases.Date) cases.OptDate { return cases.OptDate{Date: d} }
	return &cases.JudgedAct{Ruleset: "R36", Verdict: cases.Verdict{On: on, Rulesets: []cases.RulesetVerdict{{
		ID: "R36", Title: r36, Class: "R36.SERIOUS", ClassTerm: "严重", Verified: false,
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
