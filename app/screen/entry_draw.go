package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// entryParts draws a field around its input.
type entryParts struct {
	e                    *Entry
	back                 *box
	caption, note, words line // words stand in a locked field
	mark, lead           glyph
	below                *Paragraph
	cover                [4]*canvas.Rectangle // over the frame that Fyne draws around a focused input
	halo                 ring
}

// CreateRenderer draws the field.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	e.ExtendBaseWidget(e)
	p := &entryParts{e: e, back: newBox(), caption: newLine(), note: newLine(), words: newLine(), mark: newGlyph(), lead: newGlyph(),
		below: NewParagraph("", Caption, T3), halo: newRing()}
	d := &drawing{update: p.update, layout: p.layout}
	d.objects = append(p.back.parts(), p.caption.Text, p.note.Text, e.input)
	for i := range p.cover {
		p.cover[i] = canvas.NewRectangle(tint(none))
		d.objects = append(d.objects, p.cover[i])
	}
	d.objects = append(d.objects, p.lead.Image, p.words.Text, p.halo.Rectangle, p.mark.Image, p.below)
	if e.trailing != nil {
		d.objects = append(d.objects, e.trailing)
	}
	d.min = func() fyne.Size {
		w := em(60)
		return fyne.NewSize(w, e.HeightFor(max(w, e.BaseWidget.Size().Width)))
	}
	return d.start(e)
}

func (p *entryParts) update() {
	e := p.e
	p.caption.set(e.Caption, Caption, T2, false)
	p.note.set(e.Note, Caption, e.NoteTone.ink(), false)
	p.below.Words, p.below.Token = e.below(), T3
	p.mark.set("", Red)
	edge := Line2
	if e.Trouble != "" {
		p.below.Token, edge = Red, Red
		p.mark.set("circle-alert", Red)
	}
	p.back.set(Surf, edge, 1, 4)
	p.lead.set(e.Icon, T2)
	p.words.set("", Body, T1, false)
	if e.locked {
		p.back.set(Alt, Line, 1, 4)
		p.lead.set("lock", T2)
		p.words.set(e.input.Text, Body, T1, false)
	}
	for _, c := range p.cover {
		c.FillColor, c.Hidden = tint(Surf), e.locked
	}
	p.halo.set(e.input.focused, 5)
}

func (p *entryParts) layout(s fyne.Size) {
	e := p.e
	y, h := float32(0), e.inputHeight()
	if e.Caption != "" || e.Note != "" {
		p.caption.place(0, 0, s.Width, em(16))
		w := p.note.width()
		p.note.place(s.Width-w, 0, w+1, em(16))
		y = em(20)
	}
	if e.below() == "" && e.Lines > 1 {
		h = max(h, s.Height-y) // long texts take the room they get
	}
	p.back.place(0, y, s.Width, h)
	p.layoutInput(y, s.Width, h)
	p.halo.around(0, y, s.Width, h, 1)
	if e.trailing != nil {
		m := e.trailing.MinSize()
		e.trailing.Resize(m)
		e.trailing.Move(fyne.NewPos(round(s.Width-m.Width-8), round(y+(h-m.Height)/2)))
	}
	x := float32(0)
	if e.Trouble != "" {
		p.mark.place(0, y+h+4, em(16), em(14))
		x = em(18)
	}
	p.below.Move(fyne.NewPos(x, y+h+4))
	p.below.Resize(fyne.NewSize(s.Width-x, max(0, s.Height-y-h-4)))
}

// layoutInput puts the input, or the words of a locked field, into the frame.
func (p *entryParts) layoutInput(y, w, h float32) {
	e := p.e
	left, right, top := float32(4), float32(4), float32(2)
	if p.lead.name != "" {
		left = em(27)
		p.lead.place(em(9), y, min(h, em(40)), em(16))
	}
	if e.trailing != nil && e.trailing.Visible() {
		right += e.trailing.MinSize().Width + 8
	}
	p.words.place(left+em(4), y, max(0, w-left-right-8), h)
	if e.Lines <= 1 {
		top = max(top, floor((h-em(28))/2))
	}
	room := fyne.NewSize(max(0, w-left-right), h-2*top)
	e.input.Move(fyne.NewPos(left, y+top))
	e.input.Resize(room)
	for i, c := range p.cover { // four pixels thick: one outside, three inside
		at, size := fyne.NewPos(left-1, y+top-1), fyne.NewSize(room.Width+2, 4)
		if i > 1 {
			size = fyne.NewSize(4, room.Height+2)
		}
		switch i {
		case 1:
			at.Y += room.Height - 2
		case 3:
			at.X += room.Width - 2
		}
		c.Move(at)
		c.Resize(size)
	}
	p.ghost(room.Width - 2*theme.InnerPadding() - 2)
}

// ghost shows the grey words of an empty input, shortened to its room.
func (p *entryParts) ghost(room float32) {
	e, size := p.e, theme.TextSize()
	words := e.ghost
	if e.Lines <= 1 {
		words = Shorten(words, max(0, room), func(s string) float32 { return fyne.MeasureText(s, size, fyne.TextStyle{}).Width })
	}
	if e.input.PlaceHolder != words {
		e.input.PlaceHolder = words
		e.input.Refresh()
	}
}
