package present_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"casedesk/app/present"
	"casedesk/cases"
)

// All data goes out sealed with a pass phrase, stands in the log, and leaves nothing
// where it is stopped; who may not take it out has no such page.
func TestAllDataIsTakenOutSealedOrNotAtAll(t *testing.T) {
	w := newWorld(t)
	withdrawn(w, w.sit(cases.Window, cases.Clerk))
	if pages := present.Frame(w.sit(cases.Window, cases.Clerk)).Pages; slices.Contains(pages, present.PageTakeOut) {
		t.Errorf("a clerk has %v", pages)
	}
	s := w.sit(cases.Window, cases.Signer)
	if pages := present.Frame(s).Pages; !slices.Contains(pages, present.PageTakeOut) || !slices.Contains(pages, present.PageArchive) {
		t.Errorf("who signs has %v", pages)
	}
	p, to := present.NewTakeOut(&w.job, s), t.TempDir()
	look := func() present.TakeOutView { w.job.run(); p.Tick(); speak(t, p.View()); return p.View() }
	for _, wrong := range []struct{ way, dir, pass, again, key, says string }{
		{"pass", "", "十二个字以上的一个口令句", "", "", "me.no_folder"},
		{"pass", to, "十二个字以上的一个口令句", "另一句", "", "me.twice"},
		{"pass", to, "太短", "太短", "", "takeout.pass"},
		{"key", to, "", "", "ssh-rsa", "takeout.recipient"},
	} {
		p.Choose(wrong.way)
		p.Take(wrong.dir, wrong.pass, wrong.again, wrong.key)
		if v := look(); cases.KeyOf(v.Problem) != wrong.says || v.Running {
			t.Errorf("%+v: %v", wrong, v.Problem)
		}
	}
	p.Choose("pass")
	p.Take(to, "十二个字以上的一个口令句", "十二个字以上的一个口令句", "")
	p.Choose("open") // not while it runs
	if !p.View().Running || p.View().Way != present.TakeByPass {
		t.Fatalf("%+v", p.View())
	}
	p.Stop()
	if v := look(); v.Said.Key != "takeout.stopped" || v.Running {
		t.Errorf("stopped: %+v", v)
	}
	if left, _ := os.ReadDir(to); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	p.Take(to, "十二个字以上的一个口令句", "十二个字以上的一个口令句", "")
	v := look()
	if v.Problem != nil || v.Said.Key != "takeout.done" || filepath.Ext(v.Result[0].Args[0].Value) != ".age" {
		t.Fatalf("%+v, %v", v, v.Problem)
	}
	if _, err := os.Stat(v.Result[0].Args[0].Value); err != nil {
		t.Error(err)
	}
}
