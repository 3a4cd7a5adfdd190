package present_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"casedesk/app/present"
	"casedesk/cases"
)

// While the cover lies over a page its session can do nothing; the PIN brings it back,
// with what was typed on the disk and nothing of a case on the cover.
func TestACoverDropsTheKeyAndGivesItBack(t *testing.T) {
	w := newWorld(t)
	s := w.sit(cases.Window, cases.Clerk)
	must(t, s.Door.SetPIN("8642"))
	intake := present.NewIntake(&w.job, s)
	intake.Search("示例个人甲")
	intake.Tick(w.now)
	w.job.run()
	uncovered := 0
	p := present.NewCover(&w.job, s, true)
	p.Uncovered = func() { uncovered++ }
	p.Begin()
	p.Type("8642")
	p.Enter()
	if v := p.View(); !v.Closing || v.CanEnter || uncovered != 0 {
		t.Fatalf("somebody comes in while the key is still there: %+v", v)
	}
	w.job.run()
	v := p.View()
	speak(t, v)
	if v.Closing || !v.ByPIN || v.Why.Key != "cover.idle" || v.Lines[0].Title.Key != "cover.drafts" || v.Lines[0].Title.Args[0].Value != "1" {
		t.Errorf("covered: %+v", v)
	}
	for _, f := range v.Lines {
		for _, a := range append(f.Title.Args, f.Detail.Args...) {
			if strings.Contains(a.Value, "示例个人甲") {
				t.Error("the cover names somebody")
			}
		}
	}
	if _, err := s.Store.Rows(context.Background(), cases.Queue{}); cases.KeyOf(err) != "store.covered" {
		t.Errorf("covered, the store answers %v", err)
	}
	p.Type("0000")
	p.Enter()
	w.job.run()
	if v := p.View(); cases.KeyOf(v.Problem) != "store.pin" || v.HasTyped || uncovered != 0 {
		t.Errorf("a wrong PIN: %+v", v)
	}
	p.Type("8642")
	p.Enter()
	w.job.run()
	if _, err := s.Store.Rows(context.Background(), cases.Queue{}); err != nil || uncovered != 1 {
		t.Errorf("uncovered %d times, %v", uncovered, err)
	}
}

// Without a PIN, and once it is spent, the pass phrase is asked for, and its wrong tries
// end in waiting.
func TestASpentPINLeavesThePassPhrase(t *testing.T) {
	w := newWorld(t)
	s := w.sit(cases.Window, cases.Clerk)
	must(t, s.Door.SetPIN("8642"))
	p := present.NewCover(&w.job, s, false)
	try := func(text string) present.CoverView {
		p.Type(text)
		p.Enter()
		w.job.run()
		return p.View()
	}
	p.Begin()
	w.job.run()
	for range 5 {
		try("0000")
	}
	if v := p.View(); v.ByPIN || v.HasPIN || cases.KeyOf(v.Problem) != "store.pin_spent" || v.Why.Key != "cover.asked" {
		t.Errorf("spent: %+v", v)
	}
	p.BySecret(true) // there is none to go back to
	for range 5 {
		if v := try("falsch"); cases.KeyOf(v.Problem) != "store.pass_phrase" {
			t.Fatalf("wrong: %v", v.Problem)
		}
	}
	if v := try(pass); cases.KeyOf(v.Problem) != "store.wait" {
		t.Errorf("after five wrong ones the right one says %v", v.Problem)
	}
	w.now = w.now.Add(time.Minute)
	done := false
	p.Uncovered = func() { done = true }
	if try(pass); !done {
		t.Errorf("after the waiting: %v", p.View().Problem)
	}
}

func TestIdleIsCountedFromTheLastSignOfLife(t *testing.T) {
	at := time.Date(2026, 10, 12, 2, 0, 0, 0, time.UTC)
	i := present.Idle{After: 5 * time.Minute}
	i.Stir(at)
	if i.Due(at.Add(5*time.Minute - time.Second)) {
		t.Error("too early")
	}
	if !i.Due(at.Add(5 * time.Minute)) {
		t.Error("nobody was there and the screen stays open")
	}
	i.Stir(at.Add(5 * time.Minute))
	if i.Due(at.Add(9*time.Minute)) || i.Due(at) || !i.Due(at.Add(5*time.Minute)) {
		t.Error("a clock set back begins anew and no later")
	}
	if never := (&present.Idle{}); never.Due(at) || never.Due(at.Add(time.Hour)) {
		t.Error("without a policy it locks")
	}
}
