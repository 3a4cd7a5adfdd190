package present_test

import (
	"context"
	"slices"
	"testing"

	"casedesk/app/office"
	"casedesk/app/present"
	"casedesk/cases"
)

func centreOffice() cases.Office {
	return cases.Office{Name: "深圳市示例公共信用信息中心", Short: "示例信用", Kind: cases.Centre, City: "440300", Sample: true,
		Powers: []cases.Power{cases.MayReceive, cases.MayAccept, cases.MayMark, cases.MayCheck, cases.MayDecide}}
}

// primaryOf names what the case page offers first.
func primaryOf(w *world, s present.Session, id cases.ID) present.ActionID {
	w.Helper()
	p := present.NewCaseFile(&w.job, s)
	p.Open(id)
	w.job.run()
	speak(w.TB, p.View())
	for _, a := range p.View().Actions {
		if a.Primary {
			return a.ID
		}
	}
	return ""
}

func offers(w *world, s present.Session, id cases.ID, action present.ActionID) bool {
	w.Helper()
	p := present.NewCaseFile(&w.job, s)
	p.Open(id)
	w.job.run()
	return slices.ContainsFunc(p.View().Actions, func(a present.Action) bool { return a.ID == action })
}

// acceptedAtCentre is an objection in two items, accepted by the centre.
func acceptedAtCentre(w *world, s present.Session) cases.ID {
	w.Helper()
	ctx := context.Background()
	c, err := s.Work.Receive(ctx, office.Application{
		Matter: cases.Objection, Party: cases.Party{Kind: cases.PartyOrganisation, Name: "示例甲有限公司", Code: "91440199MA9X00185L"}, Record: penalty(),
		Claims: []cases.Claim{
			{Ground: "wrong", Field: "fine", Shown: "32 000 元", Claimed: "3 200 元", Request: "correct"},
			{Ground: "wrong", Field: "decided_on", Shown: "2026-05-20", Claimed: "2026-05-26", Request: "correct"},
		},
	})
	must(w.TB, err)
	_, err = s.Work.Accept(ctx, c.ID)
	must(w.TB, err)
	return c.ID
}

