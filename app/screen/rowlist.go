package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// ListRow is a row that a list fills again and again as it scrolls.
type ListRow interface {
	fyne.CanvasObject
	// Mark shows whether the row is the selected one and whether the list has
	// the keyboard.
	Mark(selected, focused bool)
}

// RowList is a list of typed rows of different heights in exact pixels: group
// heads are rows too. Only rows in view exist. ↑ ↓ PgUp PgDn Home End move,
// Enter opens, a press selects and a second press on it opens.
//
// widget.List would put four pixels and a separator between rows.
type RowList struct {
	widget.BaseWidget
	ID         string
	Count      func() int
	Height     func(i int) float32          // pixels
	Make       func(kind int) ListRow       // a new row of a kind
	Kind       func(i int) int              // which kind row i is; nil: all are 0
	Fill       func(i int, row ListRow)     // puts data into a row
	Name       func(i int) (id, say string) // the row as a control; id "" for heads
	OnSelected func(i int)
	OnOpen     func(i int)
	OnKey      func(e *fyne.KeyEvent) bool // asked first; true when used
	OneTap     bool                        // one press opens
	OnShown    func(first, last int)       // which rows are in view, after they changed

	selected int
	mark     string // what Name called the selected row
	focused  bool
	scroll   *container.Scroll
	body     *rowBody
	tops     []float32 // top of each row, and the total at the end
}

// NewRowList makes a list with nothing selected; set its functions, then Reload.
func NewRowList(id string) *RowList {
	l := &RowList{ID: id, selected: -1, tops: []float32{0}}
	l.body = &rowBody{list: l, live: map[int]*liveRow{}, pool: map[int][]*liveRow{}}
	l.body.ExtendBaseWidget(l.body)
	l.scroll = container.NewVScroll(l.body)
	l.scroll.OnScrolled = func(fyne.Position) {
		stir(l)
		l.body.redraw()
		l.shown()
	}
	l.ExtendBaseWidget(l)
	return l
}

// Reload takes new rows in; the selection stays at its index, if there is one.
func (l *RowList) Reload() {
	n := l.Count()
	l.tops = append(l.tops[:0], 0)
	for i := range n {
		l.tops = append(l.tops, l.tops[i]+l.Height(i))
	}
	if l.selected >= n {
		l.selected = -1
	}
	l.body.stale = true
	l.scroll.Refresh()
	l.body.redraw()
}

// ReloadAt takes new rows in and selects row i of them (-1: none) without telling
// anybody. Where it is the row that was selected before, it stays where it is on the
// screen, whatever came above it.
func (l *RowList) ReloadAt(i int) {
	was, view, mark := float32(-1), l.scroll.Size().Height, l.mark
	if l.selected >= 0 && l.selected < len(l.tops)-1 {
		was = l.tops[l.selected] - l.scroll.Offset.Y
	}
	l.selected = -1
	l.Reload()
	if i >= 0 && i < len(l.tops)-1 {
		l.selected = i
		l.remember()
		if l.mark == mark && was >= 0 && was < view {
			l.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(l.tops[i]-was, l.tops[len(l.tops)-1]-view))))
		} else if l.mark != mark {
			l.reveal(i)
		}
	}
	l.body.mark()
	l.body.redraw()
	l.shown()
}

// Choose selects a row and brings it into view, without telling anybody.
func (l *RowList) Choose(i int) {
	if i != l.selected && i >= 0 && i < len(l.tops)-1 {
		l.selected = i
		l.remember()
		l.reveal(i)
		l.body.mark()
	}
}

// remember keeps the name of the selected row.
func (l *RowList) remember() {
	if l.mark = ""; l.Name != nil && l.selected >= 0 {
		l.mark, _ = l.Name(l.selected)
	}
}

// Resize gives the list its room; in more of it more rows show.
func (l *RowList) Resize(s fyne.Size) {
	wide := l.Size() != s
	l.BaseWidget.Resize(s)
	if wide {
		l.body.redraw()
		l.shown()
	}
}

// shown tells which rows are in view.
func (l *RowList) shown() {
	if first, last := l.body.inView(); l.OnShown != nil && last > first {
		l.OnShown(first, last-1)
	}
}

// Selected is the index of the selected row, or -1.
func (l *RowList) Selected() int { return l.selected }

// Select selects a row, brings it into view and tells OnSelected.
func (l *RowList) Select(i int) {
	if i < 0 || i >= len(l.tops)-1 || !l.selectable(i) {
		return
	}
	changed := l.selected != i
	l.selected = i
	l.remember()
	l.reveal(i)
	l.body.mark()
	if changed && l.OnSelected != nil {
		l.OnSelected(i)
	}
}

func (l *RowList) selectable(i int) bool {
	if l.Name == nil {
		return true
	}
	id, _ := l.Name(i)
	return id != ""
}

func (l *RowList) reveal(i int) {
	view, off := l.scroll.Size().Height, l.scroll.Offset.Y
	top := l.tops[i]
	if i > 0 && !l.selectable(i-1) {
		top = l.tops[i-1] // show the head of its group too
	}
	switch {
	case view <= 0:
		return
	case top < off:
		off = top
	case l.tops[i+1] > off+view:
		off = l.tops[i+1] - view
	default:
		return
	}
	l.scroll.ScrollToOffset(fyne.NewPos(0, off))
	l.body.redraw()
}

// step moves the selection by a number of selectable rows.
func (l *RowList) step(by int) {
	dir := 1
	if by < 0 {
		dir, by = -1, -by
	}
	at, n := l.selected, len(l.tops)-1
	for i := l.selected + dir; i >= 0 && i < n && by > 0; i += dir {
		if l.selectable(i) {
			at = i
			by--
		}
	}
	l.Select(at)
}

// FocusGained shows where the keyboard is.
func (l *RowList) FocusGained() {
	l.focused = true
	if l.selected < 0 {
		l.step(1)
	}
	l.body.mark()
}

// FocusLost takes the ring away.
func (l *RowList) FocusLost() { l.focused = false; l.body.mark() }

// TypedRune is ignored.
func (l *RowList) TypedRune(rune) {}

// TypedKey moves, opens, or passes the key on.
func (l *RowList) TypedKey(e *fyne.KeyEvent) {
	stir(l)
	if l.OnKey != nil && l.OnKey(e) {
		return
	}
	page := max(1, int(l.scroll.Size().Height/em(48)))
	switch e.Name {
	case fyne.KeyDown:
		l.step(1)
	case fyne.KeyUp:
		l.step(-1)
	case fyne.KeyPageDown:
		l.step(page)
	case fyne.KeyPageUp:
		l.step(-page)
	case fyne.KeyHome:
		l.step(-len(l.tops))
	case fyne.KeyEnd:
		l.step(len(l.tops))
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.selected >= 0 && l.OnOpen != nil {
			l.OnOpen(l.selected)
		}
	default:
		passKey(l, e)
	}
}

func (l *RowList) control() Control {
	return Control{ID: l.ID, Kind: "list", Enabled: true, Focused: l.focused}
}

func (l *RowList) children() []fyne.CanvasObject { return []fyne.CanvasObject{l.scroll} }

// CreateRenderer draws the list.
func (l *RowList) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.scroll) }
