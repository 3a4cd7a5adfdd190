package present_test

import (
	"context"
	"io/fs"
	"regexp"
	"testing"
	"time"

	"casedesk/app/present"
	"casedesk/assets"
	"casedesk/cases"
)

// accepted is a repair that its authority accepted, whose clock of three working
// days runs, with the sessions of its clerk and its signer.
func accepted(w *world) (clerk, signer present.Session, c cases.Case) {
	clerk, signer = w.sit(cases.Authority, cases.Clerk), w.sit(cases.Authority, cases.Signer)
	imported(w.TB, clerk, penalty())
	c = takeIn(w, clerk, "made_good")
	judge(w, clerk, c.ID, "R36", allDone)
	c, err := clerk.Work.Accept(context.Background(), c.ID)
	must(w.TB, err)
	return clerk, signer, c
}

func clocks(w *world, s present.Session, id cases.ID) present.DeadlinesView {
	p := present.NewDeadlines(&w.job, s)
	p.Open(id)
	w.job.run()
	speak(w.TB, p.View())
	return p.View()
}

func running(w *world, v present.DeadlinesView) present.ClockStrip {
	for _, k := range v.Clocks {
		if k.ID == "C-DECIDE" && k.Running {
			return k
		}
	}
	w.Fatalf("no clock runs: %+v", v.Clocks)
	return present.ClockStrip{}
}

func actOffered(k present.ClockStrip, id present.ActionID) (present.Action, bool) {
	for _, a := range k.Acts {
		if a.ID == id {
			return a, true
		}
	}
	return present.Action{}, false
}

func act(w *world, s present.Session, id cases.ID, which present.ActionID) *present.ClockAct {
	p := present.NewClockAct(&w.job, s)
	p.Open(id, which, "C-DECIDE")
	w.job.run()
	speak(w.TB, p.View())
	return p
}

func blockedBy(w *world, p *present.ClockAct, key string) {
	w.Helper()
	if v := p.View(); cases.KeyOf(v.Blocked) != key || v.CanDo != (key == "") {
		w.Errorf("blocked by %v, want %s", v.Blocked, key)
	}
}

// A clock grows before its day with reason and approver, by no more than the text
// allows and once, and only by the signer; both ends stand in the tab.
func TestAClockGrowsWithReasonAndApprover(t *testing.T) {
	w := newWorld(t)
	clerk, signer, c := accepted(w)
	k := running(w, clocks(w, clerk, c.ID))
	if a, ok := actOffered(k, present.ActExtend); !ok || a.Enabled || cases.KeyOf(a.Why) != "decide.role" {
		t.Errorf("to a clerk: %+v", a)
	}
	blockedBy(w, act(w, clerk, c.ID, present.ActExtend), "decide.role")
	before := k.Due
	p := act(w, signer, c.ID, present.ActExtend)
	if v := p.View(); v.Approves.IsZero() || v.Note.Key != "clockact.note_extend" || v.Was.IsZero() || !v.Clocks[0].Chosen {
		t.Fatalf("at first: %+v", v)
	}
	blockedBy(w, p, "decide.extend_length")
	p.TypeLength("4")
	p.TypeReason("需要向外省核对")
	p.TypeApprover("许主任")
	blockedBy(w, p, "decide.extend_most")
	p.TypeLength("3")
	p.TypeReason("")
	blockedBy(w, p, "decide.extend_reason")
	p.TypeReason("需要向外省核对")
	p.TypeApprover("")
	blockedBy(w, p, "decide.extend_approver")
	p.TypeApprover("许主任")
	p.Keep(w.now)
	w.job.run()
	again := act(w, signer, c.ID, present.ActExtend) // typed, and come back to
	if v := again.View(); v.Length != "3" || v.Approver != "许主任" || !v.CanDo || v.Then.IsZero() {
		t.Fatalf("the draft: %+v", v)
	}
	again.Finish()
	w.job.run()
	speak(t, again.View())
	k = running(w, clocks(w, signer, c.ID))
	if again.View().Problem != nil || len(k.Grown) != 1 || k.Grown[0].Was != before || k.Grown[0].Now != k.Due || !k.Due.After(before) || k.Grown[0].Approver != "许主任" {
		t.Errorf("grown: %+v, ends %s, %v", k.Grown, k.Due, again.View().Problem)
	}
	blockedBy(w, act(w, signer, c.ID, present.ActExtend), "decide.extend_length")
	w.now = w.now.Add(30 * 24 * time.Hour) // too late for anything
	k = running(w, clocks(w, signer, c.ID))
	if a, ok := actOffered(k, present.ActExtend); !ok || a.Enabled || cases.KeyOf(a.Why) != "decide.extend_late" {
		t.Errorf("after its day: %+v", a)
	}
}

