package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Scroll shows content of any height; unlike Fyne's own it measures paragraphs
// at the width they get.
type Scroll struct {
	group
	inner *container.Scroll
	hold  *fyne.Container
	least *scrolled
	what  fyne.CanvasObject
}

// NewScroll makes a vertical scroll of one object.
func NewScroll(o fyne.CanvasObject) *Scroll {
	s := &Scroll{what: o, least: &scrolled{}}
	s.hold = container.New(s.least, o)
	s.inner = container.NewVScroll(s.hold)
	s.content = container.New(&scrollRoom{s}, s.inner)
	s.ExtendBaseWidget(s)
	return s
}

// Relayout measures again after the content changed.
func (s *Scroll) Relayout() {
	s.measure(s.BaseWidget.Size().Width)
	s.hold.Refresh()
	s.inner.Refresh()
}

// HeightFor asks for little: a scroll takes what it gets.
func (s *Scroll) HeightFor(float32) float32 { return em(80) }

// Reveal scrolls so that an object with the given top and height inside the
// content shows.
func (s *Scroll) Reveal(top, height float32) {
	off, view := s.inner.Offset.Y, s.inner.Size().Height
	switch {
	case top < off:
		off = top
	case top+height > off+view:
		off = top + height - view
	default:
		return
	}
	s.inner.ScrollToOffset(fyne.NewPos(0, off))
}

func (s *Scroll) measure(width float32) { s.least.h = heightFor(s.what, width) }

// scrolled gives the content the height measured for it.
type scrolled struct{ h float32 }

// Layout gives the whole room.
func (l *scrolled) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	Layer().Layout.Layout(objects, s)
}

// MinSize is the measured height.
func (l *scrolled) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, l.h) }

type scrollRoom struct{ s *Scroll }

// Layout measures the content at the new width first.
func (l *scrollRoom) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.s.measure(size.Width)
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
	l.s.inner.Refresh()
}

// MinSize asks for little.
func (l *scrollRoom) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(em(80), em(80)) }
