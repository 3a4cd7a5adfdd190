package sqlite

import (
	"context"
	"testing"
	"time"

	"casedesk/cases"
)

// A covered session has no key and does nothing; its PIN brings it back with all
// that was under way, and nothing of the database is open meanwhile.
func TestACoveredSessionGoesOnByItsPIN(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	st := w.open(w.create(windowID))
	s := w.signIn(st, clerkID)
	act(t, s, caseID(1), receivedAct("示例甲公司", "收1"))
	wants(t, s.SetPIN("123"), cases.Invalid, "store.pin_short")
	must(t, s.SetPIN("8642"))
	data := s.data
	must(t, s.Cover())
	must(t, s.Cover())
	if !s.Covered() || !s.HasPIN() || *data != (dataKey{}) || st.disk != nil {
		t.Fatal("keys or database are still there")
	}
	_, err := s.Case(ctx, caseID(1))
	wants(t, err, cases.Locked, "store.covered")
	wants(t, s.Uncover(ctx, "0000"), cases.Locked, "store.pin")
	must(t, s.Uncover(ctx, "8642"))
	must(t, s.Uncover(ctx, "anything")) // it is bare already
	act(t, s, caseID(2), receivedAct("示例乙公司", "收2"))
	gapless(t, w, s, 2)
}

// After five wrong PINs only the pass phrase helps.
func TestASpentPINAsksForThePassPhrase(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	must(t, s.SetPIN("8642"))
	must(t, s.Cover())
	for n := pinTries - 1; n > 0; n-- {
		wants(t, s.Uncover(ctx, "0000"), cases.Locked, "store.pin")
	}
	wants(t, s.Uncover(ctx, "0000"), cases.Locked, "store.pin_spent")
	wants(t, s.Uncover(ctx, "8642"), cases.Locked, "store.pin_spent")
	wants(t, s.Resume(ctx, Proof{Pass: "wrong"}), cases.Locked, "store.pass_phrase")
	must(t, s.Resume(ctx, Proof{Pass: pass}))
	if s.HasPIN() {
		t.Error("a spent PIN is still there")
	}
	act(t, s, caseID(1), receivedAct("示例甲公司", "收1"))
	must(t, s.Close())
	wants(t, s.Uncover(ctx, "8642"), cases.Locked, "store.closed")
	wants(t, s.SetPIN("8642"), cases.Locked, "store.closed")
}

// Signing out while something is being written ends it either way, never half.
func TestSigningOutEndsWorkUnderWay(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	dir := w.create(windowID)
	st := w.open(dir)
	now := w.now
	st.now = func() time.Time { return now }
	s := w.signIn(st, clerkID)
	acknowledged := make(chan int)
	go func() {
		n := 0
		for ; ; n++ {
			if _, err := s.Act(ctx, caseID(n), cases.Hash{}, nil, receivedAct("示例甲公司", "收")); err != nil {
				if cases.KindOf(err) != cases.Locked {
					t.Errorf("cut off: %v", err)
				}
				break
			}
		}
		acknowledged <- n
	}()
	time.Sleep(50 * time.Millisecond)
	must(t, s.Close())
	n := <-acknowledged
	gapless(t, w, w.signIn(st, clerkID), n)
}
