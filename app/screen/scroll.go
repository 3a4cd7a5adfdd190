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

	beside bool // the bar stands beside the content, for cards that reach the edge
}

// NewScroll makes a vertical scroll of one object.
func NewScroll(o fyne.CanvasObject) *Scroll {
	s := &Scroll{what: o, least: &scrolled{}}
	s.hold = container.New(s.least, o)
	s.inner = container.NewVScroll(s.hold)
	s.inner.OnScrolled = func(fyne.Position) { stir(s) }
	s.content = container.New(&scrollRoom{s}, s.inner)
	s.ExtendBaseWidget(s)
	return s
}

// BarBeside puts the bar beside the content and returns the scroll.
func (s *Scroll) BarBeside() *Scroll {
	s.beside = true
	return s
}

// Relayout measures again after the content changed.
func (s *Scroll) Relayout() {
	s.measure(s.BaseWidget.Size())
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

// measure finds the content's height; content that scrolls leaves the bar its room.
func (s *Scroll) measure(size fyne.Size) {
	s.least.bar = 0
	s.least.h = heightFor(s.what, size.Width)
	if s.least.h > size.Height && s.beside {
		s.least.bar = barWide
		s.least.h = heightFor(s.what, size.Width-barWide)
	}
}

// barWide is the room of a scroll bar with a gap before it, in pixels.
const barWide float32 = 8

// scrolled gives the content the height measured for it.
type scrolled struct{ h, bar float32 }

// Layout gives the whole room but the bar's.
func (l *scrolled) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	Layer().Layout.Layout(objects, fyne.NewSize(s.Width-l.bar, s.Height))
}

// MinSize is the measured height.
func (l *scrolled) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, l.h) }

type scrollRoom struct{ s *Scroll }

// Layout measures the content at the new width first.
func (l *scrollRoom) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.s.measure(size)
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
	l.s.inner.Refresh()
}

// MinSize asks for little.
func (l *scrollRoom) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(em(80), em(80)) }
