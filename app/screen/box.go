package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// box is a filled rectangle with an edge. The edge is a second rectangle behind
// the first, for a stroke is centred on the border and one pixel of it blurs. The
// graphics card softens every rounded rectangle by a pixel, so the straight sides
// are drawn once more, sharp: the edge of a control must keep its contrast.
type box struct {
	edge, fill *canvas.Rectangle
	sides      [4]*canvas.Rectangle // top, bottom, left, right
	thick      float32
}

func newBox() *box {
	b := &box{edge: canvas.NewRectangle(tint(none)), fill: canvas.NewRectangle(tint(none))}
	for i := range b.sides {
		b.sides[i] = canvas.NewRectangle(tint(none))
	}
	return b
}

// parts lists the rectangles, bottom first.
func (b *box) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{b.edge, b.fill, b.sides[0], b.sides[1], b.sides[2], b.sides[3]}
}

// set gives fill, edge (none for no edge), its thickness and the outer radius.
func (b *box) set(fill, edge Token, thick, radius float32) {
	b.fill.FillColor, b.edge.FillColor = tint(fill), tint(edge)
	b.edge.CornerRadius, b.fill.CornerRadius = radius, max(0, radius-thick)
	b.thick = thick
	if edge == none {
		b.thick, b.fill.CornerRadius = 0, radius
	}
	for _, s := range b.sides {
		s.FillColor = b.edge.FillColor
	}
	b.hide(false)
}

// place puts the box at whole pixels.
func (b *box) place(x, y, w, h float32) {
	x, y, w, h = round(x), round(y), round(w), round(h)
	put := func(r *canvas.Rectangle, x, y, w, h float32) {
		r.Move(fyne.NewPos(x, y))
		r.Resize(fyne.NewSize(max(0, w), max(0, h)))
	}
	t, c := b.thick, b.edge.CornerRadius
	put(b.fill, x+t, y+t, w-2*t, h-2*t)
	if t == 0 {
		return
	}
	put(b.edge, x, y, w, h)
	put(b.sides[0], x+c, y, w-2*c, t)
	put(b.sides[1], x+c, y+h-t, w-2*c, t)
	put(b.sides[2], x, y+c, t, h-2*c)
	put(b.sides[3], x+w-t, y+c, t, h-2*c)
}

// hide shows or hides the box.
func (b *box) hide(hidden bool) {
	b.fill.Hidden = hidden
	b.edge.Hidden = hidden || b.thick == 0
	for _, s := range b.sides {
		s.Hidden = b.edge.Hidden || b.thick > 2
	}
}

// ring is the focus ring: two pixels of accent with nothing inside. Even and at
// whole pixels, its centred stroke stays sharp.
type ring struct{ *canvas.Rectangle }

func newRing() ring {
	r := canvas.NewRectangle(tint(none))
	r.StrokeWidth = 2
	return ring{r}
}

// set shows or hides the ring at a radius.
func (r ring) set(shown bool, radius float32) {
	r.StrokeColor, r.CornerRadius, r.Hidden = tint(Acc), radius, !shown
}

// around puts the ring so that its outer edge is grow pixels outside the area
// (negative: inside).
func (r ring) around(x, y, w, h, grow float32) {
	r.Move(fyne.NewPos(round(x-grow)+1, round(y-grow)+1))
	r.Resize(fyne.NewSize(round(w+2*grow)-2, round(h+2*grow)-2))
}
