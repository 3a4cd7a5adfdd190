package present

import (
	"context"
	"time"
)

// A Desk runs slow work away from the user-interface goroutine and brings the
// outcome back to it. The desktop's desk is "go" plus fyne.Do; a test's desk
// finishes jobs in whatever order the test chooses.
type Desk interface {
	// Do runs work elsewhere, then runs the function it returns on the
	// user-interface goroutine.
	Do(work func() (done func()))
}

// errand asks questions whose late answers are worthless: only the answer to
// the latest question is shown.
type errand struct {
	desk   Desk
	turn   int
	cancel context.CancelFunc
}

// ask runs work elsewhere and shows its answer unless a later question was asked.
func (e *errand) ask(work func() (show func())) {
	e.turn++
	turn := e.turn
	e.desk.Do(func() func() {
		show := work()
		return func() {
			if turn == e.turn {
				show()
			}
		}
	})
}

// typing is how long a question that follows the keys waits for the next key.
const typing = 40 * time.Millisecond

// askTyped asks like ask, but waits a little first, and stops what was asked
// before: work gets a context that ends with the next question.
func (e *errand) askTyped(work func(ctx context.Context) (show func())) {
	e.forget()
	ctx, cancel := context.WithCancel(context.Background())
	e.cancel = cancel
	e.ask(func() func() {
		select {
		case <-ctx.Done():
			return func() {}
		case <-time.After(typing):
			return work(ctx)
		}
	})
}

// forget drops the answer to whatever was asked, and stops the work on it.
func (e *errand) forget() {
	e.turn++
	if e.cancel != nil {
		e.cancel()
		e.cancel = nil
	}
}
