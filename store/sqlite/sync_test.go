package sqlite

import (
	"context"
	"io"
	"reflect"
	"strings"
	"testing"

	"casedesk/cases"
)

// share pulls everything a desk has made over to another.
func (w *world) share(from, to *Session, cursor string) int {
	w.t.Helper()
	events, receipts, wraps := w.place(from)
	conflicts, err := to.Receive(context.Background(), events, receipts, wraps, cursor)
	must(w.t, err)
	return conflicts
}

func rowOf(t *testing.T, s *Session, id cases.ID) cases.Row {
	t.Helper()
	rows, err := s.Rows(context.Background(), cases.Queue{})
	must(t, err)
	for _, r := range rows {
		if r.Case == id {
			return r
		}
	}
	return cases.Row{}
}

func TestACaseGoesToTheDecidingOfficeAndBack(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	window, authority := w.desk(windowID, clerkID), w.desk(authorityID, handlerID)
	id := caseID(1)
	hash, key, _, err := window.PutBlob(ctx, strings.NewReader("缴款凭证"))
	must(t, err)
	act(t, window, id, receivedAct("示例甲公司", "收1"), cases.EvidenceAct{Blob: hash, Key: key, Name: "缴款凭证"}, forwardAct("2026-11-26"))
	must(t, window.ShareCase(ctx, id, authorityID))
	must(t, window.ShareCase(ctx, id, authorityID))
	w.share(window, authority, "c1")
	if r := rowOf(t, window, id); r.Sync != cases.SyncConfirmed || r.Position != 3 {
		t.Errorf("at the window %s at %d", r.Sync, r.Position)
	}
	if cursor, err := authority.Cursor(ctx); err != nil || cursor != "c1" {
		t.Errorf("cursor %q, %v", cursor, err)
	}
	missing, err := authority.Downloads(ctx)
	must(t, err)
	up, err := window.Uploads(ctx)
	must(t, err)
	if len(missing) != 1 || missing[0] != hash || !reflect.DeepEqual(up, missing) {
		t.Fatalf("missing %v, to send %v", missing, up)
	}
	f, err := window.OpenBlob(ctx, hash)
	must(t, err)
	wants(t, authority.SaveBlob(ctx, hash, strings.NewReader("other")), cases.Damaged, "store.blob_damaged")
	must(t, authority.SaveBlob(ctx, hash, f))
	must(t, window.Uploaded(ctx, hash))
	plain, err := authority.Blob(ctx, hash, key)
	if err != nil || string(plain) != "缴款凭证" {
		t.Errorf("%d bytes, %v", len(plain), err)
	}
	must(t, f.Close())
	c := act(t, authority, id, cases.AcceptedAct{On: cases.MustDate("2026-11-24")})
	w.share(authority, window, "c2")
	back, err := window.Case(ctx, id)
	if err != nil || back.State != cases.Accepted || back.Head != c.Head {
		t.Errorf("back at the window: %s, %v", back.State, err)
	}
	for _, s := range []*Session{window, authority} {
		if report, err := s.Check(ctx); err != nil || len(report.Trouble) != 0 || report.Events != 4 {
			t.Errorf("%+v, %v", report, err)
		}
	}
}

// Evidence and letters name files; a letter's is fetched like any other, once.
func TestTheFilesOfLettersAreWantedToo(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	window, authority := w.desk(windowID, clerkID), w.desk(authorityID, handlerID)
	hash, key, _, err := window.PutBlob(ctx, strings.NewReader("%PDF-1.7"))
	must(t, err)
	letter := cases.LetterAct{Letter: "L1", Number: "收1", Blob: hash, Key: key, Data: []byte("{}")}
	for n := 1; n <= 2; n++ {
		act(t, window, caseID(n), receivedAct("示例甲公司", "收1"), letter, cases.EvidenceAct{Name: "没有扫描件"})
		must(t, window.ShareCase(ctx, caseID(n), authorityID))
	}
	w.share(window, authority, "c1")
	for _, s := range []*Session{window, authority} {
		up, err := s.Uploads(ctx)
		must(t, err)
		down, err := s.Downloads(ctx)
		must(t, err)
		if all := append(up, down...); len(all) != 1 || all[0] != hash {
			t.Errorf("to send %v, to fetch %v", up, down)
		}
	}
}

