package screen_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	. "casedesk/app/screen"
)

// The made-up person whose numbers may stand on no page; the first is the example of
// GB 11643.
const (
	plantedID    = "11010519491231002X"
	plantedPhone = "13800138000"
)

// No page of a case that was taken in shows a number of a person, until somebody
// presses its eye; that one goes back when the page is left.
func TestNoPageShowsANumberByItself(t *testing.T) {
	c := newClerk(t)
	c.keep(sheetHead + strings.Replace(strings.Replace(sheetRow, "示例新企业有限公司,法人及非法人组织,91440300MA9X00185H", "示例个人甲,自然人,", 1), "991号", "992号", 1))
	clean := func(where string) {
		t.Helper()
		all := texts(c.win)
		for _, planted := range []string{plantedID, plantedPhone} {
			if strings.Contains(all, planted) {
				t.Errorf("%s holds %s", where, planted)
			}
		}
	}
	c.chord("Ctrl+N")
	c.press("intake.source.public", "intake.fault.made_good")
	c.fill("intake.search", "示例个人甲")
	c.press("intake.record.0", "intake.next")
	c.fill("intake.party.id_number", plantedID)
	c.fill("intake.party.phone", plantedPhone)
	if !strings.Contains(texts(c.win), plantedPhone) || strings.Contains(texts(c.win), plantedID) {
		t.Fatal("the field that is typed into, and only that one, is in the clear")
	}
	c.press("intake.agent.who.self")
	clean("the form")
	for _, id := range []string{"intake.next", "intake.next", "intake.receive"} {
		c.press(id)
		clean(id)
	}
	got := c.onlyCase()
	if got.Party.IDNumber != plantedID || got.Party.Phone != plantedPhone {
		t.Fatalf("what was received: %v %q", got.Party.IDNumber, got.Party.Phone)
	}
	for _, tab := range []string{"overview", "severity", "criteria", "deadlines", "letters"} {
		c.shell.Go(Route{Page: PageCase, Case: got.ID, Tab: tab})
		c.settle()
		clean(tab)
	}
	c.shell.Go(Route{Page: PageCase, Case: got.ID})
	c.settle()
	c.press("case.party.phone.show")
	if !strings.Contains(texts(c.win), plantedPhone) || strings.Contains(texts(c.win), plantedID) {
		t.Error("the eye shows nothing, or more than its own number")
	}
	for _, p := range []present.PageID{present.PageWorkbench, present.PageImport, present.PageSync, present.PageIntake} {
		c.shell.Go(Route{Page: p})
		c.settle()
		clean(string(p))
	}
	c.shell.Go(Route{Page: PageCase, Case: got.ID})
	c.settle()
	clean("the case, opened again")
	for _, p := range []present.PageID{present.PageWorkbench, present.PageSync} { // its own search, and the one over the window
		c.shell.Go(Route{Page: p})
		c.settle()
		c.chord("Ctrl+K")
		c.write(plantedID)
		if all := texts(c.win); !strings.Contains(all, "示例个人甲") || !strings.Contains(all, "1****************X") {
			t.Errorf("the search on %s: %s", p, all)
		}
		clean("the search on " + string(p))
		c.picture("find-number-" + string(p))
		c.key(fyne.KeyBackspace)
		if !strings.Contains(texts(c.win), plantedID[:17]) {
			t.Errorf("who edits the number on %s sees %s", p, texts(c.win))
		}
		c.chord("Esc")
	}
}
