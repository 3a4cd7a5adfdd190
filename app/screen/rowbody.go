package screen

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// rowBody is the scrolled content of a RowList: it keeps a row for each index in
// view and fills rows that went out of view again.
type rowBody struct {
	widget.BaseWidget
	list  *RowList
	live  map[int]*liveRow
	pool  map[int][]*liveRow // by kind
	stale bool               // all rows must be filled again
	show  func()             // set once drawn
}

// liveRow is a row in use, and the control it is reported as.
type liveRow struct {
	ListRow
	kind  int
	id    string
	label string
	owner *rowBody
	index int
}

func (r *liveRow) control() Control {
	return Control{ID: r.id, Kind: "row", Label: r.label, Enabled: true,
		Focused: r.owner.list.focused && r.owner.list.selected == r.index, Chosen: r.owner.list.selected == r.index}
}

func (r *liveRow) children() []fyne.CanvasObject {
	if p, ok := r.ListRow.(parent); ok {
		return p.children()
	}
	return nil
}

// inView gives the first and one past the last index that shows.
func (b *rowBody) inView() (int, int) {
	t := b.list.tops
	n := len(t) - 1
	from := b.list.scroll.Offset.Y
	to := from + b.list.scroll.Size().Height
	first := max(0, sort.Search(n, func(i int) bool { return t[i+1] > from }))
	last := sort.Search(n, func(i int) bool { return t[i] >= to })
	return first, last
}

// arrange makes, fills and places the rows in view.
func (b *rowBody) arrange(width float32) {
	first, last := b.inView()
	for i, r := range b.live {
		if i < first || i >= last || b.stale && r.kind != b.kind(i) {
			delete(b.live, i)
			b.pool[r.kind] = append(b.pool[r.kind], r)
		}
	}
	for i := first; i < last; i++ {
		r, ok := b.live[i]
		if !ok {
			r = b.take(i)
			b.live[i] = r
		}
		if !ok || b.stale {
			b.list.Fill(i, r.ListRow)
			r.id, r.label = "", ""
			if b.list.Name != nil {
				r.id, r.label = b.list.Name(i)
			}
			r.Mark(i == b.list.selected, b.list.focused)
		}
		r.index = i
		r.Move(fyne.NewPos(0, b.list.tops[i]))
		r.Resize(fyne.NewSize(width, b.list.tops[i+1]-b.list.tops[i]))
	}
	b.stale = false
}

func (b *rowBody) kind(i int) int {
	if b.list.Kind == nil {
		return 0
	}
	return b.list.Kind(i)
}

func (b *rowBody) take(i int) *liveRow {
	k := b.kind(i)
	if p := b.pool[k]; len(p) > 0 {
		r := p[len(p)-1]
		b.pool[k] = p[:len(p)-1]
		return r
	}
	return &liveRow{ListRow: b.list.Make(k), kind: k, owner: b}
}

// redraw brings the rows in view up to date without refreshing each of them.
func (b *rowBody) redraw() {
	if b.show != nil {
		b.show()
		canvas.Refresh(b)
	}
}

// mark shows the selection on the rows in view.
func (b *rowBody) mark() {
	for i, r := range b.live {
		r.Mark(i == b.list.selected, b.list.focused)
	}
}

// Tapped selects the row under the pointer; pressed again, it opens.
func (b *rowBody) Tapped(e *fyne.PointEvent) {
	l := b.list
	i := sort.Search(len(l.tops)-1, func(i int) bool { return l.tops[i+1] > e.Position.Y })
	focusBefore := l.selected
	if i >= len(l.tops)-1 || !l.selectable(i) {
		return
	}
	l.Select(i)
	focus(l)
	if (focusBefore == i || l.OneTap) && l.OnOpen != nil {
		l.OnOpen(i)
	}
}

func (b *rowBody) children() []fyne.CanvasObject {
	first, last := b.inView()
	var out []fyne.CanvasObject
	for i := first; i < last; i++ {
		if r, ok := b.live[i]; ok {
			out = append(out, r)
		}
	}
	return out
}

// CreateRenderer draws the rows in view.
func (b *rowBody) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{}
	d.update = func() {
		b.arrange(b.BaseWidget.Size().Width)
		d.objects = d.objects[:0]
		for _, o := range b.children() {
			d.objects = append(d.objects, o.(*liveRow).ListRow)
		}
	}
	d.min = func() fyne.Size { return fyne.NewSize(em(80), b.list.tops[len(b.list.tops)-1]) }
	d.layout = func(fyne.Size) { d.update() }
	b.show = d.update
	return d.start(b)
}
