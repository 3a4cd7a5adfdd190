package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casedesk/assets"
)

type step struct {
	Step, Case, File string
	OK               bool
}

// sound wants a finished demo: letters that verify, two clean stores, and at the
// centre exactly the events of both, once each.
func sound(t *testing.T, dir, url string, now func() time.Time) {
	t.Helper()
	desk := func(in string, args ...string) said { return deskAt(now, in, args...) }
	at := lines[eventLine](t, desk("", "events", "--central", url))
	central := map[eventLine]int{}
	for i, e := range at {
		central[e]++
		if e.Position != uint64(i+1) {
			t.Errorf("event %d has position %d", i+1, e.Position)
		}
	}
	for folder, clerk := range map[string]string{"window": windowClerk, "authority": authorityClerk} {
		store := filepath.Join(dir, folder)
		here := lines[eventLine](t, desk("", "events", "--store", store, "--as", clerk))
		for _, e := range here {
			if central[e] != 1 {
				t.Errorf("%s has %+v, the centre %d times", folder, e, central[e])
			}
		}
		if len(here) != len(at) || len(here) < 30 {
			t.Errorf("%s has %d events, the centre %d", folder, len(here), len(at))
		}
		if s := desk("", "store", "check", store, "--as", clerk); s.code != 0 || !strings.Contains(s.out, `"trouble":[]`) {
			t.Errorf("%s: %+v", folder, s)
		}
	}
	letters, err := filepath.Glob(filepath.Join(dir, "out", "*.pdf"))
	if err != nil || len(letters) != 6 {
		t.Errorf("%d letters, %v", len(letters), err)
	}
	for _, l := range letters {
		if s := desk("", "letter", "verify", l); s.code != 0 {
			t.Errorf("%s: %+v", l, s)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "setup.json")); !os.IsNotExist(err) {
		t.Errorf("keys in clear stay in the folder: %v", err)
	}
}

// library runs the demo's own library again, on the data it left.
func libraryOf(t *testing.T, dir string) string {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	stop, url, err := startLibrary(&terminal{Context: ctx, now: testDay}, filepath.Join(dir, "central"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); cancel() })
	return url
}

func TestDemoEndsSoundAndEveryStepIsReported(t *testing.T) {
	t.Parallel()
	dir := copied(t)
	s := desk("", "demo", "--dir", dir)
	steps := lines[step](t, s)
	if s.code != 0 || s.errs != "" || len(steps) < 35 {
		t.Fatalf("exit %d, %d steps, %s", s.code, len(steps), s.errs)
	}
	for _, st := range steps {
		if !st.OK || st.Step == "" || st.Case == "" && st.Step != "import" {
			t.Errorf("%+v", st)
		}
	}
	sound(t, dir, libraryOf(t, dir), testDay)
}

// The same main job where letters are signed with SM2: the library, the other desk
// and deskctl take them, and a changed byte is refused.
func TestDemoWithLettersSignedBySM2(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "demo")
	if s := desk("", "demo", "--dir", dir, "--sm2"); s.code != 0 || s.errs != "" {
		t.Fatalf("exit %d, %s", s.code, s.errs)
	}
	sound(t, dir, libraryOf(t, dir), testDay)
	letters, _ := filepath.Glob(filepath.Join(dir, "out", "*.pdf"))
	for _, l := range letters {
		if s := desk("", "letter", "verify", l); !strings.Contains(s.out, `"suite":"SM2 SM3"`) {
			t.Errorf("%s: %+v", l, s)
		}
	}
	b, err := os.ReadFile(letters[0])
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 1
	changed := filepath.Join(t.TempDir(), "changed.pdf")
	if err := os.WriteFile(changed, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if s := desk("", "letter", "verify", changed); s.code != 1 || !strings.Contains(s.out, `"valid":false`) {
		t.Errorf("a changed byte: %+v", s)
	}
}

// stopper ends a run after some lines.
type stopper struct {
	after int
	then  func()
}

func (s *stopper) Write(b []byte) (int, error) {
	if s.after--; s.after == 0 {
		s.then()
	}
	return len(b), nil
}

func TestDemoGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "demo")
	random := make([]byte, 4)
	if _, err := rand.Read(random); err != nil {
		t.Fatal(err)
	}
	t.Logf("stops after %v lines more", random)
	reached := 1
	for _, r := range random {
		reached += 1 + int(r)%9
		ctx, cancel := context.WithCancel(context.Background())
		var errs bytes.Buffer
		code := run(ctx, []string{"demo", "--dir", dir}, nil, &stopper{reached, cancel}, &errs, testDay)
		cancel()
		if code != 2 || strings.Count(errs.String(), "\n") != 1 || !strings.Contains(errs.String(), "已中断") {
			t.Fatalf("stopped after %d: exit %d, %q", reached, code, errs.String())
		}
	}
	if s := desk("", "demo", "--dir", dir); s.code != 0 {
		t.Fatalf("exit %d, %s", s.code, s.errs)
	}
	sound(t, dir, libraryOf(t, dir), testDay)
}

