package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Filter is one saved view of a list, with how many rows it has.
type Filter struct {
	ID    string
	Label string
	Count string
	Key   string // keycap after it, "" for none
}

// Filters is a row of saved views; the one in use is tinted.
type Filters struct {
	group
	ID       string
	OnChosen func(id string)
	chosen   string
	all      []*filter
	content  *fyne.Container
}

// NewFilters makes the row; id is the stable name before each filter's own.
func NewFilters(id, chosen string, onChosen func(id string), filters ...Filter) *Filters {
	f := &Filters{ID: id, OnChosen: onChosen, content: container.New(&asFits{})}
	f.group.content = f.content
	f.ExtendBaseWidget(f)
	f.SetFilters(chosen, filters)
	return f
}

// SetFilters shows other filters; those that stay keep their place on the screen.
func (f *Filters) SetFilters(chosen string, filters []Filter) {
	f.chosen = chosen
	for len(f.all) < len(filters) {
		b := &filter{owner: f}
		b.OnTapped = func() { f.choose(b.filter.ID) }
		b.become(b, "tab")
		f.all = append(f.all, b)
	}
	f.all = f.all[:len(filters)]
	f.content.Objects = nil
	for i, x := range filters {
		b := f.all[i]
		b.ID, b.Label, b.filter = f.ID+"."+x.ID, x.Label, x
		f.content.Add(b)
		b.Refresh()
	}
	f.content.Refresh()
}

// Chosen is the id of the filter in use.
func (f *Filters) Chosen() string { return f.chosen }

// SetChosen shows a filter as in use without telling anybody.
func (f *Filters) SetChosen(id string) {
	f.chosen = id
	for _, b := range f.all {
		b.Refresh()
	}
}

// ChooseAt uses the n-th filter, counted from 1, as Alt+n does.
func (f *Filters) ChooseAt(n int) {
	if n >= 1 && n <= len(f.all) {
		f.choose(f.all[n-1].filter.ID)
	}
}

// SetCount changes the count of a filter.
func (f *Filters) SetCount(id, count string) {
	for _, b := range f.all {
		if b.filter.ID == id && b.filter.Count != count {
			b.filter.Count = count
			b.Refresh()
		}
	}
}

func (f *Filters) choose(id string) {
	f.SetChosen(id)
	if f.OnChosen != nil {
		f.OnChosen(id)
	}
}

type filter struct {
	press
	owner  *Filters
	filter Filter
}

// key is the keycap shown: large text leaves it to the key sheet, so that every
// filter has room.
func (b *filter) key() string {
	if large() {
		return ""
	}
	return b.filter.Key
}

func (b *filter) control() Control {
	c := b.press.control()
	c.Chosen = b.owner.chosen == b.filter.ID
	return c
}

// CreateRenderer draws the filter.
func (b *filter) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	back, word, count, key, halo := newBox(), newLine(), newLine(), &caps{}, newRing()
	d := &drawing{}
	d.update = func() {
		on := b.owner.chosen == b.filter.ID
		fill, ink := none, T2
		if on {
			fill, ink = AccS, Acc
		} else if b.hovered {
			fill = Alt
		}
		back.set(fill, none, 0, 4)
		word.set(b.filter.Label, Body, ink, on)
		count.set(b.filter.Count, Body, ink, on)
		keys := []string{b.filter.Key}
		if b.key() == "" {
			keys = nil
		}
		key.set(keys, Surf, Line, T2)
		halo.set(b.ringed(), 4)
		d.objects = append(append(back.parts(), word.Text, count.Text), key.parts()...)
		d.objects = append(d.objects, halo.Rectangle)
	}
	d.min = func() fyne.Size {
		w := em(16) + word.width()
		if b.filter.Count != "" {
			w += em(6) + count.width()
		}
		if b.key() != "" {
			w += em(6) + key.width()
		}
		return fyne.NewSize(w, em(28))
	}
	d.layout = func(s fyne.Size) {
		back.place(0, 0, s.Width, s.Height)
		halo.around(0, 0, s.Width, s.Height, 0)
		x := em(8)
		x += word.place(x, 0, s.Width, s.Height)
		if b.filter.Count != "" {
			x += em(6) + count.place(x+em(6), 0, s.Width, s.Height)
		}
		key.place(x+em(6), 0, s.Height)
	}
	return d.start(b)
}
