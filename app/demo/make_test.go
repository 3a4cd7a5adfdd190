package demo

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"casedesk/app/library"
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

// sampleLibrary runs a sample library for one test.
func sampleLibrary(t *testing.T) string {
	t.Helper()
	cert, key, err := assets.DemoRoot()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- library.Run(ctx, library.Config{
			Data: t.TempDir(), Cert: cert, Key: key, Sample: true, Now: time.Now, Random: rand.Reader,
			Ready: func(url string, _ *library.Library) { ready <- url },
		})
	}()
	t.Cleanup(func() { cancel(); <-ended })
	select {
	case url := <-ready:
		return url
	case err := <-ended:
		ended <- err
		t.Fatal(err)
	}
	return ""
}

func TestMakeGivesTwoOfficesWithTheirOwnPowers(t *testing.T) {
	url, dir := sampleLibrary(t), t.TempDir()
	if err := Make(context.Background(), dir, url, Options{}); err != nil {
		t.Fatal(err)
	}
	for _, s := range specs() {
		store, err := sqlite.Open(context.Background(), filepath.Join(dir, s.folder), sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		o := store.Doorplate()
		if o.ID != store.Office() || o.Name != s.office.Name || !o.Sample || o.May(cases.MayDecide) != (s.office.Kind == cases.Authority) {
			t.Errorf("%s: %+v", s.folder, o)
		}
		if len(store.Accounts()) != len(s.people) {
			t.Errorf("%s: %d accounts", s.folder, len(store.Accounts()))
		}
		for i, a := range store.Accounts() {
			if a.Name != s.people[i].name {
				t.Errorf("%s: account %d is %s", s.folder, i, a.Name)
			}
		}
	}
	if _, err := os.Stat(filepath.Join(dir, secretsFile)); !os.IsNotExist(err) {
		t.Errorf("the keys lie in clear: %v", err)
	}
}

// What an earlier try left is used, and what stands stays as it is.
func TestMakeGoesOnAndChangesNothingThatStands(t *testing.T) {
	url, dir := sampleLibrary(t), t.TempDir()
	kept, err := readSecrets(dir, specs())
	if err != nil {
		t.Fatal(err)
	}
	if err := Make(context.Background(), dir, url, Options{}); err != nil {
		t.Fatal(err)
	}
	keys := filepath.Join(dir, "window", "keys.json")
	before, err := os.ReadFile(keys)
	if err != nil {
		t.Fatal(err)
	}
	// Cut short between the first store and the second.
	b, err := json.Marshal(kept)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "authority")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, secretsFile), b, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Make(context.Background(), dir, url, Options{}); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(keys)
	if err != nil || string(after) != string(before) {
		t.Errorf("the window's store changed: %v", err)
	}
	store, err := sqlite.Open(context.Background(), filepath.Join(dir, "authority"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if store.Device() != kept[1].Device {
		t.Error("the authority's store is another device")
	}
	// A file of keys beside finished stores is what a kill at the very end leaves.
	if err := os.WriteFile(filepath.Join(dir, secretsFile), b, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Make(context.Background(), dir, "http://127.0.0.1:1", Options{}); err != nil {
		t.Errorf("finished stores need no library: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, secretsFile)); !os.IsNotExist(err) {
		t.Errorf("the keys lie in clear: %v", err)
	}
}

func TestMakeInTrouble(t *testing.T) {
	if err := Make(context.Background(), t.TempDir(), "http://127.0.0.1:1", Options{}); cases.KeyOf(err) != "demo.library" {
		t.Errorf("no library: %v", err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, secretsFile), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Make(context.Background(), dir, "http://127.0.0.1:1", Options{}); cases.KeyOf(err) != "demo.setup" {
		t.Errorf("a cut file of keys: %v", err)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Make(context.Background(), file, "http://127.0.0.1:1", Options{}); cases.KeyOf(err) != "demo.write" {
		t.Errorf("a file in the way: %v", err)
	}
}

// Every scene of both scripts has a desk that can play it.
func TestEverySceneHasADesk(t *testing.T) {
	desks := map[string]bool{}
	for _, s := range specs() {
		for _, p := range s.people {
			desks[s.folder+"/"+string(p.role)] = true
		}
	}
	for _, s := range []script{repairScript(), objectionScript()} {
		seen := map[string]bool{}
		for _, sc := range s.steps {
			if !desks[sc.who] || seen[sc.name] {
				t.Errorf("%s: %q by %q", s.matter, sc.name, sc.who)
			}
			seen[sc.name] = true
		}
	}
}
