package present_test

import (
	"testing"
	"time"

	"casedesk/app/present"
	"casedesk/cases"

	"pgregory.net/rapid"
)

func newIntake(t testing.TB, f *shelf) (*present.Intake, *jobs) {
	job := &jobs{}
	if f.drafts == nil {
		f.drafts = map[cases.ID]cases.Draft{}
	}
	return present.NewIntake(job, sitting(t, f)), job
}

func TestTriageSendsTheWrongDoorElsewhere(t *testing.T) {
	for _, c := range []struct{ source, fault, referral string }{
		{"pboc", "", "referral.pboc"}, {"court", "wrong", "referral.court"}, {"other", "", "referral.other"},
		{"public", "not_yet", "referral.not_yet"}, {"public", "", ""},
	} {
		p, _ := newIntake(t, &shelf{})
		p.Answer("source", c.source)
		if c.fault != "" {
			p.Answer("fault", c.fault)
		}
		speak(t, p.View())
		if v := p.View(); v.Referral.Key != c.referral || v.CanNext || v.Step != present.StepTriage || cases.KeyOf(v.Blocked) != "intake.triage" {
			t.Errorf("%+v: %+v, step %d, %v", c, v.Referral, v.Step, v.Blocked)
		}
	}
	p, _ := newIntake(t, &shelf{})
	p.Answer("source", "public")
	p.Answer("fault", "wrong")
	if v := p.View(); v.Matter != cases.Objection || v.Step != present.StepSubject {
		t.Errorf("an objection: %s at step %d", v.Matter, v.Step)
	}
}

func TestMistypedCodeIsExplainedAndMended(t *testing.T) {
	p, job := newIntake(t, &shelf{records: []cases.Record{penalty()}})
	p.Answer("source", "public")
	p.Answer("fault", "made_good")
	p.Search("91440199MA9X00186L")
	job.run()
	speak(t, p.View())
	h := p.View().Hint
	if !h.Shown || h.At != 17 || h.Was != "6" || h.Is != "5" || h.Offer.Key != "intake.use_digit" || h.Suggest != "91440199MA9X00185L" {
		t.Fatalf("hint %+v", h)
	}
	if p.View().NoSubject.IsZero() {
		t.Error("nothing was found and nothing says so")
	}
	p.UseSuggestion()
	job.run()
	if v := p.View(); v.Hint.Shown || v.Subject != 0 || len(v.Records) != 1 || v.Query != h.Suggest {
		t.Errorf("after mending: %+v, subject %d", v.Hint, v.Subject)
	}
	p.Search("示例源")
	if p.View().Hint.Shown {
		t.Error("a name is judged as a code")
	}
}

func TestOneDecisionSpeltTwiceIsOneRecordAndAnOpenCaseIsNamed(t *testing.T) {
	again := penalty()
	again.DocNumber, again.Fine = "示例建罚[2026]第041号", 3_300_000
	f := &shelf{records: []cases.Record{penalty(), again}, cases: map[cases.ID]cases.Case{}}
	r := row(3, penalty().Party, cases.Received, "")
	r.DocNumber = "示例建罚字（２０２６）41 号"
	f.rows = []cases.Row{r}
	f.cases[r.Case] = cases.Case{ID: r.Case, Past: []cases.Happening{{Kind: cases.KindReceived, Actor: me}}}
	p, job := newIntake(t, f)
	p.Answer("source", "public")
	p.Answer("fault", "made_good")
	p.Search("91440199MA9X00185L")
	job.run()
	v := p.View()
	if len(v.Subjects) != 1 || v.Subjects[0].Records != 1 || len(v.Records) != 1 || v.Records[0].Twice != 1 {
		t.Fatalf("subjects %+v, records %d", v.Subjects, len(v.Records))
	}
	if d := v.Records[0].Differs; len(d) != 1 || d[0].Key != "field.record.fine" {
		t.Errorf("the rows differ in %+v", d)
	}
	p.ChooseRecord(0)
	speak(t, p.View())
	if v := p.View(); v.Taken.IsZero() || v.Taken.Args[0].Value != "林晚晴" || v.TakenCase != r.Case || len(v.Known) != 1 {
		t.Errorf("taken %+v, case %v", v.Taken, v.TakenCase)
	}
}

