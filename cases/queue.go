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
	ReceivedOn  Date
	Due         Date // zero: no clock runs
	Clock       string
	Provisional bool
	Changed     Clock
	Sync        SyncState
	Position    uint64 // of the last event, when confirmed
	Conflicts   int
}

// Queue asks for a page of rows, those due first, then the oldest.
type Queue struct {
	States []State // none: every state
	Holder ID      // zero: any
	Match  string  // part of a name, a number or a code; "" for all
	After  *Row    // the last row of the page before
	Limit  int
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