func TestOneBadEventIsSetAsideAndTheRestGoOn(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	window, authority := w.desk(windowID, clerkID), w.desk(authorityID, handlerID)
	for n := 1; n <= 5; n++ {
		act(t, window, caseID(n), receivedAct("示例甲公司", "收"))
		if n != 5 {
			must(t, window.ShareCase(ctx, caseID(n), authorityID))
		}
	}
	events, receipts, wraps := w.place(window)
	events[0].Sig = append([]byte(nil), events[1].Sig...)
	events[1].Body = append([]byte(nil), events[0].Body...)
	receipts[2].Position = 99
	for range 2 { // again changes nothing
		_, err := authority.Receive(ctx, events, receipts, wraps, "c1")
		must(t, err)
		aside, err := authority.Asides(ctx)
		must(t, err)
		reasons := map[cases.Hash]string{}
		for _, a := range aside {
			reasons[a.Event] = a.Reason
		}
		want := map[cases.Hash]string{events[0].Hash(): "event.signature", events[1].Hash(): "event.body",
			events[2].Hash(): "receipt.signature", events[4].Hash(): "store.no_key"}
		if !reflect.DeepEqual(reasons, want) {
			t.Errorf("set aside %v", reasons)
		}
		if n, err := authority.Count(ctx, cases.Filter{}); err != nil || n != 1 {
			t.Errorf("%d cases, %v", n, err)
		}
	}
	// The key comes later, and with it the case.
	must(t, window.ShareCase(ctx, caseID(5), authorityID))
	_, _, wraps = w.place(window)
	_, err := authority.Receive(ctx, nil, nil, wraps, "c2")
	must(t, err)
	if _, err := authority.Case(ctx, caseID(5)); err != nil {
		t.Error(err)
	}
}

func TestActsOnAStaleBaseBecomeConflictsNotWinners(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	second := w.second(windowID, clerkID)
	first := w.desk(windowID, clerkID)
	id := caseID(1)
	act(t, first, id, receivedAct("示例甲公司", "收1"))
	w.share(first, second, "c1")
	act(t, first, id, forwardAct("2026-11-26"))
	act(t, second, id, cases.AskedMoreAct{Missing: []cases.Paper{{Code: "P1"}}, On: cases.MustDate("2026-11-23")}, cases.EvidenceAct{Name: "身份证件"})
	if n := w.share(first, second, "c2"); n != 1 {
		t.Errorf("%d conflicts told", n)
	}
	w.share(second, first, "c2")
	a, err := first.Case(ctx, id)
	must(t, err)
	b, err := second.Case(ctx, id)
	must(t, err)
	if !reflect.DeepEqual(a, b) || a.State != cases.Forwarded || len(a.Conflicts) != 1 || len(a.Evidence) != 1 {
		t.Errorf("%s with %d conflicts and %s with %d", a.State, len(a.Conflicts), b.State, len(b.Conflicts))
	}
}

// second enrols one more device of an office and makes its store.
func (w *world) second(office, account cases.ID) *Session {
	id := cases.ID{13}
	w.enrol(id, office)
	w.dir.Version++
	setup := w.setup(office)
	setup.Device, setup.DeviceKey = id, w.keys[id]
	dir := w.t.TempDir() + "/desk"
	_, err := Create(context.Background(), dir, setup)
	must(w.t, err)
	return w.signIn(w.open(dir), account)
}

func TestAnEventOfAnUnknownDeviceWaitsForTheDirectory(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	first := w.desk(windowID, clerkID)
	second := w.second(windowID, clerkID) // first's directory does not know it
	act(t, second, caseID(1), receivedAct("示例甲公司", "收1"))
	w.share(second, first, "c1")
	aside, err := first.Asides(ctx)
	if err != nil || len(aside) != 1 || aside[0].Reason != "admit.device" {
		t.Fatalf("%+v, %v", aside, err)
	}
	raw, sig := w.signed(w.dir)
	must(t, first.SaveDirectory(ctx, raw, sig))
	must(t, first.SaveDirectory(ctx, raw, sig))
	_, err = first.Receive(ctx, nil, nil, nil, "c2")
	must(t, err)
	if _, err := first.Case(ctx, caseID(1)); err != nil {
		t.Error(err)
	}
	wants(t, first.SaveDirectory(ctx, raw[1:], sig), cases.Damaged, "store.directory_signature")
	w.dir.Version = 1
	raw, sig = w.signed(w.dir)
	wants(t, first.SaveDirectory(ctx, raw, sig), cases.Conflict, "store.directory_older")
}

