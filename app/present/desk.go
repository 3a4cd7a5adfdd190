package present

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
	desk Desk
	turn int
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

// forget drops the answer to whatever was asked.
func (e *errand) forget() { e.turn++ }
