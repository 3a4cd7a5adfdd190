package library_test

import (
	"testing"

	"casedesk/store/replica"
	"casedesk/store/sqlite"
)

// A file that the library takes and no desk can keep would come down for ever, and one
// that a desk seals and the library does not take would never go up.
func TestWhatTheLibraryTakesADeskCanKeep(t *testing.T) {
	if replica.MaxBlob != sqlite.MaxSealed {
		t.Errorf("the library takes %d bytes, a desk keeps %d", replica.MaxBlob, sqlite.MaxSealed)
	}
}
