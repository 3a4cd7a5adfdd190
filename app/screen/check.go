package screen

import "fyne.io/fyne/v2"

// Check is a box to tick, with words.
type Check struct {
	press
	Checked   bool
	OnChanged func(on bool)
}

// NewCheck makes a box that is not ticked.
func NewCheck(id, label string, changed func(on bool)) *Check {
	c := &Check{OnChanged: changed}
	c.ID, c.Label = id, label
	c.OnTapped = func() {
		c.SetChecked(!c.Checked)
		if c.OnChanged != nil {
			c.OnChanged(c.Checked)
		}
	}
	c.become(c, "check")
	return c
}

// SetChecked ticks the box without telling anybody.
func (c *Check) SetChecked(on bool) {
	c.Checked = on
	c.Refresh()
}

func (c *Check) control() Control {
	k := c.press.control()
	k.Chosen = c.Checked
	return k
}

// CreateRenderer draws box and words.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	square, tick, word, halo := newBox(), newGlyph(), newLine(), newRing()
	d := &drawing{objects: append(square.parts(), tick.Image, word.Text, halo.Rectangle)}
	d.update = func() {
		name := ""
		square.set(Surf, Line2, 1, 3)
		if c.Checked {
			square.set(AccF, AccF, 1, 3)
			name = "check"
		}
		tick.set(name, OnAcc)
		ink := T1
		if c.disabled {
			ink = T3
		}
		word.set(c.Label, Body, ink, false)
		halo.set(c.ringed(), 4)
	}
	d.min = func() fyne.Size { return fyne.NewSize(em(24)+word.width(), em(24)) }
	d.layout = func(s fyne.Size) {
		n := em(16)
		square.place(0, (s.Height-n)/2, n, n)
		tick.place(2, 0, s.Height, n-4)
		word.place(em(24), 0, s.Width-em(23), s.Height)
		halo.around(0, 0, s.Width, s.Height, 2)
	}
	return d.start(c)
}
