package present_test

import (
	"context"
	"testing"

	"casedesk/app/present"
	"casedesk/cases"
)

// Whatever the library does, the desk's own rows and what is unsent stay.
func TestNothingIsLostWhateverTheLibraryAnswers(t *testing.T) {
	for _, fail := range []error{
		cases.Fail(cases.Unreachable, "sync.down"), cases.Fail(cases.Unreachable, "sync.timeout"),
		cases.Fail(cases.Unreachable, "sync.rubbish", "status", "200"), cases.Fail(cases.Forbidden, "sync.unknown_device"),
	} {
		f := queue()
		f.state = present.SyncState{Unsent: 3}
		s := sitting(t, f)
		s.Sync = func(context.Context) (present.SyncReport, error) { return present.SyncReport{}, fail }
		var job jobs
		b := present.NewSyncBoard(&job, s)
		b.Refresh()
		job.run()
		before := len(b.View().Rows)
		b.SyncNow()
		job.run()
		speak(t, b.View())
		v := b.View()
		if v.Connection.Online || v.Connection.Busy || cases.KeyOf(v.Problem) != cases.KeyOf(fail) || !v.CanSync {
			t.Errorf("after %v: %+v", fail, v.Connection)
		}
		if before == 0 || len(v.Rows) != before || v.Connection.Unsent != 3 {
			t.Errorf("after %v: %d of %d rows, %d unsent", fail, len(v.Rows), before, v.Connection.Unsent)
		}
	}
}

func TestTriesLeftAreCountedUntilSomebodyComesIn(t *testing.T) {
	account := cases.Account{ID: cases.ID{1}, Name: "林晚晴"}
	place := present.Place{Tries: 5, Office: cases.Office{Name: "窗口", Accounts: []cases.Account{account}}}
	fail := error(cases.Fail(cases.Locked, "store.pass_phrase"))
	clock := "08:25"
	var job jobs
	p := present.NewSignIn(&job, func() (cases.Date, string) { return cases.MustDate("2026-10-12"), clock }, []present.Place{place},
		func(int, cases.ID, string, string) (present.Session, error) { return present.Session{}, fail })
	try := func() present.SignInView {
		p.Type("x")
		p.Enter()
		job.run()
		return p.View()
	}
	for _, left := range []string{"4", "3", "2", "1"} {
		if v := try(); len(v.Left.Args) != 1 || v.Left.Args[0].Value != left {
			t.Errorf("with %s left it says %+v", left, v.Left)
		}
	}
	if v := try(); !v.Left.IsZero() || v.Problem == nil {
		t.Errorf("with none left it says %+v", v.Left)
	}
	fail = nil
	if v := try(); v.Problem != nil || v.Account != 0 {
		t.Errorf("after the right one: %+v", v)
	}
	fail = cases.Fail(cases.Locked, "store.pass_phrase")
	if v := try(); v.Left.Args[0].Value != "4" {
		t.Errorf("after somebody came in it says %+v", v.Left)
	}
	shown := 0
	p.Changed = func(present.SignInView) { shown++ }
	p.Tick()
	if clock = "08:26"; shown != 0 {
		t.Error("the same minute was shown again")
	}
	if p.Tick(); shown != 1 || p.View().Time != "08:26" {
		t.Errorf("shown %d times, %s", shown, p.View().Time)
	}
}
