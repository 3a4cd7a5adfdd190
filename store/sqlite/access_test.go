package sqlite

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"casedesk/cases"
)

var (
	auditorID = cases.ID{31}
	adminID   = cases.ID{32}
	windowTwo = cases.ID{13}
)

// guarded is a window with two machines and, besides its clerk, an auditor and an
// administrator.
func guarded(t *testing.T) *world {
	w := newWorld(t)
	o := &w.dir.Offices[0]
	o.Accounts = append(o.Accounts, w.account(auditorID, cases.Auditor), w.account(adminID, cases.Admin))
	return w
}

func look(n int, what string) cases.ReadAct {
	return cases.ReadAct{Uses: []cases.Use{{Case: caseID(n), Number: "收1", Fields: []string{what}, Purpose: "call", At: 1}}}
}

// Whoever looked is in the log, on both machines of the office, and nobody else's
// case has grown by it.
func TestTheAuditorReadsWhoSawWhat(t *testing.T) {
	ctx, w := context.Background(), guarded(t)
	w.enrol(windowTwo, windowID)
	first := w.open(w.create(windowID))
	s := w.signIn(first, clerkID)
	before := act(t, s, caseID(1), receivedAct("示例甲公司", "收1"))
	for _, a := range []cases.Act{look(1, "party.id_number"), cases.PrintedAct(look(1, "letter.L1")), cases.ExportedAct{Uses: look(1, "letter.L1").Uses, Form: "pdf"}} {
		must(t, s.LogAccess(ctx, a))
	}
	after, err := s.Case(ctx, caseID(1))
	must(t, err)
	if after.Head != before.Head || len(after.Past) != 1 {
		t.Errorf("the case has %d lines of history", len(after.Past))
	}
	if o, err := s.Outbox(ctx); err != nil || o.Unsent != 1 {
		t.Errorf("%d unsent, %v", o.Unsent, err)
	}
	setup := w.setup(windowID)
	setup.Device, setup.DeviceKey = windowTwo, w.keys[windowTwo]
	dir := filepath.Join(t.TempDir(), "desk")
	_, err = Create(ctx, dir, setup)
	must(t, err)
	second := w.open(dir)
	w.share(s, w.signIn(second, clerkID), "c1")
	must(t, w.signIn(second, clerkID).LogAccess(ctx, look(1, "party.phone")))

	auditor := w.signIn(second, auditorID)
	lines, err := auditor.Accesses(ctx, 0, 10)
	must(t, err)
	var kinds []cases.Kind
	for _, l := range lines {
		kinds = append(kinds, l.Event.Header.Kind)
		if l.Event.Header.Actor != clerkID || cases.UsesOf(l.Event.Act)[0].Purpose != "call" {
			t.Errorf("%+v", l.Event)
		}
	}
	if len(kinds) != 4 || kinds[0] != cases.KindRead || kinds[1] != cases.KindExported || lines[0].Position != 0 || lines[1].Position == 0 {
		t.Errorf("the log says %v", kinds)
	}
	page, err := auditor.Accesses(ctx, lines[1].Row, 1)
	if err != nil || len(page) != 1 || page[0].Event.Hash != lines[2].Event.Hash {
		t.Errorf("the next page: %v, %v", page, err)
	}
	for _, st := range []*Store{first, second} {
		r, err := w.signIn(st, clerkID).Check(ctx)
		if err != nil || len(r.Trouble) != 0 || r.Cases != 1 {
			t.Errorf("%+v, %v", r, err)
		}
		must(t, w.signIn(st, clerkID).Rebuild(ctx))
	}
}

// Who keeps the machine or its log reads no case, whatever their key slot opens,
// and a clerk does not read the log.
func TestKeepersReadNoCase(t *testing.T) {
	ctx, w := context.Background(), guarded(t)
	st := w.open(w.create(windowID))
	c := w.signIn(st, clerkID)
	act(t, c, caseID(1), receivedAct("示例甲公司", "收1"))
	for _, who := range []cases.ID{auditorID, adminID} {
		s := w.signIn(st, who)
		_, err := s.Case(ctx, caseID(1))
		wants(t, err, cases.Forbidden, "role.duty")
		_, err = s.Rows(ctx, cases.Queue{})
		wants(t, err, cases.Forbidden, "role.duty")
		_, err = s.Events(ctx, caseID(1))
		wants(t, err, cases.Forbidden, "role.duty")
		_, err = s.FindRecords(ctx, "", 0)
		wants(t, err, cases.Forbidden, "role.duty")
		_, err = s.Blob(ctx, cases.Hash{1}, nil)
		wants(t, err, cases.Forbidden, "role.duty")
		_, err = s.Act(ctx, caseID(2), cases.Hash{}, nil, receivedAct("示例乙公司", "收2"))
		wants(t, err, cases.Forbidden, "admit.power")
	}
	for _, s := range []*Session{c, w.signIn(st, adminID)} {
		_, err := s.Accesses(ctx, 0, 1)
		wants(t, err, cases.Forbidden, "role.duty")
	}
	wants(t, c.LogAccess(ctx, cases.ReadAct{}), cases.Invalid, "store.no_act")
	wants(t, c.LogAccess(ctx, cases.MarkedAct{}), cases.Invalid, "store.no_act")
}

// The header tells that somebody looked; whose number it was only the book tells,
// and no file holds that in clear.
func TestALookLeavesNothingInClear(t *testing.T) {
	ctx, w := context.Background(), guarded(t)
	dir := w.create(windowID)
	st := w.open(dir)
	must(t, w.signIn(st, clerkID).LogAccess(ctx, look(1, "geheimes Feld")))
	must(t, st.Close())
	must(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		id := caseID(1)
		if bytes.Contains(b, []byte("geheimes")) || bytes.Contains(b, id[:]) {
			t.Errorf("%s tells what was seen", filepath.Base(path))
		}
		return err
	}))
}
