package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Beside puts a side panel of fixed width right of the main part. In a window
// that leaves less than least pixels for both, and from 150 % text on, the panel
// goes below: columns become lines. The panel scrolls when it lacks room.
func Beside(gap, sideWidth, least float32, main, side fyne.CanvasObject) *fyne.Container {
	panel := NewScroll(side)
	if gap > 0 {
		panel.BarBeside()
	}
	return container.New(&beside{gap, sideWidth, least, side}, main, panel, HLine())
}

type beside struct {
	gap, width, least float32
	side              fyne.CanvasObject
}

func (b *beside) narrow(width float32) bool { return width < b.least || current().Factor >= 1.5 }

// Layout places main part and panel.
func (b *beside) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	main, side, edge := objects[0], objects[1], objects[2]
	edge.Hide()
	main.Move(fyne.Position{})
	if b.narrow(s.Width) {
		h := min(heightFor(b.side, s.Width), round(s.Height*0.45))
		main.Resize(fyne.NewSize(s.Width, s.Height-h-b.gap))
		side.Move(fyne.NewPos(0, s.Height-h))
		side.Resize(fyne.NewSize(s.Width, h))
		if b.gap == 0 { // panel and main part touch: a line parts them
			edge.Show()
			edge.Move(fyne.NewPos(0, s.Height-h))
			edge.Resize(fyne.NewSize(s.Width, 1))
		}
		return
	}
	main.Resize(fyne.NewSize(s.Width-b.width-b.gap, s.Height))
	side.Move(fyne.NewPos(s.Width-b.width, 0))
	side.Resize(fyne.NewSize(b.width, s.Height))
}

// MinSize asks for little, so that the window can be made small.
func (b *beside) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(em(160), em(160)) }