func TestAForkedLogIsSeen(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	one, copied := w.desk(windowID, clerkID), w.desk(windowID, clerkID) // one device, two disks
	authority := w.desk(authorityID, handlerID)
	for n, s := range []*Session{one, copied} {
		act(t, s, caseID(n), receivedAct("示例甲公司", "收1"))
		must(t, s.ShareCase(ctx, caseID(n), authorityID))
		w.share(s, authority, "c")
	}
	aside, err := authority.Asides(ctx)
	if err != nil || len(aside) != 1 || aside[0].Reason != "store.fork" {
		t.Errorf("%+v, %v", aside, err)
	}
}

func TestTheOutboxShowsEachState(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	for n := 1; n <= 4; n++ {
		act(t, s, caseID(n), receivedAct("示例甲公司", "收"))
	}
	events, _, err := s.Unsent(ctx, 0, 0)
	must(t, err)
	must(t, s.Sent(ctx, []cases.Hash{events[0].Hash(), events[1].Hash()}))
	must(t, s.SetAside(ctx, events[2].Hash(), "admit.power"))
	must(t, s.Confirm(ctx, []cases.Receipt{w.receipt(events[0].Hash(), 7)}))
	want := []cases.SyncState{cases.SyncConfirmed, cases.SyncSent, cases.SyncAside, cases.SyncLocal}
	for n, state := range want {
		if r := rowOf(t, s, caseID(n+1)); r.Sync != state {
			t.Errorf("case %d is %s, want %s", n+1, r.Sync, state)
		}
	}
	o, err := s.Outbox(ctx)
	must(t, err)
	if o.Unsent != 1 || o.Sent != 1 || o.Position != 7 || len(o.Refused) != 1 || o.Refused[0].Reason != "admit.power" || o.Refused[0].Row.Case != caseID(3) {
		t.Errorf("%+v", o)
	}
	// Unsent begins at the first without an answer and has no gap.
	left, _, err := s.Unsent(ctx, 0, 0)
	must(t, err)
	all, _, err := s.Unsent(ctx, 1, 0)
	must(t, err)
	if len(left) != 3 || len(all) != 4 {
		t.Errorf("%d and %d", len(left), len(all))
	}
	forged := w.receipt(events[1].Hash(), 8)
	forged.Position = 9
	wants(t, s.Confirm(ctx, []cases.Receipt{forged}), cases.Damaged, "receipt.signature")
	wants(t, s.Confirm(ctx, []cases.Receipt{w.receipt(events[0].Hash(), 8)}), cases.Conflict, "store.receipt")
	wants(t, s.Confirm(ctx, []cases.Receipt{w.receipt(events[3].Hash(), 7)}), cases.Conflict, "store.receipt")
}

func TestALogProvesItselfWithPublicKeysAlone(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	for n := 1; n <= 4; n++ {
		act(t, s, caseID(n), receivedAct("示例甲公司", "收"))
	}
	log, _, err := s.Unsent(ctx, 1, 0)
	must(t, err)
	for i := range log {
		log[i].Body = nil
	}
	must(t, VerifyChain(log, w.dir))
	wants(t, VerifyChain(append(log[:1:1], log[2:]...), w.dir), cases.Damaged, "store.chain")
	wants(t, VerifyChain(log[1:], w.dir), cases.Damaged, "store.chain")
	log[2].Sig = log[1].Sig
	wants(t, VerifyChain(log, w.dir), cases.Damaged, "event.signature")
}

func TestFilesAreSealedAndChecked(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	hash, key, size, err := s.PutBlob(ctx, strings.NewReader("身份证件扫描件"))
	must(t, err)
	if size != int64(len("身份证件扫描件")) {
		t.Errorf("%d bytes", size)
	}
	sealed, err := s.BlobSealed(ctx, hash)
	if err != nil || strings.Contains(string(sealed), "身份证件") {
		t.Error("the file lies in clear")
	}
	_, err = s.Blob(ctx, hash, make([]byte, 32))
	wants(t, err, cases.Damaged, "store.blob_damaged")
	_, err = s.Blob(ctx, cases.Hash{1}, key)
	wants(t, err, cases.NotFound, "store.blob_missing")
	sealed[20] ^= 1
	must(t, writeFile(s.store.dir, s.store.blobPath(hash), sealed))
	_, err = s.Blob(ctx, hash, key)
	wants(t, err, cases.Damaged, "store.blob_damaged")
	s.store.trial.free = func(string) (int64, error) { return lowSpace - 1, nil } // then the limit is low too
	_, _, _, err = s.PutBlob(ctx, io.LimitReader(endless{}, letterMost+1))
	wants(t, err, cases.Exhausted, "store.disk_low")
}

type endless struct{}

func (endless) Read(b []byte) (int, error) { return len(b), nil }
