package present_test

import (
	"encoding/json"
	"sync"
	"testing"
	"time"

	"casedesk/app/present"
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/cases/rules"
)

var shippedBook = sync.OnceValues(func() (*rules.Book, error) { return rules.Load(assets.Packs()) })

// ruled is a case under inquiry by the shipped packs; the shelf is where drafts go.
func ruled(t testing.TB, c cases.Case) (*present.Inquiry, present.Session, *shelf, *jobs) {
	t.Helper()
	book, err := shippedBook()
	must(t, err)
	f := &shelf{cases: map[cases.ID]cases.Case{c.ID: c}}
	s := sitting(t, f)
	s.Book, s.Work.Office.City = book, "440300"
	cal := s.Work.Calendar
	s.Work.Judge = judgeFunc(func(f cases.Facts, on cases.Date) (cases.Verdict, error) { return rules.Assess(book, f, on, cal) })
	job := &jobs{}
	q := present.NewInquiry(job, s)
	q.Open(c.ID)
	job.run()
	return q, s, f, job
}

func taken() cases.Case {
	r := penalty()
	r.PenaltyKinds = []cases.PenaltyKind{"confiscate_income"}
	r.DecidedOn = cases.MustDate("2026-09-01")
	return cases.Case{ID: cases.ID{0xc, 1}, Matter: cases.Repair, State: cases.Received, Holder: us, Record: r,
		Party: cases.Party{Kind: "organisation"}, ReceivedOn: cases.MustDate("2026-10-12")}
}

func moved(v present.WhatIfView, what string) (present.MoveLine, bool) {
	for _, m := range v.Moves {
		if m.What.Key == "move."+what && m.Ruleset == "R36" {
			return m, true
		}
	}
	return present.MoveLine{}, false
}

// A trial shows what moves and touches neither the inquiry nor a draft; closed, it
// leaves nothing.
func TestATrialTouchesNothing(t *testing.T) {
	q, _, store, job := ruled(t, taken())
	severity := present.NewSeverity(q)
	p := present.NewWhatIf(q)
	p.Open()
	job.run()
	v := p.View()
	if !v.Open || v.Note.Key != "whatif.note" || v.Says.Key != "whatif.begin" || len(v.Moves) != 0 || v.Busy || v.Seeking {
		t.Fatalf("at first: %+v", v.Says)
	}
	before, err := json.Marshal(severity.View())
	must(t, err)
	for i, k := range v.Questions {
		if k.Key == "penalty_kinds" {
			p.Goto(i)
		}
	}
	p.Pick("revoke_licence")
	p.Pick("confiscate_income")
	job.run()
	v = p.View()
	speak(t, v)
	if m, ok := moved(v, "class"); !ok || m.Was.Key != "answer.unknown" || m.Now.Args[0].Value != "严重" {
		t.Errorf("class %+v", m)
	}
	if m, ok := moved(v, "shortest_until"); !ok || m.Law.Source == "" || !m.Law.Verified {
		t.Errorf("period %+v", m)
	}
	if len(v.Changes) != 1 || v.Changes[0].Nature.Key != "nature.past" || v.Changes[0].Now[0].Key != "fact.penalty_kinds.revoke_licence" || !v.Changed[v.Now] {
		t.Errorf("changes %+v", v.Changes)
	}
	p.TypeDay("2026-13-01")
	job.run()
	if p.View().Day.Fault == nil || p.View().Day.Text != "2026-13-01" {
		t.Errorf("an impossible day: %+v", p.View().Day)
	}
	p.Reset()
	p.TypeDay("2026-12-02")
	job.run()
	if m, ok := moved(p.View(), "criterion"); !ok || m.Was.Key != "criterion.unknown" || m.Now.Key != "criterion.met" || p.View().Changes[0].Nature.Key != "nature.wait" {
		t.Errorf("waiting: %+v of %+v", m, p.View().Moves)
	}
	q.Keep(time.Date(2026, 10, 12, 3, 0, 0, 0, time.UTC))
	job.run()
	if after, err := json.Marshal(severity.View()); err != nil || string(after) != string(before) || len(store.drafts) != 0 {
		t.Errorf("the inquiry changed, or %d drafts were kept", len(store.drafts))
	}
	p.Close()
	if v := p.View(); v.Open || len(v.Moves)+len(v.Groups)+len(v.Questions) != 0 {
		t.Errorf("closed, it leaves %+v", v)
	}
}

// The panel offers the nearest other outcome: what can be done, then what could only
// be supposed; a press tries it, and it does what it says.
func TestTheNearestFlipCanBeTried(t *testing.T) {
	q, _, _, job := ruled(t, taken())
	for _, key := range []string{"duty_done", "rectified", "proof_held", "commitment"} {
		q.Answer(key, "true")
	}
	q.Answer("procedure", "ordinary")
	q.Answer("record_kind", "penalty")
	q.Answer("owner", "housing")
	job.run()
	p := present.NewWhatIf(q)
	p.Open()
	job.run()
	v := p.View()
	speak(t, v)
	if len(v.Groups) < 2 || v.Groups[0].Title.Key != "flip.doable" || len(v.Groups[0].Lines) == 0 {
		t.Fatalf("groups %+v", v.Groups)
	}
	line := v.Groups[0].Lines[0]
	if len(line.Changes) != 2 || line.Changes[0].Nature.Key != "nature.wait" || line.Changes[1].Fact != "other_conditions_met" || line.Changes[1].Paper == "" || line.Then.Key != "flip.then.true" {
		t.Errorf("the nearest: %+v", line)
	}
	p.Try(0, 0)
	job.run()
	if m, ok := moved(p.View(), "repairable"); !ok || m.Now.Key != "answer.yes" || len(p.View().Changes) != 2 {
		t.Errorf("tried: %+v, %+v", m, p.View().Changes)
	}
	for _, g := range v.Groups[1:] {
		for _, l := range g.Lines {
			past := false
			for _, c := range l.Changes {
				past = past || c.Nature.Key == "nature.past"
			}
			if g.Title.Key == "flip.supposed" && !past {
				t.Errorf("what can be done stands among what is supposed: %+v", l)
			}
		}
	}
}

// A late trial is dropped, and nothing can be tried before the rules answered.
func TestALateTrialIsDropped(t *testing.T) {
	q, _, _, job := ruled(t, taken())
	p := present.NewWhatIf(q)
	p.Open()
	job.run()
	p.TypeDay("2027-12-02")
	p.TypeDay("")
	stale := job.take(0)
	job.run()
	stale()
	if v := p.View(); len(v.Changes) != 0 || v.Says.Key != "whatif.begin" {
		t.Errorf("changes %+v", v.Changes)
	}
	none := present.NewWhatIf(present.NewInquiry(job, sitting(t, &shelf{})))
	none.Open()
	if none.View().Open {
		t.Error("a trial without a case")
	}
}
