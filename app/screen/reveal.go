package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// revealRoom is what else shows above and below a control that got the keyboard:
// its caption, or what is wrong with it.
const revealRoom = 28

// reveal scrolls what holds a control so that the control shows: who works with
// Tab must see where the keyboard is.
func reveal(o fyne.CanvasObject) {
	c := canvasOf(o)
	if c == nil {
		return
	}
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	seek(root, o)
}

// seek gives how far below the top of an object another one inside it begins,
// and scrolls on the way back.
func seek(in, o fyne.CanvasObject) (y float32, found bool) {
	if in == o {
		return 0, true
	}
	if in == nil || !in.Visible() {
		return 0, false
	}
	var below []fyne.CanvasObject
	switch x := in.(type) {
	case *fyne.Container:
		below = x.Objects
	case *container.Scroll:
		if y, found = seek(x.Content, o); found {
			scrollTo(x, y-revealRoom, y+o.Size().Height+revealRoom)
			y -= x.Offset.Y
		}
		return y, found
	case parent:
		below = x.children()
	}
	for _, b := range below {
		if y, found = seek(b, o); found {
			return y + b.Position().Y, true
		}
	}
	return 0, false
}

// scrollTo brings the content from top to end into view, the top first.
func scrollTo(s *container.Scroll, top, end float32) {
	view, off := s.Size().Height, s.Offset.Y
	if view <= 0 {
		return
	}
	if end > off+view {
		off = end - view
	}
	off = max(0, min(off, top))
	if off != s.Offset.Y {
		s.ScrollToOffset(fyne.NewPos(0, off))
	}
}
