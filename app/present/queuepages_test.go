package present_test

import (
	"fmt"
	"slices"
	"testing"

	"casedesk/app/present"
	"casedesk/cases"
)

// long is a queue of n cases that are due one after the other, late of them first.
func long(n, late int) *shelf {
	f := &shelf{cases: map[cases.ID]cases.Case{}}
	for i := range n {
		due := cases.MustDate("2026-11-02").Add(i)
		if i < late {
			due = cases.MustDate("2026-01-05").Add(i)
		}
		r := row(1, fmt.Sprintf("厂%03d", i), cases.Received, due.String())
		r.Case = cases.ID{0xc, byte(i >> 8), byte(i)}
		r.ReceivedOn = cases.MustDate("2025-10-12").Add(i * 7 % 300)
		f.rows = append(f.rows, r)
		f.cases[r.Case] = cases.Case{ID: r.Case, Matter: r.Matter, State: r.State, Number: r.Number, Party: cases.Party{Name: r.Party}, Holder: us}
	}
	return f
}

func desk(t testing.TB, f *shelf) (*present.Workbench, *jobs) {
	job := &jobs{}
	w := present.NewWorkbench(job, sitting(t, f))
	w.Refresh()
	job.run()
	return w, job
}

// shown are the cases among the lines, a gap as "…".
func shown(w *present.Workbench) (out []string) {
	for _, l := range w.View().Lines {
		switch {
		case l.Gap:
			out = append(out, "…")
		case !l.Head:
			out = append(out, l.Row.Party)
		}
	}
	return out
}

func TestPagesFollowOneAnother(t *testing.T) {
	w, job := desk(t, long(130, 0))
	for want := 50; want < 130; want += 50 {
		if got := shown(w); len(got) != want+1 || got[want] != "…" || !w.View().More {
			t.Fatalf("%d rows, more %v", len(got), w.View().More)
		}
		w.Shown(want-15, want) // somebody scrolled close to the gap
		w.Shown(want-15, want) // a second wish while the first is under way
		job.run()
	}
	if got := shown(w); len(got) != 130 || w.View().More || !slices.IsSorted(got) {
		t.Errorf("%d lines in the end, more %v", len(got), w.View().More)
	}
}

// The end of a long queue is one question away; what lies between comes as somebody
// gets there, from either side, and no row is lost or doubled where they meet.
func TestTheEndIsReachedAtOnceAndTheGapCloses(t *testing.T) {
	f := long(230, 20)
	w, job := desk(t, f)
	asked := len(f.asked)
	w.End()
	job.run()
	if id, _ := w.SelectedCase(); id != (cases.ID{0xc, 0, 229}) || len(f.asked)-asked != 1 {
		t.Fatalf("the end is %v after %d questions", id, len(f.asked)-asked)
	}
	if got := shown(w); len(got) != 20+50+1+50 || got[70] != "…" {
		t.Fatalf("%d lines, %v", len(got), got[65:])
	}
	speak(t, w.View())
	for range 3 { // up through the gap
		w.Move(-49)
		job.run()
	}
	for range 2 { // and down into it
		w.Home()
		w.Move(60)
		w.Shown(60, 75)
		job.run()
	}
	if got := shown(w); len(got) != 230 || !slices.IsSorted(got) || w.View().More {
		t.Errorf("%d lines, whole %v", len(got), !w.View().More)
	}
	if l := w.View().Lines[0]; l.Group != present.GroupLate || l.Count != 20 {
		t.Errorf("first line %+v", l)
	}
}

// Another order moves no late case from the top and hides nothing.
func TestAnotherOrderKeepsWhatIsLateOnTop(t *testing.T) {
	f := long(40, 3)
	w, job := desk(t, f)
	for _, o := range present.Orders() {
		w.Sort(o)
		job.run()
		got := shown(w)
		if !slices.Equal(got[:3], []string{"厂000", "厂001", "厂002"}) {
			t.Errorf("order %q begins with %v", o, got[:3])
		}
		if slices.Sort(got); len(slices.Compact(got)) != 40 {
			t.Errorf("order %q shows %d of 40", o, len(got))
		}
		speak(t, w.View())
		speak(t, present.OrderWords(o))
	}
}

// The selection stays with its case when rows change under it, and goes to what takes
// its place when the case leaves.
func TestTheSelectionStaysWithItsCase(t *testing.T) {
	f := long(130, 0)
	w, job := desk(t, f)
	w.Shown(40, 50)
	job.run()
	w.Move(69)
	job.run()
	is := func(want byte) {
		t.Helper()
		if id, ok := w.SelectedCase(); !ok || id != (cases.ID{0xc, 0, want}) {
			t.Fatalf("selected %v, want %d", id, want)
		}
	}
	is(69)
	f.rows = f.rows[10:]
	w.Refresh()
	job.run()
	is(69)
	f.rows = slices.Delete(f.rows, 59, 60) // 69 is somebody else's now
	w.Refresh()
	job.run()
	is(70)
	w.End()
	job.run()
	w.Refresh()
	job.run()
	is(129)
	f.rows = nil
	w.Refresh()
	job.run()
	if _, ok := w.SelectedCase(); ok || w.View().Empty.IsZero() {
		t.Error("something is selected in an empty queue")
	}
}

// Marks stay with their cases through filters and orders, in the order of marking.
func TestMarksStayWithTheirCases(t *testing.T) {
	w, job := desk(t, long(30, 0))
	w.Mark(5)
	w.Mark(2)
	w.Mark(0) // a head
	w.Sort(cases.ByReceived)
	w.Choose(1)
	job.run()
	if v := w.View(); len(v.Marked) != 2 || v.Marked[0].Party != "厂004" || v.Marked[1].Party != "厂001" || !v.IsMarked(cases.ID{0xc, 0, 4}) {
		t.Errorf("marked %+v", w.View().Marked)
	}
	w.Choose(0)
	job.run()
	w.Mark(5)
	if v := w.View(); len(v.Marked) != 1 || v.IsMarked(cases.ID{0xc, 0, 4}) {
		t.Errorf("marked %+v", v.Marked)
	}
	w.Unmark()
	if len(w.View().Marked) != 0 {
		t.Error("marks are left")
	}
}
