package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"casedesk/app/present"
	"casedesk/app/screen"
	"casedesk/assets"
	"casedesk/cases"
)

func TestWorkRunsElsewhereAndComesBack(t *testing.T) {
	test.NewTempApp(t)
	d := &desk{}
	gate, shown := make(chan struct{}), make(chan string, 1)
	d.Do(func() func() {
		<-gate // Do came back although the work waits: it runs elsewhere
		return func() { shown <- "done" }
	})
	if !d.Busy() {
		t.Error("work is under way and the desk says it rests")
	}
	close(gate)
	if <-shown != "done" {
		t.Error("the outcome did not come back")
	}
	d.busy.Wait()
	if d.Busy() {
		t.Error("the work is done and the desk says it is busy")
	}
	d.Do(func() func() { return nil }) // nothing to show is allowed
	d.busy.Wait()
	if d.Busy() {
		t.Error("work without an outcome is counted for ever")
	}
}

// A presenter on the real desk shows only the answer to its last question,
// whatever the order in which the answers come.
func TestALateAnswerIsNotShown(t *testing.T) {
	test.NewTempApp(t)
	d := &desk{}
	place := func(name string) present.Place {
		return present.Place{Office: cases.Office{Name: name, Accounts: []cases.Account{{Name: name}}}}
	}
	gates := []chan struct{}{make(chan struct{}), make(chan struct{})}
	unlock := func(i int, _ cases.ID, _, _ string) (present.Session, error) {
		<-gates[i]
		return present.Session{}, cases.Fail(cases.Locked, "store.pass_phrase")
	}
	now := func() (cases.Date, string) { return cases.MustDate("2026-10-12"), "08:25" }
	p := present.NewSignIn(d, now, []present.Place{place("甲"), place("乙")}, unlock)
	p.Type("falsch")
	p.Enter()
	p.ChoosePlace(1) // while the first is being tried the page does not change
	p.Type("auch falsch")
	p.Enter()
	if v := p.View(); !v.Busy || v.Place != 0 {
		t.Errorf("while a pass phrase is tried: %+v", v)
	}
	close(gates[0])
	d.busy.Wait()
	if v := p.View(); v.Busy || v.Place != 0 || v.Problem == nil {
		t.Errorf("after the try: %+v", v)
	}
}

func TestTicksEndWithTheWindow(t *testing.T) {
	test.NewTempApp(t)
	d := &desk{}
	var n atomic.Int32
	stop, second := make(chan struct{}), make(chan struct{})
	d.Every(time.Millisecond, stop, func() {
		if n.Add(1) == 2 {
			close(second)
		}
	})
	<-second
	close(stop)
	d.busy.Wait() // ends, or the test does not
	if d.Busy() {
		t.Error("ticks count as work")
	}
}

func TestTheWatchFileSaysWhatIsOnTheScreen(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(screen.NewTheme(false, 100))
	words, err := assets.LoadWords("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	win := app.NewWindow("")
	w := &window{win: win, words: words, desk: &desk{}, log: &written{}, opts: options{watch: filepath.Join(t.TempDir(), "watch.json")}}
	var a, b cases.Hash
	a[0], b[0] = 1, 2
	w.log.add([]cases.Event{{Hash: a}, {Hash: b}})
	pass := screen.NewSecret("signin.pass", "口令")
	win.SetContent(screen.Stack(0, pass, screen.NewButton("signin.enter", screen.Primary, "登录", func() {})))
	win.Resize(win.Content().MinSize())
	pass.SetText("geheim")
	w.opts.disable = "signin.enter"
	w.watch()
	bytes, err := os.ReadFile(w.opts.watch)
	if err != nil {
		t.Fatal(err)
	}
	var g glance
	if err := json.Unmarshal(bytes, &g); err != nil {
		t.Fatal(err)
	}
	if g.Screen != "signin" || g.Busy || len(g.Events) != 2 || g.Events[1] != b {
		t.Errorf("%+v", g)
	}
	if len(g.Controls) != 2 || g.Controls[0].ID != "signin.pass" || g.Controls[0].Value != "" || g.Controls[1].Enabled {
		t.Errorf("controls: %+v", g.Controls)
	}
	if left, _ := filepath.Glob(w.opts.watch + "?*"); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	w.opts.watch = filepath.Join(t.TempDir(), "gone", "watch.json")
	w.watch() // a folder that is gone does not take the window down
}

func TestASheetThatCannotBeReadIsOneSentence(t *testing.T) {
	words, err := assets.LoadWords("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	large := filepath.Join(dir, "gross.csv")
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, sheetMost+1); err != nil {
		t.Fatal(err)
	}
	rubbish := filepath.Join(dir, "bild.xlsx")
	if err := os.WriteFile(rubbish, []byte("PK\x03\x04 no sheet"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, key := range map[string]string{
		filepath.Join(dir, "weg.csv"): "file.open", dir: "file.open", large: "file.large", rubbish: "",
	} {
		s, err := readSheet(context.Background(), path)
		if err == nil || (key != "" && cases.KeyOf(err) != key) || !words.Has(cases.KeyOf(err)) || len(s.Records) != 0 {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
		oneSentence(t, words.Sentence(err))
	}
	good, err := filepath.Glob("../../assets/sample/*.csv")
	if err != nil || len(good) == 0 {
		t.Fatal("no sample sheet", err)
	}
	s, err := readSheet(context.Background(), good[0])
	if err != nil || len(s.Records) == 0 || len(s.Columns) == 0 || s.Name != filepath.Base(good[0]) {
		t.Errorf("%s: %d records, %d columns, %v", good[0], len(s.Records), len(s.Columns), err)
	}
}
