package present_test

import (
	"bytes"
	"context"
	"testing"

	"casedesk/app/present"
	"casedesk/cases"
)

// penalty is a made-up decision of the made-up housing office.
func penalty() cases.Record {
	code, _ := cases.ParseUSCC("91440199MA9X00185L")
	return cases.Record{
		Party: "示例𬬭源建筑工程有限公司", PartyKind: cases.PartyOrganisation, USCC: code, Chief: "邝望舒",
		DocNumber: "示例建罚〔2026〕41号", Body: "深圳市示例区住房和建设局", Violation: "未按规定设置围挡", Content: "罚款 32 000 元",
		Fine: 3_200_000, PenaltyKinds: []cases.PenaltyKind{"fine"}, DecidedOn: cases.MustDate("2026-05-20"), Field: "housing", Sample: true,
	}
}

// imported keeps records at a desk.
func imported(t testing.TB, s present.Session, records ...cases.Record) {
	t.Helper()
	_, err := s.Store.KeepRecords(context.Background(), records)
	must(t, err)
}

// takeIn goes through the new-case page for the imported record and gives the case.
func takeIn(w *world, s present.Session, fault string) cases.Case {
	w.Helper()
	p := present.NewIntake(&w.job, s)
	p.Answer("source", "public")
	p.Answer("fault", fault)
	p.Search("91440199MA9X00185L")
	w.job.run()
	next := func(want present.IntakeStep) {
		w.Helper()
		p.Next()
		w.job.run()
		speak(w.TB, p.View())
		if v := p.View(); v.Step != want || v.Problem != nil {
			w.Fatalf("step %d, want %d: blocked %v, problem %v", v.Step, want, v.Blocked, v.Problem)
		}
	}
	next(present.StepRecord)
	p.ChooseRecord(0)
	next(present.StepMatter)
	p.Set("agent.who", "agent")
	p.Set("agent.name", "林示例")
	p.Set("agent.until", "2026-12-31")
	if fault == "wrong" {
		p.AddClaim()
		p.SetClaim(0, "ground", "expired")
		p.SetClaim(0, "field", "fine")
		p.SetClaim(0, "request", "stop")
	}
	next(present.StepPapers)
	p.SetPaper("application", true, true, "1")
	next(present.StepCheck)
	next(present.StepDone)
	v := p.View()
	if !v.Letter || v.Receipt == "" {
		w.Fatalf("no receipt: %q, letter %v, %v", v.Receipt, v.Letter, v.Problem)
	}
	return v.Case
}

// judge answers everything in favour and records the judgement.
func judge(w *world, s present.Session, id cases.ID, ruleset string, marks map[string]string) *present.Inquiry {
	w.Helper()
	q := present.NewInquiry(&w.job, s)
	severity, criteria := present.NewSeverity(q), present.NewCriteria(q)
	q.Open(id)
	w.job.run()
	for i, k := range severity.View().Questions {
		if k.Key == "procedure" {
			severity.Goto(i)
			severity.Pick("ordinary")
			w.job.run()
		}
	}
	for _, k := range severity.View().Classes {
		for _, o := range k.Options {
			if o.Chosen {
				w.Errorf("%s: %s is chosen beforehand", k.Ruleset, o.Value)
			}
		}
		q.ChooseClass(k.Ruleset, k.Ruleset+".GENERAL")
		if v := severity.View(); v.Blocked == nil || cases.KeyOf(v.Blocked) != "judge.class_reason" {
			w.Errorf("a class without a reason can be recorded: %v", v.Blocked)
		}
		q.ClassReason(k.Ruleset, "住建部门未公布金额线，按个案情节认定")
		w.job.run()
	}
	for key, value := range marks {
		criteria.Mark(key, value)
		w.job.run()
	}
	q.ChooseRuleset(ruleset)
	q.Reason("申请日在 2026-04-01 之后")
	speak(w.TB, severity.View())
	speak(w.TB, criteria.View())
	if v := severity.View(); !v.CanRecord {
		w.Fatalf("cannot record: %v", v.Blocked)
	}
	q.Record()
	w.job.run()
	if v := criteria.View(); v.Problem != nil || v.Dirty || v.Said.IsZero() {
		w.Fatalf("not recorded: %v, dirty %v", v.Problem, v.Dirty)
	}
	return q
}