func TestDraftIsKeptWithinATickAndReopenedAsTyped(t *testing.T) {
	f := &shelf{records: []cases.Record{penalty()}}
	p, job := newIntake(t, f)
	at := time.Date(2026, 10, 12, 2, 41, 7, 0, time.UTC)
	p.Tick(at)
	if len(job.list) != 0 {
		t.Error("an empty form is kept as a draft")
	}
	p.Answer("source", "public")
	p.Answer("fault", "wrong")
	p.EnterByHand()
	p.Set("party.name", "冯")
	p.Tick(at)
	p.Set("party.name", "冯顺安 ") // typed while the save is under way
	p.Tick(at)
	if len(job.list) != 1 {
		t.Fatalf("%d saves at once", len(job.list))
	}
	job.run()
	if v := p.View(); !v.Dirty || v.Saved.Args[0].Value != "10:41:07" {
		t.Errorf("dirty %v, saved %+v", v.Dirty, v.Saved)
	}
	p.AddClaim()
	p.SetClaim(0, "claimed", "不是我")
	p.Tick(at.Add(time.Second))
	job.run()
	if v := p.View(); v.Dirty || len(f.drafts) != 1 {
		t.Errorf("dirty %v, %d drafts", v.Dirty, len(f.drafts))
	}
	q, job2 := newIntake(t, f)
	q.LoadDrafts()
	job2.run()
	speak(t, q.View())
	if d := q.View().Drafts; len(d) != 1 || d[0].Name != "冯顺安 " {
		t.Fatalf("drafts %+v", d)
	}
	q.Reopen(q.View().Drafts[0].ID)
	job2.run()
	if v := q.View(); v.Step != p.View().Step || !v.ByHand || len(v.Claims) != 1 || v.Claims[0].Claimed != "不是我" || v.Dirty {
		t.Errorf("reopened %+v", v)
	}
	q.Discard(q.View().Drafts[0].ID)
	job2.run()
	if len(f.drafts) != 0 || len(q.View().Drafts) != 0 {
		t.Error("a discarded draft is still there")
	}
}

func TestFailedSaveStaysDirtyAndIsTriedAgain(t *testing.T) {
	f := &shelf{}
	p, job := newIntake(t, f)
	p.Answer("source", "public")
	f.fails = cases.Fail(cases.Exhausted, "draft.gone")
	p.Tick(time.Unix(0, 0))
	job.run()
	if v := p.View(); v.Problem == nil || !v.Dirty {
		t.Errorf("problem %v, dirty %v", v.Problem, v.Dirty)
	}
	f.fails = nil
	p.Tick(time.Unix(1, 0))
	job.run()
	if v := p.View(); v.Dirty || len(f.drafts) != 1 {
		t.Error("the draft is not kept after the trouble ended")
	}
}

func TestDamagedDraftIsSaidAndHarmsNoOther(t *testing.T) {
	f := &shelf{drafts: map[cases.ID]cases.Draft{
		{1}: {ID: cases.ID{1}, Form: "intake", Version: 1, Body: []byte("{")},
		{2}: {ID: cases.ID{2}, Form: "intake", Version: 9, Body: []byte("{}")},
		{3}: {ID: cases.ID{3}, Form: "intake", Version: 1, Body: []byte(`{"step":1,"query":"甲"}`)},
	}}
	p, job := newIntake(t, f)
	p.LoadDrafts()
	job.run()
	if d := p.View().Drafts; len(d) != 1 || d[0].Name != "甲" {
		t.Errorf("drafts %+v", d)
	}
	for id, key := range map[cases.ID]string{{1}: "draft.body", {2}: "draft.version", {9}: "draft.gone"} {
		p.Reopen(id)
		job.run()
		speak(t, p.View())
		if got := cases.KeyOf(p.View().Problem); got != key {
			t.Errorf("draft %v: %s, want %s", id[0], got, key)
		}
	}
}

// Whatever is typed, in whatever order, is in the draft and comes back the same.
func TestAnyDraftComesBackAsTyped(t *testing.T) {
	keys := []string{"party.name", "party.code", "agent.until", "record.fine", "record.decided_on", "statement"}
	rapid.Check(t, func(r *rapid.T) {
		f := &shelf{}
		p, job := newIntake(t, f)
		p.Answer("source", "public")
		p.Answer("fault", "made_good")
		p.EnterByHand()
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			p.Set(rapid.SampledFrom(keys).Draw(r, "key"), rapid.String().Draw(r, "text"))
			if rapid.Bool().Draw(r, "tick") {
				p.Tick(time.Unix(0, 0))
			}
			if rapid.Bool().Draw(r, "done") {
				job.run()
			}
		}
		p.Next()
		job.run()
		p.Tick(time.Unix(0, 0))
		job.run()
		q, job2 := newIntake(t, f)
		for id := range f.drafts {
			q.Reopen(id)
		}
		job2.run()
		a, b := p.View().Fields, q.View().Fields
		if len(a) == 0 || len(a) != len(b) {
			r.Fatalf("%d fields, then %d", len(a), len(b))
		}
		for i := range a {
			if a[i].Value != b[i].Value {
				r.Errorf("%s: %q became %q", a[i].Key, a[i].Value, b[i].Value)
			}
		}
	})
}

