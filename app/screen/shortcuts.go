package screen

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Keys is the one register of keys of a window. A name is written as on a keycap
// row, parts joined by +, in this order: Ctrl, Alt, Shift, then the key, such as
// "Ctrl+Shift+S", "Shift+F6", "Esc", "Ctrl+=". A screen adds a layer when it
// is shown and drops it when it goes; the newest layer is asked first.
type Keys struct {
	// Stirred is told of every sign that somebody is at the desk: a key, a press, a
	// move of the pointer; nil tells nobody.
	Stirred func()
	layers  []*KeyLayer
}

// KeyLayer holds the keys of one screen or overlay.
type KeyLayer struct {
	Alone bool // nothing below it hears a key: an overlay that must be answered
	on    map[string]func()
}

// NewKeys makes a register without keys.
func NewKeys() *Keys { return &Keys{} }

// Add puts a layer of keys on top and returns it for Drop.
func (k *Keys) Add(on map[string]func()) *KeyLayer {
	l := &KeyLayer{on: on}
	k.layers = append(k.layers, l)
	return l
}

// Drop takes a layer away; a layer that is not there is ignored.
func (k *Keys) Drop(l *KeyLayer) {
	for i, x := range k.layers {
		if x == l {
			k.layers = append(k.layers[:i:i], k.layers[i+1:]...)
			return
		}
	}
}

// Press runs what a key stands for and tells whether it stood for anything.
func (k *Keys) Press(name string) bool {
	k.stirred()
	for i := len(k.layers) - 1; i >= 0; i-- {
		if f, ok := k.layers[i].on[name]; ok {
			f()
			return true
		}
		if k.layers[i].Alone {
			return false
		}
	}
	return false
}

func (k *Keys) stirred() {
	if k.Stirred != nil {
		k.Stirred()
	}
}

// stir tells the window of an object that somebody is at the desk.
func stir(o fyne.CanvasObject) { passKey(o, &fyne.KeyEvent{}) }

// Attach makes a canvas send its keys here: the plain ones that no focused
// control used, and every shortcut of the design.
func (k *Keys) Attach(c fyne.Canvas) {
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == "" { // no key, only a sign
			k.stirred()
			return
		}
		name := keyName(e.Name)
		if heldKeys()&fyne.KeyModifierShift != 0 {
			name = "Shift+" + name
		}
		k.Press(name)
	})
	for _, s := range shortcuts() {
		c.AddShortcut(s, func(fyne.Shortcut) { k.Press(shortcutName(s)) })
	}
	c.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { k.Press("Ctrl+Z") })
	c.AddShortcut(&fyne.ShortcutRedo{}, func(fyne.Shortcut) { k.Press("Ctrl+Y") })
}

// shortcuts lists every combination that the design uses with Ctrl or Alt.
func shortcuts() []*desktop.CustomShortcut {
	var out []*desktop.CustomShortcut
	add := func(m fyne.KeyModifier, keys ...fyne.KeyName) {
		for _, key := range keys {
			out = append(out, &desktop.CustomShortcut{KeyName: key, Modifier: m})
		}
	}
	digits := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9}
	add(fyne.KeyModifierControl, digits...)
	add(fyne.KeyModifierAlt, digits...)
	for r := 'A'; r <= 'Z'; r++ {
		if !strings.ContainsRune("ACVXYZ", r) {
			add(fyne.KeyModifierControl, fyne.KeyName(string(r)))
		}
	}
	add(fyne.KeyModifierControl, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEqual, fyne.KeyPlus, fyne.KeyMinus, fyne.Key0, fyne.KeyDown, fyne.KeyUp, fyne.KeySpace)
	add(fyne.KeyModifierControl|fyne.KeyModifierShift, fyne.KeyS, fyne.KeyEqual, fyne.KeyReturn)
	add(fyne.KeyModifierAlt, fyne.KeyLeft, fyne.KeyRight)
	return out
}

func shortcutName(s *desktop.CustomShortcut) string {
	name := ""
	if s.Modifier&fyne.KeyModifierControl != 0 {
		name += "Ctrl+"
	}
	if s.Modifier&fyne.KeyModifierAlt != 0 {
		name += "Alt+"
	}
	if s.Modifier&fyne.KeyModifierShift != 0 && s.KeyName != fyne.KeyEqual {
		name += "Shift+"
	}
	return name + keyName(s.KeyName)
}

// keyName gives the name on the keycap.
func keyName(n fyne.KeyName) string {
	switch n {
	case fyne.KeyReturn, fyne.KeyEnter:
		return "Enter"
	case fyne.KeyPageUp:
		return "PgUp"
	case fyne.KeyPageDown:
		return "PgDn"
	case fyne.KeyPlus, fyne.KeyEqual:
		return "="
	case fyne.KeyEscape:
		return "Esc"
	}
	return string(n)
}
