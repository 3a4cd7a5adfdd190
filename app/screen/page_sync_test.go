package screen_test

import (
	"context"
	"testing"

	"casedesk/app/present"
	. "casedesk/app/screen"
	"casedesk/cases"
)

// Every record has a row of its own; without a library the button is shut; with
// one that is down, nothing is lost and it can be tried again.
func TestSyncShowsEachRecord(t *testing.T) {
	c := newClerk(t)
	c.keep(sheetHead + sheetRow)
	c.chord("Ctrl+N")
	c.press("intake.source.public", "intake.fault.made_good")
	c.fill("intake.search", "示例新企业")
	c.press("intake.record.0", "intake.next", "intake.agent.who.self", "intake.next", "intake.next", "intake.receive")
	number := c.onlyCase().Number
	c.shell.Go(Route{Page: present.PageSync})
	c.settle()
	c.must("sync.row." + number)
	if c.must("sync.now").Enabled {
		t.Error("there is no library to sync with")
	}
	asked := 0
	c.session.Sync = func(context.Context) (present.SyncReport, error) {
		asked++
		return present.SyncReport{}, cases.Fail(cases.Unreachable, "sync.down")
	}
	c.sit("zh-Hans", 100, 768)
	c.shell.Go(Route{Page: present.PageSync})
	c.settle()
	before := asked
	c.press("sync.now")
	c.chord("Ctrl+Shift+S")
	if asked != before+2 || !c.must("sync.now").Enabled {
		t.Errorf("asked %d times more, the button: %+v", asked-before, c.must("sync.now"))
	}
	c.must("sync.row." + number)
}
