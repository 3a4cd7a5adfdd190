package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// group is a component made of other components.
type group struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

// CreateRenderer draws the content.
func (g *group) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.content) }

// HeightFor gives the height in pixels at a width.
func (g *group) HeightFor(width float32) float32 { return heightFor(g.content, width) }

func (g *group) children() []fyne.CanvasObject { return []fyne.CanvasObject{g.content} }
