package present_test

import (
	"strings"
	"testing"

	"casedesk/app/present"
	"casedesk/cases"
)

// A case whose papers are missing is asked for them once, completed, and withdrawn.
func TestMissingPapersAreAskedForAtOnceAndTheCaseWithdrawn(t *testing.T) {
	w := newWorld(t)
	counter := w.sit(cases.Window, cases.Clerk)
	imported(t, counter, penalty())
	c := takeIn(w, counter, "made_good")
	notice := present.NewNotice(&w.job, counter)
	notice.Open(c.ID, present.ActAskMore)
	w.job.run()
	if v := notice.View(); cases.KeyOf(v.Blocked) != "decide.nothing_missing" {
		t.Errorf("nothing is known to be missing: %v", v.Blocked)
	}
	judge(w, counter, c.ID, "R36", map[string]string{"authorised": "true"})
	notice.Open(c.ID, present.ActAskMore)
	w.job.run()
	papers := len(notice.View().Papers)
	if v := notice.View(); papers < 2 || v.Chosen != papers || !v.CanDo {
		t.Fatalf("%d papers, %d ticked, %v", papers, v.Chosen, v.Blocked)
	}
	notice.Tick(0)
	notice.Tick(0)
	speak(t, notice.View())
	notice.Finish()
	w.job.run()
	file := open(w, counter, c.ID)
	wantsPrimary(w, file, present.ActComplete)
	if b := file.View().Header.Badge; b.State != present.BadgeStopped {
		t.Errorf("waiting for papers: %+v", b)
	}
	notice.Open(c.ID, present.ActComplete)
	w.job.run()
	if v := notice.View(); len(v.Papers) != papers {
		t.Errorf("%d papers to come in, %d were asked for", len(v.Papers), papers)
	}
	notice.Finish()
	w.job.run()
	scanAndWithdraw(w, counter, c.ID, file)
}

// scanAndWithdraw adds a scan to the completed case and then withdraws it.
func scanAndWithdraw(w *world, counter present.Session, id cases.ID, file *present.CaseFile) {
	w.Helper()
	t := w.TB
	criteria := present.NewCriteria(present.NewInquiry(&w.job, counter))
	criteria.Open(id)
	w.job.run()
	gap := criteria.View().Gaps[0].Paper
	criteria.AddEvidence(gap, "缴款凭证", "image/png", strings.NewReader("scan"))
	w.job.run()
	speak(t, criteria.View())
	if v := criteria.View(); v.Problem != nil || !v.Gaps[0].Here || v.Rows[0].State == "" {
		t.Errorf("the scan does not stand with its paper: %+v, %v", v.Gaps, v.Problem)
	}
	var moved []cases.State
	page := present.NewFinish(&w.job, counter)
	page.Moved = func(c cases.Case) { moved = append(moved, c.State) }
	page.Open(id, present.ActWithdraw)
	w.job.run()
	page.TypeReason("申请人撤回")
	page.Finish()
	page.Finish() // pressed twice
	w.job.run()
	speak(t, page.View())
	if len(moved) != 1 || moved[0] != cases.Withdrawn {
		t.Errorf("moved %v, %v", moved, page.View().Problem)
	}
	file.Open(id)
	w.job.run()
	if a := file.View().Actions; len(a) != 0 {
		t.Errorf("a withdrawn case can still be changed: %+v", a)
	}
}

// Only the signer declines, with grounds; a reviewer cannot sign.
func TestDecliningNeedsTheSignerAndGrounds(t *testing.T) {
	w := newWorld(t)
	counter, signer := w.sit(cases.Window, cases.Clerk), w.sit(cases.Authority, cases.Signer)
	imported(t, counter, penalty())
	c := takeIn(w, counter, "made_good")
	judge(w, counter, c.ID, "R36", map[string]string{"duty_done": "false"})
	forward(w, counter, c.ID)
	w.carry(counter, signer)
	p := present.NewAcceptance(&w.job, signer)
	p.Open(c.ID)
	w.job.run()
	p.Choose("accept")
	if v := p.View(); cases.KeyOf(v.Blocked) != "decide.role" {
		t.Errorf("a signer accepts: %v", v.Blocked)
	}
	speak(t, p.View())
	p.Choose("decline")
	if v := p.View(); cases.KeyOf(v.Blocked) != "decide.decline_grounds" || len(v.Grounds) == 0 {
		t.Errorf("declining without grounds: %v", v.Blocked)
	}
	for i, g := range p.View().Grounds {
		if g.Chosen {
			t.Error("a ground is chosen beforehand")
		}
		if !g.Ground.Verified && g.Ground.Article != "" {
			t.Errorf("ground %s names an unchecked article", g.Ground.Code)
		}
		if i == 0 {
			p.Tick(i)
		}
	}
	p.Type("义务没有履行完")
	p.Finish()
	w.job.run()
	v := p.View()
	if v.Problem != nil || v.Case.State != cases.Declined || len(v.Case.Refusal.Grounds) != 1 || v.Case.Refusal.Text == "" {
		t.Fatalf("declined: %v, %+v", v.Problem, v.Case.Refusal)
	}
	file := open(w, signer, c.ID)
	wantsPrimary(w, file, present.ActLetter)
	reviewer := open(w, w.sit(cases.Authority, cases.Reviewer), c.ID)
	a, shown := action(reviewer, present.ActLetter)
	if shown && a.Enabled {
		t.Error("a reviewer may issue what the signer signs")
	}
}

