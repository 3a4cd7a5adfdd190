package wire

import (
	"context"
	"strings"
	"testing"
	"time"

	"casedesk/app/office"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

// accepted takes a repair to the authority's desk and accepts it there.
func accepted(w *world, a office.Application) cases.Case {
	ctx, step := context.Background(), must[cases.Case](w.t)
	counter, clerk := w.sit(cases.Window, cases.Clerk), w.sit(cases.Authority, cases.Clerk)
	c := step(counter.Receive(ctx, a))
	step(counter.Forward(ctx, c.ID, clerk.Office))
	w.carry(counter, clerk)
	return step(clerk.Accept(ctx, c.ID))
}

// judged is accepted with the facts recorded by the authority's clerk.
func judged(w *world, facts func(cases.Facts) cases.Facts) cases.Case {
	c := accepted(w, repairApplication())
	clerk := w.sit(cases.Authority, cases.Clerk)
	choice := office.Choice{Ruleset: "R36", Reason: "申请日在 2026-04-01 之后"}
	return must[cases.Case](w.t)(clerk.JudgeCase(context.Background(), c.ID, facts(clerk.StartFacts(c)), choice))
}

// refused wants the act to be refused with this key, and the case unchanged.
func (w *world) refused(d office.Desk, id cases.ID, key string, act func() error) {
	w.t.Helper()
	before := must[cases.Case](w.t)(d.Store.Case(context.Background(), id))
	if err := act(); cases.KeyOf(err) != key {
		w.t.Errorf("got %v, want %s", err, key)
	}
	if after := must[cases.Case](w.t)(d.Store.Case(context.Background(), id)); after.Head != before.Head {
		w.t.Errorf("%s: the refused act changed the case", key)
	}
}

func TestMissingPapersAreAskedForOnceAndCome(t *testing.T) {
	w, ctx, step := newWorld(t), context.Background(), must[cases.Case](t)
	counter := w.sit(cases.Window, cases.Clerk)
	a := repairApplication()
	a.Papers = nil
	c := step(counter.Receive(ctx, a))
	w.refused(counter, c.ID, "decide.nothing_missing", func() error {
		_, err := counter.Do(ctx, c.ID, cases.AskedMoreAct{On: counter.Today()})
		return err
	})
	missing := []cases.Paper{{Code: "PROOF", Name: "缴款凭证"}, {Code: "COMMITMENT", Name: "信用承诺书（签字、盖章）"}}
	c = step(counter.Do(ctx, c.ID, cases.AskedMoreAct{Missing: missing, On: counter.Today()}))
	if c.State != cases.Supplementing || len(c.Missing) != 2 {
		t.Fatalf("asked: %s, %d missing", c.State, len(c.Missing))
	}
	w.save("L2", w.issue(counter, c.ID, cases.LetterMissing))
	c = step(counter.Do(ctx, c.ID, cases.CompletedAct{Papers: missing, On: counter.Today()}))
	if len(c.Missing) != 0 || len(c.Papers) != 2 {
		t.Errorf("completed: %d missing, %d papers", len(c.Missing), len(c.Papers))
	}
	c = step(counter.Do(ctx, c.ID, cases.WithdrawnAct{Reason: "另行申请", On: counter.Today()}))
	if c.State != cases.Withdrawn {
		t.Errorf("withdrawn: %s", c.State)
	}
	w.refused(counter, c.ID, "decide.state", func() error {
		_, err := counter.Forward(ctx, c.ID, w.sit(cases.Authority, cases.Clerk).Office)
		return err
	})
}

func TestAForwardedCaseIsOutOfTheWindowsHands(t *testing.T) {
	w, ctx := newWorld(t), context.Background()
	counter := w.sit(cases.Window, cases.Clerk)
	c := accepted(w, repairApplication())
	w.carry(w.sit(cases.Authority, cases.Clerk), counter)
	for _, act := range []cases.Act{
		cases.AskedMoreAct{Missing: []cases.Paper{{Name: "x"}}, On: counter.Today()},
		cases.ForwardedAct{To: w.sit(cases.Authority, cases.Clerk).Office.ID, On: counter.Today()},
		cases.ProposedAct{Outcome: cases.Granted, On: counter.Today()},
		cases.AcceptedAct{On: counter.Today()},
		cases.WithdrawnAct{On: counter.Today()},
		cases.ArchivedAct{On: counter.Today()},
	} {
		before := must[cases.Case](t)(counter.Store.Case(ctx, c.ID))
		if _, err := counter.Do(ctx, c.ID, act); err == nil {
			t.Errorf("the window's %s went through", act.Kind())
		}
		if after := must[cases.Case](t)(counter.Store.Case(ctx, c.ID)); after.Head != before.Head {
			t.Errorf("the window's %s changed the case", act.Kind())
		}
	}
}

func TestDeclinedWithGroundsByASigner(t *testing.T) {
	w, ctx, step := newWorld(t), context.Background(), must[cases.Case](t)
	counter, clerk := w.sit(cases.Window, cases.Clerk), w.sit(cases.Authority, cases.Clerk)
	signer := w.sit(cases.Authority, cases.Signer)
	a := repairApplication()
	a.Party = cases.Party{Kind: cases.PartyPerson, Name: "示例某", IDNumber: "440304188304131095"}
	c := step(counter.Receive(ctx, a))
	step(counter.Forward(ctx, c.ID, clerk.Office))
	w.carry(counter, clerk)
	act := cases.DeclinedAct{On: signer.Today(), Text: "已当面说明。", Grounds: []cases.Ground{{
		Text: "所申请的记录不由本单位认定", Ruleset: "R36", Title: "《信用修复管理办法》（国家发展改革委令第36号）",
	}}}
	w.refused(clerk, c.ID, "decide.role", func() error { _, err := clerk.Do(ctx, c.ID, act); return err })
	w.refused(signer, c.ID, "decide.decline_grounds", func() error {
		_, err := signer.Do(ctx, c.ID, cases.DeclinedAct{On: signer.Today()})
		return err
	})
	c = step(signer.Do(ctx, c.ID, act))
	if c.State != cases.Declined {
		t.Fatalf("declined: %s", c.State)
	}
	w.save("L4", w.issue(signer, c.ID, cases.LetterDecline))
	said := string(must[cases.Case](t)(signer.Store.Case(ctx, c.ID)).Letters[0].Data)
	if strings.Contains(said, "你单位") || !strings.Contains(said, "你就") || strings.Contains(said, a.Party.IDNumber) {
		t.Errorf("a letter to a person: %s", said)
	}
}

func TestRefusedAfterAReturnAndASecondRound(t *testing.T) {
	w, ctx, step := newWorld(t), context.Background(), must[cases.Case](t)
	c := judged(w, func(f cases.Facts) cases.Facts {
		f = fulfilled(f)
		f.Commitment, f.DutyDone = cases.TriNo, cases.TriNo
		return f
	})
	clerk, reviewer := w.sit(cases.Authority, cases.Clerk), w.sit(cases.Authority, cases.Reviewer)
	signer := w.sit(cases.Authority, cases.Signer)
	w.refused(clerk, c.ID, "decide.refuse_grounds", func() error {
		_, err := clerk.Propose(ctx, c.ID, cases.Refused, nil, "")
		return err
	})
	w.refused(clerk, c.ID, "decide.against_verdict", func() error {
		_, err := clerk.Propose(ctx, c.ID, cases.Granted, nil, "")
		return err
	})
	ground := cases.Ground{Text: "没有作出信用承诺", Ruleset: "R36", Title: "《信用修复管理办法》（国家发展改革委令第36号）"}
	step(clerk.Propose(ctx, c.ID, cases.Refused, []cases.Ground{ground}, ""))
	w.refused(reviewer, c.ID, "decide.return_grounds", func() error {
		_, err := reviewer.Review(ctx, c.ID, false, nil, "")
		return err
	})
	c = step(reviewer.Review(ctx, c.ID, false, []string{"grounds"}, "漏写未履行义务一项"))
	w.refused(signer, c.ID, "decide.state", func() error { _, err := signer.Sign(ctx, c.ID, nil); return err })
	second := ground
	second.Text = "罚款没有缴清，义务没有全部履行"
	step(clerk.Propose(ctx, c.ID, cases.Refused, []cases.Ground{ground, second}, "截至 2026-10-12 未见缴款凭证。"))
	step(reviewer.Review(ctx, c.ID, true, nil, ""))
	step(signer.Sign(ctx, c.ID, &cases.TextCheck{Text: "国家发展改革委令第36号官方文本", On: signer.Today()}))
	w.refused(signer, c.ID, "letter.early", func() error { _, _, err := signer.Issue(ctx, c.ID, cases.LetterGrant); return err })
	w.save("L9", w.issue(signer, c.ID, cases.LetterRefuse))
	w.refused(signer, c.ID, "letter.made", func() error { _, _, err := signer.Issue(ctx, c.ID, cases.LetterRefuse); return err })

	c = step(clerk.Do(ctx, c.ID, cases.NotifiedAct{Way: "counter", On: clerk.Today()}))
	c = step(clerk.Do(ctx, c.ID, cases.ServedAct{Way: "post", Receiver: "示例代理人", On: clerk.Today()}))
	if c.Service == nil || c.Service.Way != "post" {
		t.Errorf("service: %+v", c.Service)
	}
	if c = step(clerk.Do(ctx, c.ID, cases.ArchivedAct{On: clerk.Today()})); c.State != cases.Archived {
		t.Errorf("archived: %s", c.State)
	}
}

// The three hands stay three, also with a clerk who holds every role.
func TestMakerNeverChecksOrSigns(t *testing.T) {
	w, ctx, step := newWorld(t), context.Background(), must[cases.Case](t)
	c := judged(w, fulfilled)
	all := w.sit(cases.Authority, cases.Clerk)
	all.Account.Roles = []cases.Role{cases.Clerk, cases.Reviewer, cases.Signer}
	step(all.Propose(ctx, c.ID, cases.Granted, nil, ""))
	w.refused(all, c.ID, "decide.own_review", func() error { _, err := all.Review(ctx, c.ID, true, nil, ""); return err })
	reviewer := w.sit(cases.Authority, cases.Reviewer)
	step(reviewer.Review(ctx, c.ID, true, nil, ""))
	check := &cases.TextCheck{Text: "官方文本", On: all.Today()}
	w.refused(all, c.ID, "decide.own_sign", func() error { _, err := all.Sign(ctx, c.ID, check); return err })
	reviewer.Account.Roles = append(reviewer.Account.Roles, cases.Signer)
	w.refused(reviewer, c.ID, "decide.reviewer_signs", func() error { _, err := reviewer.Sign(ctx, c.ID, check); return err })
}

func TestExtensionIsSaidBeforeTheDayPasses(t *testing.T) {
	w, ctx, step := newWorld(t), context.Background(), must[cases.Case](t)
	c := judged(w, fulfilled)
	if len(c.Clocks) == 0 {
		t.Fatal("acceptance started no clock")
	}
	signer := w.sit(cases.Authority, cases.Signer)
	old := c.Clocks[0]
	by := cases.Period{N: 3, Unit: cases.Workdays}
	extend := func(d office.Desk, reason, approver string) (cases.Case, error) {
		return d.Extend(ctx, c.ID, old.ID, by, reason, approver)
	}
	clerk := w.sit(cases.Authority, cases.Clerk)
	w.refused(clerk, c.ID, "decide.role", func() error { _, err := extend(clerk, "需要现场核查", "局长"); return err })
	w.refused(signer, c.ID, "decide.extend_reason", func() error { _, err := extend(signer, "", "局长"); return err })
	w.refused(signer, c.ID, "decide.extend_clock", func() error { _, err := signer.Extend(ctx, c.ID, "C-OTHER", by, "核查", ""); return err })
	if old.Approver != "" {
		w.refused(signer, c.ID, "decide.extend_approver", func() error { _, err := extend(signer, "核查", ""); return err })
	}
	c = step(extend(signer, "需要现场核查", "局长"))
	if want, _ := cases.AddWorkdays(old.Due, 3, signer.Calendar); c.Clocks[0].Due != want || c.Clocks[0].Extended[0].Reason != "需要现场核查" {
		t.Errorf("due %s, want %s", c.Clocks[0].Due, want)
	}
	// A lawful stop: the clock has no end until it goes on again.
	w.refused(clerk, c.ID, "decide.role", func() error { _, err := clerk.Pause(ctx, c.ID, old.ID, "等待检验结果"); return err })
	w.refused(signer, c.ID, "decide.pause_reason", func() error { _, err := signer.Pause(ctx, c.ID, old.ID, ""); return err })
	w.refused(clerk, c.ID, "decide.resume_clock", func() error { _, err := clerk.Resume(ctx, c.ID, old.ID); return err })
	was := c.Clocks[0].Due
	if c = step(signer.Pause(ctx, c.ID, old.ID, "等待检验结果")); !c.Clocks[0].Due.IsZero() {
		t.Errorf("a stopped clock is due %s", c.Clocks[0].Due)
	}
	w.refused(signer, c.ID, "decide.extend_clock", func() error { _, err := extend(signer, "核查", "局长"); return err })
	if c = step(clerk.Resume(ctx, c.ID, old.ID)); c.Clocks[0].Due.Before(was) || c.Clocks[0].Stops[0].To != clerk.Today() {
		t.Errorf("goes on to %s after %s: %+v", c.Clocks[0].Due, was, c.Clocks[0].Stops)
	}
}

// Two accounts saw the same case; the second to act is told to look again.
func TestSecondActOnTheSameSightIsAConflict(t *testing.T) {
	w, ctx := newWorld(t), context.Background()
	counter, other := w.sit(cases.Window, cases.Clerk), w.sit(cases.Window, cases.Reviewer)
	c := must[cases.Case](t)(counter.Receive(ctx, repairApplication()))
	first := cases.CompletedAct{Papers: []cases.Paper{{Name: "x"}}, On: counter.Today()}
	second := cases.WithdrawnAct{On: counter.Today()}
	if _, err := counter.Store.(*sqlite.Session).Act(ctx, c.ID, c.Head, nil, cases.AskedMoreAct{Missing: first.Papers, On: first.On}); err != nil {
		t.Fatal(err)
	}
	if _, err := other.Store.(*sqlite.Session).Act(ctx, c.ID, c.Head, nil, second); cases.KindOf(err) != cases.Conflict {
		t.Errorf("a stale act: %v", err)
	}
	if now := must[cases.Case](t)(counter.Store.Case(ctx, c.ID)); len(now.Past) != 2 {
		t.Errorf("%d events, want 2", len(now.Past))
	}
}

// The days of an objection run from the day it was passed on, not from the day
// that somebody got round to accepting it.
func TestAnObjectionsDaysRunFromTheDayItWasPassedOn(t *testing.T) {
	w, ctx, step := newWorld(t), context.Background(), must[cases.Case](t)
	counter, clerk := w.sit(cases.Window, cases.Clerk), w.sit(cases.Authority, cases.Clerk)
	a := repairApplication()
	a.Matter, a.Claims = cases.Objection, []cases.Claim{{Ground: "expired", Request: "stop"}}
	c := step(counter.Receive(ctx, a))
	passed := counter.Today()
	step(counter.Forward(ctx, c.ID, clerk.Office))
	w.carry(counter, clerk)
	later := w.tools.Now().AddDate(0, 0, 1)
	w.tools.Now = func() time.Time { return later }
	c = step(w.sit(cases.Authority, cases.Clerk).Accept(ctx, c.ID))
	if len(c.Clocks) != 1 || c.Clocks[0].From != passed || c.Clocks[0].Due != passed.Add(2) || !strings.HasPrefix(c.Clocks[0].Title, "《") {
		t.Errorf("passed on %s, accepted %s: %+v", passed, c.AcceptedOn, c.Clocks)
	}
}

// Cut short between carrying out and unmarking, the desk goes on with the second.
func TestCarryingOutGoesOnWhereItWasCutShort(t *testing.T) {
	w, ctx, step := newWorld(t), context.Background(), must[cases.Case](t)
	counter, clerk := w.sit(cases.Window, cases.Clerk), w.sit(cases.Authority, cases.Clerk)
	a := repairApplication()
	a.Matter, a.Claims = cases.Objection, []cases.Claim{{Ground: "expired", Request: "stop"}}
	c := step(counter.Receive(ctx, a))
	step(counter.Forward(ctx, c.ID, clerk.Office))
	w.carry(counter, clerk)
	c = step(clerk.Accept(ctx, c.ID))
	f := clerk.StartFacts(c)
	f.StillShown, f.DecidedOn = cases.TriYes, cases.MustDate("2022-05-16")
	f.ClassChosen = []cases.ClassChoice{{Ruleset: "R36", Class: "R36.GENERAL", By: "clerk", Reason: "数额不大"}}
	step(clerk.JudgeCase(ctx, c.ID, f, office.Choice{Ruleset: "SZ2023", Reason: "深圳经济特区适用"}))
	step(clerk.Propose(ctx, c.ID, cases.Stopped, nil, ""))
	step(w.sit(cases.Authority, cases.Reviewer).Review(ctx, c.ID, true, nil, ""))
	signer := w.sit(cases.Authority, cases.Signer)
	w.refused(signer, c.ID, "decide.unverified", func() error { _, err := signer.Sign(ctx, c.ID, nil); return err })
	c = step(signer.Sign(ctx, c.ID, &cases.TextCheck{Text: "官方文本", On: signer.Today()}))
	step(clerk.Do(ctx, c.ID, cases.LiftedAct{Effects: c.Decision.Effects, On: clerk.Today()}))
	if c = step(clerk.CarryOut(ctx, c.ID)); c.Marked || c.State != cases.Carried {
		t.Errorf("%s, marked %v", c.State, c.Marked)
	}
	lifted := 0
	for _, p := range c.Past {
		if p.Kind == cases.KindLifted {
			lifted++
		}
	}
	if lifted != 1 {
		t.Errorf("carried out %d times", lifted)
	}
}
