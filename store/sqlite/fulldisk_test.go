package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"casedesk/cases"
)

// At whatever write of the main job the disk turns out to be full: one sentence says
// so, nothing is there by halves, and done once more with room it is done.
func TestTheDiskMayBeFullAtAnyWrite(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	left := -1 // writes that the disk still takes; below zero any number
	refused := 0
	room := func() bool {
		switch {
		case left < 0:
			return true
		case left == 0:
			refused++
			return false
		}
		left--
		return true
	}
	dir := w.create(windowID)
	st, err := Open(ctx, dir, Options{Now: w.clock, Ballast: 1 << 16, trial: trial{room: room}})
	must(t, err)
	defer st.Close()
	s := w.signIn(st, clerkID)
	must(t, s.AddBlock(ctx, cases.NumberBlock{Office: windowID, Device: windowDev, Series: "示例转", Year: 2026, From: 1, To: 60}))
	steps, eased := 0, 0
	step := func(what string, do func() error) {
		t.Helper()
		for k := 0; ; k++ {
			before := everything(t, s)
			left, refused = k, 0
			err := do()
			left = -1
			if err == nil {
				return // what was refused was not needed for it
			}
			steps++
			switch key := cases.KeyOf(err); {
			case key == "store.disk_eased":
				eased++
			case key != "store.disk_full":
				t.Fatalf("%s, write %d: %v", what, k, err)
			}
			if everything(t, s) != before {
				t.Fatalf("%s, write %d: something stayed by halves", what, k)
			}
			if k > 500 {
				t.Fatalf("%s never succeeds", what)
			}
		}
	}
	for n := range 4 {
		id := caseID(n)
		act := func(acts ...cases.Act) func() error {
			return func() error {
				var base cases.Hash
				if c, err := s.Case(ctx, id); err == nil {
					base = c.Head
				}
				return gives(s.Act(ctx, id, base, nil, acts...))
			}
		}
		step("draft", func() error { return s.SaveDraft(ctx, cases.Draft{ID: cases.ID{9}, Body: []byte{byte(n)}}) })
		step("received", act(receivedAct("示例甲公司", fmt.Sprint("收", n))))
		step("judged", act(cases.JudgedAct{}))
		var number string
		step("number", func() (err error) { number, err = s.TakeNumber(ctx, "示例转", 2026); return err })
		step("forwarded", act(forwardAct("2026-11-26")))
		step("letter", act(cases.LetterAct{Letter: "L5", Number: number, Data: []byte("{}"), On: cases.MustDate("2026-11-23")}))
		step("receipt", func() error { return gives(s.NextReceiptNumber(ctx, "示", cases.MustDate("2026-11-23"))) })
		step("records", func() error { return gives(s.KeepRecords(ctx, []cases.Record{{Party: fmt.Sprint("示例", n)}})) })
	}
	if eased != 1 || steps < 40 {
		t.Errorf("the ballast went %d times in %d refusals", eased, steps)
	}
	if report, err := s.Check(ctx); err != nil || len(report.Trouble) != 0 || report.Events != 16 {
		t.Errorf("%+v, %v", report, err)
	}
}

const smallDisk = "CASEDESK_TEST_SMALL_DISK"

// On a real disk of 16 MiB: it fills up, the ballast lets work go on, reading goes on
// when it is full for good, and with room again everything that was acknowledged is
// there.
func TestARealDiskFillsUp(t *testing.T) {
	if dir := os.Getenv(smallDisk); dir != "" {
		fillDisk(t, dir)
		return
	}
	dir := t.TempDir()
	sh := exec.Command("unshare", "-rm", "sh", "-c", `mount -t tmpfs -o size=16m none "$0" && exec "$@"`, dir, os.Args[0], "-test.run=^TestARealDiskFillsUp$", "-test.v")
	sh.Env = append(os.Environ(), smallDisk+"="+dir)
	out, err := sh.CombinedOutput()
	switch text := string(out); {
	case strings.Contains(text, "--- PASS"):
	case strings.Contains(text, "--- FAIL"), strings.Contains(text, "panic"):
		t.Error(text)
	default:
		t.Logf("no small disk can be mounted here: %v: %s", err, strings.TrimSpace(text))
	}
}

func fillDisk(t *testing.T, dir string) {
	ctx, w := context.Background(), newWorld(t)
	at := filepath.Join(dir, "desk")
	_, err := Create(ctx, at, w.setup(windowID))
	must(t, err)
	filler := filepath.Join(dir, "filler")
	must(t, os.WriteFile(filler, make([]byte, 9<<20), 0o600))
	st, err := Open(ctx, at, Options{Now: w.clock, Ballast: 1 << 20})
	must(t, err)
	s := w.signIn(st, clerkID)
	_, _, _, err = s.PutBlob(ctx, io.LimitReader(endless{}, letterMost+1)) // of 16 MiB too few are free for scans
	wants(t, err, cases.Exhausted, "store.disk_low")
	var made []cases.ID
	until := func(key string) {
		t.Helper()
		for n := len(made); ; n++ {
			_, err := s.Act(ctx, caseID(n), cases.Hash{}, nil, receivedAct("示例甲公司", fmt.Sprint("收", n)), forwardAct("2026-11-26"))
			if err != nil {
				wants(t, err, cases.Exhausted, key)
				return
			}
			made = append(made, caseID(n))
		}
	}
	until("store.disk_eased")
	eased := len(made)
	must(t, s.SaveDraft(ctx, cases.Draft{ID: cases.ID{9}, Body: []byte("typed")})) // work goes on
	until("store.disk_full")
	if eased < 10 || len(made) <= eased {
		t.Errorf("%d acts, and %d with the ballast's room", eased, len(made)-eased)
	}
	if rows, err := s.Rows(ctx, cases.Queue{Limit: 5}); err != nil || len(rows) != 5 {
		t.Errorf("reading stops: %d rows, %v", len(rows), err)
	}
	must(t, os.Remove(filler))
	until2, err := s.Act(ctx, caseID(1<<16), cases.Hash{}, nil, receivedAct("示例乙公司", "收"))
	if err != nil || len(until2) != 1 {
		t.Errorf("with room again: %v", err)
	}
	must(t, st.Close())
	st, s, err = entered(at, Options{Now: w.clock, Ballast: -1})
	must(t, err)
	for _, id := range made {
		if _, err := s.Case(ctx, id); err != nil {
			t.Errorf("an acknowledged case is gone: %v", err)
		}
	}
	report, err := s.Check(ctx)
	if err != nil || len(report.Trouble) != 0 || report.Events != 2*len(made)+1 {
		t.Errorf("%+v, %v", report, err)
	}
	t.Logf("%d acts until the disk was full, %d more with the ballast", eased, len(made)-eased)
	must(t, errors.Join(st.Close(), os.RemoveAll(at)))
}
