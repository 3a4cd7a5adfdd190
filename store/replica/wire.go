package replica

import "casedesk/cases"

// The limits of one message. What is larger is refused before it is read whole.
const (
	MaxEvents  = 500               // events in one batch or page
	MaxBatch   = 16 << 20          // bytes of a batch or page, before and after compression
	MaxChunk   = 1 << 20           // bytes of a blob in one request
	MaxJSON    = 16 << 20          // bytes of any JSON answer; the directory is the largest
	MaxBlob    = 512<<20 + 256<<10 // bytes of one sealed file: what a desk keeps, with the tags of its segments
	MaxNumbers = 1000              // numbers in one block
)

// The paths of the protocol; a blob's path ends in its hash.
const (
	PathEnrol     = "/v1/enrol"
	PathDirectory = "/v1/directory"
	PathPush      = "/v1/push"
	PathPull      = "/v1/pull"
	PathNumbers   = "/v1/numbers"
	PathBlobs     = "/v1/blobs/"
	PathHealth    = "/v1/health"
)

// Aside says that the library refused an event, and the key of the sentence
// that tells why. The event keeps its place in its device's log.
type Aside struct {
	Event cases.Hash `json:"event"`
	Key   string     `json:"key"`
}

// Share names one office's part in one case.
type Share struct {
	Case   cases.ID `json:"case"`
	Office cases.ID `json:"office"`
}

// Answer is the library's answer to a batch.
type Answer struct {
	AcceptedTo   uint64          `json:"accepted_to"`        // the last place of the log that the library knows
	FromSeq      uint64          `json:"from_seq,omitempty"` // not 0: there is a gap; send again from here
	Receipts     []cases.Receipt `json:"receipts"`
	SetAside     []Aside         `json:"set_aside"`
	WrapsRefused []Share         `json:"wraps_refused,omitempty"` // keys to cases that are not the sender's
}

// Lease asks for a block of numbers. Have is the last number of the series and
// year that the device was ever given, 0 for none; the answer to a repeated
// question is the same block, but for a later epoch of the device's log.
type Lease struct {
	Epoch  uint32 `json:"epoch,omitempty"` // 0 means 1
	Series string `json:"series"`
	Year   int    `json:"year"`
	Have   int    `json:"have"`
	Want   int    `json:"want"` // how many, 1 to MaxNumbers
}

// Enrol asks to take a device into the directory with a one-time code.
type Enrol struct {
	Code   string   `json:"code"`
	Device cases.ID `json:"device"`
	Key    []byte   `json:"key"` // PKIX, ECDSA P-256
	Sig    []byte   `json:"sig"` // by that key over code and device
}

// Published is the directory as the library signed it. Directory is empty when
// the asker has the newest version.
type Published struct {
	Version   int    `json:"version"`
	Directory []byte `json:"directory,omitempty"`
	Sig       []byte `json:"sig,omitempty"` // ASN.1 ECDSA by the root over SHA-256
}

// Enrolment is the answer to Enrol. The device keeps Root for good.
type Enrolment struct {
	Published
	Root   []byte   `json:"root"` // X.509, DER
	Device cases.ID `json:"device"`
	Office cases.ID `json:"office"`
}

// Health is what anybody may know about a library.
type Health struct {
	OK      bool   `json:"ok"`
	Library string `json:"library"` // names this library's order of events
	Time    int64  `json:"time"`    // milliseconds since 1970
}