var allDone = map[string]string{
	"duty_done": "true", "rectified": "true", "proof_held": "true", "commitment": "true", "other_conditions_met": "true",
	"authorised": "true", "excluded_by_law": "false", "already_repaired": "false",
}

// open shows a case and fails where it cannot.
func open(w *world, s present.Session, id cases.ID) *present.CaseFile {
	w.Helper()
	p := present.NewCaseFile(&w.job, s)
	p.Open(id)
	w.job.run()
	if p.View().Problem != nil || !p.View().Ready {
		w.Fatal(p.View().Problem)
	}
	speak(w.TB, p.View())
	return p
}

func action(p *present.CaseFile, id present.ActionID) (present.Action, bool) {
	for _, a := range p.View().Actions {
		if a.ID == id {
			return a, true
		}
	}
	return present.Action{}, false
}

func wantsPrimary(w *world, p *present.CaseFile, want present.ActionID) {
	w.Helper()
	for _, a := range p.View().Actions {
		if a.Primary && a.ID != want || a.ID == want && !a.Primary {
			w.Errorf("in state %s the primary action is %s, want %s", p.View().Case.State, a.ID, want)
		}
	}
}

// A repair goes from the counter to the archive through the presenters alone.
func TestRepairFromTheCounterToTheArchive(t *testing.T) {
	w := newWorld(t)
	counter := w.sit(cases.Window, cases.Clerk)
	clerk, reviewer, signer := w.sit(cases.Authority, cases.Clerk), w.sit(cases.Authority, cases.Reviewer), w.sit(cases.Authority, cases.Signer)
	imported(t, counter, penalty())
	c := takeIn(w, counter, "made_good")
	file := open(w, counter, c.ID)
	wantsPrimary(w, file, present.ActJudge)
	if _, shown := action(file, present.ActSign); shown {
		t.Error("a window is offered to sign")
	}
	judge(w, counter, c.ID, "R36", allDone)
	forward(w, counter, c.ID)
	w.carry(counter, clerk)

	decideRepair(w, clerk, reviewer, signer, c.ID)
	letters := present.NewLetters(&w.job, signer)
	letters.Open(c.ID)
	w.job.run()
	letters.Issue(cases.LetterGrant)
	letters.Issue(cases.LetterGrant) // a second press while the first is under way
	w.job.run()
	speak(t, letters.View())
	v := letters.View()
	if v.Problem != nil || len(v.Issued) != 3 || v.Selected != 0 || !bytes.HasPrefix(v.PDF, []byte("%PDF")) || v.Issued[0].Sort != cases.LetterGrant {
		t.Fatalf("letters: %v, %d issued, %d bytes", v.Problem, len(v.Issued), len(v.PDF))
	}
	finish(w, clerk, c.ID)
}

func forward(w *world, s present.Session, id cases.ID) {
	w.Helper()
	p := present.NewForward(&w.job, s)
	p.Open(id)
	w.job.run()
	if v := p.View(); v.Chosen < 0 || !v.Targets[v.Chosen].Serves || !v.CanDo {
		w.Fatalf("the office that serves the body is not proposed: %+v, %v", v.Targets, v.Blocked)
	}
	p.Send()
	w.job.run()
	speak(w.TB, p.View())
	if v := p.View(); !v.Done || v.Problem != nil || v.Case.State != cases.Forwarded {
		w.Fatalf("not forwarded: %v", v.Problem)
	}
	letters := present.NewLetters(&w.job, s)
	letters.Open(id)
	w.job.run()
	if v := letters.View(); len(v.Choices) != 1 || v.Choices[0].Sort != cases.LetterForward || !v.Choices[0].Enabled {
		w.Errorf("after forwarding the window is offered %+v, want the slip", v.Choices)
	}
}

