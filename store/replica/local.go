package replica

import (
	"context"
	"io"

	"casedesk/cases"
)

// Local is what the client needs of the desk's own store. It speaks in types of
// cases, so that a store need not know this package.
type Local interface {
	Events
	Files
	// SaveDirectory keeps the newest directory as the bytes that were signed.
	SaveDirectory(ctx context.Context, directory, sig []byte) error
	// Directory gives the directory that the desk holds.
	Directory(ctx context.Context) (cases.Directory, error)
}

// Events is the desk's log as the client sees it.
type Events interface {
	// Unsent gives the events of the device's own log that have no answer yet,
	// in order and without a gap, at most limit; from is 0, or the seq to begin
	// at when the library has a gap there. The wraps are those not yet sent.
	Unsent(ctx context.Context, from uint64, limit int) ([]cases.Envelope, []cases.KeyWrap, error)
	// Sent marks events that went out without an answer: the library may hold them.
	// They stay unsent until it says so. What has an answer is left alone.
	Sent(ctx context.Context, events []cases.Hash) error
	// Confirm marks the events that the receipts name as held by the library.
	Confirm(ctx context.Context, receipts []cases.Receipt) error
	// WrapsSent marks wraps as held by the library.
	WrapsSent(ctx context.Context, wraps []cases.KeyWrap) error
	// SetAside marks an event that the library refused, with the reason's key.
	SetAside(ctx context.Context, event cases.Hash, key string) error
	// Epoch gives the epoch of the device's log that is written now: all events of
	// it are here, so the library need not send them back. Of an older one, from
	// before a restore, some may have been lost.
	Epoch(ctx context.Context) (uint32, error)
	// Cursor gives what Receive was last given; "" at first.
	Cursor(ctx context.Context) (string, error)
	// Receive takes what was pulled, with a receipt for each event, and keeps the
	// cursor, all or nothing, and tells how many conflicts it made. It checks every
	// event and receipt. What it holds already does no harm.
	Receive(ctx context.Context, events []cases.Envelope, receipts []cases.Receipt, wraps []cases.KeyWrap, cursor string) (conflicts int, err error)
}

// Files are the sealed files beside the log, named by the SHA-256 of their bytes.
type Files interface {
	// Uploads lists the files that the library does not have yet.
	Uploads(ctx context.Context) ([]cases.Hash, error)
	// OpenBlob opens a sealed file for reading.
	OpenBlob(ctx context.Context, blob cases.Hash) (io.ReadSeekCloser, error)
	// Uploaded marks a file as held by the library.
	Uploaded(ctx context.Context, blob cases.Hash) error
	// Downloads lists the files that cases of this desk name and that are not here.
	Downloads(ctx context.Context) ([]cases.Hash, error)
	// SaveBlob keeps a sealed file; bytes with another hash are an error. What is read
	// is an io.Seeker too, so that a desk that has the beginning asks for the rest only.
	SaveBlob(ctx context.Context, blob cases.Hash, sealed io.Reader) error
}

// Report says what one Sync did.
type Report struct {
	Pushed    int     `json:"pushed"`    // events that the library now holds
	Pulled    int     `json:"pulled"`    // events of others that came
	Conflicts int     `json:"conflicts"` // acts done on a stale base
	SetAside  []Aside `json:"set_aside"` // events that the library refused
	Blobs     int     `json:"blobs"`     // files sent or fetched
	Position  uint64  `json:"position"`  // the highest place in the library's order seen
}
