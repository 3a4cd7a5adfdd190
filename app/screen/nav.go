package screen

import (
	"fyne.io/fyne/v2"
)

// NavItem is one page of the program in the sidebar.
type NavItem struct {
	ID    string
	Icon  string
	Label string
	Short string // for the rail; "" means the label
	Count string
}

// Nav is the list of pages; the one shown has a 3 px bar.
type Nav struct {
	group
	OnChosen func(id string)
	chosen   string
	rail     bool
	items    []*navItem
}

// NewNav makes the list; ids are "nav." and the item's own.
func NewNav(chosen string, onChosen func(id string), items ...NavItem) *Nav {
	n := &Nav{OnChosen: onChosen, chosen: chosen}
	objects := make([]fyne.CanvasObject, len(items))
	for i, x := range items {
		b := &navItem{owner: n, item: x}
		b.ID, b.Label = "nav."+x.ID, x.Label
		b.OnTapped = func() {
			n.SetChosen(b.item.ID)
			if n.OnChosen != nil {
				n.OnChosen(b.item.ID)
			}
		}
		b.become(b, "nav")
		n.items = append(n.items, b)
		objects[i] = b
	}
	n.content = Stack(2, objects...)
	n.ExtendBaseWidget(n)
	return n
}

// SetChosen shows a page as chosen without telling anybody.
func (n *Nav) SetChosen(id string) {
	n.chosen = id
	for _, b := range n.items {
		b.Refresh()
	}
}

// SetCount changes the number after a page.
func (n *Nav) SetCount(id, count string) {
	for _, b := range n.items {
		if b.item.ID == id && b.item.Count != count {
			b.item.Count = count
			b.Refresh()
		}
	}
}

// SetRail makes the list narrow: icon above word.
func (n *Nav) SetRail(rail bool) {
	if n.rail != rail {
		n.rail = rail
		n.SetChosen(n.chosen)
	}
}

type navItem struct {
	press
	owner *Nav
	item  NavItem
}

func (b *navItem) control() Control {
	c := b.press.control()
	c.Chosen = b.owner.chosen == b.item.ID
	return c
}

// TypedKey walks with the arrows.
func (b *navItem) TypedKey(e *fyne.KeyEvent) {
	for i, x := range b.owner.items {
		if x != b {
			continue
		}
		n := len(b.owner.items)
		switch e.Name {
		case fyne.KeyDown:
			focus(b.owner.items[(i+1)%n])
			return
		case fyne.KeyUp:
			focus(b.owner.items[(i+n-1)%n])
			return
		}
	}
	b.press.TypedKey(e)
}

// CreateRenderer draws the page's line.
func (b *navItem) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	back, bar, mark, word, count, halo := newBox(), newBox(), newGlyph(), newLine(), newLine(), newRing()
	d := &drawing{}
	d.update = func() {
		on, ink := b.owner.chosen == b.item.ID, T2
		fill, edge := none, none
		if on {
			fill, edge, ink = Surf, Line, T1
		} else if b.hovered {
			fill = Gry
		}
		back.set(fill, edge, 1, 4)
		bar.set(Acc, none, 0, 1)
		bar.hide(!on)
		mark.set(b.item.Icon, ink)
		label := b.item.Label
		if b.owner.rail && b.item.Short != "" {
			label = b.item.Short
		}
		word.set(label, Body, ink, on)
		count.set(b.item.Count, Caption, T2, false)
		halo.set(b.ringed(), 4)
		d.objects = append(append(back.parts(), bar.parts()...), mark.Image, word.Text, count.Text, halo.Rectangle)
	}
	d.min = func() fyne.Size {
		if b.owner.rail {
			return fyne.NewSize(em(40), em(48))
		}
		return fyne.NewSize(em(80), em(32))
	}
	d.layout = func(s fyne.Size) {
		back.place(0, 0, s.Width, s.Height)
		halo.around(0, 0, s.Width, s.Height, 0)
		cw := count.width()
		if b.owner.rail {
			bar.place(0, 2, 3, s.Height-4)
			all := em(16)
			if cw > 0 {
				all += em(3) + cw
			}
			x := (s.Width - all) / 2
			mark.place(x, em(6), em(18), em(16))
			count.place(x+em(19), em(6), cw+1, em(18))
			ww := min(word.width(), s.Width-4)
			word.place((s.Width-ww)/2, em(25), ww+1, em(20))
			return
		}
		bar.place(0, em(8), 3, s.Height-em(16))
		mark.place(em(8), 0, s.Height, em(16))
		word.place(em(32), 0, s.Width-em(40)-cw, s.Height)
		count.place(s.Width-em(8)-cw, 0, cw+1, s.Height)
	}
	return d.start(b)
}
