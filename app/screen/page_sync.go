package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// syncPage shows how far every record has come to the central library. Its
// board is shared with the sidebar's tile, so the shell calls show.
type syncPage struct {
	room  Room
	view  present.SyncBoardView
	now   *Button
	tiles *fyne.Container
	note  *fyne.Container // banner above the list
	list  *RowList
	empty *fyne.Container
	side  *fyne.Container
	top   *fyne.Container
	root  fyne.CanvasObject
}

func newSyncPage(room Room) page {
	s := &syncPage{room: room, tiles: Layer(), note: Stack(0), empty: Layer(), side: Stack(8)}
	say := room.Say
	s.now = NewButton("sync.now", Primary, say("sync.now"), room.Board.SyncNow).WithIcon("refresh-cw")
	s.list = s.buildList()
	head := NewTableRow(12, syncColumns()...)
	head.Total = true
	var names []Cell
	for _, key := range []string{"sync.col.case", "sync.col.what", "sync.col.state", "sync.col.place"} {
		names = append(names, Cell{Words: say(key), Small: true, Quiet: true})
	}
	head.Set(names...)
	box := Layer(NewCard(), Pad(1, Lines(0, []float32{0, em(28), Share(1)},
		CardHead(say("sync.outbox"), say("sync.outbox_note")), head, Layer(s.list, s.empty))))
	body := Beside(8, 316, 900, box, s.side)
	s.top = Lines(8, []float32{0, 0, Share(1)}, s.note, s.tiles, body)
	s.root = Layer(NewFill(Bg), Lines(0, []float32{0, Share(1)},
		PageHeader(say("page.sync"), "", nil, s.now), Inset(8, 16, 8, 16, s.top)))
	s.show(room.Board.View())
	return s
}

func syncColumns() []float32 { return []float32{Share(1), 176, 120, 110} }

// Object is what the frame shows.
func (s *syncPage) Object() fyne.CanvasObject { return s.root }

// Arrive reads afresh and gives the list the keyboard.
func (s *syncPage) Arrive(Route) {
	s.room.Board.Refresh()
	s.room.Canvas.Focus(s.list)
}

// Leave keeps everything as it is.
func (s *syncPage) Leave() {}

// Hints are the keys for the status bar.
func (s *syncPage) Hints() []Hint {
	return []Hint{
		{[]string{"Ctrl", "Shift", "S"}, s.room.Say("sync.now")}, {[]string{"F8"}, s.room.Say("sync.next_trouble")},
		{[]string{"Enter"}, s.room.Say("keys.open")}, {[]string{"F1"}, s.room.Say("keys.sheet")},
	}
}

// KeyMap are the page's keys.
func (s *syncPage) KeyMap() map[string]func() {
	return map[string]func(){
		"Ctrl+Shift+S": s.room.Board.SyncNow,
		"F8":           s.room.Board.NextTrouble,
		"Esc":          func() { s.room.Go(Route{Page: present.PageWorkbench}) },
	}
}

func (s *syncPage) buildList() *RowList {
	l := NewRowList("sync.rows")
	l.Count = func() int { return len(s.view.Rows) }
	l.Height = func(int) float32 { return em(44) }
	l.Make = func(int) ListRow { return NewTableRow(12, syncColumns()...) }
	l.Fill = func(i int, row ListRow) { row.(*TableRow).Set(s.cells(s.view.Rows[i])...) }
	l.Name = func(i int) (string, string) {
		r := s.view.Rows[i]
		return "sync.row." + r.Number, r.Party
	}
	l.OnSelected = s.room.Board.Select
	l.OnOpen = func(i int) { s.room.Go(Route{Page: PageCase, Case: s.view.Rows[i].Case}) }
	return l
}

// syncIcon is the icon of how far a record has come.
func syncIcon(state cases.SyncState) (string, Tone) {
	switch state {
	case cases.SyncSent:
		return "arrow-up-from-line", Info
	case cases.SyncConfirmed:
		return "check-check", Good
	case cases.SyncAside:
		return "triangle-alert", Warn
	}
	return "hard-drive", Neutral
}

func (s *syncPage) cells(l present.SyncLine) []Cell {
	icon, tone := syncIcon(l.State)
	place := "—"
	if l.Place > 0 {
		place = s.room.Say("sync.place", cases.Arg{Name: "n", Value: strconv.FormatUint(l.Place, 10)})
	}
	return []Cell{
		{Words: l.Number, Below: l.Party}, {Words: s.room.In(l.What)},
		{Icon: icon, Words: s.room.In(l.As), Tone: tone}, {Words: place, Small: true, Quiet: true},
	}
}

// show puts the board's view into the widgets.
func (s *syncPage) show(v present.SyncBoardView) {
	s.view = v
	label := "sync.now"
	if v.Connection.Busy {
		label = "sync.busy"
	}
	s.now.SetLabel(s.room.Say(label))
	s.now.SetEnabled(v.CanSync)
	s.note.Objects = nil
	switch {
	case v.Problem != nil:
		s.note.Add(NewBanner("sync.problem", Warn, s.room.Trouble(v.Problem), "", nil))
	case !v.CanSync && !v.Connection.Busy:
		s.note.Add(NewBanner("sync.alone", Info, s.room.Say("sync.alone"), "", nil))
	}
	s.note.Hidden = len(s.note.Objects) == 0
	s.list.selected = v.Selected
	s.list.Reload()
	s.empty.Objects = nil
	switch {
	case len(v.Rows) > 0:
	case v.Loading && !v.Connection.Known:
		s.empty.Add(Pad(12, NewSkeleton(6)))
	case v.Connection.Known:
		s.empty.Add(NewEmpty("inbox", s.room.Say("sync.none"), s.room.Say("sync.none_note")))
	}
	s.empty.Refresh()
	s.showTiles(v)
	s.showSide(v)
	s.top.Refresh()
}
