package wire

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"casedesk/app/office"
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/cases/rules"
	"casedesk/store/sample"
	"casedesk/store/sqlite"
)

// closed receives n repairs and withdraws them; every tenth was judged before.
func closed(w *world, n int) *sqlite.Session {
	ctx, step := context.Background(), must[cases.Case](w.t)
	d := w.sit(cases.Authority, cases.Clerk)
	for i := range n {
		c := step(d.Receive(ctx, repairApplication()))
		if i%10 == 0 {
			c = step(d.JudgeCase(ctx, c.ID, fulfilled(d.StartFacts(c)), office.Choice{Ruleset: "R36", Reason: "申请日在 2026-04-01 之后"}))
		}
		step(d.Do(ctx, c.ID, cases.WithdrawnAct{On: d.Today()}))
	}
	return d.Store.(*sqlite.Session)
}

// shorter is R36 with another shortest period; it need not pass its stories here.
func shorter(t testing.TB) rules.Bundle {
	b, err := rules.Bundled(assets.Packs(), "R36", cases.MustDate("2026-10-12"), "试")
	if err != nil {
		t.Fatal(err)
	}
	for i := range b.Files {
		b.Files[i].Text = strings.Replace(b.Files[i].Text, "class: GENERAL, min: {n: 3, unit: month}", "class: GENERAL, min: {n: 2, unit: month}", 1)
	}
	fsys, err := b.FS()
	if err != nil {
		t.Fatal(err)
	}
	if b, err = rules.Bundled(fsys, "R36", b.On, b.Correction); err != nil {
		t.Fatal(err)
	}
	return b
}

// A rehearsal goes through every page of the closed cases, leaves open ones
// alone, and says the same digest whenever nothing changed.
func TestRehearsalGoesThroughEveryClosedCase(t *testing.T) {
	w := newWorld(t)
	s := closed(w, 503) // one page and a little more
	must[cases.Case](t)(w.sit(cases.Authority, cases.Clerk).Receive(context.Background(), repairApplication()))
	var seen []Rehearsed
	var told [][2]int
	first, err := w.tools.Rehearse(context.Background(), s, []rules.Bundle{shorter(t)}, Watch{func(r Rehearsed) error { seen = append(seen, r); return nil }, func(done, of int) { told = append(told, [2]int{done, of}) }})
	if err != nil || first.Cases != 503 || first.Judged != 51 || first.Changed != 51 || len(seen) != 51 || first.Rows["R36/R36-PUB-GEN"] != 51 {
		t.Fatalf("%+v, %d listed, %v", first, len(seen), err)
	}
	for _, r := range seen {
		if r.Number == "" || r.Case.IsZero() || r.Shifts[0].Row != "R36-PUB-GEN" {
			t.Errorf("listed %+v", r)
		}
	}
	again, err := w.tools.Rehearse(context.Background(), s, []rules.Bundle{shorter(t)}, Watch{Each: func(Rehearsed) error { return nil }})
	if err != nil || again.Seen != first.Seen {
		t.Errorf("the digest is another: %v", err)
	}
	stop := cases.Fail(cases.Exhausted, "deskctl.stopped")
	if _, err := w.tools.Rehearse(context.Background(), s, []rules.Bundle{shorter(t)}, Watch{Each: func(Rehearsed) error { return stop }}); cases.KeyOf(err) != "deskctl.stopped" {
		t.Errorf("whoever lists is not heard: %v", err)
	}
	if !slices.Equal(told, [][2]int{{500, 503}, {503, 503}}) {
		t.Errorf("told how far it is: %v", told)
	}
	ctx, cancel := context.WithCancel(context.Background())
	pages := 0
	_, err = w.tools.Rehearse(ctx, s, []rules.Bundle{shorter(t)}, Watch{func(Rehearsed) error { return nil }, func(int, int) { pages++; cancel() }})
	if !errors.Is(err, context.Canceled) || pages != 1 {
		t.Errorf("not stopped when its reader went away: %d pages, %v", pages, err)
	}
}

// BenchmarkRehearse judges a store of 20,000 closed cases again by two books; the peak
// is that of the heap, the store's caches included.
func BenchmarkRehearse(b *testing.B) {
	w := newWorld(b)
	s := crowded(w, 20_000)
	pack := shorter(b)
	var peak uint64
	var r Rehearsal
	b.ReportAllocs()
	for b.Loop() {
		var err error
		r, err = w.tools.Rehearse(context.Background(), s, []rules.Bundle{pack}, Watch{func(Rehearsed) error { return nil }, func(int, int) { peak = max(peak, heap()) }})
		if err != nil || r.Judged == 0 {
			b.Fatalf("%+v, %v", r, err)
		}
	}
	b.ReportMetric(float64(r.Cases), "cases")
	b.ReportMetric(float64(r.Changed), "changed")
	b.ReportMetric(float64(peak)/(1<<20), "MB-peak")
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(r.Cases), "µs/case")
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// crowded is a store of the authority with n closed cases, each received, judged on
// facts of one of many kinds, and withdrawn.
func crowded(w *world, n int) *sqlite.Session {
	d := w.sit(cases.Authority, cases.Clerk)
	s := d.Store.(*sqlite.Session)
	plan := sample.Plan{Cases: n, Seed: 7, Office: d.Office.ID, Short: d.Office.Short, Hands: []cases.Role{cases.Clerk}, Today: time.Date(2026, 10, 12, 1, 0, 0, 0, time.UTC)}
	at := 0
	filed := func(yield func(sqlite.Filed) bool) {
		for c := range plan.All() {
			a := c.Acts[0]
			at++
			f := sqlite.Filed{Case: c.ID}
			for _, does := range []cases.Act{a.Does, judgedAs(at, cases.DayIn(a.At)), cases.WithdrawnAct{On: cases.DayIn(a.At)}} {
				f.Acts = append(f.Acts, sqlite.FiledAct{By: s, At: a.At, Does: does})
			}
			if !yield(f) {
				return
			}
		}
	}
	if err := s.FileAll(context.Background(), filed); err != nil {
		w.t.Fatal(err)
	}
	return s
}

// judgedAs is the judgement of the n-th case of a crowd.
func judgedAs(n int, on cases.Date) cases.JudgedAct {
	kinds := [][]string{{"fine"}, {"suspend_licence"}, {"confiscate_income"}, {"revoke_licence"}, {"warning"}, {"fine", "confiscate_income"}}
	fields := []string{"housing", "food", "work_safety", "environment"}
	return cases.JudgedAct{Ruleset: "R36", Class: "R36.GENERAL", Reason: "由人认定",
		Facts: cases.Facts{Matter: "repair", City: "440300", SubjectKind: "organisation", RecordKind: "penalty", Procedure: "ordinary",
			PenaltyKinds: kinds[n%len(kinds)], Field: fields[n%len(fields)], Owner: "housing", DecidedOn: on.Add(-n % 900), FiledOn: on,
			DutyDone: cases.TriYes, Rectified: cases.TriYes, Commitment: cases.TriYes},
		Verdict: cases.Verdict{On: on, Proposed: cases.Proposal{Ruleset: "R36"}, Repairable: cases.TriYes}}
}
