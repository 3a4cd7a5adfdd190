package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"casedesk/app/demo"
)

// The test binary is the program itself where these stand in the environment.
const (
	asProgram = "CASEDESK_TEST_AS_DESKCTL"
	asPress   = "CASEDESK_TEST_AS_PRESS"
)

func TestMain(m *testing.M) {
	switch {
	case os.Getenv(asProgram) != "":
		os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr, testDay))
	case os.Getenv(asPress) != "":
		os.Exit(pressAgain(os.Stdin, os.Stdout))
	}
	pass := filepath.Join(filepath.Dir(played()), "pass")
	err := os.WriteFile(pass, []byte(demo.PassPhrase), 0o600)
	if err == nil {
		err = os.Setenv("CASEDESK_PASSPHRASE_FILE", pass)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(filepath.Dir(played()))
	os.Exit(code)
}

// played makes one finished demo for all tests; those that change it copy it.
var played = sync.OnceValue(func() string {
	top, err := os.MkdirTemp("", "deskctl")
	if err != nil {
		return ""
	}
	dir := filepath.Join(top, "demo")
	if code := run(context.Background(), []string{"demo", "--dir", dir}, nil, new(bytes.Buffer), os.Stderr, testDay); code != 0 {
		fmt.Fprintln(os.Stderr, "the demo ended with", code)
	}
	return dir
})

func testDay() time.Time { return time.Date(2026, 11, 20, 2, 0, 0, 0, time.UTC) }

// copied is a demo of the test's own.
func copied(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "demo")
	if err := os.CopyFS(dir, os.DirFS(played())); err != nil {
		t.Fatal(err)
	}
	return dir
}

// said is what a call answered.
type said struct {
	code      int
	out, errs string
}

// desk runs one call in this process, on the tests' day.
func desk(in string, args ...string) said { return deskAt(testDay, in, args...) }

func deskAt(now func() time.Time, in string, args ...string) said {
	var out, errs bytes.Buffer
	code := run(context.Background(), args, strings.NewReader(in), &out, &errs, now)
	return said{code, out.String(), errs.String()}
}

// child runs one call in a process of its own.
func child(in string, args ...string) said {
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), asProgram+"=1")
	var out, errs bytes.Buffer
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader(in), &out, &errs
	_ = c.Run()
	return said{c.ProcessState.ExitCode(), out.String(), errs.String()}
}

// lines reads an answer of one JSON object a line.
func lines[T any](t *testing.T, s said) (all []T) {
	t.Helper()
	for line := range strings.Lines(s.out) {
		var v T
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		all = append(all, v)
	}
	return all
}

// one reads an answer of exactly one object.
func one[T any](t *testing.T, s said) (v T) {
	t.Helper()
	all := lines[T](t, s)
	if len(all) != 1 {
		t.Fatalf("exit %d, %d answers, errors %q", s.code, len(all), s.errs)
	}
	return all[0]
}

// oneSentence wants exit 2, no answer and one sentence in Chinese that has parts.
func oneSentence(t *testing.T, name string, s said, parts ...string) {
	t.Helper()
	text := strings.TrimSuffix(s.errs, "\n")
	han := strings.IndexFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	if s.code != 2 || s.out != "" || han < 0 || strings.Contains(text, "\n") || strings.ContainsAny(text, "⟦{") {
		t.Errorf("%s: exit %d, answer %q, errors %q", name, s.code, s.out, s.errs)
	}
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("%s: %q does not say %q", name, text, p)
		}
	}
}

// passFile gives another pass phrase than the demo's for calls on a store.
func passFile(t *testing.T, pass string) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "pass")
	if err := os.WriteFile(name, []byte(pass+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CASEDESK_PASSPHRASE_FILE", name)
}

// The demo's clerks.
const (
	windowClerk    = "林晚晴"
	authorityClerk = "欧阳弋"
	signer         = "邝望舒"
)

func TestHelpAndUsage(t *testing.T) {
	if s := desk("", "--help"); s.code != 0 || !strings.Contains(s.out, "letter") {
		t.Errorf("help: exit %d, %q", s.code, s.out)
	}
	for _, args := range [][]string{{}, {"nonsense"}, {"days"}, {"sync", "--store", "x"}, {"demo"}} {
		if s := desk("", args...); s.code != 2 || s.out != "" || s.errs == "" {
			t.Errorf("%q: exit %d, %q, %q", args, s.code, s.out, s.errs)
		}
	}
	if s := desk("", "--lang", "en", "days", "--from", "2026-02-30", "--add", "1"); s.code != 2 || !strings.Contains(s.errs, "2026-02-30") {
		t.Errorf("in English: exit %d, %q", s.code, s.errs)
	}
	if len(demo.Folders()) != 2 {
		t.Error("the demo has two offices")
	}
}
