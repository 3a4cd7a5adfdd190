package present_test

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"casedesk/app/office"
	"casedesk/app/present"
	"casedesk/cases"
)

// grantedAt plays a repair of the imported record to its grant, carried out.
func grantedAt(w *world, counter, clerk, reviewer, signer present.Session) cases.Case {
	w.Helper()
	ctx := context.Background()
	imported(w.TB, counter, penalty())
	c := takeIn(w, counter, "made_good")
	f := counter.Work.StartFacts(c)
	yes := cases.TriYes
	f.Procedure, f.DutyDone, f.Rectified, f.ProofHeld, f.Commitment, f.Authorised, f.OtherConditionsMet = "ordinary", yes, yes, yes, yes, yes, yes
	f.ExcludedByLaw, f.AlreadyRepaired = cases.TriNo, cases.TriNo
	f.ClassChosen = []cases.ClassChoice{{Ruleset: "R36", Class: "R36.GENERAL", By: "clerk", Reason: "按情节认定"}}
	step := func(_ cases.Case, err error) { w.Helper(); must(w.TB, err) }
	step(counter.Work.JudgeCase(ctx, c.ID, f, office.Choice{Ruleset: "R36", Reason: "申请日适用"}))
	step(counter.Work.Forward(ctx, c.ID, clerk.Work.Office))
	w.carry(counter, clerk)
	step(clerk.Work.Accept(ctx, c.ID))
	step(clerk.Work.Propose(ctx, c.ID, cases.Granted, nil, "按程序"))
	step(reviewer.Work.Review(ctx, c.ID, true, nil, ""))
	step(signer.Work.Sign(ctx, c.ID, &cases.TextCheck{Text: "官方文本", On: signer.Work.Today()}))
	c, err := clerk.Work.CarryOut(ctx, c.ID)
	must(w.TB, err)
	return c
}

// offered tells whether an action is offered, and whether to this hand now.
func offered(list []present.Action, id present.ActionID) (shown, enabled, primary bool) {
	i := slices.IndexFunc(list, func(a present.Action) bool { return a.ID == id })
	if i < 0 {
		return false, false, false
	}
	return true, list[i].Enabled, list[i].Primary
}

// The revocation goes through its pages: opened on the packs' grounds, told and heard,
// proposed with no advice, reviewed with what stands behind it, signed with the text read.
func TestAGrantIsRevokedOnItsPages(t *testing.T) {
	w := newWorld(t)
	counter, clerk := w.sit(cases.Window, cases.Clerk), w.sit(cases.Authority, cases.Clerk)
	reviewer, signer := w.sit(cases.Authority, cases.Reviewer), w.sit(cases.Authority, cases.Signer)
	c := grantedAt(w, counter, clerk, reviewer, signer)
	file := present.NewCaseFile(&w.job, clerk)
	look := func() present.CaseFileView { file.Open(c.ID); w.job.run(); speak(t, file.View()); return file.View() }
	if shown, enabled, primary := offered(look().Actions, present.ActDoubt); !shown || !enabled || primary {
		t.Fatalf("shown %v, enabled %v, primary %v", shown, enabled, primary)
	}
	there := present.NewCaseFile(&w.job, counter)
	w.carry(clerk, counter)
	there.Open(c.ID)
	w.job.run()
	if shown, _, _ := offered(there.View().Actions, present.ActDoubt); shown {
		t.Error("a window is offered to revoke")
	}

	p := present.NewDoubt(&w.job, clerk)
	p.Open(c.ID, present.ActDoubt)
	w.job.run()
	if v := p.View(); len(v.Grounds) != 3 || slices.ContainsFunc(v.Grounds, func(g present.GroundLine) bool { return g.Chosen || g.Advised }) || cases.KeyOf(v.Blocked) != "decide.doubt_grounds" {
		t.Fatalf("%+v, blocked %v", v.Grounds, v.Blocked)
	}
	p.Tick(0)
	p.TypeFacts("出具单位来函。")
	p.Finish()
	w.job.run()
	if v := look(); v.Case.State != cases.Doubted {
		t.Fatalf("after opening: %s, %v", v.Case.State, p.View().Problem)
	}
	hearOnItsPage(t, w, clerk, c.ID)
	proposeOnItsPage(t, w, clerk, c.ID)
	reviewAndSign(t, w, reviewer, signer, c.ID)
	v := look()
	if v.Case.State != cases.Revoked || v.Stages[0].On.IsZero() || !v.Stages[4].Done {
		t.Errorf("at the end: %s, %+v", v.Case.State, v.Stages)
	}
	if _, enabled, _ := offered(v.Actions, present.ActCarryOut); !enabled {
		t.Error("nobody can put the former state back")
	}
}

