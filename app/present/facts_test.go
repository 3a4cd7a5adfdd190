package present_test

import (
	"context"
	"testing"

	"casedesk/app/present"
	"casedesk/cases"
)

// A library that never answered well is not the same as one that was never asked.
func TestAFailedFirstExchangeIsSaid(t *testing.T) {
	s := sitting(t, queue())
	s.Sync = func(context.Context) (present.SyncReport, error) {
		return present.SyncReport{}, cases.Fail(cases.Unreachable, "sync.down")
	}
	var job jobs
	b := present.NewSyncBoard(&job, s)
	b.Refresh()
	job.run()
	if got := b.View().Connection.Line.Key; got != "connection.never" {
		t.Errorf("before: %s", got)
	}
	b.SyncNow()
	job.run()
	if got := b.View().Connection.Line.Key; got != "connection.failed" {
		t.Errorf("after: %s", got)
	}
}
