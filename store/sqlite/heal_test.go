package sqlite

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"casedesk/cases"
)

// spoiltFile gives a desk whose one sealed file has a bit turned, and the file's name.
func spoiltFile(t *testing.T) (s *Session, stick string, want cases.Hash, file string) {
	t.Helper()
	w, dir, stick, want := rotting(t, CipherAdiantum)
	files, err := filepath.Glob(filepath.Join(dir, blobFolder, "??", "*"))
	must(t, err)
	turn(t, files[0], 1234)
	return w.signIn(w.open(dir), clerkID), stick, want, files[0]
}

// A damaged file alone is found by the check and comes back from the backup.
func TestADamagedFileAloneHealsFromTheBackup(t *testing.T) {
	ctx := context.Background()
	s, stick, want, file := spoiltFile(t)
	if m, err := s.Heal(ctx, stick); err != nil || m != nil {
		t.Errorf("nobody knew yet: %+v, %v", m, err)
	}
	r, err := s.CheckNext(ctx, time.Minute, time.Hour)
	if err != nil || len(r.Trouble) != 1 || r.Done.IsZero() {
		t.Fatalf("%+v, %v", r, err)
	}
	st, now := s.store, s.store.now
	must(t, st.Close())
	st, s, err = entered(filepath.Dir(filepath.Dir(filepath.Dir(file))), Options{Now: now, Ballast: -1}) // what was found is kept
	must(t, err)
	defer st.Close()
	m, err := s.Heal(ctx, stick)
	if err != nil || m == nil || m.Files != 1 || m.Pull || all(t, s) != want {
		t.Errorf("%+v, %v", m, err)
	}
	if h, err := s.Harm(ctx); err != nil || !h.None() {
		t.Errorf("still %+v, %v", h, err)
	}
	if last, err := s.LastCheck(ctx); err != nil || len(last.Trouble) != 0 {
		t.Errorf("still told: %v, %v", last.Trouble, err)
	}
}

// Whoever opens a damaged file lets the desk know: one that the library has is fetched
// again, one that nobody else has stays and is named.
func TestAFileThatCouldNotBeOpenedIsFetchedAgain(t *testing.T) {
	ctx := context.Background()
	s, _, _, file := spoiltFile(t)
	c, err := s.Case(ctx, caseID(1))
	must(t, err)
	e := c.Evidence[0]
	if _, err := s.Blob(ctx, e.Blob, e.Key); cases.KeyOf(err) != "store.blob_damaged" {
		t.Fatalf("%v", err)
	}
	if m, err := s.Heal(ctx, ""); err != nil || m != nil {
		t.Errorf("what was never sent: %+v, %v", m, err)
	}
	if _, err := os.Stat(file); err != nil {
		t.Errorf("what is left of it is gone: %v", err)
	}
	must(t, s.Uploaded(ctx, e.Blob))
	m, err := s.Heal(ctx, "")
	if err != nil || m == nil || !m.Pull || len(m.Lost) != 0 {
		t.Errorf("%+v, %v", m, err)
	}
	list, err := s.Downloads(ctx)
	if err != nil || len(list) != 1 || list[0] != e.Blob {
		t.Errorf("to be fetched: %v, %v", list, err)
	}
}

// Without a backup nothing is given up that one might still have: the store stays as
// it is, and the trial is not made again for the same harm.
func TestHealingGivesNothingUp(t *testing.T) {
	ctx := context.Background()
	w, dir, stick, want := rotting(t, CipherAdiantum)
	st := w.open(dir)
	w.signIn(st, clerkID)
	var page int64 // the last events were never sent
	must(t, st.read.QueryRowContext(ctx, "SELECT max(pageno) FROM dbstat WHERE name = 'event' AND pagetype = 'leaf'").Scan(&page))
	must(t, st.Close())
	turn(t, filepath.Join(dir, dbName), (page-1)*4096*8+77)
	before, err := os.ReadFile(filepath.Join(dir, dbName))
	must(t, err)
	st, s, err := entered(dir, Options{Now: w.clock, Ballast: -1})
	must(t, err)
	_, err = s.CheckNext(ctx, time.Minute, time.Hour)
	must(t, err)
	for range 2 {
		if m, err := s.Heal(ctx, ""); err != nil || m != nil {
			t.Errorf("%+v, %v", m, err)
		}
	}
	must(t, st.Close())
	f, err := os.Open(filepath.Join(dir, dbName))
	must(t, err)
	after, err := io.ReadAll(f)
	must(t, f.Close())
	if err != nil || string(after[(page-1)*4096:page*4096]) != string(before[(page-1)*4096:page*4096]) {
		t.Errorf("the store was written anew, %v", err)
	}
	st, s, err = entered(dir, Options{Now: w.clock, Ballast: -1})
	must(t, err)
	defer st.Close()
	m, err := s.Heal(ctx, stick)
	if err != nil || m == nil || len(m.Lost) != 0 || all(t, s) != want {
		t.Errorf("with the backup: %+v, %v", m, err)
	}
}
