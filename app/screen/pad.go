package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// padding keeps exact pixels free around its objects, which lie on each other.
type padding struct{ top, right, bottom, left float32 }

// Pad keeps all of n pixels free around an object.
func Pad(n float32, o fyne.CanvasObject) *fyne.Container { return Inset(n, n, n, n, o) }

// Inset keeps pixels free at the four sides.
func Inset(top, right, bottom, left float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&padding{top, right, bottom, left}, objects...)
}

// Layer lays objects on each other at full size, the first at the bottom.
func Layer(objects ...fyne.CanvasObject) *fyne.Container { return Inset(0, 0, 0, 0, objects...) }

// Layout places the objects.
func (p *padding) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(p.left, p.top))
		o.Resize(fyne.NewSize(max(0, s.Width-p.left-p.right), max(0, s.Height-p.top-p.bottom)))
	}
}

// MinSize is the least room in pixels.
func (p *padding) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := fyne.Size{}
	for _, o := range objects {
		if o.Visible() {
			m = m.Max(o.MinSize())
		}
	}
	return m.AddWidthHeight(p.left+p.right, p.top+p.bottom)
}

func (p *padding) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	h := float32(0)
	for _, o := range objects {
		if o.Visible() {
			h = max(h, heightFor(o, width-p.left-p.right))
		}
	}
	return h + p.top + p.bottom
}

// fixed gives its objects a size of its own; 0 leaves that side to them.
type fixed struct {
	w, h   float32
	centre bool
}

// Fix gives an object a size in pixels; 0 leaves that side to the object.
func Fix(w, h float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&fixed{w: w, h: h}, o)
}

// Centre puts an object at its own size in the middle, not over w pixels wide
// when w is above 0.
func Centre(w float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&fixed{w: w, centre: true}, o)
}

// Layout places the objects.
func (f *fixed) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		if !f.centre {
			o.Move(fyne.Position{})
			o.Resize(s)
			continue
		}
		w := o.MinSize().Width
		if f.w > 0 {
			w = f.w
		}
		w = min(w, s.Width)
		h := min(heightFor(o, w), s.Height)
		o.Move(fyne.NewPos(round((s.Width-w)/2), round((s.Height-h)/2)))
		o.Resize(fyne.NewSize(w, h))
	}
}

// MinSize is the least room in pixels.
func (f *fixed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := (&padding{}).MinSize(objects)
	if f.w > 0 {
		m.Width = f.w
	}
	if f.h > 0 {
		m.Height = f.h
	}
	return m
}

func (f *fixed) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if f.h > 0 {
		return f.h
	}
	if f.w > 0 {
		width = min(width, f.w)
	}
	return (&padding{}).heightFor(objects, width)
}

// Space is empty room in pixels.
func Space(w, h float32) fyne.CanvasObject {
	r := canvas.NewRectangle(tint(none))
	r.SetMinSize(fyne.NewSize(w, h))
	return r
}
