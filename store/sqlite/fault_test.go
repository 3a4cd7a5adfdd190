package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casedesk/cases"
)

func TestABusyDatabaseIsSaidAndNothingIsLost(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	dir := w.create(windowID)
	s := w.signIn(w.open(dir), clerkID)
	act(t, s, caseID(1), receivedAct("示例甲公司", "收1"))
	other, _, done, err := behind(dir) // a backup program, say
	must(t, err)
	defer done()
	tx, err := other.Begin()
	must(t, err)
	_, err = s.store.write.db().Exec("PRAGMA busy_timeout = 1")
	must(t, err)
	_, err = s.Act(ctx, caseID(2), cases.Hash{}, nil, receivedAct("示例乙公司", "收2"))
	wants(t, err, cases.Locked, "store.busy")
	if _, err := s.Case(ctx, caseID(1)); err != nil {
		t.Errorf("reading beside it: %v", err)
	}
	must(t, tx.Rollback())
	act(t, s, caseID(2), receivedAct("示例乙公司", "收2"))
	gapless(t, w, s, 2)
}

func TestAFolderWhereAFileShouldBeIsTroubleOfTheDisk(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	hash, key, _, err := s.PutBlob(ctx, strings.NewReader("缴款凭证"))
	must(t, err)
	must(t, os.Remove(s.store.blobPath(hash)))
	_, err = s.Blob(ctx, hash, key)
	wants(t, err, cases.NotFound, "store.blob_missing")
	must(t, os.Mkdir(s.store.blobPath(hash), 0o700))
	_, err = s.Blob(ctx, hash, key)
	wants(t, err, cases.Damaged, "store.disk")
	must(t, os.RemoveAll(filepath.Join(s.store.dir, blobFolder)))
	_, _, _, err = s.PutBlob(ctx, strings.NewReader("委托书"))
	wants(t, err, cases.Damaged, "store.disk")
	report, err := s.Check(ctx)
	if err != nil || len(report.Trouble) != 1 || report.Trouble[0].Key != "store.blob_missing" {
		t.Errorf("%+v, %v", report, err)
	}
}

// A reader that breaks off (a stick pulled out) leaves no file.
func TestAScanThatBreaksOffIsNotKept(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	gone := errors.New("the stick was pulled out")
	_, _, _, err := s.PutBlob(ctx, brokenScan{gone})
	if !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
	wants(t, s.SaveBlob(ctx, cases.Hash{1}, strings.NewReader("other bytes")), cases.Damaged, "store.blob_damaged")
	if report, err := s.Check(ctx); err != nil || report.Blobs != 0 {
		t.Errorf("%+v, %v", report, err)
	}
}

type brokenScan struct{ err error }

func (b brokenScan) Read([]byte) (int, error) { return 0, b.err }

func TestAFilesKeyMustBeWhole(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	hash, key, _, err := s.PutBlob(ctx, strings.NewReader("缴款凭证"))
	must(t, err)
	for _, bad := range [][]byte{nil, key[:7]} {
		_, err = s.Blob(ctx, hash, bad)
		wants(t, err, cases.Invalid, "store.blob_key")
	}
	for _, short := range [][]byte{nil, []byte("short")} { // the library may hold rubbish under its true hash
		named := hashOf(short)
		must(t, s.SaveBlob(ctx, named, strings.NewReader(string(short))))
		_, err = s.Blob(ctx, named, key)
		wants(t, err, cases.Damaged, "store.blob_damaged")
	}
}

// One sealed thing that was changed is said to be damaged; the rest goes on.
func TestOneDamagedThingHoldsNothingElseUp(t *testing.T) {
	for name, story := range map[string]struct {
		spoil string
		touch func(context.Context, *Session) error
		kind  cases.ErrorKind
		key   string
	}{
		"a case key": {"UPDATE case_key SET sealed = zeroblob(72) WHERE case_id = (SELECT min(case_id) FROM case_key)",
			func(ctx context.Context, s *Session) error { return gives(s.Case(ctx, caseID(1))) }, cases.Damaged, "store.sealed"},
		"a short case key": {"UPDATE case_key SET sealed = zeroblob(3) WHERE case_id = (SELECT min(case_id) FROM case_key)",
			func(ctx context.Context, s *Session) error { return gives(s.Case(ctx, caseID(1))) }, cases.Damaged, "store.sealed"},
		"a lost case key": {"DELETE FROM case_key WHERE case_id = (SELECT min(case_id) FROM case_key)",
			func(ctx context.Context, s *Session) error { return gives(s.Case(ctx, caseID(1))) }, cases.NotFound, "store.no_key"},
		"a record": {"UPDATE record SET sealed = zeroblob(99)",
			func(ctx context.Context, s *Session) error { return gives(s.FindRecords(ctx, "", 0)) }, cases.Damaged, "store.sealed"},
		"a row": {"UPDATE case_row SET received_on = '2026-02-30' WHERE case_id = (SELECT min(case_id) FROM case_row)",
			func(ctx context.Context, s *Session) error { return gives(s.Rows(ctx, cases.Queue{})) }, cases.Damaged, "store.damaged"},
		"the epoch": {"UPDATE fact SET value = '0' WHERE name = 'epoch'",
			func(ctx context.Context, s *Session) error {
				return gives(s.Act(ctx, caseID(3), cases.Hash{}, nil, receivedAct("示例丙公司", "收3")))
			}, cases.Damaged, "store.damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, w := context.Background(), newWorld(t)
			s := w.desk(windowID, clerkID)
			for n := 1; n <= 2; n++ {
				act(t, s, caseID(n), receivedAct("示例甲公司", "收"))
			}
			_, err := s.KeepRecords(ctx, []cases.Record{{Party: "示例甲公司", DocNumber: "示例罚〔2026〕1号"}})
			must(t, err)
			_, err = s.store.write.db().Exec(story.spoil)
			must(t, err)
			wants(t, story.touch(ctx, s), story.kind, story.key)
			if _, err := s.Case(ctx, caseID(2)); err != nil {
				t.Errorf("another case: %v", err)
			}
			if _, err := s.Check(ctx); err != nil && story.key != "store.damaged" {
				t.Errorf("the check stops: %v", err)
			}
		})
	}
}

// Whatever was done to the machine's own secrets, sign-in says it, and opens nothing.
func TestDamagedSecretsOpenNoSession(t *testing.T) {
	for name, spoil := range map[string]string{
		"changed": "UPDATE secret SET sealed = zeroblob(80)",
		"swapped": "UPDATE secret SET sealed = (SELECT sealed FROM secret WHERE name = 'secret office') WHERE name = 'secret device'",
		"gone":    "DELETE FROM secret WHERE name = 'secret office'",
	} {
		t.Run(name, func(t *testing.T) {
			w, dir := closedStore(t)
			must(t, run(dir, spoil))
			s, err := w.open(dir).Unlock(context.Background(), clerkID, pass)
			if cases.KindOf(err) != cases.Damaged || s != nil {
				t.Errorf("got %v", err)
			}
		})
	}
}
