package sqlite

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"casedesk/cases"
)

func TestACaseOutlivesTheProgram(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	dir := w.create(windowID)
	st := w.open(dir)
	s := w.signIn(st, clerkID)
	act(t, s, caseID(1), receivedAct("示例甲公司", "收1"))
	before := act(t, s, caseID(1), cases.JudgedAct{Ruleset: "R36", Class: "R36.GENERAL", Reason: "人工选定"}, forwardAct("2026-11-26"))
	if before.State != cases.Forwarded || before.Holder != authorityID {
		t.Fatalf("state %s", before.State)
	}
	rows, err := s.Rows(ctx, cases.Queue{})
	must(t, err)
	must(t, s.Close())
	must(t, st.Close())

	s = w.signIn(w.open(dir), clerkID)
	after, err := s.Case(ctx, caseID(1))
	must(t, err)
	if !reflect.DeepEqual(before, after) {
		t.Error("the case reads otherwise after a restart")
	}
	again, err := s.Rows(ctx, cases.Queue{})
	must(t, err)
	if !reflect.DeepEqual(rows, again) || len(rows) != 1 || rows[0].Sync != cases.SyncLocal || rows[0].Clock != "C-ACCEPT" {
		t.Errorf("rows %+v, then %+v", rows, again)
	}
	events, err := s.Events(ctx, caseID(1))
	must(t, err)
	for i, e := range events {
		if e.Header.Seq != uint64(i)+1 || e.Header.Epoch != 1 || i > 0 && e.Header.Prev != events[i-1].Hash {
			t.Errorf("event %d stands at %d", i, e.Header.Seq)
		}
	}
	report, err := s.Check(ctx)
	must(t, err)
	if report.Events != 3 || report.Cases != 1 || len(report.Trouble) != 0 {
		t.Errorf("%+v", report)
	}
}

func TestTwoProgramsNeverShareAStore(t *testing.T) {
	w := newWorld(t)
	dir := w.create(windowID)
	st := w.open(dir)
	_, err := Open(context.Background(), dir, Options{})
	wants(t, err, cases.Locked, "store.in_use")
	must(t, st.Close())
	w.open(dir)
}

func TestCreateNeverOverwrites(t *testing.T) {
	w := newWorld(t)
	dir := w.create(windowID)
	_, err := Create(context.Background(), dir, w.setup(windowID))
	wants(t, err, cases.Conflict, "store.exists")
	left, err := filepath.Glob(filepath.Join(filepath.Dir(dir), ".*"))
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %d", len(left))
	}
}

func TestCreateRefusesWhatCouldNotWork(t *testing.T) {
	w := newWorld(t)
	for key, spoil := range map[string]func(*Setup){
		"store.directory_signature": func(s *Setup) { s.Directory = append([]byte(" "), s.Directory...) },
		"store.not_enrolled":        func(s *Setup) { s.Device = authDev },
		"store.account_key":         func(s *Setup) { s.Accounts[0].Key = w.keys[signerID] },
		"store.root":                func(s *Setup) { s.Root = []byte("no certificate") },
		"store.setup":               func(s *Setup) { s.OfficeKey = nil },
	} {
		s := w.setup(windowID)
		spoil(&s)
		dir := filepath.Join(t.TempDir(), "desk")
		if _, err := Create(context.Background(), dir, s); cases.KeyOf(err) != key {
			t.Errorf("want %s, got %v", key, err)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%s: half a store", key)
		}
	}
}

func TestOnlyAReviewersOwnPassPhraseMakesAReview(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	st := w.open(w.create(authorityID))
	handler := w.signIn(st, handlerID)
	receive := receivedAct("示例甲公司", "收1")
	receive.Office = authorityID
	c := act(t, handler, caseID(1), receive, cases.AcceptedAct{On: receive.On}, cases.JudgedAct{}, cases.ProposedAct{Outcome: cases.Granted, On: receive.On})
	review := cases.ReviewedAct{Approved: true, On: receive.On}
	_, err := handler.Act(ctx, c.ID, c.Head, nil, review)
	wants(t, err, cases.Forbidden, "admit.power")
	after, err := handler.Case(ctx, c.ID)
	must(t, err)
	if after.Head != c.Head {
		t.Error("the refused review left something behind")
	}

	// What the clerk's session can open holds no other account's key.
	k, err := handler.keys()
	must(t, err)
	raw, err := w.keys[reviewerID].Bytes()
	must(t, err)
	for _, slot := range st.keys.Accounts {
		plain, err := k.data.open(slot.place(st.keys.identity()), slot.Sealed)
		if err == nil || bytes.Contains(plain, raw) {
			t.Error("the data key opens a slot")
		}
	}
	after = act(t, w.signIn(st, reviewerID), c.ID, review)
	if after.State != cases.Reviewed || after.Hands.Reviewer != reviewerID {
		t.Errorf("state %s", after.State)
	}
}