func hearOnItsPage(t testing.TB, w *world, clerk present.Session, id cases.ID) {
	t.Helper()
	p := present.NewDoubt(&w.job, clerk)
	p.Open(id, present.ActHear)
	w.job.run()
	p.AddFile("复函.png", "image/png", bytes.NewReader([]byte("reply")))
	w.job.run()
	speak(t, p.View())
	if v := p.View(); len(v.Files) != 1 || v.Facts != "出具单位来函。" || cases.KeyOf(v.Blocked) != "decide.heard_told" {
		t.Fatalf("files %v, facts %q, blocked %v", v.Files, v.Facts, v.Blocked)
	}
	p.Choose("post")
	p.TypeTold("昨天")
	if key := cases.KeyOf(p.View().Blocked); key != "decide.heard_told" {
		t.Errorf("a day that is none: %s", key)
	}
	p.TypeTold(clerk.Work.Today().String())
	p.Quiet(true)
	p.TypeSaid("不知情")
	if key := cases.KeyOf(p.View().Blocked); key != "decide.heard_said" {
		t.Errorf("silent and not: %s", key)
	}
	p.Quiet(false)
	if p.Undo() && !p.View().Silent {
		t.Error("undo does not take the last change back")
	}
	p.Redo()
	p.Finish()
	w.job.run()
	if v := p.View(); v.Case.Hearing == nil || v.Case.Hearing.Said != "不知情" {
		t.Fatalf("%+v, %v", v.Case.Hearing, v.Problem)
	}
}

func proposeOnItsPage(t testing.TB, w *world, clerk present.Session, id cases.ID) {
	t.Helper()
	p := present.NewProposal(&w.job, clerk)
	p.Open(id)
	w.job.run()
	v := p.View()
	if len(v.Options) != 2 || v.Options[0].Advised || v.Options[1].Advised || len(v.Grounds) != 1 {
		t.Fatalf("%+v, grounds %+v", v.Options, v.Grounds)
	}
	p.Choose("revoked")
	p.Tick(0)
	if v := p.View(); !v.NeedText || cases.KeyOf(v.Blocked) != "decide.revoke_text" {
		t.Errorf("without words: need %v, blocked %v", v.NeedText, v.Blocked)
	}
	p.Type("查无此号。")
	p.Send()
	w.job.run()
	if v := p.View(); v.Case.State != cases.Proposed {
		t.Fatalf("%s, %v", v.Case.State, v.Problem)
	}
}

func reviewAndSign(t testing.TB, w *world, reviewer, signer present.Session, id cases.ID) {
	t.Helper()
	r := present.NewReview(&w.job, reviewer)
	r.Open(id)
	w.job.run()
	speak(t, r.View())
	if n := len(r.View().Places); n != 6 { // outcome, words, ground, doubt, hearing, proof
		t.Errorf("%d places to check: %+v", n, r.View().Places)
	}
	r.Choose("approve")
	r.Finish()
	w.job.run()
	p := present.NewSign(&w.job, signer)
	p.Open(id)
	w.job.run()
	speak(t, p.View())
	if v := p.View(); !v.Unverified || len(v.Rests) == 0 || len(v.Effects) != 4 || cases.KeyOf(v.Blocked) != "decide.unverified" {
		t.Fatalf("unread %v, rests on %d, effects %v, blocked %v", v.Unverified, len(v.Rests), v.Effects, v.Blocked)
	}
	p.Check(true)
	p.CheckIn("第36号令官方文本")
	p.Finish()
	w.job.run()
	if v := p.View(); v.Case.State != cases.Revoked || v.Said.Key != "done.sign_revoked" {
		t.Fatalf("%s, %v, said %v", v.Case.State, v.Problem, v.Said)
	}
}
