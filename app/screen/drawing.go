package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// A drawing renders a component from three functions: update takes the fields
// and the theme in, min measures, layout places. Refresh runs them in order.
type drawing struct {
	owner   fyne.Widget
	objects []fyne.CanvasObject
	update  func()
	min     func() fyne.Size
	layout  func(fyne.Size)
}

func (d *drawing) start(owner fyne.Widget) *drawing {
	d.owner = owner
	if d.update != nil {
		d.update()
	}
	return d
}

// Destroy has nothing to give back.
func (d *drawing) Destroy() {}

// Objects lists what is drawn, bottom first.
func (d *drawing) Objects() []fyne.CanvasObject { return d.objects }

// MinSize is the least room in pixels.
func (d *drawing) MinSize() fyne.Size { return d.min() }

// Layout places the parts.
func (d *drawing) Layout(s fyne.Size) { d.layout(s) }

// Refresh takes changed fields or a changed theme in.
func (d *drawing) Refresh() {
	if d.update != nil {
		d.update()
	}
	d.layout(d.owner.Size())
	for _, o := range d.objects {
		o.Refresh()
	}
}

// box is a filled rectangle with an edge. The edge is a second rectangle behind
// the first, for a stroke is centred on the border and one pixel of it blurs.
type box struct {
	edge, fill *canvas.Rectangle
	thick      float32
}

func newBox() *box {
	return &box{edge: canvas.NewRectangle(tint(none)), fill: canvas.NewRectangle(tint(none))}
}

// parts lists the rectangles, bottom first.
func (b *box) parts() []fyne.CanvasObject { return []fyne.CanvasObject{b.edge, b.fill} }

// set gives fill, edge (none for no edge), its thickness and the outer radius.
func (b *box) set(fill, edge Token, thick, radius float32) {
	b.fill.FillColor, b.edge.FillColor = tint(fill), tint(edge)
	b.edge.CornerRadius, b.fill.CornerRadius = radius, max(0, radius-thick)
	b.thick = thick
	b.edge.Hidden = edge == none
	if edge == none {
		b.thick, b.fill.CornerRadius = 0, radius
	}
}

// place puts the box at whole pixels.
func (b *box) place(x, y, w, h float32) {
	x, y, w, h = round(x), round(y), round(w), round(h)
	b.edge.Move(fyne.NewPos(x, y))
	b.edge.Resize(fyne.NewSize(w, h))
	b.fill.Move(fyne.NewPos(x+b.thick, y+b.thick))
	b.fill.Resize(fyne.NewSize(max(0, w-2*b.thick), max(0, h-2*b.thick)))
}

// hide shows or hides the box.
func (b *box) hide(hidden bool) {
	b.fill.Hidden = hidden
	b.edge.Hidden = hidden || b.thick == 0
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
