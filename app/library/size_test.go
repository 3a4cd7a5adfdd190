package library_test

import (
	"testing"

	"casedesk/store/replica"
	"casedesk/store/sqlite"
)

// A file that the library takes and no desk can keep would come down for ever.
func TestWhatTheLibraryTakesADeskCanKeep(t *testing.T) {
	if replica.MaxBlob > sqlite.MaxBlob+64 || replica.MaxBlob < sqlite.MaxBlob+28 {
		t.Errorf("the library takes %d bytes, a desk keeps %d in clear", replica.MaxBlob, sqlite.MaxBlob)
	}
}
