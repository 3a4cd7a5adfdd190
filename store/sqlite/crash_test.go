package sqlite

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"casedesk/cases"
)

// TestMain lets the test program be the one that is killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv("CASEDESK_TEST_STORE"); dir != "" {
		if err := actForever(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// actForever acknowledges each act on its standard output once Act has returned.
func actForever(dir string) error {
	ctx := context.Background()
	st, err := Open(ctx, dir, Options{})
	if err != nil {
		return err
	}
	s, err := st.Unlock(ctx, clerkID, pass)
	if err != nil {
		return err
	}
	first, err := s.Count(ctx, cases.Queue{})
	if err != nil {
		return err
	}
	for n := first; ; n++ {
		if _, _, _, err := s.PutBlob(ctx, strings.NewReader("缴款凭证")); err != nil {
			return err
		}
		e, err := s.Act(ctx, caseID(n), cases.Hash{}, nil, receivedAct("示例甲公司", "收"), forwardAct("2026-11-26"))
		if err != nil {
			return err
		}
		fmt.Println(e[1].Hash)
	}
}

func TestAKilledProgramLosesNothingItAcknowledged(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	dir := w.create(windowID)
	acked := map[string]bool{}
	for round := range 5 {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), "CASEDESK_TEST_STORE="+dir)
		child.Stderr = os.Stderr
		out, err := child.StdoutPipe()
		must(t, err)
		must(t, child.Start())
		lines := bufio.NewScanner(out)
		for n := 0; n < 12+7*round && lines.Scan(); n++ {
			acked[lines.Text()] = true
		}
		must(t, child.Process.Kill())
		for lines.Scan() {
			acked[lines.Text()] = true
		}
		if child.Wait() == nil {
			t.Fatal("the child ended by itself")
		}
	}
	s := w.signIn(w.open(dir), clerkID)
	log, _, err := s.Unsent(ctx, 1, 1<<20)
	must(t, err)
	must(t, VerifyChain(log, w.dir))
	there := map[string]bool{}
	for _, e := range log {
		there[e.Hash().String()] = true
	}
	for hash := range acked {
		if !there[hash] && len(hash) == 64 {
			t.Errorf("acknowledged and lost: %s", hash[:12])
		}
	}
	report, err := s.Check(ctx)
	must(t, err)
	if len(report.Trouble) != 0 || report.Events%2 != 0 || len(acked) < 100 {
		t.Errorf("%d acknowledged, %+v", len(acked), report)
	}
	act(t, s, caseID(1<<20), receivedAct("示例乙公司", "收"))
}
