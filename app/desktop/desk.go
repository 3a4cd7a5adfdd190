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
			if done != nil {
				done() // what it starts counts before this ends
			}
			d.count(-1)
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

// Last runs work once all that is under way has been done, elsewhere: a session is
// closed behind the drafts that are being written in it.
func (d *desk) Last(work func()) {
	d.busy.Go(func() {
		for d.Busy() {
			time.Sleep(5 * time.Millisecond)
		}
		work()
	})
}

// Behind runs work once all that is under way has been done, or once the limit is
// over, then the function it returns on the UI goroutine.
func (d *desk) Behind(limit time.Duration, work func() func()) {
	d.busy.Go(func() {
		for end := time.Now().Add(limit); d.Busy() && time.Now().Before(end); {
			time.Sleep(5 * time.Millisecond)
		}
		done := work()
		fyne.Do(func() {
			if done != nil {
				done()
			}
		})
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
