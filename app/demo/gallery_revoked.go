package demo

import "casedesk/cases"

// galleryRevoked is a case whose grant is taken back: on one ground whose text was
// read and one whose text was not, with a long statement of the party.
func galleryRevoked(c cases.Case, on cases.Date) cases.Case {
	grounds := []cases.Ground{
		{Code: "R36-RV-PAPERS", Text: "提供虚假材料", Ruleset: "R36", Title: galleryR36},
		{Code: "R36-RV-PLEDGE", Text: "信用承诺严重不实", Ruleset: "R36", Title: galleryR36},
	}
	c.Decision = &cases.DecidedAct{Outcome: cases.Granted, Effects: []string{"stop_publishing", "stop_sharing", "lift_measures"}, From: on.Add(-60), On: on.Add(-60)}
	c.Letters = append(c.Letters, cases.LetterAct{Letter: string(cases.LetterGrant), Number: "示例认定修决〔2026〕1107号", On: on.Add(-60), Pages: 2})
	c.Doubt = &cases.DoubtedAct{Grounds: grounds, Facts: "第三方检测机构来函：没有出具过编号为GDJC-2026-0412的监测报告，报告上的印章与该机构备案的印章不一致。", On: on.Add(-20)}
	c.Hearing = &cases.HeardAct{ToldOn: on.Add(-15), Way: "post", On: on.Add(-6),
		Said: "整改确已完成，三台设备均已拆除；监测报告由代办机构“㼆示例咨询”提供，本单位付费￥38,000.00元，不知道报告不是检测机构出具的。现提交重新检测的委托合同和缴费凭证，请求从轻处理……"}
	c.Proposal = &cases.ProposedAct{Outcome: cases.Revoke, Grounds: grounds, Text: "经向检测机构和市场监管部门核对，该报告编号查无记录；承诺书称“材料真实”，与查明的事实不符。", On: on.Add(-3)}
	three := cases.Period{N: 3, Unit: cases.Years}
	c.Revocation = &cases.RevokedAct{Effects: []string{"restore_publishing", "restore_sharing", "restore_measures"}, From: on, On: on, Follows: []cases.Provision{
		{ID: "R36-RV-STATE", Ruleset: "R36", Title: galleryR36, Kind: "state", Term: "恢复修复前的公示、共享和惩戒状态"},
		{ID: "R36-RV-RECORD", Ruleset: "R36", Title: galleryR36, Kind: "record", Term: "记入信用记录并公示", Start: "barred_since", Period: three, Known: true},
		{ID: "R36-RV-BAR", Ruleset: "R36", Title: galleryR36, Kind: "bar", Term: "不得申请信用修复", Start: "barred_since", Period: three, Known: true},
	}}
	return c
}
