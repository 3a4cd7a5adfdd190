//go:build !windows

package wire

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"casedesk/app/office"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

const (
	printStore = "CASEDESK_TEST_PRINT_STORE"
	printSteps = "CASEDESK_TEST_PRINT_STEPS"
)

// TestMain lets the test program be the desk that is killed while it prints.
func TestMain(m *testing.M) {
	if dir := os.Getenv(printStore); dir != "" {
		if err := printForever(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(3)
		}
	}
	os.Exit(m.Run())
}

// steps kills the program before the n-th step of its work.
type steps struct{ left int }

func (s *steps) take() {
	if s.left--; s.left < 0 {
		syscall.Kill(os.Getpid(), syscall.SIGKILL)
	}
}

// stepping is a session whose every call that writes is a step, before and after.
type stepping struct {
	*sqlite.Session
	steps *steps
}

func (s stepping) TakeNumber(ctx context.Context, series string, year int) (string, error) {
	s.steps.take()
	defer s.steps.take()
	return s.Session.TakeNumber(ctx, series, year)
}

func (s stepping) Act(ctx context.Context, id cases.ID, base cases.Hash, packs []cases.Pack, acts ...cases.Act) ([]cases.Event, error) {
	s.steps.take()
	defer s.steps.take()
	return s.Session.Act(ctx, id, base, packs, acts...)
}

func (s stepping) AddCopies(ctx context.Context, copies []cases.Copy) error {
	s.steps.take()
	defer s.steps.take()
	return s.Session.AddCopies(ctx, copies)
}

func (s stepping) MoveCopy(ctx context.Context, c cases.Copy, to cases.CopyState, note string) (cases.Copy, error) {
	s.steps.take()
	defer s.steps.take()
	return s.Session.MoveCopy(ctx, c, to, note)
}

// tray is the virtual printer: a file with a line a sheet.
type tray struct {
	file  string
	steps *steps
}

func (t tray) Name() string { return "tray" }

func (t tray) Print(_ context.Context, pdf []byte, title string) (string, error) {
	t.steps.take()
	f, err := os.OpenFile(t.file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return "", fmt.Errorf("%w: %w", office.ErrNotTaken, err)
	}
	_, err = fmt.Fprintln(f, title)
	err = errors.Join(err, f.Close())
	t.steps.take()
	return "job", err
}

func (t tray) sheets(title string) (n int) {
	b, _ := os.ReadFile(t.file)
	for _, line := range strings.Split(string(b), "\n") {
		if line == title {
			n++
		}
	}
	return n
}

// reopened signs the clerk of a store in.
func reopened(dir string, st *steps) (office.Desk, stepping, error) {
	ctx := context.Background()
	tools, err := Load()
	if err != nil {
		return office.Desk{}, stepping{}, err
	}
	tools.Now = func() time.Time { return time.Date(2026, 10, 12, 2, 41, 0, 0, time.UTC) }
	store, err := sqlite.Open(ctx, dir, sqlite.Options{Now: tools.Now})
	if err != nil {
		return office.Desk{}, stepping{}, err
	}
	s, err := store.Unlock(ctx, store.Accounts()[0].ID, pass)
	if err != nil {
		return office.Desk{}, stepping{}, err
	}
	d, err := tools.Desk(s)
	at := stepping{s, st}
	d.Store = at
	return d, at, err
}

// printForever is a clerk's day: what was left is settled by looking into the tray,
// then one batch after the other is numbered, issued and printed.
func printForever(dir string) error {
	n, err := strconv.Atoi(os.Getenv(printSteps))
	if err != nil {
		return err
	}
	ctx := context.Background()
	none := &steps{left: 1 << 30}
	d, s, err := reopened(dir, none)
	if err != nil {
		return err
	}
	p := tray{filepath.Join(filepath.Dir(dir), "tray"), none}
	if err := settle(ctx, d, s, p); err != nil {
		return err
	}
	none.left = n
	for {
		if err := printBatch(ctx, d, s, p); err != nil {
			return err
		}
		fmt.Println("batch")
	}
}