func decideRepair(w *world, clerk, reviewer, signer present.Session, id cases.ID) {
	w.Helper()
	file := open(w, clerk, id)
	wantsPrimary(w, file, present.ActAccept)
	file.Do(present.ActAccept)
	w.job.run()
	if file.View().Case.State != cases.Accepted || file.View().Said.IsZero() {
		w.Fatalf("not accepted: %v", file.View().Problem)
	}
	letters := present.NewLetters(&w.job, clerk)
	letters.Open(id)
	w.job.run()
	letters.Issue(cases.LetterAccept)
	w.job.run()
	proposal := present.NewProposal(&w.job, clerk)
	proposal.Open(id)
	w.job.run()
	if v := proposal.View(); v.CanDo || cases.KeyOf(v.Blocked) != "flow.choose" || !v.Options[0].Advised || v.Options[0].Chosen || v.Options[1].Advised {
		w.Errorf("before a choice: %v, %+v", v.Blocked, v.Options)
	}
	proposal.Choose("refused")
	if v := proposal.View(); !v.NeedText || cases.KeyOf(v.Blocked) != "decide.refuse_grounds" {
		w.Errorf("refusing against the advice: %v, needs text %v", v.Blocked, v.NeedText)
	}
	proposal.Choose("granted")
	speak(w.TB, proposal.View())
	proposal.Send()
	w.job.run()
	own := present.NewReview(&w.job, clerk)
	own.Open(id)
	w.job.run()
	if v := own.View(); v.CanDo || v.Blocked == nil {
		w.Error("经办 can review his own case")
	}
	speak(w.TB, own.View())
	returnAndApprove(w, clerk, reviewer, id)
	sign(w, signer, id)
}

// returnAndApprove sends the case back once, so that the way back is walked too.
func returnAndApprove(w *world, clerk, reviewer present.Session, id cases.ID) {
	w.Helper()
	review := present.NewReview(&w.job, reviewer)
	review.Open(id)
	w.job.run()
	review.Tick("V2")
	review.Type("写明为什么用这个版本")
	if v := review.View(); !v.CanDo || !v.Options[1].Chosen {
		w.Fatalf("cannot return: %v", v.Blocked)
	}
	review.Finish()
	w.job.run()
	speak(w.TB, review.View())
	proposal := present.NewProposal(&w.job, clerk)
	proposal.Open(id)
	w.job.run()
	if v := proposal.View(); len(v.Returned) != 1 || v.Remark != "写明为什么用这个版本" {
		w.Errorf("the return is not shown: %+v", v.Returned)
	}
	proposal.Choose("granted")
	proposal.Type("按申请日规则")
	proposal.Send()
	w.job.run()
	review.Open(id)
	w.job.run()
	places := len(review.View().Places)
	for range places {
		review.Step(1)
	}
	if v := review.View(); places == 0 || v.Unseen != 0 || v.Place != places-1 {
		w.Errorf("%d places, %d unseen, at %d", places, v.Unseen, v.Place)
	}
	review.Choose("approve")
	review.Finish()
	w.job.run()
	if v := review.View(); v.Case.State != cases.Reviewed {
		w.Fatalf("not approved: %v %v", v.Problem, v.Blocked)
	}
}

func sign(w *world, signer present.Session, id cases.ID) {
	w.Helper()
	p := present.NewSign(&w.job, signer)
	p.Open(id)
	w.job.run()
	speak(w.TB, p.View())
	if v := p.View(); v.Unverified || !v.CanDo || len(v.Rests) != 0 || v.Maker != "林晚晴" || v.Reviewer != "周见山" {
		w.Fatalf("checked law cannot be signed: %v, %+v", v.Blocked, v.Rests)
	}
	p.Finish()
	w.job.run()
	if v := p.View(); v.Case.State != cases.Decided || !v.Done {
		w.Fatalf("not signed: %v", v.Problem)
	}
}

