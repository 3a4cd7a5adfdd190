package screen

import "fyne.io/fyne/v2"

// CriteriaList is the conditions of repair one under another: ↑ ↓ Home End move,
// Enter acts on the selected one, a press selects.
type CriteriaList struct {
	group
	OnSelected func(i int)
	OnEnter    func(i int)

	rows     []*CriteriaRow
	stack    *fyne.Container
	scroll   *Scroll
	selected int
}

// NewCriteriaList makes an empty list.
func NewCriteriaList(selected, entered func(i int)) *CriteriaList {
	l := &CriteriaList{OnSelected: selected, OnEnter: entered, stack: Stack(0), selected: -1}
	l.scroll = NewScroll(l.stack)
	l.content = l.scroll
	l.ExtendBaseWidget(l)
	return l
}

// SetCriteria shows other conditions; the selection stays at its index, and the
// keyboard with it.
func (l *CriteriaList) SetCriteria(all ...Criterion) {
	keyboard := l.selected >= 0 && l.selected < len(l.rows) && l.rows[l.selected].focused
	l.rows, l.stack.Objects = nil, nil
	for i, c := range all {
		r := NewCriteriaRow(c, func() { l.Select(i) })
		r.onKey = l.key
		l.rows = append(l.rows, r)
		l.stack.Objects = append(l.stack.Objects, r)
	}
	l.selected = min(l.selected, len(all)-1)
	l.mark()
	l.scroll.Relayout()
	if keyboard && l.selected >= 0 {
		focus(l.rows[l.selected])
	}
}

// Selected is the index of the selected condition, or -1.
func (l *CriteriaList) Selected() int { return l.selected }

// Select selects a condition, brings it into view and tells OnSelected.
func (l *CriteriaList) Select(i int) {
	if i < 0 || i >= len(l.rows) {
		return
	}
	changed := l.selected != i
	l.selected = i
	l.mark()
	r := l.rows[i]
	l.scroll.Reveal(r.Position().Y, r.BaseWidget.Size().Height)
	if changed && l.OnSelected != nil {
		l.OnSelected(i)
	}
}

// Focusable gives the selected row (or the first), for pane cycling; nil when
// the list is empty.
func (l *CriteriaList) Focusable() fyne.Focusable {
	if len(l.rows) == 0 {
		return nil
	}
	return l.rows[max(0, l.selected)]
}

func (l *CriteriaList) mark() {
	for i, r := range l.rows {
		r.SetChosen(i == l.selected)
	}
}

// key moves and acts; it tells whether the key was used.
func (l *CriteriaList) key(e *fyne.KeyEvent) bool {
	to := l.selected
	switch e.Name {
	case fyne.KeyDown:
		to++
	case fyne.KeyUp:
		to--
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = len(l.rows) - 1
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.OnEnter == nil || l.selected < 0 {
			return false
		}
		l.OnEnter(l.selected)
		return true
	default:
		return false
	}
	if to >= 0 && to < len(l.rows) {
		l.Select(to)
		focus(l.rows[to])
	}
	return true
}
