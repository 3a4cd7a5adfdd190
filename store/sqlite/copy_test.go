package sqlite

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casedesk/cases"
)

// copyStore copies a folder file by file, as a person with a memory stick does.
func copyStore(t *testing.T, from string) (to string) {
	t.Helper()
	to = filepath.Join(t.TempDir(), "copy")
	must(t, filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || strings.HasPrefix(d.Name(), ".new-") {
			return nil // it was there a moment ago
		}
		part, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if closedToUs(d) {
			return nil
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, part), 0o700)
		}
		b, err := os.ReadFile(path)
		if os.IsNotExist(err) {
			return nil
		}
		must(t, err)
		return os.WriteFile(filepath.Join(to, part), b, 0o600)
	}))
	return to
}

// A store copied while it is open and nobody writes holds all that was
// acknowledged, though most of it lies in the journal still.
func TestACopyOfAnOpenStoreIsWhole(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	dir := w.create(windowID)
	s := w.signIn(w.open(dir), clerkID)
	for n := range 10 {
		act(t, s, caseID(n), receivedAct("示例甲公司", "收"), forwardAct("2026-11-26"))
	}
	copied := w.signIn(w.open(copyStore(t, dir)), clerkID)
	if everything(t, copied) != everything(t, s) {
		t.Error("the copy differs")
	}
	report, err := copied.Check(ctx)
	if err != nil || report.Events != 20 || len(report.Trouble) != 0 {
		t.Errorf("%+v, %v", report, err)
	}
}

// A store copied in the middle of writing is either whole up to some act, or
// says that it is damaged. It never shows less than it claims.
func TestACopyTakenWhileWritingIsSoundOrSaysSo(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	dir := w.create(windowID)
	st := w.open(dir)
	now := w.now
	st.now = func() time.Time { return now } // the copies read the world's clock meanwhile
	s := w.signIn(st, clerkID)
	_, err := st.write.db().Exec("PRAGMA wal_autocheckpoint = 20") // the journal is emptied often
	must(t, err)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for n := 0; ; n++ {
			select {
			case <-stop:
				return
			default:
			}
			if _, err := s.Act(ctx, caseID(n), cases.Hash{}, nil, receivedAct("示例甲公司", "收"), forwardAct("2026-11-26")); err != nil {
				t.Error(err)
				return
			}
		}
	}()
	sound := 0
	for range 6 {
		ok, err := soundCopy(w, copyStore(t, dir))
		if ok {
			sound++
		} else if k := cases.KindOf(err); k != cases.Damaged {
			t.Errorf("a copy fails with %v", err)
		}
	}
	close(stop)
	<-stopped
	t.Logf("%d of 6 copies were whole", sound)
	if report, err := s.Check(ctx); err != nil || len(report.Trouble) != 0 {
		t.Errorf("copying harmed the store: %+v, %v", report, err)
	}
}

// soundCopy opens a copy and looks through it; false with the first trouble.
func soundCopy(w *world, dir string) (bool, error) {
	ctx := context.Background()
	st, err := Open(ctx, dir, Options{Now: w.clock})
	if err != nil {
		return false, err
	}
	defer st.Close()
	s, err := st.Unlock(ctx, clerkID, pass)
	if err != nil {
		return false, err
	}
	defer s.Close()
	report, err := s.Check(ctx)
	if err != nil {
		return false, err
	}
	if len(report.Trouble) != 0 {
		return false, report.Trouble[0]
	}
	log, _, err := s.Unsent(ctx, 1, 1<<20)
	if err != nil {
		return false, err
	}
	if err := VerifyChain(log, w.dir); err != nil || len(log) != report.Events || len(log)%2 != 0 {
		w.t.Errorf("%d events in the log, %d in the cases, %v", len(log), report.Events, err)
	}
	return true, nil
}
