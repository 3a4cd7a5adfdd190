package replica

import "time"

// The waits between tries.
const (
	firstWait = 500 * time.Millisecond
	longWait  = 5 * time.Minute
)

// Backoff gives the wait before the next try after attempt failures in a row
// (1, 2, 3 …): it doubles up to five minutes. dice, 0 to 255, takes up to half
// of it off, so that the desks of a town do not come back all at once.
func Backoff(attempt int, dice byte) time.Duration {
	wait := longWait
	if attempt < 1 {
		attempt = 1
	}
	if attempt < 12 {
		wait = min(longWait, firstWait<<(attempt-1))
	}
	return wait - wait*time.Duration(dice)/510
}
