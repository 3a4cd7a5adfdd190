package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// A Tone is one of the few meanings of colour.
type Tone uint8

// The tones. Each goes with an icon and a word, never alone.
const (
	Neutral Tone = iota
	Info         // the accent: on its way, chosen
	Warn         // waiting or unsure
	Bad          // wrong or late
	Good         // done
)

// ink is the tone as text, tint its tinted ground.
func (t Tone) ink() Token  { return [...]Token{T2, Acc, Amb, Red, Grn}[t] }
func (t Tone) tint() Token { return [...]Token{Gry, AccS, AmbS, RedS, GrnS}[t] }

// Pill is a state: icon and word, on a tint or plain (as in rows and headers).
type Pill struct {
	widget.BaseWidget
	Icon  string
	Words string
	Tone  Tone
	Plain bool     // without ground
	Type  TextSize // Caption unless set
	Bold  bool
	Right bool // plain: set against the right edge
}

// NewPill makes a state on its tint, 20 pixels high.
func NewPill(icon, words string, tone Tone) *Pill {
	p := &Pill{Icon: icon, Words: words, Tone: tone, Type: Caption}
	p.ExtendBaseWidget(p)
	return p
}

// NewState makes a state without ground, in the size given.
func NewState(icon, words string, tone Tone, size TextSize) *Pill {
	p := NewPill(icon, words, tone)
	p.Plain, p.Type = true, size
	return p
}

// Set shows another state.
func (p *Pill) Set(icon, words string, tone Tone) {
	p.Icon, p.Words, p.Tone = icon, words, tone
	p.Refresh()
}

// CreateRenderer draws the state.
func (p *Pill) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	b, g, l := newBox(), newGlyph(), newLine()
	d := &drawing{objects: append(b.parts(), g.Image, l.Text)}
	iconSize := func() float32 {
		if p.Type > Caption || p.Plain {
			return em(14)
		}
		return em(12)
	}
	d.update = func() {
		fill := p.Tone.tint()
		if p.Plain {
			fill = none
		}
		b.set(fill, none, 0, 4)
		g.set(p.Icon, p.Tone.ink())
		l.set(p.Words, p.Type, p.Tone.ink(), p.Bold)
	}
	width := func() float32 {
		w := l.width()
		if p.Icon != "" {
			w += iconSize() + em(4)
		}
		if !p.Plain {
			w += 2 * em(6)
		}
		return w
	}
	d.min = func() fyne.Size { return fyne.NewSize(width(), em(20)) }
	d.layout = func(s fyne.Size) {
		x := float32(0)
		if p.Right {
			x = max(0, s.Width-width())
		}
		h := em(20)
		y := (s.Height - h) / 2
		b.place(0, y, min(s.Width, width()), h)
		if !p.Plain {
			x += em(6)
		}
		if p.Icon != "" {
			g.place(x, y, h, iconSize())
			x += iconSize() + em(4)
		}
		l.place(x, y, s.Width-x, h)
	}
	return d.start(p)
}
