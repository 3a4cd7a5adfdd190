package main

import (
	"context"
	"time"

	"casedesk/store/sqlite"
)

// The store is checked a little at a time: so long at once, so long between while
// somebody works and while nobody does, and all of it again after so long.
const (
	checkBudget = 200 * time.Millisecond
	checkPause  = 30 * time.Second
	checkIdle   = 2 * time.Second
	checkQuiet  = 20 * time.Second // nobody has been there for so long
	checkEvery  = 7 * 24 * time.Hour
)

// checkDue tells whether it is time to go on with a check that went on last so long
// ago, while nobody has been there for so long. A clock that was set back is no reason
// to wait.
func checkDue(last, away time.Duration, done bool) bool {
	if away >= checkQuiet && !done {
		return last < 0 || last >= checkIdle
	}
	return last < 0 || last >= checkPause
}

// check goes on with the check of the store, unless something else is under way, and
// tells what it found when it comes to its end or meets damage.
func (w *window) check() {
	s := w.desks.session
	now := time.Now()
	if w.shell == nil || s == nil || w.desk.Busy() || !checkDue(now.Sub(w.checked), w.idle.Since(now), w.checkDone) {
		return
	}
	w.checked = now
	w.desk.Do(func() func() {
		before, err := s.LastCheck(context.Background())
		if err != nil {
			return nil // signed out, or the sync tells of it
		}
		now, err := s.CheckNext(context.Background(), checkBudget, checkEvery)
		if err != nil {
			return nil
		}
		return func() {
			w.checkDone = !now.Done.IsZero()
			if now.Done != before.Done || len(now.Trouble) != len(before.Trouble) {
				w.tellCheck(s, now)
			}
		}
	})
}

// warm gets the search ready behind the first page; without it the first search is
// the slower one.
func (w *window) warm() {
	s := w.desks.session
	w.desk.Do(func() func() {
		_ = s.WarmSearch(context.Background())
		return nil
	})
}

// lastCheck tells at the sign-in what the last check found; it reads one line.
func (w *window) lastCheck() {
	s := w.desks.session
	w.desk.Do(func() func() {
		last, err := s.LastCheck(context.Background())
		if err != nil || last.Done.IsZero() && len(last.Trouble) == 0 {
			return nil
		}
		return func() { w.tellCheck(s, last) }
	})
}

func (w *window) tellCheck(s *sqlite.Session, r sqlite.Round) {
	if w.shell == nil || w.desks.session != s {
		return
	}
	key, args := r.Words()
	w.shell.Found(len(r.Trouble) == 0, w.words.Say(key, args...))
}
