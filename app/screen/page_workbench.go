package screen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// workbenchPage is the queue with its filters, search and side preview.
type workbenchPage struct {
	room    Room
	p       *present.Workbench
	list    *RowList
	search  *Entry
	find    *findPanel
	finding *KeyLayer // nil while the search is shut
	behind  *shield
	filters *Filters
	edit    *filterSheet
	batch   *batchSheet
	sort    *Button
	bar     *fyne.Container
	notice  *fyne.Container
	side    *fyne.Container
	queue   *fyne.Container
	panes   *fyne.Container
	shut    bool // the preview is closed
	root    fyne.CanvasObject
	empty   *fyne.Container
	open    *Button
	view    present.WorkbenchView
	lines   []present.QueueLine
}

func newWorkbenchPage(room Room) page {
	w := &workbenchPage{room: room, p: present.NewWorkbench(room.Desk, room.Session), side: Stack(0), empty: Layer(), notice: Stack(0)}
	w.view = w.p.View()
	w.edit, w.batch = newFilterSheet(room), newBatchSheet(room)
	w.build()
	w.p.Changed = w.show
	w.edit.p.Kept = w.p.LoadFilters
	w.batch.p.Changed = func(v present.BatchView) {
		w.batch.show(v)
		w.showNotice(v)
	}
	w.batch.shut = func() { room.Canvas.Focus(w.list) }
	return w
}

// Object is what the frame shows.
func (w *workbenchPage) Object() fyne.CanvasObject { return w.root }

// Arrive asks for fresh rows and gives the list the keyboard.
func (w *workbenchPage) Arrive(Route) {
	w.Refresh()
	w.room.Canvas.Focus(w.list)
}

// Refresh takes in what came from elsewhere.
func (w *workbenchPage) Refresh() {
	w.p.Refresh()
	w.batch.p.Refresh()
}

// Leave keeps everything as it is; a run of copies stops after the one at work.
func (w *workbenchPage) Leave() {
	w.shutSearch()
	w.batch.p.Stop()
}

// Hints are the keys for the status bar.
func (w *workbenchPage) Hints() []Hint {
	return []Hint{
		{[]string{"↑", "↓"}, w.room.Say("keys.move")}, {[]string{"Enter"}, w.room.Say("keys.open")},
		{[]string{"Ctrl", w.room.Say("keys.space")}, w.room.Say("keys.mark")}, {[]string{"F1"}, w.room.Say("keys.sheet")},
	}
}

// Sheet are the page's further keys, for the key sheet.
func (w *workbenchPage) Sheet() []Hint {
	return []Hint{
		{[]string{"Alt", "1–9"}, w.room.Say("keys.filter")}, {[]string{w.room.Say("keys.space")}, w.room.Say("keys.preview")},
		{[]string{"Ctrl", "P"}, w.room.Say("workbench.print")},
	}
}

// KeyMap are the page's keys: Alt and a digit take a filter.
func (w *workbenchPage) KeyMap() map[string]func() {
	keys := map[string]func(){
		"Esc": w.p.Unmark, "Ctrl+Space": w.mark, "Ctrl+P": w.print,
		"Ctrl+Down": func() { w.p.Move(1) }, "Ctrl+Up": func() { w.p.Move(-1) },
	}
	for digit := 1; digit <= 9; digit++ {
		keys["Alt+"+strconv.Itoa(digit)] = func() { w.takeDigit(digit) }
	}
	return keys
}

func (w *workbenchPage) takeDigit(digit int) {
	for i, f := range w.view.Filters {
		if f.Digit == digit {
			w.p.Choose(i)
		}
	}
}

func (w *workbenchPage) build() {
	say := w.room.Say
	w.search = NewSearch("workbench.search", say("workbench.search")).Trailing(NewKeycaps("", "Ctrl", "K"))
	w.search.OnChanged = w.typed
	w.find = newFindPanel(w.room, w.search)
	w.behind = &shield{onTapped: w.endSearch}
	w.find.shut = w.endSearch
	w.find.grown = func() { w.room.Float(w.find.root(), w.findPlace) }
	right := []fyne.CanvasObject{}
	if w.room.Session.Ledger != nil {
		right = append(right, NewButton("workbench.print", Secondary, say("workbench.print"), w.print).WithIcon("printer"))
	}
	for _, page := range present.Frame(w.room.Session).Pages {
		if page == present.PageIntake {
			right = append(right, NewButton("workbench.new", Primary, say("page.intake"), func() {
				w.room.Go(Route{Page: present.PageIntake})
			}).WithIcon("plus").WithKeys("Ctrl", "N"))
		}
	}
	w.filters = NewFilters("workbench.filter", "", w.chooseFilter)
	w.sort = NewButton("workbench.sort", Quiet, "", w.nextOrder).WithIcon("arrow-down-up").AsSmall()
	w.bar = Layer()
	w.list = w.buildList()
	head := NewQueueHead(say("queue.left"), say("queue.party"), say("queue.matter"), say("queue.stage"), say("queue.sync"))
	queue := Lines(0, []float32{0, 0, Share(1)}, w.notice, head, Layer(w.list, w.empty))
	w.queue, w.panes = queue, Layer()
	w.panes.Objects = []fyne.CanvasObject{w.beside()}
	bar := Layer(NewFill(Surf), Inset(4, 16, 4, 16, w.bar))
	w.root = Layer(NewFill(Surf), Lines(0, []float32{0, em(40), 1, Share(1)},
		PageHeader(say("page.workbench"), "", w.search, right...), bar, HLine(), w.panes))
	w.showBar(w.view)
}

