package screen_test

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	. "casedesk/app/screen"
)

// settle lets everything under way finish.
func (c *clerk) settle() {
	for len(c.work.list) > 0 {
		work := c.work.list[0]
		c.work.list = c.work.list[1:]
		if done := work(); done != nil {
			done()
		}
	}
}

// sees finds a control that shows now.
func (c *clerk) sees(id string) (Control, bool) {
	all := Controls(c.win.Canvas())
	i := slices.IndexFunc(all, func(k Control) bool { return k.ID == id })
	if i < 0 {
		return Control{}, false
	}
	return all[i], true
}

func (c *clerk) must(id string) Control {
	c.Helper()
	k, ok := c.sees(id)
	if !ok {
		var ids []string
		for _, k := range Controls(c.win.Canvas()) {
			ids = append(ids, k.ID)
		}
		c.Fatalf("no %s among %s", id, strings.Join(ids, " "))
	}
	return k
}

// press presses controls where a pointer would, one after another.
func (c *clerk) press(ids ...string) {
	c.Helper()
	for _, id := range ids {
		k := c.must(id)
		if !k.Enabled {
			c.Fatalf("%s cannot be pressed", id)
		}
		if k.Kind == "entry" {
			c.reach(id)
			continue
		}
		test.TapCanvas(c.win.Canvas(), fyne.NewPos(float32(k.X+k.W/2), float32(k.Y+k.H/2)))
		c.settle()
	}
}

// reach walks to a field with Tab, for the test driver gives no field the
// keyboard by a press; so it also shows that Tab gets there.
func (c *clerk) reach(id string) {
	c.Helper()
	for range 90 {
		if k, ok := c.sees(id); ok && k.Focused {
			return
		}
		c.win.Canvas().FocusNext()
		c.settle()
	}
	c.Fatalf("Tab never gets to %s", id)
}

// write types into whatever has the keyboard, a character at a time.
func (c *clerk) write(text string) {
	c.Helper()
	if c.win.Canvas().Focused() == nil {
		c.Fatalf("nothing has the keyboard for %q", text)
	}
	for _, r := range text {
		c.win.Canvas().Focused().TypedRune(r)
		c.settle()
	}
}

// fill presses a field and types into it.
func (c *clerk) fill(id, text string) {
	c.Helper()
	c.press(id)
	c.write(text)
	if got := c.must(id).Value; got != text {
		c.Fatalf("%s holds %q, typed was %q", id, got, text)
	}
}

// key types a plain key where the keyboard is.
func (c *clerk) key(name fyne.KeyName) {
	c.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
	c.settle()
}

// chord presses keys together, such as Ctrl+Enter.
func (c *clerk) chord(name string) {
	c.Helper()
	if !c.keys.Press(name) {
		c.Fatalf("%s does nothing here", name)
	}
	c.settle()
}

// tick lets a second pass, as the window's timer does.
func (c *clerk) tick() {
	c.shell.Tick()
	c.settle()
}
