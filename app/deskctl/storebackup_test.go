package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestStoreBackupRestoreVerify(t *testing.T) {
	top := copied(t)
	store, stick, to := filepath.Join(top, "window"), filepath.Join(t.TempDir(), "stick"), filepath.Join(t.TempDir(), "new")
	type made struct {
		Backup         string
		Events, Cases  int
		Files, Copied  int
		Tested, At     string
		Seq            uint64
		Missing        []string
		From, Dir      string
		Epoch          uint32
		Valid          bool
		Epochs         []struct{ Epoch, Events int }
		Trouble        []string
		Reason, Device string
	}
	b := one[made](t, desk("", "store", "backup", store, "--to", stick, "--as", windowClerk))
	if b.Events == 0 || b.Cases == 0 || b.Files == 0 || b.Copied != b.Files || b.Tested == "" || len(b.Missing) != 0 || b.Epoch != 1 {
		t.Errorf("backup: %+v", b)
	}
	again := one[made](t, desk("", "store", "backup", store, "--to", stick, "--as", windowClerk, "--keep", "1"))
	if left, _ := os.ReadDir(stick); again.Copied != 0 || len(left) != 2 {
		t.Errorf("again: %+v, %v", again, left)
	}
	r := one[made](t, desk("", "store", "restore", stick, to, "--as", windowClerk))
	if r.Events != b.Events || r.Epoch <= 1 || r.From != again.Backup {
		t.Errorf("restore: %+v", r)
	}
	if c := desk("", "store", "check", to, "--as", windowClerk); c.code != 0 {
		t.Errorf("check: %+v", c)
	}
	v := desk("", "store", "verify-chain", to, "--as", windowClerk)
	if m := one[made](t, v); v.code != 0 || !m.Valid || len(m.Epochs) != 1 || uint64(m.Epochs[0].Events) != b.Seq {
		t.Errorf("verify-chain: exit %d, %+v", v.code, m)
	}
}

func TestStoreBackupBadUsage(t *testing.T) {
	top := copied(t)
	store, stick := filepath.Join(top, "window"), filepath.Join(t.TempDir(), "stick")
	oneSentence(t, "inside", desk("", "store", "backup", store, "--to", filepath.Join(store, "b"), "--as", windowClerk))
	oneSentence(t, "keep", desk("", "store", "backup", store, "--to", stick, "--as", windowClerk, "--keep=-1"), "--keep")
	oneSentence(t, "account", desk("", "store", "backup", store, "--to", stick, "--as", "无此人"), "无此人")
	oneSentence(t, "nothing there", desk("", "store", "restore", stick, filepath.Join(t.TempDir(), "x"), "--as", windowClerk), stick)
	oneSentence(t, "no store", desk("", "store", "verify-chain", stick, "--as", windowClerk))
	if s := desk("", "store", "backup", store, "--to", stick, "--as", windowClerk); s.code != 0 {
		t.Fatalf("%+v", s)
	}
	oneSentence(t, "not empty", desk("", "store", "restore", stick, store, "--as", windowClerk))
	oneSentence(t, "account", desk("", "store", "restore", stick, filepath.Join(t.TempDir(), "x"), "--as", "无此人"), "无此人")
	names, err := filepath.Glob(filepath.Join(stick, "*", "store.db"))
	if err != nil || len(names) != 1 || os.Truncate(names[0], 4096) != nil {
		t.Fatal(names, err)
	}
	oneSentence(t, "cut", desk("", "store", "restore", stick, filepath.Join(t.TempDir(), "x"), "--as", windowClerk), "store.db")
	passFile(t, "wrong")
	if s := desk("", "store", "backup", store, "--to", stick, "--as", windowClerk); s.code != 2 || !strings.Contains(s.errs, "口令") {
		t.Errorf("wrong pass phrase: %+v", s)
	}
}
