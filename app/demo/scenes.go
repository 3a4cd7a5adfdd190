package demo

import (
	"context"

	"casedesk/app/office"
	"casedesk/cases"
)

// The records of the shipped samples that the demo plays with.
const (
	repairRecord    = "示例建罚〔2026〕41号"
	objectionRecord = "深圳市示例01有限公司"
)

// sampleRemark is 经办's own words on the demo's proposals. They let the demo go on
// after the samples' longest periods have passed and the rules advise against it.
const sampleRemark = "演示：样例案件，按程序走完。"

func party(r cases.Record) cases.Party {
	return cases.Party{Kind: r.PartyKind, Name: r.Party, Code: r.USCC.String(), Chief: r.Chief}
}

func repairScript() script {
	return script{
		matter: cases.Repair, find: repairRecord,
		open: func(r cases.Record) office.Application {
			return office.Application{
				Matter: cases.Repair, Party: party(r), Record: r, Agent: &cases.Agent{Name: "示例代理人", Until: cases.MustDate("2027-12-31")},
				Papers: []cases.Paper{
					{Code: "PROOF", Name: "缴款凭证", Original: true, Pages: 1}, {Code: "COMMITMENT", Name: "信用承诺书", Original: true, Pages: 1},
				},
			}
		},
		steps: append([]scene{
			{"evidence", "window/clerk", func(c cases.Case) bool { return len(c.Evidence) > 0 },
				func(ctx context.Context, d office.Desk, c cases.Case) (cases.Case, error) {
					return d.AddEvidence(ctx, c.ID, scan("缴款凭证", "PROOF"))
				}},
			{"classify", "window/clerk", happened(cases.KindJudged), judgeRepair},
			{"receipt", "window/clerk", issued(cases.LetterReceipt), issue(cases.LetterReceipt)},
			{"forward", "window/clerk", happened(cases.KindForwarded), forward},
			{"forwarding slip", "window/clerk", issued(cases.LetterForward), issue(cases.LetterForward)},
			{"accept", "authority/clerk", happened(cases.KindAccepted), accept},
			{"acceptance", "authority/clerk", issued(cases.LetterAccept), issue(cases.LetterAccept)},
			{"criteria", "authority/clerk", func(c cases.Case) bool { return c.Proposal != nil || judgedSince(c) }, judgeRepair},
			{"propose", "authority/clerk", func(c cases.Case) bool { return c.Proposal != nil },
				func(ctx context.Context, d office.Desk, c cases.Case) (cases.Case, error) {
					return d.Propose(ctx, c.ID, cases.Granted, nil, sampleRemark)
				}},
		}, ending(cases.LetterGrant)...),
	}
}

func objectionScript() script {
	return script{
		matter: cases.Objection, find: objectionRecord,
		open: func(r cases.Record) office.Application {
			return office.Application{
				Matter: cases.Objection, Party: party(r), Record: r, Statement: "该条处罚早已超过公示期限，仍能查到。",
				Claims: []cases.Claim{{Ground: "expired", Request: "stop"}},
				Papers: []cases.Paper{{Code: "SCREENSHOT", Name: "网站截图", Pages: 1}},
			}
		},
		steps: append([]scene{
			{"receipt", "window/clerk", issued(cases.LetterReceipt), issue(cases.LetterReceipt)},
			{"forward", "window/clerk", happened(cases.KindForwarded), forward},
			{"accept and mark", "authority/clerk", happened(cases.KindAccepted), accept},
			{"check", "authority/clerk", happened(cases.KindChecked), act(func(d office.Desk) cases.Act {
				return cases.CheckedAct{Finding: "expired", On: d.Today()}
			})},
			{"grounds", "authority/clerk", happened(cases.KindJudged), judgeObjection},
			{"propose", "authority/clerk", func(c cases.Case) bool { return c.Proposal != nil },
				func(ctx context.Context, d office.Desk, c cases.Case) (cases.Case, error) {
					return d.Propose(ctx, c.ID, cases.Stopped, nil, sampleRemark)
				}},
		}, ending(cases.LetterObjection)...),
	}
}

