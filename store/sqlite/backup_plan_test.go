package sqlite

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"casedesk/cases"
)

// layPacks puts what the shelf of a store may hold beside the database.
func layPacks(t *testing.T, store string, packs map[string]string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Join(store, packFolder), 0o700))
	for name, text := range packs {
		must(t, os.WriteFile(filepath.Join(store, packFolder, name), []byte(text), 0o600))
	}
}

// The packs that verdicts were made by come back with the cases; one that was
// changed at the target is named.
func TestTheRulePacksComeBackWithABackup(t *testing.T) {
	w := newWorld(t)
	s, dir := busy(t, w), stick(t)
	packs := map[string]string{"00ff.pack": `{"signed":1}`, "active.jsonl": "{}\n", "taken": "7"}
	layPacks(t, s.store.dir, packs)
	b := backUp(t, s, Backups{Dir: dir})
	back, _ := w.restore(dir)
	for name, text := range packs {
		if got, err := os.ReadFile(filepath.Join(back.store.dir, packFolder, name)); err != nil || string(got) != text {
			t.Errorf("%s came back as %q, %v", name, got, err)
		}
	}
	must(t, os.WriteFile(filepath.Join(b.Dir, packFolder, "00ff.pack"), []byte(`{"signed":2}`), 0o600))
	_, err := Restore(context.Background(), dir, filepath.Join(t.TempDir(), "x"), Options{Now: w.clock}, clerk(pass))
	wants(t, err, cases.Damaged, "store.backup_damaged")
	if ours := err.(*cases.Error); ours.Args[0].Value != "00ff.pack" {
		t.Errorf("it names %v", ours.Args)
	}
}

// The list tells when each backup was proved; one whose manifest was touched says so
// and the others are still there.
func TestTheListOfBackupsTellsWhenEachWasProved(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s, dir := busy(t, w), stick(t)
	_, err := s.ListBackups(ctx, dir)
	wants(t, err, cases.NotFound, "store.no_backup")
	first := backUp(t, s, Backups{Dir: dir})
	w.now = w.now.Add(time.Hour)
	act(t, s, caseID(7), receivedAct("示例乙公司", "收7"))
	second := backUp(t, s, Backups{Dir: dir})
	list, err := s.ListBackups(ctx, dir)
	must(t, err)
	if len(list) != 2 || list[0].Dir != second.Dir || list[1].Dir != first.Dir || list[0].Events != first.Events+1 {
		t.Fatalf("%+v", list)
	}
	for i, b := range []Backup{second, first} {
		if l := list[i]; l.Trouble != nil || l.Tested.UnixMilli() != b.Tested.UnixMilli() || l.At.UnixMilli() != b.At.UnixMilli() {
			t.Errorf("%+v for %+v", l, b)
		}
	}
	name := filepath.Join(first.Dir, manifestName)
	text, err := os.ReadFile(name)
	must(t, err)
	text[len(text)/2] ^= 1
	must(t, os.WriteFile(name, text, 0o600))
	if list, err = s.ListBackups(ctx, dir); err != nil || list[0].Trouble != nil || cases.KeyOf(list[1].Trouble) != "store.backup_damaged" {
		t.Errorf("%+v, %v", list, err)
	}
}

// Where backups go is kept in the store, by an administrator's hand alone.
func TestTheBackupPlanIsTheAdministrators(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	office := &w.dir.Offices[0]
	admin := cases.ID{31}
	office.Accounts = append(office.Accounts, w.account(admin, cases.Admin))
	st := w.open(w.create(windowID))
	clerk, boss := w.signIn(st, clerkID), w.signIn(st, admin)
	plan := Backups{Dir: stick(t), Every: 24 * time.Hour, Keep: 14}
	wants(t, clerk.KeepBackupPlan(ctx, plan), cases.Forbidden, "store.not_admin")
	wants(t, boss.KeepBackupPlan(ctx, Backups{Dir: filepath.Join(st.dir, "b")}), cases.Invalid, "store.backup_inside")
	if got, err := clerk.BackupPlan(ctx); err != nil || got != (Backups{}) {
		t.Errorf("before: %+v, %v", got, err)
	}
	must(t, boss.KeepBackupPlan(ctx, plan))
	if got, err := clerk.BackupPlan(ctx); err != nil || got != plan {
		t.Errorf("after: %+v, %v", got, err)
	}
}
