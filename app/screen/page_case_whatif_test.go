package screen_test

import (
	"context"
	"strings"
	"testing"
)

// A trial is opened by its key, moves rows, tries the nearest flip, and is closed by
// Esc; then nothing of the case, of the draft or of the answers has changed.
func TestATrialIsOpenedAndLeavesNothing(t *testing.T) {
	c := newClerk(t)
	id := c.received("made_good").ID
	c.press("case.judge", "severity.q.procedure", "severity.answer.ordinary")
	before := len(c.asItStands(id).Past)
	c.chord("Ctrl+I")
	if k := c.must("whatif.facts"); !k.Enabled {
		t.Error("the facts cannot be chosen")
	}
	c.press("whatif.q.penalty_kinds", "whatif.answer.revoke_licence", "whatif.q.duty_done", "whatif.answer.yes")
	c.picture("whatif")
	c.fill("whatif.day", "2027-01-02")
	c.chord("Ctrl+Z") // takes nothing back behind the panel
	c.chord("Ctrl+Enter")
	c.press("whatif.reset")
	if k, ok := c.sees("whatif.try.1.1"); ok && k.Enabled {
		c.press("whatif.try.1.1")
	}
	c.picture("whatif-tried")
	c.chord("Esc")
	if _, open := c.sees("whatif.facts"); open {
		t.Fatal("Esc does not close the trial")
	}
	if k := c.must("severity.q.procedure"); !k.Enabled {
		t.Error("Esc left the case with the trial")
	}
	c.press("severity.q.penalty_kinds")
	if k := c.must("severity.answer.revoke_licence"); k.Chosen {
		t.Error("the trial's answer stands in the tab")
	}
	x := c.asItStands(id)
	if len(x.Past) != before || x.Judgement != nil {
		t.Errorf("the trial made events: %d", len(x.Past)-before)
	}
	c.shell.Keep()
	c.settle()
	drafts, err := c.store.Drafts(context.Background(), c.session.Work.Account.ID)
	must(t, err)
	for _, d := range drafts {
		if d.Case == id && (strings.Contains(string(d.Body), "revoke_licence") || strings.Contains(string(d.Body), "2027")) {
			t.Errorf("the trial is in the draft: %s", d.Body)
		}
	}
}

// The lawyer's table stands in both tabs and says what the plain words rest on.
func TestTheLawyersTableIsASwitch(t *testing.T) {
	c := newClerk(t)
	c.received("made_good")
	c.press("case.judge", "severity.q.procedure", "severity.answer.ordinary", "severity.lawyer")
	c.picture("lawyer")
	c.must("severity.plain")
	c.press("severity.plain")
	c.must("severity.next")
	c.chord("Ctrl+3")
	c.press("criteria.lawyer")
	c.picture("lawyer-criteria")
	c.chord("Esc")
	c.must("criteria.record")
}
