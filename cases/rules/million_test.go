package rules

import (
	"runtime"
	"runtime/metrics"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"casedesk/assets"
)

// BenchmarkMillion judges a million records, each drawn when its turn comes, on all
// cores. peak-growth is the peak of the heap beside that of a tenth of the records:
// about 1 where nothing is held.
func BenchmarkMillion(b *testing.B) {
	for b.Loop() {
		_, tenth := rejudged(b, 100_000)
		took, whole := rejudged(b, 1_000_000)
		b.ReportMetric(took.Seconds(), "s/million")
		b.ReportMetric(1e6/took.Seconds(), "records/s")
		b.ReportMetric(whole/(1<<20), "MB-peak")
		b.ReportMetric(whole/tenth, "peak-growth")
	}
}

// rejudged judges n records of the mix; it gives the time, with the drawing, and the
// peak of the heap in bytes.
func rejudged(t testing.TB, n int64) (time.Duration, float64) {
	cal, err := assets.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	book := shippedBook(t)
	runtime.GC()
	stop, peak := make(chan bool), make(chan float64)
	go func() { peak <- highest(stop) }()
	start := time.Now()
	var taken, failed atomic.Int64
	var wait sync.WaitGroup
	for worker := range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			m := newMix(uint64(worker))
			for taken.Add(1) <= n {
				f, on := m.draw()
				if _, err := Assess(book, f, on, cal); err != nil {
					failed.Add(1)
				}
			}
		})
	}
	wait.Wait()
	took := time.Since(start)
	close(stop)
	if failed.Load() > 0 {
		t.Fatalf("%d records could not be judged", failed.Load())
	}
	return took, <-peak
}

// highest looks at the heap again and again until it is stopped.
func highest(stop chan bool) (peak float64) {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		metrics.Read(sample)
		peak = max(peak, float64(sample[0].Value.Uint64()))
		select {
		case <-stop:
			return peak
		case <-tick.C:
		}
	}
}
