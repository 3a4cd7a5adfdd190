package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// press is what every control that can be pressed shares: its name for tests and
// scripts, whether it can be pressed, who listens, focus and hover.
type press struct {
	widget.BaseWidget
	ID       string // stable name, such as "criteria.print"
	Label    string // the word on it
	OnTapped func()

	kind     string
	self     fyne.CanvasObject
	disabled bool
	focused  bool
	pointed  bool // the focus came by pointer: who points knows where
	hovered  bool
}

func (p *press) become(self fyne.Widget, kind string) {
	p.self, p.kind = self.(fyne.CanvasObject), kind
	p.ExtendBaseWidget(self)
}

// Tapped presses the control and gives it the focus.
func (p *press) Tapped(*fyne.PointEvent) {
	stir(p.self)
	if p.disabled {
		return
	}
	p.pointed = true
	if f, ok := p.self.(fyne.Focusable); ok {
		focus(f)
	}
	p.do()
	p.self.Refresh()
}

func (p *press) do() {
	if !p.disabled && p.OnTapped != nil {
		p.OnTapped()
	}
}

// FocusGained draws the ring.
func (p *press) FocusGained() { p.focused = true; stir(p.self); p.self.Refresh(); reveal(p.self) }

// FocusLost takes the ring away.
func (p *press) FocusLost() { p.focused, p.pointed = false, false; p.self.Refresh() }

// ringed tells whether the focus ring shows: for the keyboard, not for a click.
func (p *press) ringed() bool { return p.focused && !p.pointed }

// TypedRune is ignored: letters alone are never shortcuts.
func (p *press) TypedRune(rune) {}

// TypedKey presses on Enter and Space and passes every other key on.
func (p *press) TypedKey(e *fyne.KeyEvent) {
	stir(p.self)
	if p.pointed {
		p.pointed = false
		p.self.Refresh()
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.do()
	default:
		passKey(p.self, e)
	}
}

// MouseIn marks the control as hovered.
func (p *press) MouseIn(*desktop.MouseEvent) { p.hovered = true; stir(p.self); p.self.Refresh() }

// MouseMoved is part of desktop.Hoverable.
func (p *press) MouseMoved(*desktop.MouseEvent) { stir(p.self) }

// MouseOut ends the hover.
func (p *press) MouseOut() { p.hovered = false; p.self.Refresh() }

// Enable lets the control be pressed.
func (p *press) Enable() { p.SetEnabled(true) }

// Disable greys the control, but keeps it readable.
func (p *press) Disable() { p.SetEnabled(false) }

// Disabled tells whether the control cannot be pressed.
func (p *press) Disabled() bool { return p.disabled }

// SetEnabled lets the control be pressed or not.
func (p *press) SetEnabled(on bool) {
	if p.disabled == on {
		p.disabled = !on
		p.self.Refresh()
	}
}

func (p *press) control() Control {
	return Control{ID: p.ID, Kind: p.kind, Label: p.Label, Enabled: !p.disabled, Focused: p.focused}
}

// focus moves the keyboard to a control on its own canvas.
func focus(f fyne.Focusable) {
	if c := canvasOf(f.(fyne.CanvasObject)); c != nil {
		c.Focus(f)
	}
}

func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

// passKey hands a key that a focused control does not use to the window, for
// Fyne sends keys only to the focused object.
func passKey(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := canvasOf(o); c != nil {
		if f := c.OnTypedKey(); f != nil {
			f(e)
		}
	}
}

// passShortcut does the same for shortcuts, which a focused entry swallows.
func passShortcut(o fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := canvasOf(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// heldKeys tells which modifier keys are down, for keys that Fyne does not
// report as shortcuts (Shift with a function key).
func heldKeys() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}
