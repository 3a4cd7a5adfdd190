package sqlite

import (
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"testing/fstest"

	"casedesk/cases"
)

func closedStore(t *testing.T) (*world, string) {
	w := newWorld(t)
	dir := w.create(windowID)
	st := w.open(dir)
	act(t, w.signIn(st, clerkID), caseID(1), receivedAct("示例甲公司", "收1"))
	must(t, st.Close())
	return w, dir
}

func TestEveryChangedByteOfTheKeysIsNoticed(t *testing.T) {
	_, dir := closedStore(t)
	path := filepath.Join(dir, keyFileName)
	whole, err := os.ReadFile(path)
	must(t, err)
	for i := range whole {
		b := append([]byte(nil), whole...)
		b[i] ^= 1
		if _, err := decodeKeyFile(b); cases.KindOf(err) != cases.Damaged {
			t.Fatalf("byte %d changed: %v", i, err)
		}
	}
	must(t, os.WriteFile(path, whole[:len(whole)/2], 0o600))
	_, err = Open(context.Background(), dir, Options{})
	wants(t, err, cases.Damaged, "store.keys_damaged")
}

func TestDamagedStoresAreToldApart(t *testing.T) {
	for name, story := range map[string]struct {
		spoil func(dir string) error
		kind  cases.ErrorKind
		key   string
	}{
		"cut":      {func(d string) error { return os.Truncate(filepath.Join(d, dbName), 8192) }, cases.Damaged, "store.damaged"},
		"empty":    {func(d string) error { return os.Truncate(filepath.Join(d, dbName), 0) }, cases.Damaged, "store.damaged"},
		"gone":     {func(d string) error { return os.Remove(filepath.Join(d, dbName)) }, cases.Damaged, "store.damaged"},
		"no store": {func(d string) error { return os.Remove(filepath.Join(d, keyFileName)) }, cases.NotFound, "store.none"},
		"newer keys": {func(d string) error {
			k, err := readKeyFile(d)
			if err != nil {
				return err
			}
			k.Format = keyFormat + 1
			return k.write(d)
		}, cases.TooNew, "store.newer"},
		"no sample any more": {func(d string) error {
			k, err := readKeyFile(d)
			if err != nil {
				return err
			}
			k.Sample = false
			return k.write(d)
		}, cases.Locked, "store.pass_phrase"},
		"newer tables":  {func(d string) error { return run(d, "PRAGMA user_version = 99") }, cases.TooNew, "store.newer"},
		"other program": {func(d string) error { return run(d, "PRAGMA application_id = 7") }, cases.Damaged, "store.damaged"},
		"no secrets":    {func(d string) error { return run(d, "DELETE FROM secret") }, cases.Damaged, "store.damaged"},
		"no directory":  {func(d string) error { return run(d, "DELETE FROM directory") }, cases.Damaged, "store.damaged"},
		"mixed":         {func(d string) error { return run(d, "UPDATE fact SET value = 'x' WHERE name = 'store'") }, cases.Damaged, "store.mixed"},
	} {
		t.Run(name, func(t *testing.T) {
			_, dir := closedStore(t)
			must(t, story.spoil(dir))
			_, _, err := entered(dir, Options{})
			wants(t, err, story.kind, story.key)
		})
	}
}

// run changes the database behind the store's back.
func run(dir, text string) error {
	write, _, done, err := behind(dir)
	if err != nil {
		return err
	}
	defer done()
	_, err = write.Exec(text)
	return err
}

func TestASlotBelongsToItsStore(t *testing.T) {
	w, dir := closedStore(t)
	k, err := readKeyFile(dir)
	must(t, err)
	k.Device = cases.ID{99}
	must(t, k.write(dir))
	_, err = w.open(dir).Unlock(context.Background(), clerkID, pass)
	wants(t, err, cases.Locked, "store.pass_phrase")
}

