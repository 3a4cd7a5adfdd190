package screen

import (
	"image"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/assets"
	"casedesk/cases"
)

// Route says where in the program somebody is: a page and, on a case's page,
// which case and which tab. It is a value, so that going somewhere is data.
type Route struct {
	Page present.PageID
	Case cases.ID
	Tab  string
	Find string // what to look for, on the intake's page
}

// PageCase is the page of one case; it is reached from others, not from the sidebar.
const PageCase present.PageID = "case"

// page is one page of the window. It is built when it is first shown.
type page interface {
	// Object is what the frame shows.
	Object() fyne.CanvasObject
	// Arrive is called each time the page comes to the front with the route that
	// led there; the page asks for fresh data and puts the focus somewhere.
	Arrive(Route)
	// Leave is called when another page comes to the front.
	Leave()
	// Hints are the keys for the status bar, at most four.
	Hints() []Hint
	// KeyMap are the keys that the page answers while it is in front.
	KeyMap() map[string]func()
}

// Room is what every page is built with.
type Room struct {
	Words    assets.Words
	Desk     present.Desk
	Session  present.Session
	Raster   Raster
	Keys     *Keys
	Canvas   fyne.Canvas
	Board    *present.SyncBoard                // shared by the sidebar's tile and the sync page
	Go       func(Route)                       // shows another page
	Next     func(step int)                    // shows the case that stands next in the queue, or before
	Run      func(command string)              // does a command of the search
	Scan     func()                            // waits for the code of a letter
	Expect   func(cases.Case, cases.LetterAct) // waits for the code of this letter
	Commands func() []present.Command          // what can be done from the search
	// Float shows an object above the page, where place says; Sink takes it away.
	Float   func(o fyne.CanvasObject, place func(window fyne.Size) (fyne.Position, fyne.Size))
	Sink    func(o fyne.CanvasObject)
	Pick    func(kinds []string, got func(PickedFile)) // asks for a file whose name ends so; nil: any
	Toast   func(words string)                         // says that something was done
	Offer   func(words, undo string, undone func())    // says so and offers to take it back
	Saved   func(words string)                         // the left of the status bar: 草稿已存 10:41:07
	Often   func(keep func())                          // runs keep several times a second: drafts reach the disk within one
	Backups *present.BackupBoard                       // makes those that are due, on whatever page; nil: one of its own
	TakeOut *present.TakeOut                           // goes on while the pages are built anew; nil: one of its own
	Moved   func()                                     // the account's way in is another now
	Settled func(p cases.Policy)                       // a policy was changed in this sitting
	Every   func(tick func())                          // runs tick about once a second on the UI goroutine, while the session lasts
}

// Raster makes pictures of a PDF's pages.
type Raster interface {
	// PageWide gives page n, from 0, so many pixels across, and the count of pages.
	PageWide(pdf []byte, n, pixels int) (image.Image, int, error)
}

// Say gives the sentence of a key.
func (r Room) Say(key string, args ...cases.Arg) string { return r.Words.Say(key, args...) }

// In puts a presenter's words into the language of the screen.
func (r Room) In(w present.Words) string { return w.In(r.Words.Say) }

// Trouble puts an error into a sentence, "" for none.
func (r Room) Trouble(err error) string {
	if err == nil {
		return ""
	}
	return r.In(present.Explain(err))
}

// toneOf draws a presenter's tone.
func toneOf(t present.Tone) Tone {
	switch t {
	case present.Info:
		return Info
	case present.Warn:
		return Warn
	case present.Bad:
		return Bad
	case present.Good:
		return Good
	}
	return Neutral
}

// badgeOf draws a presenter's badge state.
func badgeOf(b present.BadgeState) BadgeState {
	switch b {
	case present.BadgeSoon:
		return Soon
	case present.BadgeToday:
		return Today
	case present.BadgeLate:
		return Late
	case present.BadgeStopped:
		return Stopped
	case present.BadgeProvisional:
		return Provisional
	case present.BadgeOver:
		return Over
	case present.BadgeNone:
		return NoClock
	}
	return Later
}
