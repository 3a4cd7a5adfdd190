package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// findPanel is the search below a field: hits in groups, walked by the arrows while
// the field keeps the keyboard.
type findPanel struct {
	room  Room
	p     *present.Finder
	entry *Entry
	list  *RowList
	lines []present.FindLine
	note  *fyne.Container
	foot  *fyne.Container
	body  *fyne.Container
	card  *floatCard
	shut  func() // closes whatever the panel stands in
	grown func() // the panel wants another height
}

func newFindPanel(room Room, entry *Entry) *findPanel {
	f := &findPanel{room: room, p: present.NewFinder(room.Desk, room.Session, room.Say, room.Commands), entry: entry,
		note: Stack(0), foot: Layer(), shut: func() {}, grown: func() {}}
	f.list = f.buildList()
	hints := Row(8, NewKeycaps(room.Say("find.pick"), "↑", "↓"), NewKeycaps(room.Say("find.open"), "Enter"), NewKeycaps(room.Say("keys.back"), "Esc"))
	f.foot = Layer(NewFill(Alt), Inset(0, 12, 0, 12, hints))
	f.body = Lines(0, []float32{0, Share(1), 1, em(32)}, f.note, f.list, HLine(), f.foot)
	f.p.Changed = f.show
	entry.veil.lift = f.p.Bare
	return f
}

func (f *findPanel) buildList() *RowList {
	l := NewRowList("find")
	l.Count = func() int { return len(f.lines) }
	l.Kind = func(i int) int { return map[bool]int{true: 0, false: 1}[f.lines[i].Head] }
	l.Height = func(i int) float32 {
		if f.lines[i].Head {
			return HeadHeight()
		}
		return FindRowHeight(f.lines[i].Sort == present.FindCommand)
	}
	l.Make = func(kind int) ListRow {
		if kind == 0 {
			return NewHeadRow(12)
		}
		return NewFindRow()
	}
	l.Fill = func(i int, row ListRow) {
		switch r := row.(type) {
		case *HeadRow:
			r.Set(f.room.In(f.lines[i].Title), strconv.Itoa(f.lines[i].Count), "", Neutral)
		case *FindRow:
			r.Set(f.item(f.lines[i]))
		}
	}
	l.Name = f.name
	l.OnSelected = f.p.Select
	l.OnOpen = func(int) { f.open() }
	l.OneTap = true
	return l
}

// name is the row as a control.
func (f *findPanel) name(i int) (id, say string) {
	l := f.lines[i]
	switch {
	case l.Head:
		return "", ""
	case l.Sort == present.FindCommand:
		return "find.command." + l.Command.ID, f.room.In(l.Name)
	}
	return "find." + string(l.Sort) + "." + l.Below, f.room.In(l.Name)
}

func (f *findPanel) item(l present.FindLine) FindItem {
	q := FindItem{Name: f.room.In(l.Name), Below: l.Below, From: l.From, To: l.To, InBelow: l.InBelow, Why: f.room.In(l.Why), Stage: f.room.In(l.Stage)}
	switch l.Sort {
	case present.FindCommand:
		q.Icon, q.Keys = "corner-down-right", l.Command.Keys
	case present.FindCase:
		q.Badge, q.BadgeWords = badgeOf(l.Badge.State), f.room.In(l.Badge.Words)
	}
	return q
}

func (f *findPanel) show(v present.FindView) {
	f.lines = v.Lines
	if v.Hidden || f.entry.veil.down {
		put(f.entry, v.Shown)
		f.entry.Veil(v.Hidden, v.Shown)
	}
	f.note.Objects = nil
	switch {
	case v.Problem != nil:
		f.note.Add(Pad(12, trouble(f.room.Trouble(v.Problem))))
	case !v.Empty.IsZero():
		f.note.Add(Pad(14, Columns(8, []float32{em(16), Share(1)}, NewIcon("search", T2, 16), NewParagraph(f.room.In(v.Empty), Body, T1))))
	}
	f.list.Reload()
	f.grown() // so that the hit is brought into view in the room that there is now
	f.list.ReloadAt(v.Selected)
}

// root is the panel on a card of its own, which covers what lies under it.
func (f *findPanel) root() fyne.CanvasObject {
	if f.card == nil {
		plane := NewCard()
		plane.Edge = Line2
		f.card = &floatCard{}
		f.card.content = Layer(plane, Pad(1, f.body))
		f.card.ExtendBaseWidget(f.card)
	}
	return f.card
}

// floatCard is a card that hides what lies under it.
type floatCard struct{ group }

func (c *floatCard) covers() bool { return true }

// height is what the panel would like, up to most pixels.
func (f *findPanel) height(width, most float32) float32 {
	h := heightFor(f.note, width) + em(32) + 4
	for i := range f.lines {
		h += f.list.Height(i)
	}
	return min(h, most)
}

// keys are those that the panel answers while it is open.
func (f *findPanel) keys() map[string]func() {
	return map[string]func(){
		"Up": func() { f.p.Move(-1) }, "Down": func() { f.p.Move(1) }, "PgUp": func() { f.p.Move(-7) }, "PgDn": func() { f.p.Move(7) },
		"Enter": f.open, "Esc": f.shut,
	}
}

// open goes to the selected hit.
func (f *findPanel) open() {
	l, ok := f.p.Selected()
	if !ok {
		return
	}
	f.shut()
	switch l.Sort {
	case present.FindCase:
		f.room.Go(Route{Page: PageCase, Case: l.Case})
	case present.FindSubject:
		f.room.Go(Route{Page: present.PageIntake, Find: l.Query})
	default:
		if l.Command.ID == present.CommandIntake {
			f.room.Go(Route{Page: present.PageIntake, Find: l.Query})
			return
		}
		f.room.Run(l.Command.ID)
	}
}

// finder is the search over the window, from any page but the workbench, whose own
// field it is there.
func (s *Shell) finder() {
	if p, ok := s.pages[s.route.Page].(*workbenchPage); ok {
		p.lookUp()
		return
	}
	entry := NewSearch("find.search", s.room.Say("workbench.search"))
	f := newFindPanel(s.room, entry)
	over := newOverlay(s.room.Keys, em(640), Lines(0, []float32{0, em(420)}, Pad(8, entry), f.body))
	f.shut = func() {
		f.p.Forget()
		over.close()
	}
	entry.OnChanged = f.p.Search
	over.open(s.room.Canvas, f.keys(), entry.Focusable())
	f.p.Search("")
}
