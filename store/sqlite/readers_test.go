package sqlite

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"casedesk/cases"
)

// Screens read while a clerk acts: every reader sees whole acts only, in order,
// and never waits for the writer in vain.
func TestManyReadWhileOneWrites(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	id := caseID(1)
	act(t, s, id, receivedAct("示例甲公司", "收1"))
	const acts = 25
	var acked atomic.Int64
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for seen := 0; seen < acts; {
				least := int(acked.Load())
				c, err := s.Case(ctx, id)
				if err != nil {
					t.Error(err)
					return
				}
				// Each act adds two papers, so an odd number is half an act.
				if n := len(c.Evidence); n%2 != 0 || n/2 < least || n/2 < seen {
					t.Errorf("%d papers after %d acts, %d seen before", n, least, seen)
					return
				}
				seen = len(c.Evidence) / 2
				if err := readAll(ctx, s, id); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	c, err := s.Case(ctx, id)
	must(t, err)
	for n := range acts {
		_, err := s.Act(ctx, id, c.Head, nil, cases.EvidenceAct{Name: fmt.Sprint(n)}, cases.EvidenceAct{Name: fmt.Sprint(n)})
		must(t, err)
		acked.Add(1)
	}
	wg.Wait()
	gapless(t, w, s, 2*acts+1)
}

// readAll asks what a workbench with an open case asks, and holds the answers
// against each other where they cannot have moved apart.
func readAll(ctx context.Context, s *Session, id cases.ID) error {
	rows, err := s.Rows(ctx, cases.Queue{})
	if err != nil || len(rows) != 1 || rows[0].Case != id {
		return fmt.Errorf("%d rows, %w", len(rows), err)
	}
	counts, err := s.Counts(ctx, cases.ID{}, cases.MustDate("2026-11-23"))
	if err != nil || counts.States[cases.Received] != 1 {
		return fmt.Errorf("%v, %w", counts.States, err)
	}
	events, err := s.Events(ctx, id)
	if err != nil {
		return err
	}
	for i, e := range events {
		if e.Header.Seq != uint64(i)+1 {
			return fmt.Errorf("event %d stands at %d", e.Header.Seq, i+1)
		}
	}
	before, err := s.Outbox(ctx)
	if err != nil {
		return err
	}
	log, _, err := s.Unsent(ctx, 0, 1<<20)
	if err != nil || len(log) < before.Unsent || before.Unsent < len(events) {
		return fmt.Errorf("%d unsent, then %d, %w", before.Unsent, len(log), err)
	}
	return nil
}

// Several hands at one machine (a screen, a background sync) write at once: all
// acts are taken, one after the other, each number is given once.
func TestSeveralWritersQueueUp(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	var mu sync.Mutex
	st := w.open(w.create(windowID))
	st.now = func() time.Time { mu.Lock(); defer mu.Unlock(); return w.clock() }
	s := w.signIn(st, clerkID)
	must(t, s.AddBlock(ctx, cases.NumberBlock{Office: windowID, Device: windowDev, Series: "示例转", Year: 2026, From: 1, To: 100}))
	given := make([][]string, 4)
	var wg sync.WaitGroup
	for i := range given {
		wg.Go(func() {
			for n := range 10 {
				if _, err := s.Act(ctx, caseID(100*i+n), cases.Hash{}, nil, receivedAct("示例甲公司", "收")); err != nil {
					t.Error(err)
				}
				number, err := s.TakeNumber(ctx, "示例转", 2026)
				if err != nil {
					t.Error(err)
				}
				given[i] = append(given[i], number)
			}
		})
	}
	wg.Wait()
	gapless(t, w, s, 40)
	once := map[string]bool{}
	for _, numbers := range given {
		for _, n := range numbers {
			once[n] = true
		}
	}
	if len(once) != 40 {
		t.Errorf("%d different numbers, want 40", len(once))
	}
}
