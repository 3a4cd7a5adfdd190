package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Curtain is a window's canvas as its pages see it. While the cover is drawn they can
// put nothing in front of it and take no keyboard from it; what they wanted to focus or
// to open shows when the curtain is drawn back.
type Curtain struct {
	fyne.Canvas
	window fyne.Window
	drawn  bool
	front  fyne.CanvasObject // the content that lies behind
	over   stack             // dialogs that lie behind
	focus  fyne.Focusable    // what had the keyboard
	places map[*container.Scroll]fyne.Position
}

// NewCurtain makes it for a window.
func NewCurtain(w fyne.Window) *Curtain { return &Curtain{Canvas: w.Canvas(), window: w} }

// Drawn tells whether the cover shows.
func (c *Curtain) Drawn() bool { return c.drawn }

// Draw shows the cover in the place of everything. What lies behind is out of the
// canvas: nobody can see, reach or read it.
func (c *Curtain) Draw(cover fyne.CanvasObject) {
	if !c.drawn {
		c.focus, c.front = c.Canvas.Focused(), c.Canvas.Content()
		c.over = append(stack(nil), c.Canvas.Overlays().List()...)
		for i := len(c.over) - 1; i >= 0; i-- {
			c.Canvas.Overlays().Remove(c.over[i])
		}
		c.Canvas.Unfocus()
		c.places = scrolls(append([]fyne.CanvasObject{c.front}, c.over...))
		c.drawn = true
	}
	c.window.SetContent(cover)
}

// Back shows everything again as it was, the keyboard included.
func (c *Curtain) Back() {
	if !c.drawn {
		return
	}
	c.drawn = false
	c.window.SetContent(c.front)
	for _, o := range c.over {
		c.Canvas.Overlays().Add(o)
		o.Resize(c.Canvas.Size())
	}
	if c.focus != nil {
		c.Canvas.Focus(c.focus)
	}
	for s, at := range c.places { // last: a window measures its content at its least size first
		if s.Offset != at {
			s.ScrollToOffset(at)
		}
	}
	c.forget()
}

// scrolls tells how far each scroll that shows is scrolled.
func scrolls(all []fyne.CanvasObject) map[*container.Scroll]fyne.Position {
	out := map[*container.Scroll]fyne.Position{}
	for _, o := range all {
		visit(o, fyne.Position{}, noClip(), func(o fyne.CanvasObject, _ fyne.Position, _ clip) {
			if s, ok := o.(*container.Scroll); ok {
				out[s] = s.Offset
			}
		})
	}
	return out
}

// Drop lets go of what lies behind without showing it again.
func (c *Curtain) Drop() {
	c.drawn = false
	c.forget()
}

func (c *Curtain) forget() { c.front, c.over, c.focus, c.places = nil, nil, nil, nil }

// Focus gives the keyboard to a control, once the curtain is back.
func (c *Curtain) Focus(f fyne.Focusable) {
	if c.drawn {
		c.focus = f
		return
	}
	c.Canvas.Focus(f)
}

// Focused is what has the keyboard among the pages.
func (c *Curtain) Focused() fyne.Focusable {
	if c.drawn {
		return c.focus
	}
	return c.Canvas.Focused()
}

// Overlays are the dialogs of the pages.
func (c *Curtain) Overlays() fyne.OverlayStack {
	if c.drawn {
		return &c.over
	}
	return c.Canvas.Overlays()
}

// stack holds dialogs that lie behind the curtain.
type stack []fyne.CanvasObject

// Add puts one on top.
func (s *stack) Add(o fyne.CanvasObject) { *s = append(*s, o) }

// List gives them all, the top last.
func (s *stack) List() []fyne.CanvasObject { return *s }

// Remove takes one away, and those above it.
func (s *stack) Remove(o fyne.CanvasObject) {
	for i, x := range *s {
		if x == o {
			*s = (*s)[:i]
			return
		}
	}
}

// Top is the last one, or nil.
func (s *stack) Top() fyne.CanvasObject {
	if len(*s) == 0 {
		return nil
	}
	return (*s)[len(*s)-1]
}
