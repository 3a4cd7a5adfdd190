package main

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// desk is the only place of the client that starts goroutines and comes back to
// the user-interface goroutine.
type desk struct {
	busy sync.WaitGroup
	mu   sync.Mutex
	jobs int
}

// Do runs work elsewhere, then the function it returns on the UI goroutine.
func (d *desk) Do(work func() func()) {
	d.count(1)
	d.busy.Go(func() {
		done := work()
		fyne.Do(func() {
			d.count(-1)
			if done != nil {
				done()
			}
		})
	})
}

// Every calls tick on the UI goroutine at the interval, until the window ends.
func (d *desk) Every(interval time.Duration, stop <-chan struct{}, tick func()) {
	d.busy.Go(func() {
		t := time.NewTicker(interval)
		defer t.Stop()
		for {
			select {
			case <-stop:
				return
			case <-t.C:
				fyne.Do(tick)
			}
		}
	})
}

// Busy tells whether work is under way.
func (d *desk) Busy() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.jobs > 0
}

func (d *desk) count(n int) {
	d.mu.Lock()
	d.jobs += n
	d.mu.Unlock()
}
