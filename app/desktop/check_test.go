package main

import (
	"testing"
	"time"
)

// The check goes on seldom while somebody works, often while nobody does, and rests
// once it is done.
func TestTheCheckKeepsOutOfTheWay(t *testing.T) {
	for _, c := range []struct {
		last, away time.Duration
		done, due  bool
	}{
		{29 * time.Second, 0, false, false},
		{30 * time.Second, 0, false, true},
		{2 * time.Second, 19 * time.Second, false, false},
		{2 * time.Second, 20 * time.Second, false, true},
		{time.Second, time.Hour, false, false},
		{2 * time.Second, time.Hour, true, false},
		{30 * time.Second, time.Hour, true, true},
		{-time.Hour, 0, false, true},
	} {
		if got := checkDue(c.last, c.away, c.done); got != c.due {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
