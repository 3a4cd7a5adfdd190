package screen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// auditPage shows an auditor who saw, printed and exported what. It shows no case.
type auditPage struct {
	room  Room
	p     *present.Audit
	view  present.AuditView
	list  *RowList
	empty *fyne.Container
	note  *fyne.Container
	root  fyne.CanvasObject
}

func newAuditPage(room Room) page {
	a := &auditPage{room: room, p: present.NewAudit(room.Desk, room.Session), empty: Layer(), note: Stack(0)}
	a.list = NewRowList("audit.rows")
	a.list.Count = func() int { return len(a.view.Lines) }
	a.list.Height = func(int) float32 { return em(40) }
	a.list.Make = func(int) ListRow { return NewTableRow(12, auditColumns()...) }
	a.list.Fill = func(i int, row ListRow) { row.(*TableRow).Set(a.cells(a.view.Lines[i])...) }
	a.list.Name = func(i int) (string, string) {
		l := a.view.Lines[i]
		return "audit.row." + strconv.Itoa(i), l.Who + " " + l.Number
	}
	a.list.OnSelected = func(i int) {
		if a.view.More && i == len(a.view.Lines)-1 && !a.view.Loading {
			a.p.Next()
		}
	}
	head := NewTableRow(12, auditColumns()...)
	head.Total = true
	var names []Cell
	for _, key := range []string{"audit.col.when", "audit.col.who", "audit.col.what", "audit.col.case", "audit.col.fields", "audit.col.purpose", "audit.col.place"} {
		names = append(names, Cell{Words: room.Say(key), Small: true, Quiet: true})
	}
	head.Set(names...)
	box := Layer(NewCard(), Pad(1, Lines(0, []float32{em(28), Share(1)}, head, Layer(a.list, a.empty))))
	again := NewButton("audit.again", Secondary, room.Say("again"), a.p.Refresh).WithIcon("refresh-cw")
	a.root = Layer(NewFill(Bg), Lines(0, []float32{0, Share(1)},
		PageHeader(room.Say("page.audit"), room.Say("audit.note"), nil, again), Inset(8, 16, 8, 16, Lines(8, []float32{0, Share(1)}, a.note, box))))
	a.p.Changed = a.show
	return a
}

func auditColumns() []float32 { return []float32{132, 110, 84, 190, Share(1), 180, 84} }

// Object is what the frame shows.
func (a *auditPage) Object() fyne.CanvasObject { return a.root }

// Arrive reads the log afresh.
func (a *auditPage) Arrive(Route) {
	a.p.Refresh()
	a.room.Canvas.Focus(a.list)
}

// Leave keeps everything as it is.
func (a *auditPage) Leave() {}

// Hints are the keys for the status bar.
func (a *auditPage) Hints() []Hint {
	return []Hint{{[]string{"F1"}, a.room.Say("keys.sheet")}}
}

// KeyMap has no keys of its own.
func (a *auditPage) KeyMap() map[string]func() { return map[string]func(){} }

func (a *auditPage) cells(l present.AuditLine) []Cell {
	var fields []string
	for _, f := range l.Fields {
		fields = append(fields, a.room.In(f))
	}
	place := "—"
	if l.Place > 0 {
		place = strconv.FormatUint(l.Place, 10)
	}
	icon := map[string]string{"printed": "printer", "exported": "arrow-up-from-line"}[string(l.Kind)]
	if icon == "" {
		icon = "eye"
	}
	return []Cell{
		{Words: l.Day.String() + " " + l.Time}, {Words: l.Who}, {Icon: icon, Words: a.room.In(l.What)}, {Words: l.Number},
		{Words: strings.Join(fields, " · ")}, {Words: a.room.In(l.Purpose)}, {Words: place, Small: true, Quiet: true},
	}
}

func (a *auditPage) show(v present.AuditView) {
	a.view = v
	a.note.Objects = nil
	if v.Problem != nil {
		a.note.Add(NewBanner("audit.problem", Warn, a.room.Trouble(v.Problem), "", nil))
	}
	a.note.Hidden = len(a.note.Objects) == 0
	a.list.Reload()
	a.empty.Objects = nil
	if len(v.Lines) == 0 && !v.Loading && v.Problem == nil {
		a.empty.Add(NewEmpty("eye", a.room.Say("audit.none"), a.room.Say("audit.none_note")))
	}
	a.empty.Refresh()
}
