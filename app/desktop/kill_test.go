package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"casedesk/app/demo"
	"casedesk/app/present"
	"casedesk/app/wire"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

const killedIn = "CASEDESK_KILLED_IN" // the store that the child types into

const typedBeforeTheCut = "营业执照复印件已交，原件明天补。"

const killedAt = "CASEDESK_KILLED_AT" // the case that the child opens there

// Who is shown a case has the line in the access log on the disk by then: the child
// is killed, by itself, in the very moment in which the case is shown.
func TestAKillCannotHideALook(t *testing.T) {
	dir, _ := demoStores(t)
	folder := filepath.Join(dir, "window")
	ctx := context.Background()
	st, err := sqlite.Open(ctx, folder, sqlite.Options{})
	check(t, err)
	o := st.Doorplate()
	s, err := st.Unlock(ctx, o.Accounts[0].ID, demo.PassPhrase)
	check(t, err)
	id := cases.ID{1, 2, 3}
	_, err = s.Act(ctx, id, cases.Hash{}, nil, cases.ReceivedAct{Number: "示例1", Matter: cases.Repair, Office: o.ID,
		Party: cases.Party{Kind: cases.PartyPerson, Name: "示例某"}, On: cases.MustDate("2026-11-23")})
	check(t, err)
	check(t, st.Close())
	child := exec.Command(os.Args[0], "-test.run=^TestOpenUntilKilled$")
	child.Env = append(os.Environ(), killedIn+"="+folder, killedAt+"="+id.String())
	out, err := child.CombinedOutput()
	if err == nil || child.ProcessState.ExitCode() >= 0 {
		t.Fatalf("the child was not killed: %v\n%s", err, out)
	}
	st, err = sqlite.Open(ctx, folder, sqlite.Options{})
	check(t, err)
	defer st.Close()
	s, err = st.Unlock(ctx, o.Accounts[0].ID, demo.PassPhrase)
	check(t, err)
	log, err := s.Headers(ctx)
	check(t, err)
	if n := len(log); n != 2 || log[1].Header.Kind != cases.KindRead {
		t.Errorf("%d events after the kill, want the receipt and the look", n)
	}
}

// TestOpenUntilKilled is the program that is killed; alone it has nothing to do.
func TestOpenUntilKilled(t *testing.T) {
	dir, at := os.Getenv(killedIn), os.Getenv(killedAt)
	if at == "" {
		return
	}
	test.NewTempApp(t)
	tools, err := wire.Load()
	check(t, err)
	desks, err := openStores([]string{dir})
	check(t, err)
	chinese := func(key string, _ ...cases.Arg) string { return key }
	session, err := desks.unlock(tools, "", &written{}, chinese)(0, desks.open[0].Doorplate().Accounts[0].ID, demo.PassPhrase, "")
	check(t, err)
	id, err := cases.ParseID(at)
	check(t, err)
	p := present.NewCaseFile(&desk{}, session)
	p.Changed = func(v present.CaseFileView) {
		if !v.Ready {
			return
		}
		if me, err := os.FindProcess(os.Getpid()); err == nil {
			_ = me.Kill()
		}
	}
	p.Open(id)
	time.Sleep(time.Minute)
}

// Every keystroke is on the disk within a second: the real presenter, desk and
// store run in a program of their own, which types letter by letter and is killed
// (SIGKILL, no farewell) once the tick after the last key is through, of which there
// are four a second.
func TestNoKeystrokeIsLostWhenTheProgramIsKilled(t *testing.T) {
	dir, _ := demoStores(t)
	store := filepath.Join(dir, "window")
	child := exec.Command(os.Args[0], "-test.run=^TestTypeUntilKilled$")
	child.Env = append(os.Environ(), killedIn+"="+store)
	out, err := child.StdoutPipe()
	check(t, err)
	check(t, child.Start())
	lines := bufio.NewScanner(out)
	for lines.Scan() && lines.Text() != "kept" {
		if strings.HasPrefix(lines.Text(), "--- FAIL") {
			t.Fatal("the child could not type")
		}
	}
	check(t, child.Process.Kill())
	_ = child.Wait()

	ctx := context.Background()
	st, err := sqlite.Open(ctx, store, sqlite.Options{})
	check(t, err)
	defer st.Close()
	o := st.Doorplate()
	s, err := st.Unlock(ctx, o.Accounts[0].ID, demo.PassPhrase)
	check(t, err)
	defer s.Close()
	drafts, err := s.Drafts(ctx, o.Accounts[0].ID)
	check(t, err)
	if len(drafts) != 1 {
		t.Fatalf("%d drafts", len(drafts))
	}
	var form struct {
		Source, Fault string
		Fields        map[string]string
	}
	check(t, json.Unmarshal(drafts[0].Body, &form))
	if form.Source != "public" || form.Fault != "wrong" || form.Fields["statement"] != typedBeforeTheCut {
		t.Errorf("after the kill: %+v", form)
	}
	rows, err := s.Rows(ctx, cases.Queue{})
	if err != nil || len(rows) != 0 {
		t.Errorf("the record was touched: %d rows, %v", len(rows), err)
	}
}

// TestTypeUntilKilled is the program that is killed; alone it has nothing to do.
func TestTypeUntilKilled(t *testing.T) {
	dir := os.Getenv(killedIn)
	if dir == "" {
		return
	}
	test.NewTempApp(t)
	tools, err := wire.Load()
	check(t, err)
	desks, err := openStores([]string{dir})
	check(t, err)
	o := desks.open[0].Doorplate()
	chinese := func(key string, _ ...cases.Arg) string { return key }
	session, err := desks.unlock(tools, "", &written{}, chinese)(0, o.Accounts[0].ID, demo.PassPhrase, "")
	check(t, err)
	work := &desk{}
	p := present.NewIntake(work, session)
	keep := func() { p.Tick(session.Work.Now()) } // as the window does, every quarter of a second
	p.Answer("source", "public")
	p.Answer("fault", "wrong")
	keep()
	work.busy.Wait()
	text := ""
	for _, r := range typedBeforeTheCut {
		text += string(r)
		p.Set("statement", text)
	}
	keep()
	work.busy.Wait()
	fmt.Println("kept")
	time.Sleep(time.Minute)
}
