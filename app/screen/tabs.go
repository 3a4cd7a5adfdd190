package screen

import "fyne.io/fyne/v2"

// Tab is one page of a case.
type Tab struct {
	ID    string
	Label string
	Count string // small, after the label
}

// Tabs is the bar of pages under a case header; the one shown has a 2 px bar.
type Tabs struct {
	group
	OnChosen func(id string)
	chosen   string
	tabs     []*tab
}

// NewTabs makes the bar; id is the stable name before each tab's own.
func NewTabs(id, chosen string, onChosen func(id string), tabs ...Tab) *Tabs {
	t := &Tabs{OnChosen: onChosen, chosen: chosen}
	objects := make([]fyne.CanvasObject, len(tabs))
	for i, x := range tabs {
		b := &tab{owner: t, tab: x, at: i}
		b.ID, b.Label = id+"."+x.ID, x.Label
		b.OnTapped = func() { t.choose(b.tab.ID) }
		b.become(b, "tab")
		t.tabs = append(t.tabs, b)
		objects[i] = b
	}
	t.content = Row(20, objects...)
	t.ExtendBaseWidget(t)
	return t
}

// Chosen is the id of the tab shown.
func (t *Tabs) Chosen() string { return t.chosen }

// SetChosen shows a tab as chosen without telling anybody.
func (t *Tabs) SetChosen(id string) {
	t.chosen = id
	for _, b := range t.tabs {
		b.Refresh()
	}
}

// Step chooses the tab n places on (negative: back), or the n-th when jump.
func (t *Tabs) Step(n int, jump bool) {
	at := 0
	for i, b := range t.tabs {
		if b.tab.ID == t.chosen && !jump {
			at = i
		}
	}
	if at += n; at >= 0 && at < len(t.tabs) {
		t.choose(t.tabs[at].tab.ID)
	}
}

func (t *Tabs) choose(id string) {
	t.SetChosen(id)
	if t.OnChosen != nil {
		t.OnChosen(id)
	}
}

type tab struct {
	press
	owner *Tabs
	tab   Tab
	at    int
}

func (b *tab) control() Control {
	c := b.press.control()
	c.Chosen = b.owner.chosen == b.tab.ID
	return c
}

// TypedKey walks with the arrows.
func (b *tab) TypedKey(e *fyne.KeyEvent) {
	n := len(b.owner.tabs)
	switch e.Name {
	case fyne.KeyRight:
		focus(b.owner.tabs[(b.at+1)%n])
	case fyne.KeyLeft:
		focus(b.owner.tabs[(b.at+n-1)%n])
	default:
		b.press.TypedKey(e)
	}
}

// CreateRenderer draws the tab.
func (b *tab) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	word, count, bar, halo := newLine(), newLine(), newBox(), newRing()
	d := &drawing{objects: append(bar.parts(), word.Text, count.Text, halo.Rectangle)}
	d.update = func() {
		on, ink := b.owner.chosen == b.tab.ID, T2
		if on || b.hovered {
			ink = T1
		}
		word.set(b.tab.Label, Body, ink, on)
		count.set(b.tab.Count, Caption, T2, false)
		bar.set(Acc, none, 0, 0)
		bar.hide(!on)
		halo.set(b.ringed(), 3)
	}
	d.min = func() fyne.Size {
		w := word.width()
		if b.tab.Count != "" {
			w += em(6) + count.width()
		}
		return fyne.NewSize(w, em(36))
	}
	d.layout = func(s fyne.Size) {
		x := word.place(0, 0, s.Width+1, s.Height)
		count.place(x+em(6), 0, s.Width-x, s.Height)
		bar.place(0, s.Height-2, s.Width, 2)
		halo.around(0, em(5), s.Width, s.Height-em(10), 3)
	}
	return d.start(b)
}
