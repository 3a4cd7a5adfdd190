package present

import "time"

// Idle tells when nobody has been at the desk for as long as the policy allows.
type Idle struct {
	After time.Duration // 0 never
	last  time.Time
}

// Stir says that somebody is there: a key, a press, a move of the pointer.
func (i *Idle) Stir(now time.Time) { i.last = now }

// Since tells for how long nobody has been there.
func (i *Idle) Since(now time.Time) time.Duration {
	if i.last.IsZero() || now.Before(i.last) {
		i.last = now
	}
	return now.Sub(i.last)
}

// Due tells whether the desk was left alone for so long. A clock that was set back
// begins anew; it must not keep the screen open.
func (i *Idle) Due(now time.Time) bool {
	return i.Since(now) >= i.After && i.After > 0
}
