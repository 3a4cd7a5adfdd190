package screen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// importPage brings a file of records in: first a dry run that shows what would
// be taken and what not, then, when the clerk says so, the rows themselves.
type importPage struct {
	room  Room
	p     *present.Import
	view  present.ImportView
	path  *Entry
	read  *Button
	take  *Button
	sum   *fyne.Container // what the dry run found
	lines []importLine
	list  *RowList
	empty *fyne.Container
	body  *fyne.Container
	root  fyne.CanvasObject
}

// importLine is a row of the list: the head of a group, or three cells.
type importLine struct {
	head, count, remark string
	tone                Tone
	cells               []Cell
}

func newImportPage(room Room) page {
	m := &importPage{room: room, p: present.NewImport(room.Desk, room.Session), sum: Stack(8), empty: Layer()}
	say := room.Say
	m.path = NewEntry("import.path", say("import.path")).Placeholder(say("import.path_ghost"))
	m.path.Hint = say("import.path_hint")
	m.path.OnSubmitted = func(string) { m.choose() }
	m.read = NewButton("import.read", Secondary, say("import.read"), m.choose).WithIcon("file-search").WithKeys("Enter")
	m.take = NewButton("import.take", Primary, say("import.take_none"), m.p.Take).WithKeys("Ctrl", "Enter")
	m.list = m.buildList()
	form := Card(12, Columns(8, []float32{Share(1), 0}, m.path, Inset(em(20), 0, 0, 0, Stack(0, m.read))))
	box := Layer(NewCard(), Pad(1, Layer(m.list, m.empty)))
	m.body = Lines(8, []float32{0, 0, Share(1)}, form, m.sum, box)
	m.root = Layer(NewFill(Bg), Lines(0, []float32{0, Share(1)},
		PageHeader(say("page.import"), say("import.remark"), nil), Inset(8, 16, 8, 16, m.body)))
	m.p.Changed = m.show
	m.show(m.p.View())
	return m
}

// Object is what the frame shows.
func (m *importPage) Object() fyne.CanvasObject { return m.root }

// Arrive puts the keyboard into the path.
func (m *importPage) Arrive(Route) { m.room.Canvas.Focus(m.path.Focusable()) }

// Leave keeps everything as it is.
func (m *importPage) Leave() {}

// Hints are the keys for the status bar.
func (m *importPage) Hints() []Hint {
	return []Hint{
		{[]string{"Enter"}, m.room.Say("import.read")}, {[]string{"Ctrl", "Enter"}, m.room.Say("import.take_key")},
		{[]string{"F6"}, m.room.Say("keys.pane")}, {[]string{"Esc"}, m.room.Say("keys.back")},
	}
}

// KeyMap are the page's keys.
func (m *importPage) KeyMap() map[string]func() {
	return map[string]func(){
		"Ctrl+Enter": m.p.Take,
		"F6":         func() { m.room.Canvas.Focus(m.list) },
		"Shift+F6":   func() { m.room.Canvas.Focus(m.path.Focusable()) },
		"Esc":        func() { m.room.Go(Route{Page: present.PageWorkbench}) },
	}
}

func (m *importPage) choose() {
	if path := strings.TrimSpace(m.path.Text()); path != "" {
		m.p.Choose(path)
	}
}

func (m *importPage) buildList() *RowList {
	l := NewRowList("import.rows")
	l.Count = func() int { return len(m.lines) }
	l.Kind = func(i int) int {
		if m.lines[i].cells == nil {
			return 0
		}
		return 1
	}
	l.Height = func(i int) float32 {
		if m.lines[i].cells == nil {
			return HeadHeight()
		}
		return em(44)
	}
	l.Make = func(kind int) ListRow {
		if kind == 0 {
			return NewHeadRow(12)
		}
		return NewTableRow(12, 88, Share(2), Share(3))
	}
	l.Fill = func(i int, row ListRow) {
		x := m.lines[i]
		switch r := row.(type) {
		case *HeadRow:
			r.Set(x.head, x.count, x.remark, x.tone)
		case *TableRow:
			r.Set(x.cells...)
		}
	}
	l.Name = func(i int) (string, string) {
		if m.lines[i].cells == nil {
			return "", ""
		}
		return "import.row." + strconv.Itoa(i), m.lines[i].cells[1].Words
	}
	return l
}

// show puts the presenter's view into the widgets.
func (m *importPage) show(v present.ImportView) {
	m.view = v
	m.read.SetEnabled(!v.Reading && !v.Taking)
	label := m.room.Say("import.take_none")
	if v.Sheet != nil {
		label = m.room.Say("import.take", cases.Arg{Name: "n", Value: strconv.Itoa(len(v.Sheet.Records))})
	}
	m.take.SetLabel(label)
	m.take.SetEnabled(v.CanTake && !v.Taking)
	m.showSum(v)
	m.lines = nil
	if v.Sheet != nil {
		m.lines = m.sheetLines(*v.Sheet, v.Done)
	}
	m.list.Reload()
	m.empty.Objects = nil
	switch {
	case v.Reading:
		m.empty.Add(Pad(12, NewSkeleton(6)))
	case v.Sheet == nil && v.Problem == nil:
		m.empty.Add(Inset(48, 0, 0, 0, NewEmpty("file-spreadsheet", m.room.Say("import.none"), m.room.Say("import.none_note"))))
	}
	m.empty.Refresh()
	m.body.Refresh()
}

// showSum says in one sentence what was found, done or wrong, with the way on.
func (m *importPage) showSum(v present.ImportView) {
	m.sum.Objects = nil
	switch {
	case v.Problem != nil:
		m.sum.Add(NewBanner("import.problem", Bad, m.room.Trouble(v.Problem), "", nil))
	case v.Done:
		m.sum.Add(NewBanner("import.go_intake", Good, m.room.In(v.Taken), m.room.Say("page.intake"), func() {
			m.room.Go(Route{Page: present.PageIntake})
		}))
	}
	if v.Sheet != nil && !v.Done {
		words := Stack(2, NewName(m.room.In(v.Summary), Section, T1, true),
			NewName(m.room.Say("import.dry", cases.Arg{Name: "file", Value: v.Sheet.Name}), Caption, T2, false))
		m.sum.Add(Card(12, SpreadRow(12, []float32{Share(1), 0}, words, m.take)))
	}
	m.sum.Hidden = len(m.sum.Objects) == 0
	m.sum.Refresh()
}
