package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Frame is the whole window: sidebar 176 wide, the page, the status bar 24 high,
// and above them a layer for what floats (toast, search panel).
type Frame struct {
	widget.BaseWidget
	Sidebar *Sidebar // nil: none (signing in)
	Status  *StatusBar

	page   *fyne.Container
	above  *fyne.Container
	floats map[fyne.CanvasObject]func(fyne.Size) (fyne.Position, fyne.Size)
	root   *fyne.Container
	back   *Fill
	under  *shield
}

// NewFrame makes the frame with an empty page.
func NewFrame(sidebar *Sidebar, status *StatusBar) *Frame {
	f := &Frame{Sidebar: sidebar, Status: status, page: Layer(),
		floats: map[fyne.CanvasObject]func(fyne.Size) (fyne.Position, fyne.Size){}, back: NewFill(Bg)}
	f.above = container.New(&floating{f})
	under := &shield{} // the pointer moves over much that is no control
	under.ExtendBaseWidget(under)
	f.under = under
	objects := []fyne.CanvasObject{f.back, under, f.page, status}
	if sidebar != nil {
		objects = append(objects, sidebar)
	}
	f.root = container.New(&frameLayout{f}, append(objects, f.above)...)
	f.ExtendBaseWidget(f)
	return f
}

// SetPage shows another page.
func (f *Frame) SetPage(o fyne.CanvasObject) {
	f.page.Objects = []fyne.CanvasObject{o}
	f.page.Refresh()
}

// Page is the page shown, or nil.
func (f *Frame) Page() fyne.CanvasObject {
	if len(f.page.Objects) == 0 {
		return nil
	}
	return f.page.Objects[0]
}

// Float shows an object above the page; place gives its area inside the window.
// It takes no focus by itself, so a search panel leaves the field its keyboard.
func (f *Frame) Float(o fyne.CanvasObject, place func(window fyne.Size) (fyne.Position, fyne.Size)) {
	f.Sink(o)
	f.floats[o] = place
	f.above.Add(o)
}

// Sink takes a floating object away.
func (f *Frame) Sink(o fyne.CanvasObject) {
	if _, ok := f.floats[o]; ok {
		delete(f.floats, o)
		f.above.Remove(o)
	}
}

func (f *Frame) children() []fyne.CanvasObject { return []fyne.CanvasObject{f.root} }

// CreateRenderer draws the frame.
func (f *Frame) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.root) }

// SideWidth is the width of the sidebar in a window so wide, in pixels: it is a
// rail below 1000 pixels and from 200 % text on.
func SideWidth(window float32) (pixels float32, rail bool) {
	factor := current().Factor
	if factor >= 2 || window < 1000 {
		return max(76, 62*factor), true
	}
	return 176 + (factor-1)*100, false
}

type frameLayout struct{ f *Frame }

// Layout places the parts.
func (l *frameLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	bar := StatusHeight()
	side := float32(0)
	if sb := l.f.Sidebar; sb != nil {
		var rail bool
		side, rail = SideWidth(s.Width)
		sb.setRail(rail)
		sb.Move(fyne.Position{})
		sb.Resize(fyne.NewSize(side, s.Height-bar))
	}
	l.f.back.Resize(s)
	l.f.under.Resize(s)
	l.f.page.Move(fyne.NewPos(side, 0))
	l.f.page.Resize(fyne.NewSize(max(0, s.Width-side), max(0, s.Height-bar)))
	l.f.Status.Move(fyne.NewPos(0, s.Height-bar))
	l.f.Status.Resize(fyne.NewSize(s.Width, bar))
	l.f.above.Resize(s)
}

// MinSize lets the window be as small as 800 by 480.
func (l *frameLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(800, 480) }

// StatusHeight is the height of the status bar in pixels.
func StatusHeight() float32 { return round(24 + (current().Factor-1)*20) }

// floating places what floats.
type floating struct{ f *Frame }

// Layout places the objects where their functions say.
func (l *floating) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		if place, ok := l.f.floats[o]; ok {
			at, size := place(s)
			o.Move(at)
			o.Resize(size)
		}
	}
}

// MinSize asks for nothing.
func (l *floating) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
