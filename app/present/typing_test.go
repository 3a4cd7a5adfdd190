package present_test

import (
	"reflect"
	"testing"

	"casedesk/app/present"
	"casedesk/cases"
)

// proposable is a case at its deciding office that only waits for a proposal.
func proposable(w *world) (present.Session, cases.Case) {
	w.Helper()
	clerk := w.sit(cases.Authority, cases.Clerk)
	imported(w.TB, clerk, penalty())
	c := takeIn(w, clerk, "made_good")
	c, err := clerk.Work.Accept(w.Context(), c.ID)
	must(w.TB, err)
	judge(w, clerk, c.ID, "R36", map[string]string{"duty_done": "true"})
	return clerk, c
}

func sameProposal(t testing.TB, what string, p *present.Proposal, text, outcome string) {
	t.Helper()
	v, got := p.View(), ""
	for _, o := range v.Options {
		if o.Chosen {
			got = o.Value
		}
	}
	if v.Text != text || got != outcome {
		t.Errorf("%s: text %q, outcome %q; want %q, %q", what, v.Text, got, text, outcome)
	}
}

// What is typed about an act is there again after the program ended without a
// word, on its page only; it can be undone; and it is gone once the act is done.
func TestWhatIsTypedAboutAnActOutlivesTheProgram(t *testing.T) {
	w := newWorld(t)
	s, c := proposable(w)
	p := present.NewProposal(&w.job, s)
	p.Open(c.ID)
	w.job.run()
	said := present.Words{}
	p.Saved = func(words present.Words) { said = words }
	p.Choose(string(cases.Granted))
	p.Type("当事人已于三月缴清")
	p.Keep(w.now)
	w.job.run()
	if said.Key != "draft.saved" {
		t.Errorf("said %v", said)
	}
	again := present.NewProposal(&w.job, s) // the program was started again
	again.Open(c.ID)
	w.job.run()
	sameProposal(t, "reopened", again, "当事人已于三月缴清", "granted")
	if !again.Undo() {
		t.Error("what was brought back cannot be undone")
	}
	sameProposal(t, "undone", again, "", "")
	again.Redo()
	sameProposal(t, "redone", again, "当事人已于三月缴清", "granted")
	notice := present.NewCheck(&w.job, s)
	notice.Open(c.ID)
	w.job.run()
	if v := notice.View(); v.Text != "" {
		t.Errorf("another page shows %q", v.Text)
	}
	again.Send()
	w.job.run()
	if v := again.View(); !v.Done {
		t.Fatalf("not sent: %v, %v", v.Blocked, v.Problem)
	}
	again.Keep(w.now)
	w.job.run()
	drafts, err := s.Store.Drafts(t.Context(), s.Work.Account.ID)
	must(t, err)
	for _, d := range drafts {
		if d.Form == string(present.ActPropose) {
			t.Error("the draft of what is done is left")
		}
	}
}

// Leaving a page for another case within the same second loses nothing, even while
// an older draft is being written.
func TestNothingIsLostBetweenTwoTicks(t *testing.T) {
	w := newWorld(t)
	s, c := proposable(w)
	p := present.NewProposal(&w.job, s)
	p.Open(c.ID)
	w.job.run()
	p.Type("一")
	p.Keep(w.now) // under way
	p.Type("一二")
	p.Keep(w.now)
	p.Type("一二三")
	p.Open(fresh(t)) // there is no such case
	w.job.run()
	if p.View().Problem == nil {
		t.Error("an unknown case is shown")
	}
	p.Open(c.ID)
	w.job.run()
	sameProposal(t, "back", p, "一二三", "")
}

// Answers to the rules' questions are drafts too, a half-typed day included.
func TestAnswersOutliveTheProgram(t *testing.T) {
	w := newWorld(t)
	s, c := proposable(w)
	q := present.NewInquiry(&w.job, s)
	criteria := present.NewCriteria(q)
	criteria.Open(c.ID)
	w.job.run()
	q.Answer("act_ended_on", "2026-1")
	q.Reason("按申请日的规定")
	w.job.run()
	q.Keep(w.now)
	w.job.run()
	again := present.NewInquiry(&w.job, s)
	page := present.NewCriteria(again)
	page.Open(c.ID)
	w.job.run()
	before, after := criteria.View(), page.View()
	if len(before.Rows) == 0 || !reflect.DeepEqual(before.Rows, after.Rows) || !reflect.DeepEqual(before.Others, after.Others) {
		t.Errorf("answers read\n%+v\nafter the restart\n%+v", before.Others, after.Others)
	}
	if !again.Undo() {
		t.Error("nothing to undo")
	}
}

// The form of a new case goes back step by step, choices and texts alike, and
// what is typed after going back ends the way forth.
func TestTheIntakeFormGoesBackAndForth(t *testing.T) {
	w := newWorld(t)
	s := w.sit(cases.Window, cases.Clerk)
	p := present.NewIntake(&w.job, s)
	p.Answer("source", "public")
	p.Answer("fault", "wrong")
	p.Set("statement", "不是我")
	w.job.run()
	if !p.Undo() || p.View().Matter != cases.Objection {
		t.Errorf("after one step back: %s", p.View().Matter)
	}
	if !p.Undo() || p.View().Matter != "" || !p.Redo() || p.View().Matter != cases.Objection {
		t.Errorf("back and forth: %s", p.View().Matter)
	}
	p.Answer("fault", "made_good")
	if p.Redo() || p.View().Matter != cases.Repair {
		t.Error("a way forth is left over")
	}
	p.Tick(w.now)
	w.job.run()
	if v := p.View(); v.Dirty || v.Saved.Key != "draft.saved" {
		t.Errorf("what was taken back is not kept: %+v", v.Saved)
	}
}

// The last act is taken back from the case's page, and the history shows both.
func TestTheLastActIsTakenBackFromThePage(t *testing.T) {
	w := newWorld(t)
	s, c := proposable(w)
	file := open(w, s, c.ID)
	if u := file.View().Undo; u == nil || u.Kind != cases.KindJudged {
		t.Fatalf("offered %+v", u)
	}
	file.Undo()
	w.job.run()
	v := file.View()
	if v.Problem != nil || v.Case.Judgement != nil || v.Said.Key != "done.undo" {
		t.Fatalf("%v, %+v", v.Problem, v.Said)
	}
	if len(v.History) < 2 || v.History[0].Kind != cases.KindUndone || !v.History[1].Gone {
		t.Errorf("the history reads %+v", v.History[:2])
	}
	speak(t, v)
	file.Undo() // does the act again
	w.job.run()
	if file.View().Case.Judgement == nil {
		t.Error("taking back was not taken back")
	}
	other := open(w, w.sit(cases.Authority, cases.Signer), c.ID)
	if other.View().Undo != nil {
		t.Error("another account is offered it")
	}
	other.Undo()
	w.job.run()
	if cases.KeyOf(other.View().Problem) == "" {
		t.Error("another account took it back")
	}
}
