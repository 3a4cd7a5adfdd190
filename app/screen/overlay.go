package screen

import "fyne.io/fyne/v2"

// overlay is a sheet over the window that takes the keyboard until it is closed, for
// more than a dialog's one sentence. Esc closes only it.
type overlay struct {
	group
	keys   *Keys
	layer  *KeyLayer
	canvas fyne.Canvas
}

// newOverlay makes a sheet so many pixels wide of what it holds.
func newOverlay(keys *Keys, width float32, body fyne.CanvasObject) *overlay {
	plane := NewCard()
	plane.Edge = Line2
	o := &overlay{keys: keys}
	o.content = Layer(NewFill(Veil), &shield{}, Centre(width, Layer(&shield{}, plane, Pad(1, body))))
	o.ExtendBaseWidget(o)
	return o
}

// open puts the sheet over a canvas and the keyboard into it.
func (o *overlay) open(c fyne.Canvas, on map[string]func(), first fyne.Focusable) {
	if o.canvas != nil {
		return
	}
	o.canvas = c
	o.layer = o.keys.Add(on)
	o.layer.Alone = true
	c.Overlays().Add(o)
	o.Resize(c.Size())
	c.Focus(first)
}

// close takes the sheet away; the focus goes back to where it was.
func (o *overlay) close() {
	if o.canvas == nil {
		return
	}
	o.canvas.Overlays().Remove(o)
	o.keys.Drop(o.layer)
	o.canvas = nil
}

// again measures the sheet anew after what it holds has changed.
func (o *overlay) again() {
	if o.canvas != nil {
		o.content.Refresh()
		o.Resize(o.canvas.Size())
	}
}
