package screen_test

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// texts gives every word that stands anywhere in the window's tree, hidden objects and
// dialogs included: what a screen reader, a test or a picture could get at.
func texts(w fyne.Window) string {
	var b strings.Builder
	seen := map[fyne.CanvasObject]bool{}
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if o == nil || seen[o] {
			return
		}
		seen[o] = true
		switch x := o.(type) {
		case *canvas.Text:
			b.WriteString(x.Text + "\n")
		case *fyne.Container:
			for _, below := range x.Objects {
				walk(below)
			}
		case *container.Scroll:
			walk(x.Content)
		case fyne.Widget:
			if e, ok := o.(interface{ SelectedText() string }); ok {
				b.WriteString(e.SelectedText() + "\n")
			}
			if t, ok := o.(*widget.Entry); ok {
				b.WriteString(t.Text + "\n")
			}
			for _, below := range test.WidgetRenderer(x).Objects() {
				walk(below)
			}
		}
	}
	walk(w.Canvas().Content())
	for _, o := range w.Canvas().Overlays().List() {
		walk(o)
	}
	return b.String()
}
