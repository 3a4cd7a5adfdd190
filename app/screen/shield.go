package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// shield swallows pointer events, so that nothing below an overlay is pressed.
type shield struct {
	widget.BaseWidget
	onTapped func()
}

// Tapped runs what a press beside the overlay does, if anything.
func (s *shield) Tapped(*fyne.PointEvent) {
	if s.onTapped != nil {
		s.onTapped()
	}
}

// MouseIn is part of desktop.Hoverable: nothing below lights up.
func (s *shield) MouseIn(*desktop.MouseEvent) { stir(s) }

// MouseMoved is part of desktop.Hoverable.
func (s *shield) MouseMoved(*desktop.MouseEvent) { stir(s) }

// MouseOut is part of desktop.Hoverable.
func (s *shield) MouseOut() {}

// CreateRenderer draws nothing.
func (s *shield) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	return widget.NewSimpleRenderer(canvas.NewRectangle(tint(none)))
}
