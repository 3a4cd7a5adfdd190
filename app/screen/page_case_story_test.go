package screen_test

import (
	"context"
	"testing"

	"casedesk/app/present"
	. "casedesk/app/screen"
	"casedesk/cases"
)

// received takes a made-up penalty in through the intake presenter and opens its page.
func (c *clerk) received(fault string) cases.Case {
	c.Helper()
	code, _ := cases.ParseUSCC("91440199MA9X00185L")
	_, err := c.store.KeepRecords(context.Background(), []cases.Record{{
		Party: "示例𬬭源建筑工程有限公司", PartyKind: cases.PartyOrganisation, USCC: code, Chief: "邝望舒",
		DocNumber: "示例建罚〔2026〕41号", Body: "深圳市示例区住房和建设局", Violation: "未按规定设置围挡", Content: "罚款 32 000 元",
		Fine: 3_200_000, PenaltyKinds: []cases.PenaltyKind{"fine"}, DecidedOn: cases.MustDate("2026-05-20"), Field: "housing", Sample: true,
	}})
	must(c.T, err)
	p := present.NewIntake(&c.work, c.session)
	p.Answer("source", "public")
	p.Answer("fault", fault)
	p.Search("91440199MA9X00185L")
	c.settle()
	steps := []func(){func() {}, func() { p.ChooseRecord(0) }, func() {
		p.Set("agent.who", "self")
		if fault == "wrong" {
			p.AddClaim()
			p.SetClaim(0, "ground", "expired")
			p.SetClaim(0, "field", "public_until")
			p.SetClaim(0, "request", "stop")
		}
	}, func() { p.SetPaper("application", true, true, "1") }, func() {}}
	for _, do := range steps {
		do()
		p.Next()
		c.settle()
	}
	v := p.View()
	if v.Case.ID.IsZero() {
		c.Fatalf("not received: %v, %v", v.Blocked, v.Problem)
	}
	c.shell.Go(Route{Page: PageCase, Case: v.Case.ID})
	c.settle()
	return v.Case
}

// asItStands reads the case as its events stand.
func (c *clerk) asItStands(id cases.ID) cases.Case {
	c.Helper()
	x, err := c.store.Case(context.Background(), id)
	must(c.T, err)
	return x
}

// A clerk judges a repair with the pointer and the keyboard: a class with its
// reason, every condition, and the judgement stands in the case.
func TestARepairIsJudgedOnItsPage(t *testing.T) {
	c := newClerk(t)
	id := c.received("made_good").ID
	if k := c.must("case.history"); !k.Focused {
		t.Error("the page does not have the keyboard")
	}
	c.chord("Ctrl+Enter")
	c.press("severity.q.procedure", "severity.answer.ordinary")
	c.press("severity.class.R36.R36.GENERAL")
	if c.must("severity.record").Enabled {
		t.Error("a class without a reason can be recorded")
	}
	c.fill("severity.class_reason.R36", "按案情认定")
	c.press("severity.class.R36.R36.MINOR", "severity.class.R36.R36.GENERAL") // a choice can be changed
	c.press("severity.ruleset.R36")
	c.fill("severity.reason", "申请在后")

	c.chord("Ctrl+3")
	c.press("criteria.row.R36-COND-2", "criteria.answer.duty_done.yes", "criteria.answer.rectified.yes")
	c.press("criteria.answer.authorised.yes", "criteria.answer.excluded_by_law.no", "criteria.answer.already_repaired.no")
	for _, answer := range []string{"proof_held", "commitment", "other_conditions_met"} {
		c.chord("F8") // the next condition that is not met
		c.press("criteria.answer." + answer + ".yes")
	}
	c.chord("Ctrl+Enter")

	j := c.asItStands(id).Judgement
	if j == nil || j.Ruleset != "R36" || j.Reason != "申请在后" {
		t.Fatalf("recorded %+v", j)
	}
	r, _ := j.Chosen()
	if r.Repairable != cases.TriYes || r.Class != "R36.GENERAL" {
		t.Errorf("repairable %v, class %s", r.Repairable, r.Class)
	}
	c.chord("Ctrl+1")
	c.chord("Ctrl+2")
	if k := c.must("severity.reason"); k.Value != j.Reason {
		t.Errorf("the tab shows the reason %q", k.Value)
	}
	if n := len(c.asItStands(id).Past); n != 3 {
		t.Errorf("looking at the tabs made events: %d", n)
	}
}

// What is missing is asked for at once, comes, and the case may be withdrawn
// only with its panel open: Esc goes back and nothing has happened.
func TestMissingPapersAndAWithdrawalThoughtBetterOf(t *testing.T) {
	c := newClerk(t)
	id := c.received("made_good").ID
	c.press("case.judge", "severity.class.R36.R36.GENERAL")
	c.fill("severity.class_reason.R36", "按案情")
	c.press("severity.ruleset.R36")
	c.fill("severity.reason", "申请在后")
	c.press("severity.record", "case.tab.overview", "case.ask_more")
	for _, paper := range []string{"ask_more.paper.1", "ask_more.paper.2", "ask_more.paper.3"} {
		if !c.must(paper).Chosen {
			t.Errorf("%s is missing and not ticked", paper)
		}
	}
	c.press("ask_more.finish")
	if x := c.asItStands(id); x.State != cases.Supplementing || len(x.Missing) != 3 {
		t.Fatalf("in state %s with %d papers asked for", x.State, len(x.Missing))
	}
	c.press("case.complete", "complete.finish", "case.withdraw")
	c.chord("Esc")
	if _, open := c.sees("withdraw.finish"); open || c.asItStands(id).State != cases.Received {
		t.Errorf("Esc did not leave things as they were: %s", c.asItStands(id).State)
	}
	c.press("case.withdraw")
	c.fill("withdraw.reason", "另行办理")
	c.chord("Ctrl+Enter")
	if x := c.asItStands(id); x.State != cases.Withdrawn {
		t.Errorf("in state %s", x.State)
	}
	if _, offered := c.sees("case.withdraw"); offered {
		t.Error("a withdrawn case is offered to be withdrawn")
	}
}

// An objection shows what is disputed; its grounds are answered in place of conditions.
func TestTheGroundsOfAnObjectionAreAnswered(t *testing.T) {
	c := newClerk(t)
	id := c.received("wrong").ID
	if k := c.must("case.tab.criteria"); k.Label != "异议理由" {
		t.Errorf("the tab is called %s", k.Label)
	}
	c.press("case.judge", "severity.q.still_shown", "severity.answer.yes", "severity.q.shown_until")
	c.fill("severity.answer.text", "2026-08-20")
	c.press("severity.ruleset.SZ2023")
	c.fill("severity.reason", "按条例")
	c.press("case.tab.criteria", "criteria.record")
	j := c.asItStands(id).Judgement
	if j == nil {
		t.Fatal("nothing recorded")
	}
	if r, ok := j.Chosen(); !ok || r.ID != "SZ2023" || r.Supported != cases.TriYes {
		t.Errorf("recorded %s, supported %v", r.ID, r.Supported)
	}
}
