package screen

import "fyne.io/fyne/v2"

// Connection is the tile that says whether the centre answers; it never stands
// for the state of a record.
type Connection struct {
	press
	Online bool
	Words  string // 已连上 10:41
	Below  string // what is unsent, numbers left
	Short  string // for the rail
	rail   bool
}

// NewConnection makes the tile; tapped opens the page of syncing.
func NewConnection(tapped func()) *Connection {
	c := &Connection{}
	c.ID, c.OnTapped = "nav.connection", tapped
	c.become(c, "button")
	return c
}

// Set shows another state.
func (c *Connection) Set(online bool, words, below, short string) {
	c.Online, c.Words, c.Below, c.Short, c.Label = online, words, below, short, words
	c.Refresh()
}

// CreateRenderer draws the tile.
func (c *Connection) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	back, mark, word, below, halo := newBox(), newGlyph(), newLine(), newLine(), newRing()
	d := &drawing{objects: append(back.parts(), mark.Image, word.Text, below.Text, halo.Rectangle)}
	d.update = func() {
		back.set(Surf, Line, 1, 4)
		name, ink := "cloud-off", Amb
		if c.Online {
			name, ink = "cloud", Grn
		}
		mark.set(name, ink)
		if c.rail {
			word.set("", Body, ink, true)
			below.set(c.Short, Body, ink, false)
		} else {
			word.set(c.Words, Body, ink, true)
			below.set(c.Below, Caption, T2, false)
		}
		halo.set(c.ringed(), 4)
	}
	d.min = func() fyne.Size { return fyne.NewSize(em(40), em(54)) }
	d.layout = func(s fyne.Size) {
		back.place(0, 0, s.Width, s.Height)
		halo.around(0, 0, s.Width, s.Height, 0)
		if c.rail {
			mark.place((s.Width-em(16))/2, em(6), em(18), em(16))
			w := min(below.width(), s.Width-4)
			below.place((s.Width-w)/2, em(27), w+1, em(20))
			return
		}
		mark.place(em(8), em(7), em(20), em(14))
		word.place(em(28), em(7), s.Width-em(32), em(20))
		below.place(em(8), em(29), s.Width-em(14), em(16))
	}
	return d.start(c)
}

// OfficeTile says which office this is and what it may do.
type OfficeTile struct {
	group
	name   *Paragraph
	powers *Text
}

// NewOfficeTile makes the tile.
func NewOfficeTile(name, powers string) *OfficeTile {
	o := &OfficeTile{name: NewParagraph(name, Body, T1), powers: NewName(powers, Caption, T2, false)}
	o.name.Most = 2
	plane := NewCard()
	plane.Radius = 4
	o.content = Layer(plane, Inset(4, 8, 5, 8, Stack(0, o.name, o.powers)))
	o.ExtendBaseWidget(o)
	return o
}

// Set shows another office.
func (o *OfficeTile) Set(name, powers string) {
	o.name.SetWords(name)
	o.powers.SetWords(powers)
	o.replace()
}
