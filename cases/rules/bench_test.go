package rules

import (
	"os"
	"slices"
	"testing"
	"time"

	"casedesk/assets"
	"casedesk/cases"
)

// BenchmarkAssess judges a mix of records by all shipped packs. µs-cpu is the time that
// all cores spent on it; p99 is the time of the 99th of a hundred records, each by its
// best try.
func BenchmarkAssess(b *testing.B) {
	book, drawn := shippedBook(b), newDrawn(b, 2000)
	p99 := drawn.slowest(b, book) // before Loop, which starts the timer anew
	b.ReportAllocs()
	i, used := 0, cpuTime(b)
	for b.Loop() {
		drawn.judge(b, book, i%len(drawn.facts))
		i++
	}
	used = cpuTime(b) - used
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(i)/1000, "µs/verdict")
	b.ReportMetric(float64(used.Nanoseconds())/float64(i)/1000, "µs-cpu")
	b.ReportMetric(p99, "µs-p99")
}

// drawn is a number of records of the mix.
type drawn struct {
	facts []cases.Facts
	on    []cases.Date
	cal   cases.Calendar
}

func newDrawn(t testing.TB, n int) *drawn {
	t.Helper()
	cal, err := assets.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	d := &drawn{cal: cal}
	m := newMix(1)
	for range n {
		f, on := m.draw()
		d.facts, d.on = append(d.facts, f), append(d.on, on)
	}
	return d
}

func (d *drawn) judge(t testing.TB, book *Book, i int) {
	if _, err := Assess(book, d.facts[i], d.on[i], d.cal); err != nil {
		t.Fatal(err)
	}
}

// slowest gives the 99th of a hundred records in µs, each by the best of five tries.
func (d *drawn) slowest(b *testing.B, book *Book) float64 {
	best := make([]time.Duration, len(d.facts))
	for i := range best {
		best[i] = time.Hour
		for range 5 {
			start := b.Elapsed()
			d.judge(b, book, i)
			best[i] = min(best[i], b.Elapsed()-start)
		}
	}
	slices.Sort(best)
	return float64(best[len(best)*99/100].Nanoseconds()) / 1000
}

func BenchmarkLoad(b *testing.B) {
	files := os.DirFS("../../assets/packs")
	for b.Loop() {
		if _, err := Load(files); err != nil {
			b.Fatal(err)
		}
	}
}