// settle looks for what may lie in the tray, and prints what was left of the runs.
func settle(ctx context.Context, d office.Desk, s stepping, p tray) error {
	open, err := s.Copies(ctx, cases.ID{})
	if err != nil {
		return err
	}
	uncertain := 0
	for _, c := range open {
		to := cases.CopyInHand
		switch {
		case c.State == cases.CopyMade:
			continue
		case c.Uncertain():
			if uncertain++; uncertain > 1 {
				return fmt.Errorf("two copies are uncertain at once")
			}
			if p.sheets(c.Number) < c.Place {
				to = cases.CopyMade // looked: nothing there
			}
		}
		if _, err := s.MoveCopy(ctx, c, to, ""); err != nil {
			return err
		}
	}
	for _, c := range open {
		if err := d.PrintRun(ctx, s, p, c.Batch, func(cases.Copy) {}); err != nil {
			return err
		}
	}
	return nil
}

// printBatch issues one numbered letter and prints two copies of it.
func printBatch(ctx context.Context, d office.Desk, s stepping, p tray) error {
	c, err := d.Receive(ctx, repairApplication())
	if err != nil {
		return err
	}
	if c, err = d.Do(ctx, c.ID, cases.AskedMoreAct{Missing: []cases.Paper{{Name: "缴款凭证"}}, On: d.Today()}); err != nil {
		return err
	}
	c, act, err := d.Issue(ctx, c.ID, cases.LetterMissing)
	if err != nil {
		return err
	}
	wish := office.CopyWish{Case: c.ID, Letter: act, Event: c.Past[len(c.Past)-1].Event, Name: cases.CopyOriginal}
	copies, err := d.Queue(ctx, s, wishes(wish))
	if err != nil {
		return err
	}
	return d.PrintRun(ctx, s, p, copies[0].Batch, func(cases.Copy) {})
}

// However often the desk is killed while it issues and prints: no number stands on
// two letters, none is lost, every copy lies in the tray exactly once, and never
// was more than one of them uncertain.
func TestAKilledPrintRunLosesAndDoublesNothing(t *testing.T) {
	batches := 24
	if os.Getenv("CASEDESK_SOAK") != "" {
		batches = 1000
	}
	w := newWorld(t)
	d := w.sit(cases.Window, cases.Clerk)
	s := d.Store.(*sqlite.Session)
	lease := cases.NumberBlock{Series: "示例政服补告", Year: 2026, From: 1, To: 100_000, Office: s.Store().Office(), Device: s.Store().Device()}
	if err := s.AddBlock(context.Background(), lease); err != nil {
		t.Fatal(err)
	}
	dir := w.folders[cases.Window]
	s.Close()
	if err := s.Store().Close(); err != nil {
		t.Fatal(err)
	}
	done, kills := 0, 0
	for seed := uint64(1); done < batches; seed++ {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), printStore+"="+dir, printSteps+"="+strconv.Itoa(rand.New(rand.NewPCG(1, seed)).IntN(80)))
		var faults strings.Builder
		child.Stderr = &faults
		out, err := child.Output()
		if child.ProcessState.ExitCode() != -1 {
			t.Fatalf("the desk was not killed: %v %s", err, faults.String())
		}
		done += strings.Count(string(out), "batch")
		kills++
	}
	checkPrinted(t, dir, kills)
}

// checkPrinted settles once more and holds letters, numbers and tray together.
func checkPrinted(t *testing.T, dir string, kills int) {
	ctx := context.Background()
	d, s, err := reopened(dir, &steps{left: 1 << 30})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Store().Close()
	defer s.Close()
	p := tray{filepath.Join(filepath.Dir(dir), "tray"), &steps{left: 1 << 30}}
	if err := settle(ctx, d, s, p); err != nil {
		t.Fatal(err)
	}
	numbers := map[string]bool{}
	rows, err := s.Rows(ctx, cases.Queue{Limit: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		c, err := s.Case(ctx, r.Case)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range c.Letters {
			if numbers[l.Number] {
				t.Errorf("%s stands on two letters", l.Number)
			}
			numbers[l.Number] = true
			copies, err := s.CopiesOf(ctx, c.ID)
			if err != nil {
				t.Fatal(err)
			}
			if n := p.sheets(l.Number); n != len(copies) || n != 0 && n != 2 {
				t.Errorf("%s: %d copies in the ledger, %d sheets in the tray", l.Number, len(copies), n)
			}
		}
	}
	list, err := s.Numbers(ctx, "示例政服补告", 2026)
	if err != nil {
		t.Fatal(err)
	}
	for i, n := range list {
		if n.Text != (cases.NumberBlock{Series: "示例政服补告", Year: 2026}).Format(i+1) {
			t.Errorf("number %d is missing from the list", i+1)
		}
	}
	t.Logf("%d kills, %d letters, %d numbers left their block", kills, len(numbers), len(list))
}
