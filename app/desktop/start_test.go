package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"casedesk/app/demo"
	"casedesk/app/library"
	"casedesk/assets"
	"casedesk/store/sqlite"
)

// binary builds the desktop once for all tests that run it.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "casedesk-desktop")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "desktop")
	out, err := exec.Command("go", "build", "-tags", "migrated_fynedo", "-buildvcs=false", "-o", path, ".").CombinedOutput()
	if err != nil {
		return path, errors.New(string(out))
	}
	return path, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if path, err := binary(); err == nil {
		os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

func desktop(t *testing.T) string {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// demoStores makes the stores of both offices with a real library, which then
// ends unless the test goes on using its address.
func demoStores(t *testing.T) (dir, url string) {
	t.Helper()
	cert, key, err := assets.DemoRoot()
	if err != nil {
		t.Fatal(err)
	}
	l, err := library.Open(t.Context(), library.Config{Data: t.TempDir(), Cert: cert, Key: key, Sample: true, Now: time.Now, Random: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(l.Handler())
	t.Cleanup(func() { server.Close(); l.Close() })
	dir = t.TempDir()
	if err := demo.Make(t.Context(), dir, server.URL, demo.Options{}); err != nil {
		t.Fatal(err)
	}
	return dir, server.URL
}

func oneSentence(t *testing.T, said string) {
	t.Helper()
	for _, bad := range []string{"\n", "⟦", "{", "goroutine", "panic", ".go:", "error", "!", "！", "no such file"} {
		if strings.Contains(said, bad) {
			t.Errorf("%q has %q in it", said, bad)
		}
	}
	if !strings.HasSuffix(said, "。") {
		t.Errorf("%q is no sentence", said)
	}
}

// What cannot be opened is said in one sentence before any window comes up, so
// this needs no screen.
func TestAStoreThatCannotBeOpened(t *testing.T) {
	program := desktop(t)
	dir, _ := demoStores(t)
	words, err := assets.LoadWords("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	keys := func(old, mended string) func(t *testing.T, store string) {
		return func(t *testing.T, store string) { forge(t, filepath.Join(store, "keys.json"), old, mended) }
	}
	for name, c := range map[string]struct {
		key   string
		spoil func(t *testing.T, store string)
	}{
		"missing": {"store.none", func(t *testing.T, store string) { check(t, os.RemoveAll(store)) }},
		"locked": {"store.in_use", func(t *testing.T, store string) {
			s, err := sqlite.Open(context.Background(), store, sqlite.Options{})
			check(t, err)
			t.Cleanup(func() { s.Close() })
		}},
		"cut": {"store.damaged", func(t *testing.T, store string) { check(t, os.Truncate(filepath.Join(store, "store.db"), 5000)) }},
		"other bytes": {"store.damaged", func(t *testing.T, store string) {
			check(t, os.WriteFile(filepath.Join(store, "store.db"), []byte("x"), 0o600))
		}},
		"keys damaged": {"store.keys_damaged", func(t *testing.T, store string) {
			check(t, os.WriteFile(filepath.Join(store, "keys.json"), []byte("{}"), 0o600))
		}},
		"newer": {"store.newer", keys(`"format": 3`, `"format": 99`)},
	} {
		t.Run(name, func(t *testing.T) {
			store := filepath.Join(t.TempDir(), "window")
			check(t, os.CopyFS(store, os.DirFS(filepath.Join(dir, "window"))))
			c.spoil(t, store)
			refused(t, words.Say(c.key), program, "-stores", store+","+filepath.Join(dir, "authority"))
		})
	}
	refused(t, words.Say("desktop.no_store"), program)
	// The other office's store was opened and let go each time; it is whole.
	s, err := sqlite.Open(t.Context(), filepath.Join(dir, "authority"), sqlite.Options{})
	check(t, err)
	s.Close()
}

func refused(t *testing.T, sentence, program string, args ...string) {
	t.Helper()
	oneSentence(t, sentence)
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	cmd := exec.CommandContext(ctx, program, args...)
	// In the locale C the window's toolkit writes lines of its own before main begins.
	cmd.Env = append(os.Environ(), "LC_ALL=zh_CN.UTF-8", "LANG=zh_CN.UTF-8", "LANGUAGE=zh_CN")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	var exit *exec.ExitError
	if err := cmd.Run(); !errors.As(err, &exit) || exit.ExitCode() != 2 {
		t.Errorf("ended with %v", err)
	}
	if errs.String() != sentence+"\n" || out.Len() != 0 {
		t.Errorf("said %q and %q, not %q", errs.String(), out.String(), sentence)
	}
}

// forge changes a key file and mends its sum, as a newer program would write it.
func forge(t *testing.T, path, old, mended string) {
	t.Helper()
	b, err := os.ReadFile(path)
	check(t, err)
	cut := bytes.LastIndex(b, []byte(",\n \"sum\": "))
	if cut < 0 || !bytes.Contains(b[:cut], []byte(old)) {
		t.Fatalf("the key file holds no %s", old)
	}
	b = bytes.Replace(b[:cut], []byte(old), []byte(mended), 1)
	sum := sha256.Sum256(b)
	check(t, os.WriteFile(path, append(b, ",\n \"sum\": \""+hex.EncodeToString(sum[:])+"\"\n}\n"...), 0o600))
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// rubbish answers everything with a page of a gateway.
func rubbish(t *testing.T) string {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "<html>请先登录网关</html>")
	}))
	t.Cleanup(s.Close)
	return s.URL
}