// finish carries the decision out, tells, serves and archives.
func finish(w *world, s present.Session, id cases.ID) {
	w.Helper()
	file := open(w, s, id)
	wantsPrimary(w, file, present.ActCarryOut)
	file.Do(present.ActCarryOut)
	w.job.run()
	page := present.NewFinish(&w.job, s)
	for _, act := range []present.ActionID{present.ActNotify, present.ActServe} {
		page.Open(id, act)
		w.job.run()
		if v := page.View(); cases.KeyOf(v.Blocked) != "flow.way" {
			w.Errorf("%s: a way is chosen beforehand: %v", act, v.Blocked)
		}
		page.Choose("counter")
		speak(w.TB, page.View())
		page.Finish()
		w.job.run()
		if v := page.View(); !v.Done {
			w.Fatalf("%s: %v %v", act, v.Problem, v.Blocked)
		}
	}
	file.Open(id)
	w.job.run()
	wantsPrimary(w, file, present.ActArchive)
	file.Do(present.ActArchive)
	w.job.run()
	speak(w.TB, file.View())
	v := file.View()
	if v.Case.State != cases.Archived || v.Header.Badge.State != present.BadgeOver || v.Case.Service.Receiver != "林示例" {
		w.Errorf("the end: %s, %+v, %+v", v.Case.State, v.Header.Badge, v.Case.Service)
	}
	for _, st := range v.Stages {
		if !st.Done || st.Now {
			w.Errorf("a step is open at the end: %+v", st)
		}
	}
}

// An objection against a record that is shown too long ends with the item stopped.
func TestObjectionToARecordShownTooLong(t *testing.T) {
	w := newWorld(t)
	counter, clerk := w.sit(cases.Window, cases.Clerk), w.sit(cases.Authority, cases.Clerk)
	old := penalty()
	old.DecidedOn = cases.MustDate("2022-05-16")
	imported(t, counter, old)
	c := takeIn(w, counter, "wrong")
	if len(c.Claims) != 1 || c.Claims[0].Shown != "32 000 元" {
		t.Errorf("claims %+v", c.Claims)
	}
	judge(w, counter, c.ID, "SZ2023", map[string]string{"still_shown": "true"})
	forward(w, counter, c.ID)
	w.carry(counter, clerk)
	accept := present.NewAcceptance(&w.job, clerk)
	accept.Open(c.ID)
	w.job.run()
	if v := accept.View(); v.CanDo || cases.KeyOf(v.Blocked) != "flow.choose" {
		t.Errorf("before a choice: %v", v.Blocked)
	}
	accept.Choose("decline")
	if v := accept.View(); v.CanDo {
		t.Error("a clerk can decline, which only the signer may")
	}
	accept.Choose("accept")
	accept.Finish()
	w.job.run()
	speak(t, accept.View())
	if v := accept.View(); !v.Case.Marked {
		t.Fatalf("not marked: %v", v.Problem)
	}
	check := present.NewCheck(&w.job, clerk)
	check.Open(c.ID)
	w.job.run()
	check.Choose("expired")
	check.Type("公示期限已过")
	check.Finish()
	w.job.run()
	speak(t, check.View())
	proposal := present.NewProposal(&w.job, clerk)
	proposal.Open(c.ID)
	w.job.run()
	advised := ""
	for _, o := range proposal.View().Options {
		if o.Advised {
			advised = o.Value
		}
	}
	if advised != "stopped" {
		t.Errorf("advised %q, verdict %+v", advised, proposal.View().Verdict)
	}
	days := present.NewDeadlines(&w.job, clerk)
	days.Open(c.ID)
	w.job.run()
	speak(t, days.View())
	if v := days.View(); len(v.Clocks) == 0 || v.Selected < 0 || len(v.Clocks[v.Selected].Lines) == 0 {
		t.Errorf("clocks %+v", v.Clocks)
	}
}
