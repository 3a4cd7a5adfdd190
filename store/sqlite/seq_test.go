package sqlite

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"testing"
	"time"

	"casedesk/cases"

	"pgregory.net/rapid"
)

// gapless proves this device's log from the first event, and that there are
// want events in it.
func gapless(t testing.TB, w *world, s *Session, want int) []cases.Envelope {
	t.Helper()
	log, _, err := s.Unsent(context.Background(), 1, 1<<20)
	must(t, err)
	must(t, VerifyChain(log, w.dir))
	if len(log) != want {
		t.Errorf("%d events in the log, want %d", len(log), want)
	}
	return log
}

// stopping is randomness that runs dry, or that lets the caller leave, after so
// many reads: an act is then stopped in the middle of its transaction.
type stopping struct {
	left int
	then func() error
}

func (r *stopping) Read(b []byte) (int, error) {
	if r.left--; r.left < 0 {
		if err := r.then(); err != nil {
			return 0, err
		}
	}
	return rand.Read(b)
}

func TestAnActStoppedAnywhereLeavesNoGap(t *testing.T) {
	w := newWorld(t)
	s := w.desk(windowID, clerkID)
	c := act(t, s, caseID(1), receivedAct("示例甲公司", "收1"))
	before := everything(t, s)
	acts := []cases.Act{cases.EvidenceAct{Name: "一"}, cases.EvidenceAct{Name: "二"}, cases.EvidenceAct{Name: "三"}}
	stopped := 0
	for n := range 8 {
		ctx, leave := context.WithCancel(context.Background())
		for _, then := range []func() error{
			func() error { return io.ErrUnexpectedEOF },
			func() error { leave(); return nil },
		} {
			s.store.random = &stopping{n, then}
			_, err := s.Act(ctx, c.ID, c.Head, nil, acts...)
			s.store.random = rand.Reader
			if err == nil {
				continue
			}
			stopped++
			if cases.KeyOf(err) != "store.random" && !errors.Is(err, context.Canceled) {
				t.Fatalf("stopped at %d: %v", n, err)
			}
			if everything(t, s) != before {
				t.Fatalf("stopped at %d: something was left behind", n)
			}
			_, err = s.Case(context.Background(), c.ID)
			must(t, err)
		}
		leave()
		if stopped == 6 {
			break // the next is long enough for all three
		}
	}
	if stopped != 6 {
		t.Errorf("stopped %d times, want 6", stopped)
	}
	act(t, s, c.ID, cases.EvidenceAct{Name: "四"})
	gapless(t, w, s, 2)
}

// Acts succeed and fail as they come: refused, stale, stopped, on a full disk.
// What is in the log is exactly what was acknowledged, without a gap.
func TestTheLogHoldsExactlyWhatWasAcknowledged(t *testing.T) {
	w := newWorld(t)
	dir := w.create(windowID)
	fewer(t, 30)
	rapid.Check(t, func(r *rapid.T) {
		ctx := context.Background()
		st, err := Open(ctx, dir, Options{Now: w.clock})
		must(t, err)
		defer st.Close()
		s, err := st.Unlock(ctx, clerkID, pass)
		must(t, err)
		log, _, err := s.Unsent(ctx, 1, 1<<20)
		must(t, err)
		acked := len(log)
		for range rapid.IntRange(1, 15).Draw(r, "acts") {
			id := caseID(rapid.IntRange(0, 3).Draw(r, "case"))
			c, err := s.Case(ctx, id)
			if cases.KindOf(err) != cases.NotFound {
				must(t, err)
			}
			base := c.Head
			switch rapid.IntRange(0, 5).Draw(r, "trouble") {
			case 1:
				base = cases.Hash{1}
			case 2:
				st.random = &stopping{rapid.IntRange(0, 4).Draw(r, "reads"), func() error { return io.ErrUnexpectedEOF }}
			case 3:
				_, err := st.write.db().Exec("PRAGMA max_page_count = 1") // full, as far as SQLite knows
				must(t, err)
			}
			made, err := s.Act(ctx, id, base, nil, anyAct(r), cases.EvidenceAct{Name: "缴款凭证"})
			if err == nil {
				acked += len(made)
			}
			st.random = rand.Reader
			_, err = st.write.db().Exec("PRAGMA max_page_count = 1000000")
			must(t, err)
		}
		gapless(t, w, s, acked)
	})
}

// The machine's clock is set back, forward, and back again; the log's own never
// goes back, and no event is dated before the one it answers.
func TestAClockThatGoesBackwardsNeverTurnsTheLog(t *testing.T) {
	w := newWorld(t)
	window, authority := w.desk(windowID, clerkID), w.desk(authorityID, handlerID)
	noon := w.now
	id := caseID(1)
	var last cases.Clock
	for i, jump := range []time.Duration{0, -time.Hour, -48 * time.Hour, 3 * time.Hour, -time.Minute, -30 * 365 * 24 * time.Hour} {
		w.now = noon.Add(jump)
		a := cases.Act(cases.EvidenceAct{Name: "缴款凭证"})
		if i == 0 {
			a = receivedAct("示例甲公司", "收1")
		}
		c := act(t, window, id, a)
		at := c.Past[len(c.Past)-1].At
		if at <= last {
			t.Errorf("jump %v: the clock went from %d to %d", jump, last, at)
		}
		last = at
	}
	gapless(t, w, window, 6)
	act(t, window, id, forwardAct("2026-11-26"))
	must(t, window.ShareCase(context.Background(), id, authorityID))
	w.share(window, authority, "c1")
	w.now = noon // the authority's clock is right: hours behind what the window wrote
	c := act(t, authority, id, cases.AcceptedAct{On: cases.MustDate("2026-11-24")})
	answered, answer := c.Past[len(c.Past)-2].At, c.Past[len(c.Past)-1].At
	if answered.Time().Sub(noon) < 2*time.Hour || answer.Time().Sub(noon) > 5*time.Minute {
		t.Errorf("an answer to %v was dated %v: a clock far ahead was followed", answered.Time(), answer.Time())
	}
}

// A desk whose clock is a little behind does not date its answer before the question.
func TestAnAnswerIsDatedAfterItsQuestion(t *testing.T) {
	w := newWorld(t)
	window, authority := w.desk(windowID, clerkID), w.desk(authorityID, handlerID)
	act(t, window, caseID(1), receivedAct("示例甲公司", "收1"), forwardAct("2026-11-26"))
	must(t, window.ShareCase(context.Background(), caseID(1), authorityID))
	w.share(window, authority, "c1")
	w.now = w.now.Add(-3 * time.Minute)
	c := act(t, authority, caseID(1), cases.AcceptedAct{On: cases.MustDate("2026-11-24")})
	if c.Past[2].At <= c.Past[1].At {
		t.Errorf("asked at %d, answered at %d", c.Past[1].At, c.Past[2].At)
	}
}

// The waiting time after wrong pass phrases does not lengthen when the clock is set back.
func TestAClockSetBackShutsNobodyOut(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	st := w.open(w.create(windowID))
	for range 6 {
		_, err := st.Unlock(ctx, clerkID, "wrong")
		if cases.KindOf(err) != cases.Locked {
			t.Fatal(err)
		}
	}
	_, err := st.Unlock(ctx, clerkID, pass)
	wants(t, err, cases.Locked, "store.wait")
	w.now = w.now.Add(-24 * time.Hour)
	w.signIn(st, clerkID)
}
