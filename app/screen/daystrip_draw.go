package screen

import "fyne.io/fyne/v2"

// stripBrush draws one state of a day strip into fresh objects.
type stripBrush struct {
	d    *drawing
	s    *DayStrip
	n    int // days shown
	size fyne.Size
}

func (b *stripBrush) box(fill, edge Token, radius, x, y, w, h float32) {
	r := newBox()
	r.set(fill, edge, 1, radius)
	r.place(x, y, w, h)
	b.d.objects = append(b.d.objects, r.parts()...)
}

// words writes centred type (or from the left when w is negative).
func (b *stripBrush) words(s string, size TextSize, ink Token, bold bool, x, y, w, h float32) {
	if s == "" {
		return
	}
	l := newLine()
	l.set(s, size, ink, bold)
	if w > 0 {
		lw := min(l.width(), w)
		x += (w - lw) / 2
		l.place(x, y, lw+1, h)
	} else {
		l.place(x, y, -w, h)
	}
	b.d.objects = append(b.d.objects, l.Text)
}

func (b *stripBrush) x(i int) float32 { return em(stripLeft) + float32(i)*em(stripDay) }

func (b *stripBrush) y(row int) float32 {
	return em(stripMonth+stripHead) + float32(row)*em(stripRow)
}

func (b *stripBrush) grid() {
	for row := range b.s.Clocks {
		y := b.y(row)
		if row == b.s.Selected {
			b.box(AccS, none, 0, 0, y, b.size.Width, em(stripRow))
		}
		b.box(Line, none, 0, 0, y, b.size.Width, 1)
		if row == b.s.Selected {
			b.box(Acc, none, 0, 0, y, 3, em(stripRow))
		}
	}
	for i := range b.n + 1 {
		b.box(Line, none, 0, b.x(i), em(stripMonth), 1, b.size.Height-em(stripMonth))
	}
}

func (b *stripBrush) head(i int) {
	day := b.s.Days[b.s.First+i]
	x, y, w := b.x(i), em(stripMonth), em(stripDay)
	ink, note := T1, T2
	switch {
	case day.Today:
		b.box(AccF, none, 0, x+1, y, w-1, em(stripHead))
		ink, note = OnAcc, OnAcc
	case day.Rest:
		b.box(Gry, none, 0, x+1, y, w-1, em(stripHead))
	case day.Work:
		note = Amb
	}
	week := T2
	if day.Today {
		week = OnAcc
	}
	b.words(day.Weekday, Caption, week, false, x, y+em(3), w, em(16))
	b.words(day.Day, Body, ink, true, x, y+em(18), w, em(18))
	b.words(day.Note, Caption, note, day.Work || day.Today, x, y+em(35), w, em(16))
}

func (b *stripBrush) months() {
	for _, m := range b.s.Months {
		i := m.At - b.s.First
		if i < 0 {
			i = 0
		}
		if i < b.n && m.At < b.s.First+b.n {
			b.box(Line2, none, 0, b.x(i), em(3), 1, em(14))
			b.words(m.Name, Caption, T2, false, b.x(i)+5, 0, -em(120), em(stripMonth))
		}
	}
}

func (b *stripBrush) clock(row int) {
	c := b.s.Clocks[row]
	y := b.y(row)
	b.words(c.Name, Body, T1, row == b.s.Selected, 13, y+em(3), -(em(stripLeft) - 20), em(18))
	b.words(c.Below, Caption, T2, false, 13, y+em(21), -(em(stripLeft) - 20), em(16))
	for i := range b.n {
		if at := b.s.First + i; at < len(c.Cells) && c.Cells[at].Mark != NoDay {
			b.cell(c.Cells[at], b.x(i)+3, y+em(7))
		}
	}
	right := newLine()
	right.set(c.Due, Body, T1, true)
	if c.Done {
		right.set(c.Due, Caption, Grn, false)
		g := newGlyph()
		g.set("circle-check", Grn)
		g.place(b.size.Width-13-right.width()-em(17), y, em(stripRow), em(14))
		b.d.objects = append(b.d.objects, g.Image)
	}
	h := em(stripRow)
	if c.Left != "" && !c.Done {
		h = em(24)
	}
	right.place(b.size.Width-13-right.width(), y, right.width()+1, h)
	b.d.objects = append(b.d.objects, right.Text)
	if c.Left != "" && !c.Done {
		left := newLine()
		left.set(c.Left, Caption, c.Tone.ink(), false)
		left.place(b.size.Width-13-left.width(), y+em(21), left.width()+1, em(16))
		b.d.objects = append(b.d.objects, left.Text)
	}
}

func (b *stripBrush) cell(c StripCell, x, y float32) {
	fill, edge, ink, bold := Surf, none, T1, false
	switch c.Mark {
	case StartDay:
		edge = Line2
	case CountedDay:
		fill = AccD
	case ComingDay:
		edge = ChartLate
	case FreeDay:
		fill, ink = Gry, T2
	case StopDay:
		fill, ink = AmbS, Amb
	case DueDay:
		fill, ink, bold = AccF, OnAcc, true
	case DoneDay:
		fill, ink = GrnS, Grn
	}
	w, h := em(stripDay)-5, em(26)
	b.box(fill, edge, 3, x, y, w, h)
	b.words(c.Words, Caption, ink, bold, x, y, w, h)
}
