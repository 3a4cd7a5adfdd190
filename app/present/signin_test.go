package present_test

import (
	"testing"

	"casedesk/app/present"
	"casedesk/cases"
)

func TestSignInOverARealStore(t *testing.T) {
	w := newWorld(t)
	st := w.stores[cases.Authority]
	o := st.Doorplate()
	places := []present.Place{{Office: o, Device: "WS-304-A", Tries: st.Tries(), Found: []present.Finding{{Tone: present.Good, Title: present.Say("law.verified")}}}}
	unlock := func(_ int, account cases.ID, phrase, _ string) (present.Session, error) {
		return w.tryUnlock(st, account, phrase)
	}
	p := present.NewSignIn(&w.job, func() (cases.Date, string) { return cases.MustDate("2026-10-12"), "08:25" }, places, unlock)
	var opened []present.Session
	p.Opened = func(s present.Session) { opened = append(opened, s) }
	if v := p.View(); !v.Sample || len(v.Accounts) != 4 || v.Account != -1 || v.Places[0].Powers.Key != "office.decides" || len(v.Found) != 1 {
		t.Fatalf("at first: %+v", v)
	}
	p.Type(pass)
	p.Enter()
	if len(w.job.list) != 0 || p.View().CanEnter {
		t.Error("somebody enters without an account")
	}
	p.ChooseAccount(1)
	p.Type("不对")
	p.Enter()
	p.Enter() // pressed twice
	if len(w.job.list) != 1 || !p.View().Busy {
		t.Fatalf("%d tries under way", len(w.job.list))
	}
	w.job.run()
	speak(t, p.View())
	if v := p.View(); cases.KindOf(v.Problem) != cases.Locked || v.HasPass || v.Busy || len(opened) != 0 || v.Left.IsZero() {
		t.Errorf("after a wrong pass phrase: %+v", v)
	}
	p.Type(pass)
	p.Enter()
	w.job.run()
	if len(opened) != 1 || opened[0].Work.Account.ID != p.View().Accounts[1].ID {
		t.Errorf("opened %d sessions, %v", len(opened), p.View().Problem)
	}
	p.ChoosePlace(7)
	if p.View().Place != 0 {
		t.Error("a place that is not there was chosen")
	}
}
