package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// CreateRenderer draws the field.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	e.ExtendBaseWidget(e)
	caption, note, mark, halo := newLine(), newLine(), newGlyph(), newRing()
	below := NewParagraph("", Caption, T3)
	d := &drawing{}
	d.update = func() {
		caption.set(e.Caption, Caption, T2, false)
		note.set(e.Note, Caption, e.NoteTone.ink(), false)
		below.Words, below.Token = e.below(), T3
		mark.Hide()
		if e.Trouble != "" {
			below.Token = Red
			mark.set("circle-alert", Red)
		}
		halo.set(e.input.focused || e.Trouble != "", 5)
		if e.Trouble != "" && !e.input.focused {
			halo.StrokeColor = tint(Red)
		}
		d.objects = []fyne.CanvasObject{caption.Text, note.Text, e.input, halo.Rectangle, mark.Image, below}
		if e.trailing != nil {
			d.objects = append(d.objects, e.trailing)
		}
	}
	d.min = func() fyne.Size {
		w := em(60)
		return fyne.NewSize(w, e.HeightFor(max(w, e.BaseWidget.Size().Width)))
	}
	d.layout = func(s fyne.Size) {
		y, h := float32(0), e.inputHeight()
		if e.Caption != "" || e.Note != "" {
			caption.place(0, 0, s.Width, em(16))
			w := note.width()
			note.place(s.Width-w, 0, w+1, em(16))
			y = em(20)
		}
		if e.below() == "" && e.Lines > 1 {
			h = max(h, s.Height-y) // long texts take the room they get
		}
		e.input.Move(fyne.NewPos(0, y))
		e.input.Resize(fyne.NewSize(s.Width, h))
		halo.around(0, y, s.Width, h, 1)
		if e.trailing != nil {
			m := e.trailing.MinSize()
			e.trailing.Resize(m)
			e.trailing.Move(fyne.NewPos(round(s.Width-m.Width-8), round(y+(h-m.Height)/2)))
		}
		x := float32(0)
		if e.Trouble != "" {
			mark.place(0, y+h+4, em(16), em(14))
			x = em(18)
		}
		below.Move(fyne.NewPos(x, y+h+4))
		below.Resize(fyne.NewSize(s.Width-x, max(0, s.Height-y-h-4)))
	}
	r := d.start(e)
	canvas.Refresh(e)
	return r
}
