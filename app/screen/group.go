package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// group is a component made of other components.
type group struct {
	widget.BaseWidget
	content fyne.CanvasObject
	holder  *fyne.Container
}

// CreateRenderer draws the content.
func (g *group) CreateRenderer() fyne.WidgetRenderer {
	g.holder = Layer(g.content)
	return widget.NewSimpleRenderer(g.holder)
}

// HeightFor gives the height in pixels at a width.
func (g *group) HeightFor(width float32) float32 { return heightFor(g.content, width) }

func (g *group) children() []fyne.CanvasObject { return []fyne.CanvasObject{g.content} }

// replace shows content after it was exchanged.
func (g *group) replace() {
	if g.holder != nil {
		g.holder.Objects = []fyne.CanvasObject{g.content}
		g.holder.Refresh()
	}
}
