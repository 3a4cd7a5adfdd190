package office

import "casedesk/cases"

// The states of a file in the register of endings; "" for one of which it says nothing.
const (
	EndOpen      = "open" // released again
	EndHeld      = "held"
	EndAsked     = "asked"
	EndGranted   = "granted" // waits for the central library
	EndDestroyed = "destroyed"
)

// Ended is a file that is over, or that the register of endings tells of: nothing personal.
type Ended struct {
	Case     cases.ID
	Number   string
	State    cases.State
	Received cases.Date
	Ended    cases.Date // the day of the case's last act
	Register string
	Ending   cases.Ending
	Until    cases.Date // the last day of keeping by a verified rule; zero where none is known
	By       string     // the rule
}
