package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Wraps is an object whose height hangs on its width, as a paragraph's does.
type Wraps interface {
	// HeightFor gives the height in pixels at a width.
	HeightFor(width float32) float32
}

// heightFor measures any object at a width, through our layouts.
func heightFor(o fyne.CanvasObject, width float32) float32 {
	if w, ok := o.(Wraps); ok {
		return w.HeightFor(width)
	}
	if c, ok := o.(*fyne.Container); ok {
		if l, ok := c.Layout.(widthLayout); ok {
			return l.heightFor(c.Objects, width)
		}
	}
	return o.MinSize().Height
}

type widthLayout interface {
	heightFor(objects []fyne.CanvasObject, width float32) float32
}

// Share is a column or line that takes the given share of the room left over.
func Share(parts float32) float32 { return -parts }

// Natural is a column or line as large as its content asks.
const Natural float32 = 0

// tracks lays objects side by side (or, if down, one under another): a size
// above 0 is fixed in pixels, Natural asks the object, Share takes the rest.
type tracks struct {
	down   bool
	gap    float32
	sizes  []float32 // missing ones are Natural
	middle bool      // centre each object across, at its own height
}

// Columns lays objects side by side at the full height.
func Columns(gap float32, sizes []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&tracks{gap: gap, sizes: sizes}, objects...)
}

// Row lays objects side by side at their own size, centred on one line.
func Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&tracks{gap: gap, middle: true}, objects...)
}

// SpreadRow is Row with sizes, so that a Share pushes what follows to the right.
func SpreadRow(gap float32, sizes []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&tracks{gap: gap, middle: true, sizes: sizes}, objects...)
}

// Stack lays objects one under another at their own height and full width.
func Stack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&tracks{down: true, gap: gap}, objects...)
}

// Lines is Stack with sizes.
func Lines(gap float32, sizes []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&tracks{down: true, gap: gap, sizes: sizes}, objects...)
}

func (t *tracks) size(i int) float32 {
	if i < len(t.sizes) {
		return t.sizes[i]
	}
	return Natural
}

// extents gives each visible object's room along the track; hidden ones get -1.
func (t *tracks) extents(objects []fyne.CanvasObject, along, across float32) []float32 {
	out := make([]float32, len(objects))
	used, shares, n := float32(0), float32(0), 0
	for i, o := range objects {
		if !o.Visible() {
			out[i] = -1
			continue
		}
		n++
		switch s := t.size(i); {
		case s < 0:
			shares -= s
			continue
		case s > 0:
			out[i] = s
		case t.down:
			out[i] = heightFor(o, across)
		default:
			out[i] = o.MinSize().Width
		}
		used += out[i]
	}
	if shares == 0 {
		return out
	}
	rest := max(0, along-used-t.gap*float32(max(0, n-1)))
	for i := range objects {
		if s := t.size(i); s < 0 && out[i] >= 0 {
			out[i] = float32(int(rest * -s / shares))
			rest, shares = rest-out[i], shares+s
		}
	}
	return out
}

// Layout places the objects.
func (t *tracks) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	along, across := size.Width, size.Height
	if t.down {
		along, across = across, along
	}
	at := float32(0)
	for i, e := range t.extents(objects, along, across) {
		if e < 0 {
			continue
		}
		o := objects[i]
		if t.down {
			o.Move(fyne.NewPos(0, at))
			o.Resize(fyne.NewSize(across, e))
		} else {
			y, h := float32(0), across
			if t.middle {
				h = min(across, heightFor(o, e))
				y = round((across - h) / 2)
			}
			o.Move(fyne.NewPos(at, y))
			o.Resize(fyne.NewSize(e, h))
		}
		at += e + t.gap
	}
}

// MinSize is the least room in pixels.
func (t *tracks) MinSize(objects []fyne.CanvasObject) fyne.Size {
	along, across, n := float32(0), float32(0), 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		n++
		m := o.MinSize()
		a, c := m.Width, m.Height
		if t.down {
			a, c = c, a
		}
		if s := t.size(i); s > 0 {
			a = s
		}
		along, across = along+a, max(across, c)
	}
	along += t.gap * float32(max(0, n-1))
	if t.down {
		return fyne.NewSize(across, along)
	}
	return fyne.NewSize(along, across)
}

func (t *tracks) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if !t.down {
		h := float32(0)
		for i, e := range t.extents(objects, width, 0) {
			if e >= 0 {
				h = max(h, heightFor(objects[i], e))
			}
		}
		return h
	}
	h, n := float32(0), 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		n++
		if s := t.size(i); s > 0 {
			h += s
		} else {
			h += heightFor(o, width)
		}
	}
	return h + t.gap*float32(max(0, n-1))
}

// asFits lays objects side by side like Row, and leaves out those for which
// there is no room; the most telling come first.
type asFits struct{ gap float32 }

// Layout places the objects that fit.
func (f *asFits) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x, full := float32(0), false
	for _, o := range objects {
		m := o.MinSize()
		if full = full || x > 0 && x+m.Width > size.Width+0.5; full {
			o.Hide()
			continue
		}
		o.Show()
		o.Move(fyne.NewPos(x, round((size.Height-m.Height)/2)))
		o.Resize(m)
		x += m.Width + f.gap
	}
}

// MinSize asks for the height of one line.
func (f *asFits) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, o := range objects {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(1, h)
}