func TestAWrongPassPhraseOpensNothingAndFiveCostTime(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	dir := w.create(windowID)
	st := w.open(dir)
	for range 5 {
		_, err := st.Unlock(ctx, clerkID, "wrong")
		wants(t, err, cases.Locked, "store.pass_phrase")
	}
	_, err := st.Unlock(ctx, clerkID, pass)
	wants(t, err, cases.Locked, "store.wait")
	must(t, st.Close())
	st = w.open(dir) // starting the program again is no way round
	_, err = st.Unlock(ctx, clerkID, pass)
	wants(t, err, cases.Locked, "store.wait")
	w.now = w.now.Add(31 * time.Second)
	w.signIn(st, clerkID)
	_, err = st.Unlock(ctx, clerkID, "wrong")
	wants(t, err, cases.Locked, "store.pass_phrase")
	_, err = st.Unlock(ctx, signerID, pass)
	wants(t, err, cases.NotFound, "store.no_account")
}

func TestTheRecoveryCodeReadsButSignsNothing(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	dir := filepath.Join(t.TempDir(), "desk")
	code, err := Create(ctx, dir, w.setup(windowID))
	must(t, err)
	st := w.open(dir)
	c := act(t, w.signIn(st, clerkID), caseID(1), receivedAct("示例甲公司", "收1"))
	s, err := st.Recover(ctx, strings.ToLower(strings.ReplaceAll(code, "-", " ")))
	must(t, err)
	defer s.Close()
	read, err := s.Case(ctx, c.ID)
	must(t, err)
	if read.Party.Name != "示例甲公司" {
		t.Error("the recovered case reads otherwise")
	}
	_, err = s.Act(ctx, c.ID, c.Head, nil, forwardAct("2026-11-26"))
	wants(t, err, cases.Forbidden, "store.no_signer")
	_, err = st.Recover(ctx, code[1:])
	wants(t, err, cases.Locked, "store.pass_phrase")
}

func TestASecondHandOnAStaleBaseIsTold(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	c := act(t, s, caseID(1), receivedAct("示例甲公司", "收1"))
	act(t, s, c.ID, forwardAct("2026-11-26"))
	_, err := s.Act(ctx, c.ID, c.Head, nil, cases.AskedMoreAct{Missing: []cases.Paper{{Code: "P1"}}})
	wants(t, err, cases.Conflict, "store.stale")
	_, err = s.Act(ctx, c.ID, cases.Hash{}, nil, receivedAct("示例乙公司", "收2"))
	wants(t, err, cases.Conflict, "store.stale")
	// Two acts of which the second has no place: neither is stored.
	now, err := s.Case(ctx, c.ID)
	must(t, err)
	_, err = s.Act(ctx, c.ID, now.Head, nil, cases.EvidenceAct{Name: "缴款凭证"}, cases.ArchivedAct{})
	wants(t, err, cases.Conflict, "apply.state")
	if after, err := s.Case(ctx, c.ID); err != nil || !reflect.DeepEqual(now, after) {
		t.Errorf("half of it was stored (%v)", err)
	}
}

func TestAClosedSessionKnowsNothing(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	data := s.data
	must(t, s.Close())
	if *data != (dataKey{}) {
		t.Error("the data key is still in memory")
	}
	_, err := s.Act(ctx, caseID(1), cases.Hash{}, nil, receivedAct("示例甲公司", "收1"))
	wants(t, err, cases.Locked, "store.closed")
	_, err = s.Rows(ctx, cases.Queue{})
	wants(t, err, cases.Locked, "store.closed")
	_, err = s.Signer()
	wants(t, err, cases.Locked, "store.closed")
}

func TestDraftsSurviveAndStayApart(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	dir := w.create(authorityID)
	st := w.open(dir)
	s := w.signIn(st, handlerID)
	d := cases.Draft{ID: cases.ID{9}, Form: "intake.repair", Version: 1, Body: []byte(`{"party":"示例甲公司"}`)}
	must(t, s.SaveDraft(ctx, d))
	d.Body = []byte(`{"party":"示例甲公司","phone":"13800000000"}`)
	must(t, s.SaveDraft(ctx, d))
	must(t, st.Close())
	for _, name := range []string{dbName, dbName + "-wal"} {
		if b, err := os.ReadFile(filepath.Join(dir, name)); err == nil && bytes.Contains(b, []byte("13800000000")) {
			t.Errorf("%s holds the draft in clear", name)
		}
	}
	st = w.open(dir)
	s = w.signIn(st, handlerID)
	kept, err := s.Drafts(ctx, handlerID)
	must(t, err)
	if len(kept) != 1 || !bytes.Equal(kept[0].Body, d.Body) || kept[0].Account != handlerID || kept[0].Saved == 0 {
		t.Fatalf("%d drafts", len(kept))
	}
	other := w.signIn(st, reviewerID)
	wants(t, other.SaveDraft(ctx, cases.Draft{ID: d.ID}), cases.Forbidden, "store.draft_other")
	must(t, other.DropDraft(ctx, d.ID))
	_, err = other.Drafts(ctx, handlerID)
	wants(t, err, cases.Forbidden, "store.draft_other")
	must(t, s.DropDraft(ctx, d.ID))
	if kept, err = s.Drafts(ctx, handlerID); err != nil || len(kept) != 0 {
		t.Errorf("%d drafts left, %v", len(kept), err)
	}
	if rows, err := s.Rows(ctx, cases.Queue{}); err != nil || len(rows) != 0 {
		t.Error("a draft reached the record")
	}
}
