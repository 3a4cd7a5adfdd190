package screen

import "fyne.io/fyne/v2"

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