// The centre checks each item against its own data, cannot settle them and asks
// the source; the source answers each; the centre proposes item by item, with
// what follows from the answers marked as advised.
func TestAnObjectionIsAskedAboutAndEndsItemByItem(t *testing.T) {
	w := newWorld(t, centreOffice())
	s, source := w.sit(cases.Centre, cases.Clerk), w.sit(cases.Authority, cases.Clerk)
	id := acceptedAtCentre(w, s)
	if got := primaryOf(w, s, id); got != present.ActCheck {
		t.Fatalf("first comes %s", got)
	}
	check := present.NewCheck(&w.job, s)
	check.Open(id)
	w.job.run()
	if v := check.View(); len(v.Items) != 2 || len(v.Findings) != 0 || v.CanDo || v.Items[0].Options[1].Value != string(cases.FindingSame) {
		t.Fatalf("the check: %+v", v)
	}
	check.ChooseItem(0, string(cases.FindingSame))
	check.TypeItem(0, "32 000 元")
	if v := check.View(); v.CanDo || cases.KeyOf(v.Blocked) != "decide.findings" {
		t.Errorf("one item is open: %v", v.Blocked)
	}
	check.ChooseItem(1, string(cases.FindingSame))
	check.ChooseItem(7, "holds") // no such item
	speak(t, check.View())
	check.Finish()
	w.job.run()
	if got := primaryOf(w, s, id); got != present.ActInquire || !offers(w, s, id, present.ActForward) {
		t.Errorf("after the check comes %s", got)
	}

	ask := present.NewInquire(&w.job, s)
	ask.Open(id)
	w.job.run()
	if v := ask.View(); !v.CanDo || len(v.Items) != 2 || !v.Items[0].Chosen || v.Chosen < 0 || !v.Targets[v.Chosen].Serves {
		t.Fatalf("the inquiry: blocked %v, %+v", v.Blocked, v.Items)
	}
	ask.Tick(0)
	ask.Tick(1)
	if v := ask.View(); cases.KeyOf(v.Blocked) != "decide.inquiry_claims" {
		t.Errorf("nothing is asked: %v", v.Blocked)
	}
	ask.Tick(0)
	ask.Tick(1)
	ask.Type(" 请核对数额和日期 ")
	speak(t, ask.View())
	ask.Send()
	w.job.run()
	w.carry(s, source)
	if offers(w, s, id, present.ActPropose) || primaryOf(w, s, id) != "" {
		t.Error("the centre goes on while the source has the case")
	}
	if got := primaryOf(w, source, id); got != present.ActAnswer {
		t.Fatalf("at the source first comes %s", got)
	}

	answer := present.NewAnswer(&w.job, source)
	answer.Open(id)
	w.job.run()
	if v := answer.View(); v.Question != "请核对数额和日期" || v.Asker == "" || len(v.Items) != 2 || v.CanDo {
		t.Fatalf("the answer: %+v", v)
	}
	answer.Choose(0, string(cases.FindingHolds))
	answer.TypeItem(0, "3 200 元")
	answer.Choose(1, string(cases.FindingDenied))
	answer.Type("数额录入有误")
	speak(t, answer.View())
	answer.Send()
	w.job.run()
	w.carry(source, s)

	judgeObjection(w, s, id)
	propose := present.NewProposal(&w.job, s)
	propose.Open(id)
	w.job.run()
	v := propose.View()
	if len(v.Items) != 2 || len(v.Options) != 0 || !v.Items[0].Options[0].Advised || !v.Items[1].Options[4].Advised || v.Items[0].Text != "3 200 元" {
		t.Fatalf("the proposal: %+v", v.Items)
	}
	propose.ChooseItem(0, string(cases.Corrected))
	propose.ChooseItem(1, string(cases.Corrected))
	if v := propose.View(); !v.NeedText || cases.KeyOf(v.Blocked) != "decide.against_verdict" || v.Whole.Key != "outcome.corrected" {
		t.Errorf("against the source: %v, whole %+v", v.Blocked, v.Whole)
	}
	propose.ChooseItem(1, string(cases.Kept))
	propose.TypeItem(0, "3 200 元整")
	speak(t, propose.View())
	if v := propose.View(); !v.CanDo || v.NeedText || v.Whole.Key != "outcome.partly" || !v.Items[0].Asks || v.Items[1].Asks {
		t.Fatalf("blocked %v, whole %+v", v.Blocked, v.Whole)
	}
	propose.Send()
	w.job.run()
	c, err := s.Store.Case(context.Background(), id)
	must(t, err)
	want := []cases.ItemOutcome{{Claim: 0, Outcome: cases.Corrected, Value: "3 200 元整"}, {Claim: 1, Outcome: cases.Kept}}
	if c.Proposal.Outcome != cases.Partly || !slices.Equal(c.Proposal.Items, want) {
		t.Errorf("proposed %+v", c.Proposal)
	}
}

// judgeObjection records what the rules say with the facts that the findings tell.
func judgeObjection(w *world, s present.Session, id cases.ID) {
	w.Helper()
	q := present.NewInquiry(&w.job, s)
	severity := present.NewSeverity(q)
	q.Open(id)
	w.job.run()
	q.ChooseRuleset("SZ2023")
	q.Reason("深圳经济特区适用")
	w.job.run()
	q.Record()
	w.job.run()
	if v := severity.View(); v.Blocked != nil {
		w.Fatalf("not judged: %v", v.Blocked)
	}
}

// An authority decides about its own record: it is offered neither an inquiry
// nor passing on, and an objection of one item is checked as a whole.
func TestTheSourceAsksNobody(t *testing.T) {
	w := newWorld(t)
	s := w.sit(cases.Authority, cases.Clerk)
	id := acceptedAtCentre(w, s)
	check := present.NewCheck(&w.job, s)
	check.Open(id)
	w.job.run()
	if v := check.View(); v.Items[0].Options[1].Value != string(cases.FindingDenied) {
		t.Errorf("the source's own no: %+v", v.Items[0].Options)
	}
	for i := range 2 {
		check.ChooseItem(i, string(cases.FindingHolds))
	}
	check.Finish()
	w.job.run()
	if offers(w, s, id, present.ActInquire) || offers(w, s, id, present.ActForward) {
		t.Error("the source is offered to ask itself")
	}
	if got := primaryOf(w, s, id); got != present.ActJudge {
		t.Errorf("next comes %s", got)
	}
}
