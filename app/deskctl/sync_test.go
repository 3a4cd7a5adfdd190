package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casedesk/store/sqlite"
)

// What a check found damaged is put right by the next sync: a file that is not what was
// recorded comes again from the library.
func TestSyncHealsWhatACheckFound(t *testing.T) {
	t.Parallel()
	dir := copied(t)
	window := filepath.Join(dir, "window")
	files, err := filepath.Glob(filepath.Join(window, "blobs", "??", "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	whole, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(files[0], []byte("else"), 0o600); err != nil {
		t.Fatal(err)
	}
	checkedBehind(t, window)
	s := desk("", "sync", "--store", window, "--as", windowClerk, "--central", libraryOf(t, dir))
	if s.code != 0 || !strings.Contains(s.errs, "修复") {
		t.Errorf("%+v", s)
	}
	if b, err := os.ReadFile(files[0]); err != nil || string(b) != string(whole) {
		t.Errorf("the file is not what it was, %v", err)
	}
	if c := desk("", "store", "check", window, "--as", windowClerk); c.code != 0 {
		t.Errorf("%+v", c)
	}
}

// checkedBehind lets the check that runs behind the window go through a whole store.
func checkedBehind(t *testing.T, dir string) {
	t.Helper()
	ctx := context.Background()
	pass, err := os.ReadFile(os.Getenv("CASEDESK_PASSPHRASE_FILE"))
	if err != nil {
		t.Fatal(err)
	}
	store, err := sqlite.Open(ctx, dir, sqlite.Options{Now: testDay})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for _, a := range store.Accounts() {
		if a.Name != windowClerk {
			continue
		}
		s, err := store.Unlock(ctx, a.ID, strings.TrimSpace(string(pass)))
		if err != nil {
			t.Fatal(err)
		}
		if r, err := s.CheckNext(ctx, time.Minute, time.Hour); err != nil || len(r.Trouble) == 0 {
			t.Fatalf("%+v, %v", r, err)
		}
	}
}