// A clock stands still with a ground and the paper that shows it, and goes on; the
// stopped days are in its ledger and do not count.
func TestAClockStandsStillAndGoesOn(t *testing.T) {
	w := newWorld(t)
	clerk, signer, c := accepted(w)
	before := running(w, clocks(w, clerk, c.ID)).Due
	p := act(w, signer, c.ID, present.ActPause)
	blockedBy(w, p, "decide.pause_reason")
	p.TypeReason("需要鉴定")
	blockedBy(w, p, "clockact.paper")
	p.ChoosePaper(p.View().Papers[0].Value)
	blockedBy(w, p, "")
	p.Finish()
	w.job.run()
	k := running(w, clocks(w, clerk, c.ID))
	if !k.Due.IsZero() || k.Badge.State != present.BadgeStopped || len(k.Stops) != 1 || !k.Stops[0].To.IsZero() || k.Stops[0].Reason == "需要鉴定" {
		t.Fatalf("it runs on: %+v", k)
	}
	if _, ok := actOffered(k, present.ActExtend); ok {
		t.Error("what stands still can grow")
	}
	w.now = w.now.Add(2 * 24 * time.Hour)
	clerk = w.sit(cases.Authority, cases.Clerk)
	r := act(w, clerk, c.ID, present.ActResume)
	blockedBy(w, r, "")
	r.Finish()
	w.job.run()
	k = running(w, clocks(w, clerk, c.ID))
	stopped := 0
	for _, x := range k.Cells {
		if x.Why == cases.WhyStop {
			stopped++
		}
	}
	if r.View().Problem != nil || !k.Due.After(before) || stopped != 2 || k.Stops[0].To.IsZero() {
		t.Errorf("ends %s (before %s), %d stopped days, %v", k.Due, before, stopped, r.View().Problem)
	}
}

// A holiday table that changed shows on the tab: which end moves, and who must be told.
func TestAChangedHolidayTableNamesWhoMustBeTold(t *testing.T) {
	r := run("2026-09-30", "2026-10-14", 7) // recorded by a table that had one day of rest less
	v := deadlinesOf(t, r)
	if len(v.Moved) != 1 || v.Moved[0].Was.String() != "2026-10-14" || v.Moved[0].Now.String() != "2026-10-15" || len(v.Moved[0].Tell) == 0 {
		t.Errorf("moved %+v", v.Moved)
	}
	if v := deadlinesOf(t, run("2026-09-30", "2026-10-15", 7)); len(v.Moved) != 0 {
		t.Errorf("the same table moves %+v", v.Moved)
	}
}

// Every clock that a shipped pack can start has a name in both languages.
func TestEveryClockHasAName(t *testing.T) {
	found := 0
	must(t, fs.WalkDir(assets.Packs(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "clocks.yaml" {
			return err
		}
		text, err := fs.ReadFile(assets.Packs(), name)
		for _, m := range regexp.MustCompile(`clock: (C-[A-Z-]+)`).FindAllSubmatch(text, -1) {
			found++
			speak(t, present.Say("clock."+string(m[1])))
		}
		return err
	}))
	if found < 20 {
		t.Errorf("only %d clocks were looked at", found)
	}
}
