package main

// objectionAtWindow receives an objection to a record shown too long and forwards it.
func objectionAtWindow() []scene {
	return []scene{
		act("objection triage", click("nav.intake"), click("intake.source.public"), click("intake.fault.wrong"), see("intake.search")),
		act("objection subject", write("intake.search", "示例01"), pick("intake.subject.", objectionParty), click("intake.record.0")),
		act("objection claim", click("intake.next"), click("intake.agent.who.self"), click("intake.claim.add"),
			click("intake.claim.0.ground.expired"), click("intake.claim.0.request.stop"), see("intake.next")),
		act("objection papers", click("intake.next"), see("intake.next")),
		act("objection check", click("intake.next"), see("intake.receive")),
		act("objection received", click("intake.receive"), see("intake.open")),
		act("objection forwarding", click("intake.open"), click("case.forward"), see("forward.finish")),
		act("objection forwarded", click("forward.finish"), see("case.letter")),
		letter("forwarding slip of the objection", "L5"),
	}
}

// objectionPrepared accepts, checks and judges the objection and proposes to
// stop publication.
func objectionPrepared() []scene {
	return []scene{
		act("objection arrived", open(objectionParty)),
		act("objection accepted", click("case.accept"), see("case.check")),
		letter("acceptance of the objection", "L3"),
		act("objection checked", click("case.tab.overview"), click("case.check"), click("check.finding.expired"), click("check.finish"), see("case.judge")),
		act("objection grounds", click("case.judge"), click("severity.q.still_shown"), click("severity.answer.yes"),
			click("severity.q.shown_until"), write("severity.answer.text", "2025-05-16"),
			click("severity.ruleset.SZ2023"), write("severity.reason", "深圳经济特区适用"), see("severity.record")),
		act("objection judged", click("severity.record"), see("case.tab.overview")),
		act("objection proposal", click("case.tab.overview"), click("case.propose"), click("propose.outcome.stopped"), write("propose.text", "演示"), see("propose.finish")),
		act("objection proposed", click("propose.finish"), see("case.history")),
	}
}
