package cases

// SyncState says how far a case's events have come.
type SyncState string

// The sync states of a record.
const (
	SyncLocal     SyncState = "local"     // on this machine only
	SyncSent      SyncState = "sent"      // sent, not yet confirmed
	SyncConfirmed SyncState = "confirmed" // the library holds it at a position
	SyncAside     SyncState = "aside"     // the library refused it; see why
)

// Row is what a queue shows of one case.
type Row struct {
	Case        ID
	Matter      Matter
	State       State
	Number      string // 收件号
	Party       string
	PartyKind   PartyKind
	DocNumber   string // of the record
	Body        string // the deciding body of the record
	Penalty     string // one line about the record: 罚款 32 000 元
	Home        ID
	Holder      ID
	Clerk       ID // whose hand as 经办 was on it last
	ReceivedOn  Date
	Due         Date // zero: no clock runs
	Clock       string
	Provisional bool
	Changed     Clock
	Sync        SyncState
	Position    uint64 // of the last event, when confirmed
	Conflicts   int
}

// Queue asks for a page of rows. The zero Queue asks for the first of all.
type Queue struct {
	Filter
	From   Date // only cases due on that day or later, or with no clock; zero: all
	Before Date // only cases due before that day; zero: all
	After  *Row // the last row of the page before
	// Back walks the other way: the page holds the rows before After, or without it
	// the last of all, in the queue's own order.
	Back  bool
	Limit int
}

// Filter says which cases a queue holds and in which order; what is left out does
// not matter.
type Filter struct {
	States  []State     `json:"states,omitempty"`
	Holder  ID          `json:"holder,omitzero"`
	Matter  Matter      `json:"matter,omitempty"`
	Parties []PartyKind `json:"parties,omitempty"`
	Clerk   ID          `json:"clerk,omitzero"` // whose hand as 经办 was on it last
	Sync    []SyncState `json:"sync,omitempty"`
	Order   Order       `json:"order,omitempty"`
}

// Order is how a queue is sorted.
type Order string

// The orders of a queue.
const (
	ByDue      Order = ""         // what is due first, then the oldest
	ByReceived Order = "received" // the latest received first
	ByOldest   Order = "oldest"   // the earliest received first
	ByNumber   Order = "number"   // by 收件号, the least first
	FromNumber Order = "number-"  // by 收件号, the greatest first
)

// SavedFilter is a filter that an account keeps under a key of its own.
type SavedFilter struct {
	Key    int    `json:"key"` // the digit that Alt takes it with, 1 to 9
	Name   string `json:"name"`
	Filter Filter `json:"filter"`
}

// FoundBy says by what the search found a case.
type FoundBy string

// What the search looks at.
const (
	FoundByName     FoundBy = "name"
	FoundByInitials FoundBy = "initials" // of the name's readings
	FoundByCode     FoundBy = "code"     // 统一社会信用代码
	FoundByNumber   FoundBy = "number"   // 收件号, 文号
	FoundByPerson   FoundBy = "person"   // of an identity document; never shown
)

// Found is a case that the search found. From and To are the characters of the
// party's name that were meant, both zero where it was not the name.
type Found struct {
	Row      Row
	By       FoundBy
	From, To int
}

// Draft is what somebody is typing: never part of the record.
type Draft struct {
	ID      ID     `json:"id"`
	Account ID     `json:"account"`
	Form    string `json:"form"`    // which form, intake.repair
	Version int    `json:"version"` // of the form
	Case    ID     `json:"case,omitzero"`
	Body    []byte `json:"body"`  // the form's own JSON
	Saved   int64  `json:"saved"` // milliseconds since 1970
}