func TestAFullDiskLosesNothing(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	act(t, s, caseID(1), receivedAct("示例甲公司", "收1"))
	// SQLite then answers as on a full disk: SQLITE_FULL, by its number.
	_, err := s.store.write.db().Exec("PRAGMA max_page_count = 1")
	must(t, err)
	stored := 1
	for n := 2; err == nil; n++ {
		if _, err = s.Act(ctx, caseID(n), cases.Hash{}, nil, receivedAct("示例乙公司", "收")); err == nil {
			stored++
		}
	}
	wants(t, err, cases.Exhausted, "store.disk_eased") // the ballast went over board
	_, err = s.store.write.db().Exec("PRAGMA max_page_count = 1000000")
	must(t, err)
	act(t, s, caseID(100000), receivedAct("示例丙公司", "收"))
	rows, err := s.Rows(ctx, cases.Queue{Limit: 1000})
	must(t, err)
	report, err := s.Check(ctx)
	must(t, err)
	if len(rows) != stored+1 || report.Events != stored+1 || len(report.Trouble) != 0 {
		t.Errorf("%d rows for %d acts: %+v", len(rows), stored+1, report)
	}
}

func TestCheckFindsWhatTheDatabaseDoesNot(t *testing.T) {
	for name, story := range map[string]struct{ text, key string }{
		"a body":       {"UPDATE event SET body = zeroblob(length(body))", "event.body"},
		"a signature":  {"UPDATE event SET sig = zeroblob(length(sig))", "event.signature"},
		"a lost event": {"DELETE FROM event WHERE seq = 2", "store.chain"},
		"a name":       {"UPDATE event SET hash = zeroblob(32) WHERE seq = 2", "store.event_name"},
		"a queue line": {"UPDATE case_row SET party = '示例丁公司'", "store.projection"},
		"a file":       {"INSERT INTO blob (hash, size) VALUES (zeroblob(32), 1)", "store.blob_missing"},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, w := context.Background(), newWorld(t)
			s := w.desk(windowID, clerkID)
			act(t, s, caseID(1), receivedAct("示例甲公司", "收1"), cases.JudgedAct{}, forwardAct("2026-11-26"))
			_, err := s.store.write.db().Exec("UPDATE event SET sig = zeroblob(1)")
			if err == nil {
				t.Fatal("the log let itself be changed")
			}
			_, err = s.store.write.db().Exec("DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_deleted;" + story.text)
			must(t, err)
			report, err := s.Check(ctx)
			must(t, err)
			for _, trouble := range report.Trouble {
				if trouble.Key == story.key {
					return
				}
			}
			t.Errorf("not found: %v", report.Trouble)
		})
	}
}

func TestMigrationKeepsACopyAndGoesForward(t *testing.T) {
	ctx := context.Background()
	w, dir := closedStore(t)
	must(t, os.WriteFile(filepath.Join(dir, "store-before-2.db"), []byte("long ago"), 0o600))
	files := fstest.MapFS{"migration/9001_more.sql": {Data: []byte("CREATE TABLE more (x INTEGER) STRICT;")}}
	shipped, err := fs.Glob(migrations, "migration/*.sql")
	must(t, err)
	for _, name := range shipped {
		text, err := migrations.ReadFile(name)
		must(t, err)
		files[name] = &fstest.MapFile{Data: text}
	}
	newer := len(files)
	write, _, done, err := behind(dir)
	must(t, err)
	must(t, migrate(ctx, write, dir, files))
	must(t, migrate(ctx, write, dir, files)) // nothing more to do
	if _, err := os.Stat(filepath.Join(dir, "store-before-2.db")); !os.IsNotExist(err) {
		t.Errorf("the copy from an earlier step still takes room: %v", err)
	}
	files["migration/9002_bad.sql"] = &fstest.MapFile{Data: []byte("CREATE TABLE half (x INTEGER) STRICT; SELECT nothing FROM nowhere;")}
	if err := migrate(ctx, write, dir, files); err == nil {
		t.Error("a broken step passed")
	}
	var half int
	must(t, write.QueryRow("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").Scan(&half))
	if v, err := versionOf(ctx, write); v != newer || err != nil || half != 0 {
		t.Errorf("version %d, %d half tables, %v", v, half, err)
	}
	done()
	_, _, err = entered(dir, Options{})
	wants(t, err, cases.TooNew, "store.newer")
	must(t, os.Rename(filepath.Join(dir, "store-before-"+strconv.Itoa(newer)+".db"), filepath.Join(dir, dbName)))
	if _, err := w.signIn(w.open(dir), clerkID).Case(ctx, caseID(1)); err != nil {
		t.Error("the copy from before does not open")
	}
}

func FuzzKeyFile(f *testing.F) {
	b, err := keyFile{Format: 1, Sample: true}.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte("{}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		k, err := decodeKeyFile(b)
		if err != nil {
			return
		}
		if !json.Valid(b) || k.Format > keyFormat {
			t.Error("took a file it cannot read")
		}
	})
}
