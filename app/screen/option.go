package screen

import (
	"strconv"

	"fyne.io/fyne/v2"
)

// Choice is one answer of an option group.
type Choice struct {
	ID     string
	Label  string
	Detail string // beside or below the label
	Off    bool   // cannot be chosen; the detail says why
}

// Options asks for one of up to nine answers. Nothing is chosen until a person
// chooses: by pointer, with its digit, or with Space.
type Options struct {
	group
	ID       string
	Below    bool // details stand below the labels, wrapped
	OnChosen func(id string)

	cards  []*optionCard
	chosen string
	across bool // cards stand side by side
}

// NewOptions makes an option group with nothing chosen.
func NewOptions(id string, below bool, chosen func(id string), choices ...Choice) *Options {
	o := &Options{ID: id, Below: below, OnChosen: chosen}
	o.SetChoices(choices)
	o.ExtendBaseWidget(o)
	return o
}

// SetChoices replaces the answers and forgets the one chosen.
func (o *Options) SetChoices(choices []Choice) {
	o.cards, o.chosen = nil, ""
	var objects []fyne.CanvasObject
	var shares []float32
	for i, c := range choices {
		card := &optionCard{owner: o, choice: c, number: i + 1}
		card.ID, card.Label, card.disabled = o.ID+"."+c.ID, c.Label, c.Off
		card.OnTapped = func() { o.choose(card.choice.ID) }
		card.become(card, "option")
		o.cards = append(o.cards, card)
		objects = append(objects, card)
		shares = append(shares, Share(1))
	}
	o.content = Stack(4, objects...)
	if o.across {
		o.content = Columns(8, shares, objects...)
	}
	o.replace()
}

// SideBySide lays the cards in one line and returns the group.
func (o *Options) SideBySide() *Options {
	o.across = true
	chosen, choices := o.chosen, make([]Choice, len(o.cards))
	for i, c := range o.cards {
		choices[i] = c.choice
	}
	o.SetChoices(choices)
	o.SetChosen(chosen)
	return o
}

// Chosen is the id of the answer chosen, or "".
func (o *Options) Chosen() string { return o.chosen }

// SetChosen shows an answer as chosen without telling anybody.
func (o *Options) SetChosen(id string) {
	o.chosen = id
	for _, c := range o.cards {
		c.Refresh()
	}
}

func (o *Options) choose(id string) {
	o.SetChosen(id)
	if o.OnChosen != nil {
		o.OnChosen(id)
	}
}

// Focusable gives the first card, for pane cycling.
func (o *Options) Focusable() fyne.Focusable {
	if len(o.cards) == 0 {
		return nil
	}
	return o.cards[0]
}

// optionCard is one answer.
type optionCard struct {
	press
	owner  *Options
	choice Choice
	number int
}

// TypedKey walks with the arrows, chooses with a digit or Space.
func (c *optionCard) TypedKey(e *fyne.KeyEvent) {
	cards := c.owner.cards
	switch e.Name {
	case fyne.KeyDown, fyne.KeyRight:
		c.walk(1)
	case fyne.KeyUp, fyne.KeyLeft:
		c.walk(len(cards) - 1)
	default:
		if n, err := strconv.Atoi(string(e.Name)); err == nil && n >= 1 && n <= len(cards) {
			cards[n-1].do()
			return
		}
		c.press.TypedKey(e)
	}
}

// walk moves the keyboard by a number of cards, past those that are off.
func (c *optionCard) walk(by int) {
	cards := c.owner.cards
	for i, at := 0, c.number-1; i < len(cards); i++ {
		if at = (at + by) % len(cards); !cards[at].disabled {
			focus(cards[at])
			return
		}
	}
}

func (c *optionCard) control() Control {
	k := c.press.control()
	k.Chosen = c.owner.chosen == c.choice.ID
	return k
}

// HeightFor gives the height in pixels at a width.
func (c *optionCard) HeightFor(width float32) float32 {
	if !c.owner.Below {
		return em(34)
	}
	h := em(32)
	if c.choice.Detail != "" {
		p := Paragraph{Words: c.choice.Detail, Type: Caption}
		h += p.HeightFor(max(em(60), width-em(39)-em(40))) + em(6)
	}
	return h
}

// digit is the key that chooses the answer; there is none for a tenth.
func (c *optionCard) digit() []string {
	if c.number > 9 {
		return nil
	}
	return []string{strconv.Itoa(c.number)}
}

// gaps are the room before the circle, before the words and after the key;
// short answers side by side stand closer.
func (c *optionCard) gaps(width float32) (before, mid, after float32) {
	if !c.owner.Below && width < em(140) {
		return em(8), em(7), em(7)
	}
	return em(13), em(12), em(12)
}

// ringOut is how far the focus ring lies outside the card: on the edge of one,
// around a chosen one, whose edge is blue already.
func (c *optionCard) ringOut() float32 {
	if c.owner.chosen == c.choice.ID {
		return 3
	}
	return 0
}

// CreateRenderer draws the card.
func (c *optionCard) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	back, radio, halo := newBox(), newBox(), newRing()
	word, detail, key := newLine(), newLine(), &caps{}
	long := NewParagraph("", Caption, T2)
	d := &drawing{}
	d.update = func() {
		on, ink := c.owner.chosen == c.choice.ID, T1
		if c.disabled {
			ink = T3
		}
		if on {
			back.set(AccS, Acc, 2, 6)
			radio.set(Surf, Acc, em(5), em(8))
		} else {
			back.set(Surf, Line, 1, 6)
			radio.set(Surf, Line2, 1, em(8))
		}
		word.set(c.choice.Label, Body, ink, on || c.owner.Below)
		detail.set("", Caption, T2, false)
		long.Words = ""
		if c.owner.Below {
			long.Words = c.choice.Detail
		} else {
			detail.set(c.choice.Detail, Caption, T2, false)
		}
		key.set(c.digit(), Surf, Line, T2)
		halo.set(c.ringed(), 6)
		d.objects = append(append(back.parts(), radio.parts()...), word.Text, detail.Text, long)
		d.objects = append(append(d.objects, key.parts()...), halo.Rectangle)
	}
	d.min = func() fyne.Size {
		w := em(120)
		return fyne.NewSize(w, c.HeightFor(max(w, c.BaseWidget.Size().Width)))
	}
	d.layout = func(s fyne.Size) {
		row := min(s.Height, em(34))
		back.place(0, 0, s.Width, s.Height)
		halo.around(0, 0, s.Width, s.Height, c.ringOut())
		before, mid, after := c.gaps(s.Width)
		radio.place(before, (row-em(16))/2, em(16), em(16))
		end := s.Width - after - key.width()
		key.place(end, 0, s.Height)
		x := before + em(16) + mid
		x += word.place(x, 0, end-x-em(4), row)
		detail.place(x+em(8), 0, max(0, end-x-em(16)), row)
		detail.Hidden = detail.full == "" || detail.width() > end-x-em(16) && end-x < em(140) // a scrap of it says nothing
		long.Move(fyne.NewPos(em(41), em(28)))
		long.Resize(fyne.NewSize(max(1, end-em(41)-em(4)), max(0, s.Height-em(28))))
	}
	return d.start(c)
}
