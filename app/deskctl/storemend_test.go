package main

import (
	"os"
	"path/filepath"
	"testing"
)

// A store of which a page turned bad is found out by check, mended by mend, and sound
// afterwards.
func TestStoreMend(t *testing.T) {
	store, stick := filepath.Join(copied(t), "window"), filepath.Join(t.TempDir(), "stick")
	type said struct {
		Says          string
		Events, Cases int
		Trouble, Lost []string
		Parts         []string
		FromBackup    int `json:"from_backup"`
	}
	sound := one[said](t, desk("", "store", "check", store, "--as", windowClerk))
	if sound.Says == "" || len(sound.Trouble) != 0 {
		t.Errorf("%+v", sound)
	}
	if b := desk("", "store", "backup", store, "--to", stick, "--as", windowClerk); b.code != 0 {
		t.Fatalf("%+v", b)
	}
	name := filepath.Join(store, "store.db")
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for page := 12; page < len(b)/4096 && !found; page++ { // some page that something lies on
		b[page*4096+99] ^= 4
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if c := desk("", "store", "check", store, "--as", windowClerk); c.code == 1 {
			found = true
			if bad := one[said](t, c); bad.Says == sound.Says || len(bad.Trouble) == 0 {
				t.Errorf("%+v", bad)
			}
			break
		}
		if b, err = os.ReadFile(name); err != nil { // a check writes a little itself
			t.Fatal(err)
		}
		b[page*4096+99] ^= 4
	}
	if !found {
		t.Fatal("no page was found damaged")
	}
	m := one[said](t, desk("", "store", "mend", store, "--from", stick, "--as", windowClerk))
	if m.Events != sound.Events || len(m.Lost) != 0 {
		t.Errorf("%+v", m)
	}
	if c := desk("", "store", "check", store, "--as", windowClerk); c.code != 0 || one[said](t, c).Says != sound.Says {
		t.Errorf("after mending: %+v", c)
	}
	oneSentence(t, "address", desk("", "store", "mend", store, "--central", "nowhere", "--as", windowClerk))
}