// ending is what follows a proposal: the other two hands, the letter, and the
// way to the archive.
func ending(l cases.LetterSort) []scene {
	return []scene{
		{"review", "authority/reviewer", func(c cases.Case) bool { return c.Review != nil && c.Review.Approved },
			func(ctx context.Context, d office.Desk, c cases.Case) (cases.Case, error) {
				return d.Review(ctx, c.ID, true, nil, "")
			}},
		{"sign", "authority/signer", happened(cases.KindDecided),
			func(ctx context.Context, d office.Desk, c cases.Case) (cases.Case, error) {
				return d.Sign(ctx, c.ID, &cases.TextCheck{Text: "演示：未核对真实文本", On: d.Today()})
			}},
		{"decision letter", "authority/signer", issued(l), issue(l)},
		{"carry out", "authority/clerk", func(c cases.Case) bool { return happened(cases.KindLifted)(c) && !c.Marked },
			func(ctx context.Context, d office.Desk, c cases.Case) (cases.Case, error) {
				return d.CarryOut(ctx, c.ID)
			}},
		{"notify", "authority/clerk", happened(cases.KindNotified), act(func(d office.Desk) cases.Act {
			return cases.NotifiedAct{Way: "counter", On: d.Today()}
		})},
		{"serve", "authority/clerk", happened(cases.KindServed), act(func(d office.Desk) cases.Act {
			return cases.ServedAct{Way: "counter", Receiver: "示例代理人", On: d.Today()}
		})},
		{"archive", "authority/clerk", happened(cases.KindArchived), act(func(d office.Desk) cases.Act {
			return cases.ArchivedAct{On: d.Today()}
		})},
	}
}

func forward(ctx context.Context, d office.Desk, c cases.Case) (cases.Case, error) {
	to, ok := d.Directory.Serving(c.Record.Body)
	if !ok {
		return c, cases.Fail(cases.NotFound, "demo.authority")
	}
	return d.Forward(ctx, c.ID, to)
}

func accept(ctx context.Context, d office.Desk, c cases.Case) (cases.Case, error) {
	return d.Accept(ctx, c.ID)
}

// judgedSince tells whether the authority judged the case after accepting it.
func judgedSince(c cases.Case) bool {
	accepted := false
	for _, p := range c.Past {
		accepted = accepted || p.Kind == cases.KindAccepted
		if accepted && p.Kind == cases.KindJudged {
			return true
		}
	}
	return false
}

// judgeRepair records what a person found in the file. No money line of the
// department is known, so the class is a person's choice with a reason.
func judgeRepair(ctx context.Context, d office.Desk, c cases.Case) (cases.Case, error) {
	f := d.StartFacts(c)
	yes := cases.TriYes
	f.Procedure = "ordinary"
	f.DutyDone, f.Rectified, f.ProofHeld, f.Commitment, f.Authorised, f.OtherConditionsMet = yes, yes, yes, yes, yes, yes
	f.ExcludedByLaw, f.AlreadyRepaired = cases.TriNo, cases.TriNo
	f.ClassChosen = []cases.ClassChoice{{
		Ruleset: "R36", Class: "R36.GENERAL", By: d.Account.ID.String(), Reason: "演示：部门金额线未公布，由人认定为一般",
	}}
	return d.JudgeCase(ctx, c.ID, f, office.Choice{Ruleset: "R36", Reason: "演示：申请日适用"})
}

func judgeObjection(ctx context.Context, d office.Desk, c cases.Case) (cases.Case, error) {
	f := d.StartFacts(c)
	f.StillShown, f.DutyDone, f.Rectified = cases.TriYes, cases.TriYes, cases.TriYes
	f.ClassChosen = []cases.ClassChoice{{
		Ruleset: "R36", Class: "R36.GENERAL", By: d.Account.ID.String(), Reason: "演示：数额不大，由人认定为一般",
	}}
	return d.JudgeCase(ctx, c.ID, f, office.Choice{Ruleset: "SZ2023", Reason: "演示：深圳经济特区适用"})
}
