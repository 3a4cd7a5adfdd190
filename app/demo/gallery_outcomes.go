package demo

import "casedesk/cases"

const galleryGD = "《广东省社会信用条例》"

// galleryGranted is the same repair with everything met.
func galleryGranted(c cases.Case) cases.Case {
	v := &c.Judgement.Verdict.Rulesets[0]
	v.Class, v.ClassTerm = "R36.LIGHT", "一般"
	v.ShortestUntil, v.Earliest = cases.OptDate{Date: cases.MustDate("2026-05-11")}, cases.OptDate{Date: cases.MustDate("2026-05-12")}
	v.Missing = nil
	v.Criteria = []cases.Criterion{
		galleryRow("PERIOD", "最短公示期届满", cases.Met, "最短公示期3 个月，自 2026-02-11 起算，2026-05-11 满。", false),
		galleryRow("DUTY", "全部履行行政处罚决定确定的义务", cases.Met, "缴款凭证载明已于 2026-02-14 缴清。", true),
		galleryRow("RECTIFY", "纠正失信行为、消除不良影响", cases.Met, "复查意见载明已经整改。", true),
		galleryRow("VOW", "公开作出信用承诺", cases.Met, "承诺书已经公开。", true),
	}
	c.Proposal.Outcome, c.Proposal.Grounds = cases.Granted, nil
	c.Proposal.Text = "10月20日到场复核：三台设备已经拆除，新设的收集池运行正常；缴款凭证（票据号码0123456789）经与非税系统核对无误。"
	c.Decision.Outcome, c.Decision.Effects = cases.Granted, []string{"stop_publishing", "stop_sharing", "lift_measures"}
	return c
}

// galleryObjection makes an objection of the case: two claims, both upheld, each in
// its own way.
func galleryObjection(c cases.Case, on cases.Date) cases.Case {
	c.Claims = []cases.Claim{
		{Ground: "wrong", Field: "fine", Shown: "罚款1,234,567.80元", Claimed: "罚款123,456.78元", Request: "correct"},
		{Ground: "duplicate", Field: "doc_number", Shown: "同一决定书公示两条", Claimed: "只公示一条", Request: "stop"},
	}
	c.Statement = "决定书原件写明罚款123,456.78元，网页所示金额多了一位；同一决定书在同一网站有两条记录。"
	c.Papers = []cases.Paper{
		{Name: "公共信用信息异议申请表", Original: true, Pages: 2}, {Name: "异议申诉信用承诺书", Original: true, Pages: 1},
		{Name: "营业执照", Pages: 1}, {Name: "授权委托书和受委托人身份证件", Original: true, Pages: 3},
		{Name: "行政处罚决定书（示例环罚字〔2026〕第0123号）及送达回证", Pages: 6},
		{Name: "网页截图——“信用中国（示例）”网站，2026年10月9日，两条记录的详情页", Pages: 4},
	}
	c.Missing = []cases.Paper{{Name: "决定书原件"}, {Name: "异议申诉信用承诺书（须盖章，并由法定代表人签字）"}}
	c.Refusal.Grounds = []cases.Ground{{Code: "NOT_OURS", Text: "该条信息不由本单位认定或者提供。", Title: galleryGD}}
	c.Judgement = &cases.JudgedAct{Ruleset: "GD2021", Verdict: cases.Verdict{On: on, Rulesets: []cases.RulesetVerdict{{
		ID: "GD2021", Title: galleryGD, Verified: true,
		Criteria: []cases.Criterion{
			galleryRow("DIFFERS", "与认定单位的文书不一致", cases.Met, "决定书载明罚款123,456.78元，平台所示多了一位。", true),
			galleryRow("DUPLICATE", "重复公示", cases.Met, "两条记录的文号和日期相同。", true),
		},
	}}}}
	c.Inquiry = &cases.InquiredAct{Claims: []int{0, 1}, Question: "请一并说明第二项是何时重复报送的。", On: on.Add(-5)}
	c.Answer = &cases.AnsweredAct{On: on.Add(-2), Items: []cases.ItemFinding{
		{Claim: 0, Finding: cases.FindingHolds, Source: "罚款123,456.78元"}, {Claim: 1, Finding: cases.FindingHolds}}}
	c.Check = &cases.CheckedAct{Finding: "differs", On: on.Add(-5)}
	c.Proposal = &cases.ProposedAct{Outcome: cases.Upheld, Text: "已请平台运维单位核对报送日志，第二条由9月28日的补报产生。", On: on.Add(-1)}
	c.Decision = &cases.DecidedAct{Outcome: cases.Upheld, Effects: []string{"correct", "stop_publishing"}, From: on, On: on, Items: []cases.ItemOutcome{
		{Claim: 0, Outcome: cases.Corrected, Value: "罚款123,456.78元"}, {Claim: 1, Outcome: cases.Stopped}}}
	c.Marked, c.MarkedOn, c.UnmarkedOn = true, on.Add(-6), on
	return c
}
