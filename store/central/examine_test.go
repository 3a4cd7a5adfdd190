package central_test

import (
	"testing"

	"casedesk/cases"
	"casedesk/store/central"
)

// An event that no page could carry down would stop every desk that may see it.
func TestAnEventTooLargeForAPageIsRefusedAlone(t *testing.T) {
	large := cases.Envelope{Header: []byte{0}, Body: make([]byte, central.MaxEvent)}
	got, err := central.Examine(central.Log{First: 1}, []cases.Envelope{large, {Header: []byte{0}}}, cases.Directory{})
	if err != nil || got[0].Reason != "sync.event_size" || got[1].Reason != "event.version" {
		t.Errorf("%+v, %v", got[0].Reason, err)
	}
}