// A process that is killed outright may leave anything; the next run goes on.
func TestDemoSurvivesItsOwnKill(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "demo")
	for _, after := range []time.Duration{100, 250, 400, 600} {
		c := exec.Command(os.Args[0], "demo", "--dir", dir)
		c.Env = append(os.Environ(), asProgram+"=1")
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(after * time.Millisecond)
		_ = c.Process.Kill()
		_ = c.Wait()
	}
	if s := desk("", "demo", "--dir", dir); s.code != 0 {
		t.Fatalf("exit %d, %s", s.code, s.errs)
	}
	sound(t, dir, libraryOf(t, dir), testDay)
}

// centre is the central library's program as a process.
type centre struct {
	t                    *testing.T
	program, listen, dir string
	cmd                  *exec.Cmd
}

func newCentre(t *testing.T) *centre {
	t.Helper()
	c := &centre{t: t, program: filepath.Join(t.TempDir(), "central"), dir: t.TempDir()}
	build := exec.Command("go", "build", "-tags", "migrated_fynedo", "-buildvcs=false", "-o", c.program, "casedesk/app/central")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c.listen = l.Addr().String()
	l.Close()
	c.start()
	t.Cleanup(c.kill)
	return c
}

// start waits for the line that says it is ready.
func (c *centre) start() {
	c.cmd = exec.Command(c.program, "--listen", c.listen, "--data", c.dir)
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	if err := c.cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	var ready struct{ URL string }
	if err != nil || json.Unmarshal([]byte(line), &ready) != nil || ready.URL != "http://"+c.listen {
		c.t.Fatalf("%q, %v", line, err)
	}
}

func (c *centre) kill() {
	_ = c.cmd.Process.Kill()
	_ = c.cmd.Wait()
}

func TestDemoWithTheCentreKilledHalfWay(t *testing.T) {
	t.Parallel()
	c := newCentre(t)
	dir := filepath.Join(t.TempDir(), "demo")
	again := make(chan struct{})
	out := &stopper{18, func() {
		c.kill()
		go func() {
			defer close(again)
			time.Sleep(300 * time.Millisecond)
			c.start()
		}()
	}}
	var errs bytes.Buffer
	code := run(context.Background(), []string{"demo", "--dir", dir, "--central", "http://" + c.listen + "/"}, nil, out, &errs, time.Now)
	if code != 0 || errs.Len() != 0 {
		t.Fatalf("exit %d, %s", code, errs.String())
	}
	<-again
	sound(t, dir, "http://"+c.listen, time.Now)
}

// rubbish are libraries that are none.
var rubbish = map[string]http.HandlerFunc{
	"HTML": func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "<html><body>登录</body></html>") },
	"cut":  func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `{"version":1,"directory":"`) },
	"endless": func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(bytes.Repeat([]byte("x"), 1<<16)); err != nil {
				return
			}
		}
	},
	"refuses": func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusForbidden) },
}

func TestACentreThatAnswersRubbish(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "demo")
	for name, handler := range rubbish {
		server := httptest.NewServer(handler)
		oneSentence(t, name, desk("", "demo", "--dir", dir, "--central", server.URL, "--wait", "0s"), "中心库")
		oneSentence(t, name, desk("", "events", "--central", server.URL), "中心库")
		server.Close()
	}
	if s := desk("", "demo", "--dir", dir); s.code != 0 {
		t.Errorf("afterwards exit %d, %s", s.code, s.errs)
	}
}

func TestSyncWithRubbishLosesNothing(t *testing.T) {
	t.Parallel()
	store := filepath.Join(copied(t), "window")
	before := desk("", "events", "--store", store, "--as", windowClerk)
	for name, handler := range rubbish {
		server := httptest.NewServer(handler)
		oneSentence(t, name, desk("", "sync", "--store", store, "--as", windowClerk, "--central", server.URL), "中心库")
		server.Close()
	}
	oneSentence(t, "down", desk("", "sync", "--store", store, "--as", windowClerk, "--central", "http://127.0.0.1:1"), "中心库")
	for _, bad := range []string{"central", "http://", "ftp://127.0.0.1", "http://[::1"} {
		oneSentence(t, bad, desk("", "sync", "--store", store, "--as", windowClerk, "--central", bad), "地址")
		oneSentence(t, bad, desk("", "demo", "--dir", t.TempDir(), "--central", bad), "地址")
		oneSentence(t, bad, desk("", "events", "--central", bad), "地址")
	}
	if after := desk("", "events", "--store", store, "--as", windowClerk); after.out != before.out || after.code != 0 {
		t.Errorf("events before\n%s\nafter\n%s", before.out, after.out)
	}
}

func TestSyncAnswers(t *testing.T) {
	t.Parallel()
	dir := copied(t)
	s := desk("", "sync", "--store", filepath.Join(dir, "window"), "--as", windowClerk, "--central", libraryOf(t, dir))
	a := one[map[string]any](t, s)
	for _, key := range []string{"pushed", "pulled", "conflicts", "set_aside", "blobs", "position"} {
		if _, ok := a[key]; !ok || s.code != 0 {
			t.Errorf("exit %d, no %s in %s", s.code, key, s.out)
		}
	}
	if _, _, err := assets.DemoRoot(); err != nil {
		t.Error(err)
	}
}