// beside is the queue with the preview, or alone.
func (w *workbenchPage) beside() fyne.CanvasObject {
	if w.shut {
		return w.queue
	}
	return Beside(0, 340, 1000, w.queue, Layer(NewFill(Surf), Columns(0, []float32{1, Share(1)}, VLine(), w.side)))
}

func (w *workbenchPage) buildList() *RowList {
	l := NewRowList("queue")
	l.Count = func() int { return len(w.lines) }
	l.Kind = func(i int) int {
		if w.lines[i].Head {
			return 0
		}
		return 1
	}
	l.Height = func(i int) float32 {
		if w.lines[i].Head {
			return HeadHeight()
		}
		return QueueRowHeight()
	}
	l.Make = func(kind int) ListRow {
		if kind == 0 {
			return NewHeadRow(16)
		}
		return NewQueueRow()
	}
	l.Fill = w.fill
	l.Name = func(i int) (string, string) {
		if w.lines[i].Head {
			return "", ""
		}
		return "queue." + w.lines[i].Row.Number, w.lines[i].Row.Party
	}
	l.OnSelected = w.p.Select
	l.OnOpen = func(int) { w.openSelected() }
	l.OnShown = w.p.Shown
	l.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyEnd:
			w.p.End()
		case fyne.KeySpace:
			if heldKeys()&fyne.KeyModifierControl == 0 {
				w.p.TogglePreview()
			}
		default:
			return false
		}
		return true
	}
	return l
}

func (w *workbenchPage) fill(i int, row ListRow) {
	line := w.lines[i]
	switch r := row.(type) {
	case *HeadRow:
		tone, remark, count := Neutral, "", strconv.Itoa(line.Count)
		switch line.Group {
		case present.GroupLate:
			tone, remark = Bad, w.room.Say("queue.late_always")
		case present.GroupToday:
			tone = Bad
		case present.GroupSoon:
			tone = Warn
		}
		if line.Gap {
			count = ""
		}
		r.Set(w.room.In(line.Title), count, remark, tone)
	case *QueueRow:
		r.Set(w.item(line))
	}
}

func (w *workbenchPage) chooseFilter(id string) {
	for i, f := range w.view.Filters {
		if f.Key == id {
			w.p.Choose(i)
		}
	}
	w.room.Canvas.Focus(w.list)
}

// nextOrder walks through the orders.
func (w *workbenchPage) nextOrder() {
	all := present.Orders()
	for i, o := range all {
		if o == w.view.Order {
			w.p.Sort(all[(i+1)%len(all)])
			w.room.Canvas.Focus(w.list)
			return
		}
	}
}

func (w *workbenchPage) openSelected() {
	if id, ok := w.p.SelectedCase(); ok {
		w.room.Go(Route{Page: PageCase, Case: id})
	}
}

// mark marks the selected case and goes on to the next one.
func (w *workbenchPage) mark() {
	w.p.Mark(w.view.Selected)
	w.p.Move(1)
}

// print opens the batch with the marked cases, or the selected one.
func (w *workbenchPage) print() {
	if w.room.Session.Ledger == nil {
		return
	}
	var ids []cases.ID
	for _, m := range w.view.Marked {
		ids = append(ids, m.Case)
	}
	if id, ok := w.p.SelectedCase(); ok && len(ids) == 0 {
		ids = append(ids, id)
	}
	w.batch.begin(ids)
}

// run does one of the page's commands.
func (w *workbenchPage) run(id string) {
	name, value, _ := strings.Cut(id, ".")
	switch name {
	case "print":
		w.print()
	case "filter":
		w.saveFilter()
	case "sort":
		for _, o := range present.Orders() {
			if string(o) == value {
				w.p.Sort(o)
			}
		}
	case "take":
		w.chooseFilter(value)
	}
}

// saveFilter makes a filter of the one in use, or changes it if it is the account's own.
func (w *workbenchPage) saveFilter() { w.edit.p.Open(w.view.Filters[w.view.Filter], w.view.Order) }
