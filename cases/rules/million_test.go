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
		used := cpuTime(b)
		took, whole := rejudged(b, 1_000_000)
		used = cpuTime(b) - used
		b.ReportMetric(took.Seconds(), "s/million")
		b.ReportMetric(used.Seconds(), "cpu-s/million")
		b.ReportMetric(1e6/took.Seconds(), "records/s")
		b.ReportMetric(whole/(1<<20), "MB-peak")
		b.ReportMetric(whole/tenth, "peak-growth")
	}
}

// rejudged judges n records of the mix; it gives the time, with the drawing, and the
// highest of the heap in bytes, looked at after every thousand records.
func rejudged(b *testing.B, n int64) (time.Duration, float64) {
	cal, err := assets.Calendar()
	if err != nil {
		b.Fatal(err)
	}
	book := shippedBook(b)
	runtime.GC()
	start := b.Elapsed()
	var taken, failed, peak atomic.Int64
	var wait sync.WaitGroup
	for worker := range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			m := newMix(uint64(worker))
			for i := taken.Add(1); i <= n; i = taken.Add(1) {
				f, on := m.draw()
				if _, err := Assess(book, f, on, cal); err != nil {
					failed.Add(1)
				}
				if i%1000 == 0 {
					peak.Store(max(peak.Load(), heapObjects()))
				}
			}
		})
	}
	wait.Wait()
	if failed.Load() > 0 {
		b.Fatalf("%d records could not be judged", failed.Load())
	}
	return b.Elapsed() - start, float64(peak.Load())
}

func heapObjects() int64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}
