package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// programs builds what a played run needs, with the one flag set.
func programs(t *testing.T) string {
	t.Helper()
	if os.Getenv("DISPLAY") == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("no DISPLAY: run the tests with make test, which opens a virtual screen")
		}
		t.Log("no DISPLAY: the main job was not played; make test does")
		return ""
	}
	bin := t.TempDir()
	cmd := exec.Command("go", "build", "-tags", "migrated_fynedo", "-buildvcs=false", "-o", bin+"/", "./app/desktop", "./app/central", "./app/play")
	cmd.Dir = "../.."
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return bin
}

// playOnce runs the program as make run does and gives what it left.
func playOnce(t *testing.T, bin string, args ...string) (summary, string, error) {
	t.Helper()
	out := t.TempDir()
	cmd := exec.Command(filepath.Join(bin, "play"), append([]string{"-out", out}, args...)...)
	cmd.Dir = "../.." // the job reads the shipped samples by their path
	cmd.Env = append(os.Environ(), "CASEDESK_SCREEN=1920x1080", "XDG_CACHE_HOME="+t.TempDir())
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	failed := cmd.Run()
	b, err := os.ReadFile(filepath.Join(out, "summary.json"))
	if err != nil {
		t.Fatalf("no summary: %v\n%s", err, said.String())
	}
	var s summary
	if err := json.Unmarshal(b, &s); err != nil {
		t.Fatal(err)
	}
	return s, out, failed
}

// The whole main job through the real window: the run itself holds its events
// against those of the centre; here its leavings are looked at.
func TestTheMainJobThroughTheWindow(t *testing.T) {
	bin := programs(t)
	if bin == "" {
		return
	}
	s, out, err := playOnce(t, bin)
	if err != nil || !s.OK {
		t.Fatalf("%v: %s", err, s.Problem)
	}
	seen := map[string]bool{}
	for _, e := range s.events() {
		if seen[e] || len(e) != 64 {
			t.Errorf("event %q stands twice in the summary, or is none", e)
		}
		seen[e] = true
	}
	if len(s.Steps) != len(mainJob()) || len(seen) < 30 {
		t.Errorf("%d steps of %d made %d events", len(s.Steps), len(mainJob()), len(seen))
	}
	for _, st := range s.Steps {
		f, err := os.Open(filepath.Join(out, "shots", st.Screenshot))
		if err != nil {
			t.Fatal(err)
		}
		picture, err := png.DecodeConfig(f)
		f.Close()
		if err != nil || picture.Width < 1366 || picture.Height < 768 {
			t.Errorf("%s: %dx%d, %v", st.Screenshot, picture.Width, picture.Height, err)
		}
	}
	want := []string{"repair-L1.pdf", "repair-L3.pdf", "repair-L5.pdf", "repair-L8.pdf", "objection-L1.pdf", "objection-L10.pdf", "objection-L3.pdf", "objection-L5.pdf"}
	slices.Sort(want)
	slices.Sort(s.Letters)
	if !slices.Equal(s.Letters, want) {
		t.Errorf("letters %v, want %v", s.Letters, want)
	}
}

// A run must fail when a button it needs is disabled; make soak tries them all.
func TestADisabledButtonFailsTheRun(t *testing.T) {
	bin := programs(t)
	if bin == "" {
		return
	}
	for _, id := range disabledOnes() {
		t.Run(id, func(t *testing.T) {
			s, _, err := playOnce(t, bin, "-disable", id, "-patience", "12s")
			if err == nil || s.OK || !strings.Contains(s.Problem, fmt.Sprintf("“%s”", id)) {
				t.Errorf("with %s disabled the run says ok=%v, %v, %q", id, s.OK, err, s.Problem)
			}
		})
	}
}

// disabledOnes are two buttons near the start, so that the run is short; with
// CASEDESK_SOAK set, all that the job presses.
func disabledOnes() []string {
	if os.Getenv("CASEDESK_SOAK") == "" {
		return []string{"import.read", "import.take"}
	}
	return neededButtons
}

// neededButtons are the buttons that the main job cannot do without.
var neededButtons = []string{
	"import.read", "import.take", "intake.suggest", "intake.next", "intake.receive", "intake.open", "case.judge", "criteria.record",
	"case.forward", "forward.finish", "letters.issue.L5", "case.accept", "letters.issue.L3", "case.propose", "propose.finish",
	"case.check", "check.finish", "severity.record", "case.review", "review.finish", "case.sign", "sign.finish", "letters.issue.L8",
	"letters.issue.L10", "case.carry_out", "case.notify", "notify.finish", "case.serve", "serve.finish", "case.archive", "sync.now",
}
