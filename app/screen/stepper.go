package screen

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Step is one stage of a way.
type Step struct {
	Label string
	Below string // second line, such as a day; "" for none
}

// Stepper shows a way of stages: done has a green tick, the present one is
// filled, later ones are outlines. Words always stand beside the circles.
type Stepper struct {
	widget.BaseWidget
	Steps  []Step
	Now    int  // index of the present stage; len(Steps) when all are done
	Spread bool // fill the width evenly
}

// NewStepper makes a stepper.
func NewStepper(now int, steps ...Step) *Stepper {
	s := &Stepper{Steps: steps, Now: now}
	s.ExtendBaseWidget(s)
	return s
}

// SetNow moves to another stage.
func (s *Stepper) SetNow(now int) { s.Now = now; s.Refresh() }

type stepParts struct {
	disc       *box
	tick       glyph
	num        line
	word, more line
	link       *box
}

// CreateRenderer draws the way.
func (s *Stepper) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	var all []*stepParts
	d := &drawing{}
	d.update = func() {
		for len(all) < len(s.Steps) {
			all = append(all, &stepParts{newBox(), newGlyph(), newLine(), newLine(), newLine(), newBox()})
		}
		all = all[:len(s.Steps)]
		d.objects = d.objects[:0]
		for i, p := range all {
			p.set(s.Steps[i], i, s.Now)
			p.link.hide(i == len(all)-1)
			d.objects = append(d.objects, p.disc.parts()...)
			d.objects = append(d.objects, p.tick.Image, p.num.Text, p.word.Text, p.more.Text)
			d.objects = append(d.objects, p.link.parts()...)
		}
	}
	d.min = func() fyne.Size {
		w, h := float32(0), em(20)
		for i, p := range all {
			w += p.width()
			if i < len(all)-1 {
				w += em(40)
			}
			if s.Steps[i].Below != "" {
				h = em(36)
			}
		}
		return fyne.NewSize(w, h)
	}
	d.layout = func(size fyne.Size) {
		link := em(28)
		if n := len(all); s.Spread && n > 1 {
			link += max(0, (size.Width-d.min().Width)/float32(n-1))
		}
		x := float32(0)
		for _, p := range all {
			x = p.place(x, size.Height, link)
		}
	}
	return d.start(s)
}

func (p *stepParts) set(s Step, i, now int) {
	num, link := strconv.Itoa(i+1), Line2
	switch {
	case i < now:
		p.disc.set(GrnS, none, 0, em(10))
		p.tick.set("check", Grn)
		p.num.set("", Caption, T1, false)
		p.word.set(s.Label, Body, T1, false)
		link = Grn
	case i == now:
		p.disc.set(AccF, none, 0, em(10))
		p.tick.set("", T1)
		p.num.set(num, Caption, OnAcc, true)
		p.word.set(s.Label, Body, T1, true)
	default:
		p.disc.set(Surf, Line2, 1, em(10))
		p.tick.set("", T1)
		p.num.set(num, Caption, T2, false)
		p.word.set(s.Label, Body, T2, false)
	}
	p.more.set(s.Below, Caption, T2, false)
	p.link.set(link, none, 0, 0)
}

func (p *stepParts) width() float32 { return em(26) + max(p.word.width(), p.more.width()) }

func (p *stepParts) place(x, h, link float32) float32 {
	y := (h - em(20)) / 2
	p.disc.place(x, y, em(20), em(20))
	p.tick.place(x+em(3), y, em(20), em(14))
	nw := p.num.width()
	p.num.place(x+(em(20)-nw)/2, y, nw+1, em(20))
	w := p.width()
	if p.more.full == "" {
		p.word.place(x+em(26), 0, w, h)
	} else {
		p.word.place(x+em(26), h/2-em(18), w, em(20))
		p.more.place(x+em(26), h/2+em(2), w, em(16))
	}
	x += w
	p.link.place(x+em(6), h/2-0.5, link, 1)
	return x + link + em(12)
}
