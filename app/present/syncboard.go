package present

import "casedesk/cases"

// SyncReport is what one exchange with the central library did.
type SyncReport struct {
	Mended                                     bool // something of the store could not be read and was taken from the backup
	Pushed, Pulled, Conflicts, SetAside, Blobs int
	Position                                   uint64
}

// SyncState is how far the desk's own events have come.
type SyncState struct {
	Unsent   int
	Sent     int         // sent, not yet confirmed
	Oldest   cases.Clock // of the oldest unsent event; zero for none
	Contact  cases.Clock // the last answer of the central library; zero for never
	Position uint64
	Numbers  []NumbersLeft
	Aside    []SetAside
}

// NumbersLeft is what is left of the leased document numbers of a series.
type NumbersLeft struct {
	Series string
	Year   int
	Left   int
	From   int // the next number
	To     int // the last number of the last block
}

// SetAside is an event that was refused, and why.
type SetAside struct {
	Case   cases.ID
	Number string // 收件号
	Party  string
	Event  cases.Hash
	Kind   cases.Kind
	Reason string // key of the sentence that says why
}

// ConnectionView is the tile at the foot of the sidebar. It never replaces the
// state of each record.
type ConnectionView struct {
	Known   bool // the state has been read
	Online  bool // the last exchange succeeded
	Busy    bool
	Line    Words // 已连上 10:41 or 离线 自 10:40
	Detail  Words // unsent and numbers left
	Unsent  int
	Numbers int
}

// SyncBoardView is what the sync page shows.
type SyncBoardView struct {
	Connection ConnectionView
	Rows       []SyncLine
	State      SyncState
	NeedAct    int // records set aside
	Selected   int // index into Rows, -1 for none
	Loading    bool
	Report     *SyncReport // of the last exchange of this sitting
	Said       Words       // the report in one sentence
	CanSync    bool
	Problem    error
}

// SyncLine is one record and how far it has come.
type SyncLine struct {
	Case   cases.ID
	Number string
	Party  string
	What   Words // state of the case
	State  cases.SyncState
	As     Words  // sync.local
	Place  uint64 // position, when confirmed
	Reason Words  // why it is set aside
	Event  cases.Hash
}

// SyncBoard presents how far every record has come to the central library.
type SyncBoard struct {
	Changed func(SyncBoardView)

	s          Session
	read, sync errand
	offline    bool
	view       SyncBoardView
}

// NewSyncBoard makes a board that has read nothing yet; Refresh fills it.
func NewSyncBoard(desk Desk, s Session) *SyncBoard {
	b := &SyncBoard{Changed: func(SyncBoardView) {}, s: s, read: errand{desk: desk}, sync: errand{desk: desk}}
	b.view.Selected, b.view.CanSync = -1, s.Sync != nil
	return b
}

// View gives the page as it is.
func (b *SyncBoard) View() SyncBoardView { return b.view }