// A case that moved on meanwhile is told, and nothing is written over it.
func TestAStalePageTellsThatTheCaseMovedOn(t *testing.T) {
	w := newWorld(t)
	counter := w.sit(cases.Window, cases.Clerk)
	imported(t, counter, penalty())
	c := takeIn(w, counter, "made_good")
	first, second := present.NewForward(&w.job, counter), present.NewForward(&w.job, counter)
	first.Open(c.ID)
	second.Open(c.ID)
	w.job.run()
	first.Send()
	second.Send()
	w.job.run()
	speak(t, second.View())
	if v := second.View(); !first.View().Done || v.Done || cases.KindOf(v.Problem) != cases.Conflict || v.Busy {
		t.Errorf("the second page: done %v, %v", v.Done, v.Problem)
	}
	file := open(w, counter, c.ID)
	file.Do(present.ActAccept)
	if v := file.View(); v.Problem == nil || v.Case.State != cases.Forwarded {
		t.Errorf("a window accepts: %v", v.Problem)
	}
	speak(t, file.View())
}

func TestUnverifiedLawIsSignedOnlyAfterItsTextWasChecked(t *testing.T) {
	s := sitting(t, nil, cases.MayAccept, cases.MayDecide)
	c := cases.Case{
		ID: cases.ID{0xc, 1}, Matter: cases.Repair, State: cases.Reviewed, Holder: us, Proposal: &cases.ProposedAct{Outcome: cases.Granted},
		Judgement: &cases.JudgedAct{Ruleset: "R36", Verdict: cases.Verdict{Rulesets: []cases.RulesetVerdict{{
			ID: "R36", Criteria: []cases.Criterion{{ID: "C1", Cite: "A1"}, {ID: "C2", Cite: "A1"}, {ID: "C3", Cite: "A2", Verified: true}},
		}}}},
	}
	s.Store = &shelf{cases: map[cases.ID]cases.Case{c.ID: c}}
	var job jobs
	p := present.NewSign(&job, s)
	p.Open(c.ID)
	job.run()
	speak(t, p.View())
	if v := p.View(); !v.Unverified || cases.KeyOf(v.Blocked) != "decide.unverified" || len(v.Rests) != 1 || v.Rests[0].Number != "" || v.Letter.Key != "letter.L8" {
		t.Fatalf("%v, rests on %+v", v.Blocked, v.Rests)
	}
	p.Check(true)
	if p.View().CanDo {
		t.Error("a check of no named text counts")
	}
	p.CheckIn("官方文本")
	if !p.View().CanDo {
		t.Errorf("checked, and still blocked: %v", p.View().Blocked)
	}
	p.Check(false)
	if p.View().CanDo {
		t.Error("a check that was taken back counts")
	}
	c.Hands.Makers = []cases.ID{me}
	s.Store.(*shelf).cases[c.ID] = c
	p.Open(c.ID)
	job.run()
	if v := p.View(); cases.KeyOf(v.Blocked) != "decide.own_sign" || v.Checked {
		t.Errorf("经办 signs his own case: %v, checked %v", v.Blocked, v.Checked)
	}
}

// A page that was opened for another case meanwhile shows that one only.
func TestThePageShowsTheCaseThatWasOpenedLast(t *testing.T) {
	f := queue()
	var job jobs
	s := sitting(t, f)
	file, letters, days := present.NewCaseFile(&job, s), present.NewLetters(&job, s), present.NewDeadlines(&job, s)
	sign := present.NewSign(&job, s)
	for _, page := range []struct {
		open  func(cases.ID)
		shown func() string
	}{
		{file.Open, func() string { return file.View().Header.Name }},
		{letters.Open, func() string { return letters.View().Header.Name }},
		{days.Open, func() string { return days.View().Header.Name }},
		{sign.Open, func() string { return sign.View().Header.Name }},
	} {
		page.open(cases.ID{0xc, 1})
		page.open(cases.ID{0xc, 3})
		stale := job.take(0)
		job.run()
		stale()
		if got := page.shown(); got != "丙厂" {
			t.Errorf("shows %q", got)
		}
		page.open(cases.ID{0xff})
		job.run()
	}
	if file.View().Problem == nil || file.View().Ready || sign.View().Problem == nil {
		t.Error("a case that is not there is not told")
	}
	file.Choose(present.TabLetters)
	if file.View().Tab != present.TabLetters {
		t.Error("the tab did not change")
	}
}
