package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// input is Fyne's entry with three changes: its owner hears of the focus, Tab
// always leaves it, and keys it has no use for reach the window.
type input struct {
	widget.Entry
	owner   *Entry
	focused bool
}

// AcceptsTab says no, or a clerk without a mouse is caught in a long text.
func (i *input) AcceptsTab() bool { return false }

// FocusGained draws the ring.
func (i *input) FocusGained() {
	i.focused = true
	stir(i)
	i.Entry.FocusGained()
	i.owner.BaseWidget.Refresh()
	reveal(i.owner)
	if i.owner.OnArrive != nil {
		i.owner.OnArrive()
	}
}

// FocusLost takes the ring away.
func (i *input) FocusLost() {
	i.focused = false
	i.Entry.FocusLost()
	i.owner.BaseWidget.Refresh()
	if i.owner.OnLeave != nil {
		i.owner.OnLeave()
	}
}

// TypedRune edits.
func (i *input) TypedRune(r rune) {
	stir(i)
	i.owner.veil.edit(func() { i.Entry.TypedRune(r) })
}

// TypedKey edits, submits, or passes the key on.
func (i *input) TypedKey(e *fyne.KeyEvent) {
	stir(i)
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		switch {
		case i.MultiLine:
			i.Entry.TypedKey(e)
		case i.owner.OnSubmitted != nil:
			i.owner.OnSubmitted(i.Text)
		default:
			passKey(i, e)
		}
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		if i.MultiLine {
			i.Entry.TypedKey(e)
		} else {
			passKey(i, e)
		}
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
		fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		passKey(i, e)
	default:
		i.owner.veil.edit(func() { i.Entry.TypedKey(e) })
	}
}

// TypedShortcut edits (copy, undo, word by word) or passes the shortcut on.
func (i *input) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		if i.owner.form {
			passShortcut(i, s)
			return
		}
	}
	if c, ok := s.(*desktop.CustomShortcut); ok {
		switch c.KeyName {
		case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyHome, fyne.KeyEnd:
		default:
			passShortcut(i, s)
			return
		}
	}
	i.owner.veil.edit(func() { i.Entry.TypedShortcut(s) })
}

func (i *input) control() Control {
	c := Control{ID: i.owner.ID, Kind: "entry", Label: i.owner.Caption, Enabled: !i.Disabled(), Focused: i.focused, Value: i.Text, Trouble: i.owner.Trouble}
	if i.owner.secret {
		c.Value = ""
	}
	return c
}
