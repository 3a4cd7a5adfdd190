package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// row is what every list row shares: ground, hairline below, bar and ring.
type row struct {
	widget.BaseWidget
	selected, focused bool

	back, line, bar *box
	halo            ring
	self            fyne.Widget
}

func (r *row) become(self fyne.Widget) {
	r.self = self
	r.back, r.line, r.bar, r.halo = newBox(), newBox(), newBox(), newRing()
	r.ExtendBaseWidget(self)
}

// Mark shows whether the row is selected and whether its list has the keyboard.
func (r *row) Mark(selected, focused bool) {
	if r.selected != selected || r.focused != focused {
		r.selected, r.focused = selected, focused
		r.self.Refresh()
	}
}

func (r *row) ground(plain Token) {
	fill := plain
	if r.selected {
		fill = AccS
	}
	r.back.set(fill, none, 0, 0)
	r.line.set(Line, none, 0, 0)
	r.bar.set(Acc, none, 0, 0)
	r.bar.hide(!r.selected)
	r.halo.set(r.selected && r.focused, 0)
}

func (r *row) under() []fyne.CanvasObject { return append(r.back.parts(), r.line.parts()...) }
func (r *row) over() []fyne.CanvasObject  { return append(r.bar.parts(), r.halo.Rectangle) }

func (r *row) frame(s fyne.Size) {
	r.back.place(0, 0, s.Width, s.Height)
	r.line.place(0, s.Height-1, s.Width, 1)
	r.bar.place(0, 0, 3, s.Height)
	r.halo.around(0, 0, s.Width, s.Height, 0)
}

// HeadRow heads a group of rows in a list: name, count, a remark.
type HeadRow struct {
	row
	Label  string
	Count  string
	Remark string
	Tone   Tone
	Left   float32 // pixels before the label
}

// HeadHeight is the height of a group head in pixels.
func HeadHeight() float32 { return em(26) }

// NewHeadRow makes an empty group head that begins left pixels in.
func NewHeadRow(left float32) *HeadRow {
	h := &HeadRow{Left: left}
	h.become(h)
	return h
}

// Set fills the head.
func (h *HeadRow) Set(label, count, remark string, tone Tone) {
	h.Label, h.Count, h.Remark, h.Tone = label, count, remark, tone
	h.Refresh()
}

// CreateRenderer draws the head.
func (h *HeadRow) CreateRenderer() fyne.WidgetRenderer {
	label, count, remark := newLine(), newLine(), newLine()
	d := &drawing{objects: append(h.under(), label.Text, count.Text, remark.Text)}
	d.update = func() {
		h.ground(Alt)
		ink := h.Tone.ink()
		if h.Tone == Neutral {
			ink = T2
		}
		label.set(h.Label, Caption, ink, true)
		count.set(h.Count, Caption, T2, false)
		remark.set(h.Remark, Caption, T2, false)
	}
	d.min = func() fyne.Size { return fyne.NewSize(em(80), HeadHeight()) }
	d.layout = func(s fyne.Size) {
		h.frame(s)
		x := h.Left
		x += label.place(x, 0, s.Width-x, s.Height) + em(8)
		x += count.place(x, 0, s.Width-x, s.Height)
		if h.Count != "" {
			x += em(14)
		}
		remark.place(x, 0, max(0, s.Width-x-8), s.Height)
	}
	return d.start(h)
}
