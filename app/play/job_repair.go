package main

import (
	"strings"

	"casedesk/app/play/hands"
)

// repairAtWindow receives a repair from an imported record, checks and forwards it.
func repairAtWindow() []scene {
	return []scene{
		act("repair triage", click("nav.intake"), click("intake.source.public"), click("intake.fault.made_good"), see("intake.search")),
		// The last digit but one is mistyped; the page says which and mends it.
		alsoWide(act("repair subject", write("intake.search", "91440300MA9X002063"), click("intake.suggest"), pick("intake.subject.", repairParty), click("intake.record.0"))),
		act("repair agent", click("intake.next"), click("intake.agent.who.agent"), write("intake.agent.name", "示例代理人"),
			write("intake.agent.phone", "13800000000"), write("intake.agent.until", "2027-12-31")),
		act("repair papers", click("intake.next"), click("intake.paper.application"), click("intake.paper.identity"), click("intake.paper.mandate"),
			click("intake.paper.R36-PAPER-1"), click("intake.paper.R36-PAPER-2"), click("intake.paper.R36-PAPER-3")),
		act("repair check", click("intake.next"), see("intake.receive")),
		act("repair received", click("intake.receive"), see("intake.open")),
		act("repair opened", click("intake.open"), see("case.judge")),
		alsoWide(act("repair severity", click("case.judge"), click("severity.q.procedure"), click("severity.answer.ordinary"),
			click("severity.class.R36.R36.GENERAL"), write("severity.class_reason.R36", "部门金额线未公布，按情节认定"),
			click("severity.ruleset.R36"), write("severity.reason", "申请时施行的办法"), see("severity.record"))),
		alsoWide(act("repair criteria", click("case.tab.criteria"),
			click("criteria.row.R36-COND-2"), yes("duty_done"), yes("rectified"),
			click("criteria.row.R36-MAT-1"), yes("proof_held"),
			click("criteria.row.R36-COND-3"), yes("commitment"),
			click("criteria.row.R36-COND-4"), yes("other_conditions_met"), yes("authorised"),
			click("criteria.answer.excluded_by_law.no"))),
		act("repair judged", click("criteria.record"), click("case.tab.deadlines"), see("case.tab.overview")),
		act("repair forwarding", click("case.tab.overview"), click("case.forward"), see("forward.finish")),
		act("repair forwarded", click("forward.finish"), see("case.letter")),
		letter("forwarding slip", "L5"),
	}
}

// yes answers a question of the criteria tab with yes.
func yes(key string) move { return click("criteria.answer." + key + ".yes") }

// repairPrepared accepts the repair at the authority and proposes to grant it.
func repairPrepared() []scene {
	return []scene{
		act("repair arrived", open(repairParty)),
		act("repair accepted", click("case.accept"), see("case.propose")),
		letter("acceptance of the repair", "L3"),
		act("repair proposal", click("case.tab.overview"), click("case.propose"), click("propose.outcome.granted"), write("propose.text", "演示"), see("propose.finish")),
		act("repair proposed", click("propose.finish"), see("case.history")),
	}
}

// letter issues the one of the sorts that is offered and looks at it.
func letter(name string, sorts ...string) scene {
	return act(name, click("case.tab.letters"), func(h *hands.Hands) error {
		var ids []string
		for _, s := range sorts {
			ids = append(ids, "letters.issue."+s)
		}
		id, err := h.Either(ids...)
		if err != nil {
			return err
		}
		if err := h.Click(id); err != nil {
			return err
		}
		return h.Settle(strings.Replace(id, "issue", "row", 1))
	})
}

func reviewed() scene {
	return act("reviewed", click("review.choice.approve"), see("review.finish"), click("review.finish"), see("case.history"))
}

// signed signs; where the law behind the decision is unverified, after saying
// which text was compared.
func signed() scene {
	return act("signed", func(h *hands.Hands) error {
		if _, err := h.Find("sign.back"); err != nil {
			return err
		}
		if h.Shows("sign.checked") {
			if err := h.Click("sign.checked"); err != nil {
				return err
			}
			if err := h.Write("sign.text", "演示文本"); err != nil {
				return err
			}
		}
		return h.Click("sign.finish")
	}, see("case.history"))
}

// carriedOut takes a decided case to the archive.
func carriedOut(party string) []scene {
	return []scene{
		act("to carry out", click("nav.workbench"), click("workbench.filter.carry_out"), open(party)),
		act("carried out", click("case.carry_out"), click("case.notify")),
		act("notified", click("notify.way.counter"), click("notify.finish"), click("case.serve")),
		act("served", click("serve.way.counter"), write("serve.receiver", "示例代理人"), click("serve.finish"), see("case.archive")),
		act("archived", click("case.archive"), see("case.history")),
	}
}
