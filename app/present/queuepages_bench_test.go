package present_test

import (
	"context"
	"iter"
	"sort"
	"testing"
	"time"

	"casedesk/app/present"
	"casedesk/cases"
	"casedesk/store/sample"
	"casedesk/store/sqlite"
)

// BenchmarkQueuePage brings pages of 50 to the workbench among 20,000 cases of a sealed
// store, from the question to the lines on the screen, and prints the median of the
// first forty pages and of End, and how many times the bare question to the store it is.
func BenchmarkQueuePage(b *testing.B) {
	s := crowded(b, 20_000)
	ctx := context.Background()
	var page, end, bare []float64
	since := func(t time.Time) float64 { return time.Since(t).Seconds() * 1000 }
	for b.Loop() {
		job := &jobs{}
		w := present.NewWorkbench(job, s)
		w.Choose(1)
		job.run()
		w.TogglePreview()
		for range 40 {
			start := time.Now()
			w.More()
			job.run()
			page = append(page, since(start))
			start = time.Now()
			if _, err := s.Store.Rows(ctx, cases.Queue{Limit: 50}); err != nil {
				b.Fatal(err)
			}
			bare = append(bare, since(start))
		}
		start := time.Now()
		w.End()
		job.run()
		end = append(end, since(start))
		if len(w.View().Lines) < 2000 {
			b.Fatalf("%d lines", len(w.View().Lines))
		}
	}
	sort.Float64s(page)
	sort.Float64s(bare)
	sort.Float64s(end)
	b.ReportMetric(page[len(page)/2], "ms/page")
	b.ReportMetric(page[len(page)*99/100], "ms/page-p99")
	b.ReportMetric(end[len(end)/2], "ms/end")
	b.ReportMetric(page[len(page)/2]/bare[len(bare)/2], "of-the-store")
}

// crowded is a clerk's session over n made-up cases of the office.
func crowded(b *testing.B, n int) present.Session {
	w := newWorld(b)
	s := w.sit(cases.Window, cases.Clerk)
	own := s.Store.(store).Session
	plan := sample.Plan{Cases: n, Seed: 7, Office: s.Work.Office.ID, Short: "示例政服", Hands: []cases.Role{cases.Clerk}, Today: w.now}
	var all iter.Seq[sqlite.Filed] = func(yield func(sqlite.Filed) bool) {
		for c := range plan.All() {
			f := sqlite.Filed{Case: c.ID}
			for _, a := range c.Acts {
				f.Acts = append(f.Acts, sqlite.FiledAct{By: own, At: a.At, Does: a.Does})
			}
			if !yield(f) {
				return
			}
		}
	}
	if err := own.FileAll(context.Background(), all); err != nil {
		b.Fatal(err)
	}
	b.Logf("%d cases", n)
	return s
}
