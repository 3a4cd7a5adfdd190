package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Empty says what would stand here and gives one way on.
type Empty struct {
	group
	ID string
}

// NewEmpty makes the words for an empty place; actions may be none.
func NewEmpty(iconName, title, words string, actions ...fyne.CanvasObject) *Empty {
	return notice(iconName, T3, title, words, actions)
}

// NewFailure makes the words for something that went wrong: what happened, what
// was not harmed, and up to two ways on.
func NewFailure(title, words string, actions ...fyne.CanvasObject) *Empty {
	return notice("circle-alert", Red, title, words, actions)
}

func notice(iconName string, token Token, title, words string, actions []fyne.CanvasObject) *Empty {
	e := &Empty{}
	head := NewParagraph(title, Body, T1)
	head.Bold, head.Centre = true, true
	text := NewParagraph(words, Caption, T2)
	text.Centre = true
	parts := []fyne.CanvasObject{NewIcon(iconName, token, 28), head, text}
	if len(actions) > 0 {
		parts = append(parts, Centre(0, Row(8, actions...)))
	}
	e.content = Pad(16, Centre(em(268), Stack(6, parts...)))
	e.ExtendBaseWidget(e)
	return e
}

// Skeleton shows still grey bars where lines will stand, after 200 ms of waiting.
type Skeleton struct {
	widget.BaseWidget
	Lines int
	Token Token // of the bars, Gry unless set
}

// NewSkeleton makes bars for a number of lines.
func NewSkeleton(lines int) *Skeleton {
	s := &Skeleton{Lines: lines, Token: Gry}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws the bars.
func (s *Skeleton) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	var bars []*box
	d := &drawing{}
	d.update = func() {
		for len(bars) < 2*s.Lines {
			bars = append(bars, newBox())
		}
		d.objects = d.objects[:0]
		for _, b := range bars[:2*s.Lines] {
			b.set(s.Token, none, 0, 3)
			d.objects = append(d.objects, b.parts()...)
		}
	}
	d.min = func() fyne.Size { return fyne.NewSize(em(160), em(26)*float32(s.Lines)) }
	d.layout = func(size fyne.Size) {
		for i := range s.Lines {
			y := em(26) * float32(i)
			w := (size.Width - em(92)) * [...]float32{0.65, 0.5, 0.58}[i%3]
			bars[2*i].place(0, y+em(6), em(84), em(14))
			bars[2*i+1].place(em(92), y+em(8), max(0, w), em(10))
		}
	}
	return d.start(s)
}

// Progress is work that takes over a second: words, a bar, and a way to stop it.
type Progress struct {
	group
	words *Text
	bar   *Meter
}

// NewProgress makes it; stop "" shows no way to stop.
func NewProgress(id, words string, stop string, stopped func()) *Progress {
	p := &Progress{words: NewName(words, Caption, T2, false), bar: NewMeter(Part{Token: AccF})}
	objects := []fyne.CanvasObject{NewIcon("loader-circle", Acc, 14), p.words}
	if stop != "" {
		objects = append(objects, NewButton(id, Secondary, stop, stopped).AsSmall())
	}
	p.content = Stack(8, SpreadRow(8, []float32{em(14), Share(1)}, objects...), p.bar)
	p.ExtendBaseWidget(p)
	return p
}

// Set shows how far the work is, from 0 to 1.
func (p *Progress) Set(words string, done float32) {
	p.words.SetWords(words)
	p.bar.SetParts(Part{Token: AccF, Share: done})
}

// Part is a length of a meter, as a share of the whole from 0 to 1.
type Part struct {
	Token Token
	Share float32
}

// Meter is a thin bar of shares on grey; the numbers always stand beside it.
type Meter struct {
	widget.BaseWidget
	Parts []Part
	Thick float32 // pixels at 100 %, 4 unless set
}

// NewMeter makes a bar.
func NewMeter(parts ...Part) *Meter {
	m := &Meter{Parts: parts, Thick: 4}
	m.ExtendBaseWidget(m)
	return m
}

// SetParts shows other shares.
func (m *Meter) SetParts(parts ...Part) { m.Parts = parts; m.Refresh() }

// CreateRenderer draws the bar.
func (m *Meter) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	d := &drawing{}
	d.min = func() fyne.Size { return fyne.NewSize(em(40), em(m.Thick)) }
	d.layout = func(s fyne.Size) {
		d.objects = d.objects[:0]
		y, h, x := (s.Height-em(m.Thick))/2, em(m.Thick), float32(0)
		put := func(t Token, x, w float32) {
			b := newBox()
			b.set(t, none, 0, 2)
			b.place(x, y, w, h)
			d.objects = append(d.objects, b.parts()...)
		}
		put(Gry, 0, s.Width)
		for _, p := range m.Parts {
			w := round(s.Width * p.Share)
			if w > 0 {
				put(p.Token, x, w)
			}
			x += w + 1
		}
	}
	return d.start(m)
}
