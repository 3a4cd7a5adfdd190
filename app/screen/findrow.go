package screen

import (
	"fyne.io/fyne/v2"
)

// FindItem is one hit of the search, in words. From and To are the characters that
// were meant: of the name, or of what stands below it.
type FindItem struct {
	Icon       string // of a command
	Name       string
	Below      string
	From, To   int
	InBelow    bool
	Why        string
	Stage      string
	Badge      BadgeState
	BadgeWords string // "" for none
	Keys       []string
}

// FindRow is a hit of the search, 44 high; a command is 36.
type FindRow struct {
	row
	item FindItem
}

// FindRowHeight is the height of a hit in pixels.
func FindRowHeight(command bool) float32 {
	if command {
		return em(36)
	}
	return em(44)
}

// NewFindRow makes an empty row.
func NewFindRow() *FindRow {
	r := &FindRow{}
	r.become(r)
	return r
}

// Set fills the row.
func (r *FindRow) Set(item FindItem) {
	r.item = item
	r.Refresh()
}

// CreateRenderer draws the row.
func (r *FindRow) CreateRenderer() fyne.WidgetRenderer {
	name, below, why, stage, tint := newLine(), newLine(), newLine(), newLine(), newBox()
	icon, badge, keys := newGlyph(), newBadgeParts(), &caps{}
	d := &drawing{}
	d.update = func() {
		q := &r.item
		r.ground(Surf)
		tint.set(AmbS, none, 0, 3)
		tint.hide(q.To <= q.From)
		icon.set(q.Icon, T2)
		name.set(q.Name, Body, T1, r.selected)
		below.set(q.Below, Caption, T2, false)
		why.set(q.Why, Caption, T2, false)
		stage.set(q.Stage, Caption, T2, false)
		badge.set(q.Badge, q.BadgeWords)
		keys.set(q.Keys, Surf, Line, T2)
		d.objects = append(append(r.under(), tint.parts()...), icon.Image, name.Text, below.Text, why.Text, stage.Text)
		if q.BadgeWords != "" {
			d.objects = append(d.objects, badge.parts()...)
		}
		d.objects = append(append(d.objects, keys.parts()...), r.over()...)
	}
	d.min = func() fyne.Size { return fyne.NewSize(em(200), FindRowHeight(r.item.Icon != "")) }
	d.layout = func(s fyne.Size) {
		r.frame(s)
		q := &r.item
		x, end := em(12), s.Width-em(12)
		if q.Icon != "" {
			icon.place(x, 0, s.Height, em(16))
			x += em(24)
		}
		if len(q.Keys) > 0 {
			end -= keys.width()
			keys.place(end, 0, s.Height)
			end -= em(8)
		}
		if q.BadgeWords != "" {
			end -= em(84)
			badge.place(end, (s.Height-em(24))/2, em(84))
		}
		end -= em(8)
		if q.Icon == "" {
			end -= em(96)
			stage.place(end, 0, em(92), s.Height)
			end -= em(116)
			why.place(end, 0, em(112), s.Height)
			end -= em(8)
		}
		r.placeWords(&name, &below, tint, x, end-x, s.Height)
	}
	return d.start(r)
}

// placeWords puts the name, and what stands below it, and the tint behind what was meant.
func (r *FindRow) placeWords(name, below *line, tint *box, x, w, h float32) {
	q := &r.item
	if q.Below == "" {
		name.place(x, 0, w, h)
		markPart(tint, *name, q.From, q.To)
		return
	}
	top := round((h - em(36)) / 2)
	name.place(x, top, w, em(20))
	below.place(x, top+em(19), w, em(16))
	if q.InBelow {
		name = below
	}
	markPart(tint, *name, q.From, q.To)
}

// markPart puts the tint behind some characters of a line, if they show: a long name
// loses its middle.
func markPart(tint *box, l line, from, to int) {
	all, shown := []rune(l.full), []rune(l.Text.Text)
	if to <= from || to > len(all) {
		tint.hide(true)
		return
	}
	if cut := len(all) - len(shown); cut > 0 { // "…" stands for cut+1 characters
		gap := 0
		for gap < len(shown) && shown[gap] == all[gap] {
			gap++
		}
		switch {
		case to <= gap:
		case from > gap+cut:
			from, to = from-cut, to-cut
		default:
			from, to = gap, gap+1
		}
	}
	width := func(s []rune) float32 { return fyne.MeasureText(string(s), l.TextSize, l.TextStyle).Width }
	left := width(shown[:from])
	tint.place(l.Position().X+left-1, l.Position().Y+1, width(shown[from:to])+2, l.Size().Height-1)
}
