package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// caps draws a row of keys, each in its own small frame; a component holds one.
type caps struct {
	keys  []string
	boxes []*box
	lines []line
}

// set makes the frames; edge, fill and ink are tokens.
func (c *caps) set(keys []string, fill, edge, ink Token) {
	for len(c.boxes) < len(keys) {
		c.boxes = append(c.boxes, newBox())
		c.lines = append(c.lines, newLine())
	}
	c.keys = keys
	for i := range c.boxes {
		shown := i < len(keys)
		c.boxes[i].set(fill, edge, 1, 4)
		words := ""
		if shown {
			words = keys[i]
		}
		c.lines[i].set(words, Caption, ink, false)
		c.boxes[i].hide(!shown)
	}
}

func (c *caps) parts() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i := range c.boxes {
		out = append(append(out, c.boxes[i].parts()...), c.lines[i].Text)
	}
	return out
}

func (c *caps) one(i int) float32 { return max(em(19), c.lines[i].width()+em(11)) }

func (c *caps) width() float32 {
	w := float32(0)
	for i := range c.keys {
		w += c.one(i)
		if i > 0 {
			w += 2
		}
	}
	return w
}

// place puts the keys from x, centred in the height h from y.
func (c *caps) place(x, y, h float32) {
	high := em(18)
	for i := range c.keys {
		w := c.one(i)
		c.boxes[i].place(x, y+(h-high)/2, w, high)
		tw := c.lines[i].width()
		c.lines[i].place(x+(w-tw)/2, y+(h-high)/2, tw+1, high)
		x += w + 2
	}
}

// Keycaps shows keys such as Ctrl and K, with words before or after them.
type Keycaps struct {
	widget.BaseWidget
	Before string
	Keys   []string
	After  string
	Token  Token // of the words
}

// NewKeycaps makes keys with words after them (as in the status bar).
func NewKeycaps(after string, keys ...string) *Keycaps {
	k := &Keycaps{Keys: keys, After: after, Token: T2}
	k.ExtendBaseWidget(k)
	return k
}

// CreateRenderer draws the keys.
func (k *Keycaps) CreateRenderer() fyne.WidgetRenderer {
	k.ExtendBaseWidget(k)
	c, before, after := &caps{}, newLine(), newLine()
	d := &drawing{}
	d.update = func() {
		c.set(k.Keys, Surf, Line, T2)
		before.set(k.Before, Caption, k.Token, false)
		after.set(k.After, Caption, k.Token, false)
		d.objects = append(c.parts(), before.Text, after.Text)
	}
	d.min = func() fyne.Size {
		w := c.width()
		for _, l := range []*line{&before, &after} {
			if l.full != "" {
				w += l.width() + 4
			}
		}
		return fyne.NewSize(w, em(20))
	}
	d.layout = func(s fyne.Size) {
		x := float32(0)
		if before.full != "" {
			x += before.place(0, 0, before.width()+1, s.Height) + 4
		}
		c.place(x, 0, s.Height)
		after.place(x+c.width()+4, 0, after.width()+1, s.Height)
	}
	return d.start(k)
}
