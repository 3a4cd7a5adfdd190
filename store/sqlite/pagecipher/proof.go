package pagecipher

import (
	"slices"
	"sync"
)

// proofSize is how many bytes at the end of a page SQLite leaves to the proof.
const proofSize = 16

// prover proves pages: what was sealed here as a whole, and nothing else, holds.
type prover interface {
	// prove fills the last proofSize bytes of a page that is about to be sealed.
	prove(page []byte)
	// holds tells whether a page that was opened is as it was sealed, and clears
	// the proof, which SQLite never sees.
	holds(page []byte) bool
}

// Bad is a place that does not hold its proof.
type Bad struct {
	File string // its name, as SQLite opened it
	Page int64  // of the database, from 1; in a WAL the frame, from 1
}

// finds are the bad places that were met since the VFS was mounted.
type finds struct {
	mu  sync.Mutex
	all []Bad
}

func (f *finds) add(b Bad) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !slices.Contains(f.all, b) {
		f.all = append(f.all, b)
	}
}

// Bad gives the places that were read and did not hold their proof, each once, in
// the order in which they were met. Each was an I/O error (SQLITE_IOERR_DATA) to
// whoever read it.
func (v *VFS) Bad() []Bad {
	v.found.mu.Lock()
	defer v.found.mu.Unlock()
	return slices.Clone(v.found.all)
}

// newForm is what SQLite finds in the head of a database that is still empty, or
// whose first page does not hold: the size of a page, and the room for its proof.
func newForm(head []byte) {
	clear(head)
	head[16], head[17], head[20] = pageSize>>8, pageSize&0xff, proofSize
}
