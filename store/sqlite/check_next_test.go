package sqlite

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"casedesk/cases"
)

// The check goes on where it stopped, over a restart too, and comes to the same end as
// one that is done in one go; then it rests until the next is due.
func TestTheCheckGoesOnWhereItStopped(t *testing.T) {
	ctx := context.Background()
	w, dir, _, _ := rotting(t, CipherAdiantum)
	parts := 0
	var last Round
	for last.Done.IsZero() {
		st := w.open(dir)
		s := w.signIn(st, clerkID)
		r, err := s.CheckNext(ctx, 1, time.Hour) // one part each
		must(t, err)
		if kept, err := s.LastCheck(ctx); err != nil || kept.Events != r.Events || kept.Began != r.Began {
			t.Fatalf("%+v is kept as %+v, %v", r, kept, err)
		}
		if r.Events < last.Events || r.Blobs < last.Blobs || parts > 0 && r.Began != last.Began {
			t.Fatalf("%+v after %+v", r, last)
		}
		last = r
		parts++
		if parts%9 != 0 && last.Done.IsZero() { // most parts without a restart: the test is quicker so
			if last, err = s.CheckNext(ctx, 20*time.Millisecond, time.Hour); err != nil {
				t.Fatal(err)
			}
		}
		must(t, st.Close())
	}
	s := w.signIn(w.open(dir), clerkID)
	whole, err := s.Check(ctx)
	must(t, err)
	if last.Events != whole.Events || last.Cases != whole.Cases || last.Blobs != whole.Blobs || len(last.Trouble) != 0 || parts < 3 {
		t.Errorf("in %d parts %+v, at once %+v", parts, last, whole)
	}
	if key, args := last.Words(); key != "store.check_sound" || args[0].Value != "180" {
		t.Errorf("%s %v", key, args)
	}
	if again, err := s.CheckNext(ctx, time.Second, time.Hour); err != nil || again.Began != last.Began {
		t.Errorf("it began anew at once: %+v, %v", again, err)
	}
	w.now = w.now.Add(2 * time.Hour)
	if again, err := s.CheckNext(ctx, time.Minute, time.Hour); err != nil || again.Began == last.Began || again.Done.IsZero() {
		t.Errorf("it did not begin anew: %+v, %v", again, err)
	}
}

// What is damaged is found by the parts as by the whole, and named the same; a line
// that says something else than the log is found too.
func TestThePartsFindWhatTheWholeFinds(t *testing.T) {
	ctx := context.Background()
	w, dir, _, _ := rotting(t, CipherSM4)
	must(t, run(dir, "UPDATE case_row SET party = '示例丁公司' WHERE number = '收3'"))
	st := w.open(dir)
	var page int64
	w.signIn(st, clerkID)
	must(t, st.read.QueryRowContext(ctx, "SELECT pageno FROM dbstat WHERE name = 'event' AND pagetype = 'overflow' ORDER BY pageno LIMIT 1 OFFSET 9").Scan(&page))
	must(t, st.Close())
	turn(t, filepath.Join(dir, dbName), (page-1)*4096*8+4000)
	s := w.signIn(w.open(dir), clerkID)
	r, err := s.CheckNext(ctx, time.Minute, time.Hour)
	must(t, err)
	found := map[string]int{}
	for _, e := range r.Trouble {
		found[string(e.Key)]++
	}
	if found["store.rot_cases"] != 1 || found["store.rot_case"] != 1 || found["store.projection"] != 1 || r.Done.IsZero() {
		t.Errorf("found %v", r.Trouble)
	}
	whole, err := s.Check(ctx)
	must(t, err)
	if len(whole.Trouble) != len(r.Trouble) {
		t.Errorf("the whole found %v, the parts %v", whole.Trouble, r.Trouble)
	}
	for _, e := range r.Trouble {
		if e.Key == "store.rot_case" && cases.KindOf(e) != cases.Damaged {
			t.Errorf("%v", e)
		}
	}
}
