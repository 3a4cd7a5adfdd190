package screen_test

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	. "casedesk/app/screen"
	"casedesk/assets"
	"casedesk/cases"
)

// cover draws the cover over the clerk's window, as the program does.
func (c *clerk) cover(lang string) (uncovered *bool) {
	c.Helper()
	words, err := assets.LoadWords(lang)
	must(c.T, err)
	p := present.NewCover(&c.work, c.session, true)
	uncovered = new(bool)
	p.Uncovered = func() { *uncovered = true; c.front.Back() }
	page := NewCover(words, p, c.session.Work.Office.Name, "", func() {})
	c.front.Draw(page.Object())
	page.Focus(c.win.Canvas())
	p.Begin()
	c.settle()
	return uncovered
}

// With the cover drawn nothing of a case is anywhere in the window; afterwards page,
// scroll, caret and half-typed fields are what they were.
func TestTheCoverHidesEverythingAndBringsItBack(t *testing.T) {
	c := newClerk(t)
	must(t, c.session.Door.SetPIN("8642"))
	c.keep(sheetHead + sheetRow)
	c.chord("Ctrl+N")
	c.press("intake.source.public", "intake.fault.made_good")
	c.fill("intake.search", "示例新企业")
	c.press("intake.record.0", "intake.next")
	c.fill("intake.party.address", "示例路 3 号半")
	c.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	c.write("条")
	if !strings.Contains(texts(c.win), "示例新企业") {
		t.Fatal("the test does not see what stands in the window")
	}
	c.shell.Keep()
	c.settle()
	before := Controls(c.win.Canvas())
	had, picture := c.win.Canvas().Focused(), c.win.Canvas().Capture()
	uncovered := c.cover("zh-Hans")
	for _, planted := range []string{"示例新企业", "示例路 3", "条号"} {
		if strings.Contains(texts(c.win), planted) {
			t.Errorf("the cover's window holds %q", planted)
		}
	}
	for _, k := range Controls(c.win.Canvas()) {
		if !strings.HasPrefix(k.ID, "cover.") {
			t.Errorf("%s can be reached", k.ID)
		}
	}
	if _, err := c.store.Case(context.Background(), cases.ID{1}); cases.KeyOf(err) != "store.covered" {
		t.Errorf("the store answers %v", err)
	}
	c.front.Focus(had) // a late answer of a page must not take the keyboard
	if k := c.must("cover.secret"); !k.Focused || k.Value != "" {
		t.Errorf("the PIN's field: %+v", k)
	}
	c.write("0000")
	c.key(fyne.KeyReturn)
	if k := c.must("cover.secret"); *uncovered || !strings.Contains(k.Trouble, "还可再试 4 次") || !strings.Contains(k.Trouble, "草稿不受影响") {
		t.Fatalf("a wrong PIN: %+v", k)
	}
	c.write("8642")
	c.key(fyne.KeyReturn)
	if !*uncovered {
		t.Fatal("the PIN does not uncover")
	}
	if after := Controls(c.win.Canvas()); !slices.Equal(after, before) {
		t.Errorf("%+v, before %+v", after, before)
	}
	if !reflect.DeepEqual(c.win.Canvas().Capture(), picture) {
		t.Error("the picture is another")
	}
	c.write("、")
	if got := c.must("intake.party.address").Value; got != "示例路 3 号条、半" {
		t.Errorf("the caret stands elsewhere: %q", got)
	}
}