func TestEachStepSaysWhatItLacks(t *testing.T) {
	p, job := newIntake(t, &shelf{})
	p.Answer("source", "public")
	p.Answer("fault", "wrong")
	shut := func(want string) {
		t.Helper()
		job.run()
		speak(t, p.View())
		if got := cases.KeyOf(p.View().Blocked); got != want {
			t.Errorf("step %d: blocked %q, want %q", p.View().Step, got, want)
		}
		p.Next()
	}
	shut("intake.subject")
	p.EnterByHand()
	shut("")
	shut("intake.body")
	p.Set("record.body", "示例局")
	p.Set("record.decided_on", "2026-13-02")
	shut("date.month")
	p.Set("record.decided_on", "2026-05-20")
	p.Set("record.fine", "三万")
	shut("money.form")
	p.Set("record.fine", "3.2万元")
	shut("")
	shut("decide.party")
	p.Set("party.name", "冯顺安")
	shut("intake.party_kind")
	p.Set("party.kind", "person")
	shut("intake.agent_who")
	p.Set("agent.who", "agent")
	shut("intake.agent_name")
	p.Set("agent.name", "林示例")
	p.Set("party.id_number", "440304188304131090")
	shut("code.id_check")
	p.Set("party.id_number", "440304188304131095")
	shut("decide.claims")
	p.AddClaim()
	shut("intake.claim")
	p.SetClaim(0, "ground", "not_mine")
	p.SetClaim(0, "request", "remove")
	p.Set("agent.until", "2026-10-01")
	shut("")
	p.SetPaper("identity", true, false, "两页")
	shut("intake.pages")
	p.SetPaper("identity", true, false, "2")
	shut("")
	job.run()
	warned := false
	for _, c := range p.View().Checks {
		warned = warned || cases.KeyOf(c.Why) == "intake.mandate_over" && c.Tone == present.Warn
	}
	if v := p.View(); v.Step != present.StepCheck || !v.CanNext || !warned {
		t.Errorf("step %d, blocked %v, the ended mandate is warned of: %v", v.Step, v.Blocked, warned)
	}
	p.Back()
	if p.View().Step != present.StepPapers || !p.View().Papers[1].Given {
		t.Error("going back lost what was ticked")
	}
}

func TestHomonymsAreToldApartAndANewFormIsEmpty(t *testing.T) {
	a, b := cases.Record{Party: "冯顺安", DocNumber: "甲〔2026〕1号", Content: "警告"}, cases.Record{Party: "冯顺安二", DocNumber: "乙〔2026〕2号"}
	p, job := newIntake(t, &shelf{records: []cases.Record{a, b}})
	p.Answer("source", "public")
	p.Answer("fault", "wrong")
	p.Search("冯顺安")
	job.run()
	if v := p.View(); len(v.Subjects) != 2 || v.Subject != -1 || v.CanNext {
		t.Fatalf("subjects %+v, chosen %d", v.Subjects, v.Subject)
	}
	p.ChooseSubject(1)
	job.run()
	if v := p.View(); !v.Subjects[1].Chosen || len(v.Records) != 1 || v.Records[0].Title != "乙〔2026〕2号" || !v.CanNext {
		t.Errorf("records %+v", v.Records)
	}
	p.ChooseRecord(0)
	p.AddClaim()
	p.AddClaim()
	for field, want := range map[string]string{"party": "冯顺安二", "doc_number": "乙〔2026〕2号", "fine": "", "decided_on": "", "uscc": "", "content": ""} {
		p.SetClaim(1, "field", field)
		if got := p.View().Claims[1].Shown; got != want {
			t.Errorf("%s shows %q, want %q", field, got, want)
		}
	}
	p.DropClaim(0)
	if got := len(p.View().Claims); got != 1 {
		t.Errorf("%d claims left", got)
	}
	p.Tick(time.Unix(0, 0))
	job.run()
	p.New()
	if v := p.View(); v.Step != present.StepTriage || v.Matter != "" || v.Query != "" || v.Dirty || len(v.Subjects) != 0 {
		t.Errorf("a new form holds %+v", v)
	}
}

// A draft of an imported record is gone on with, and received once.
func TestReopenedDraftIsReceivedOnceAndLeavesNoDraft(t *testing.T) {
	w := newWorld(t)
	counter := w.sit(cases.Window, cases.Clerk)
	imported(t, counter, penalty())
	p := present.NewIntake(&w.job, counter)
	p.Answer("source", "public")
	p.Answer("fault", "made_good")
	p.Search("示例建罚")
	w.job.run()
	p.ChooseRecord(0)
	p.Next()
	p.Next()
	p.Set("agent.who", "self")
	p.Next()
	w.job.run()
	p.Tick(w.now)
	w.job.run()
	q := present.NewIntake(&w.job, counter)
	q.LoadDrafts()
	w.job.run()
	q.Reopen(q.View().Drafts[0].ID)
	w.job.run()
	if v := q.View(); v.Step != present.StepPapers || len(v.Papers) < 4 || v.Record != 0 {
		t.Fatalf("reopened at %d with %d papers, record %d: %v", v.Step, len(v.Papers), v.Record, v.Problem)
	}
	got := 0
	q.Received = func(cases.Case) { got++ }
	q.SetPaper("identity", true, false, "1")
	q.Next()
	q.SetPaper("application", true, true, "1")
	q.Tick(w.now) // the save is still under way when the case is received
	q.Next()
	q.Next()
	w.job.run()
	if v := q.View(); v.Step != present.StepDone || got != 1 || v.Problem != nil {
		t.Fatalf("step %d, received %d times: %v %v", v.Step, got, v.Problem, v.Blocked)
	}
	q.LoadDrafts()
	w.job.run()
	if d := q.View().Drafts; len(d) != 0 {
		t.Errorf("the draft is still there: %+v", d)
	}
}
