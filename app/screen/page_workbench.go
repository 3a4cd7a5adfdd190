package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// workbenchPage is the queue with its filters, search and side preview.
type workbenchPage struct {
	room    Room
	p       *present.Workbench
	list    *RowList
	search  *Entry
	filters *Filters
	side    *fyne.Container
	body    *fyne.Container
	root    fyne.CanvasObject
	empty   *fyne.Container
	open    *Button
	view    present.WorkbenchView
	lines   []present.QueueLine
}

func newWorkbenchPage(room Room) page {
	w := &workbenchPage{room: room, p: present.NewWorkbench(room.Desk, room.Session), side: Stack(0), empty: Layer()}
	w.view = w.p.View()
	w.build()
	w.p.Changed = w.show
	return w
}

// Object is what the frame shows.
func (w *workbenchPage) Object() fyne.CanvasObject { return w.root }

// Arrive asks for fresh rows and gives the list the keyboard.
func (w *workbenchPage) Arrive(Route) {
	w.p.Refresh()
	w.room.Canvas.Focus(w.list)
}

// Refresh takes in what came from elsewhere.
func (w *workbenchPage) Refresh() { w.p.Refresh() }

// Leave keeps everything as it is.
func (w *workbenchPage) Leave() {}

// Hints are the keys for the status bar.
func (w *workbenchPage) Hints() []Hint {
	return []Hint{
		{[]string{"↑", "↓"}, w.room.Say("keys.move")}, {[]string{"Enter"}, w.room.Say("keys.open")},
		{[]string{"Ctrl", "K"}, w.room.Say("keys.find")}, {[]string{"F1"}, w.room.Say("keys.sheet")},
	}
}

// KeyMap are the page's keys: Alt and a digit take a saved filter.
func (w *workbenchPage) KeyMap() map[string]func() {
	keys := map[string]func(){
		"Ctrl+K": func() { w.room.Canvas.Focus(w.search.Focusable()) },
		"Esc":    w.endSearch,
	}
	for i := range w.view.Filters {
		keys["Alt+"+strconv.Itoa(i+1)] = func() { w.filters.ChooseAt(i + 1) }
	}
	return keys
}

func (w *workbenchPage) build() {
	say := w.room.Say
	w.search = NewSearch("workbench.search", say("workbench.search")).Trailing(NewKeycaps("", "Ctrl", "K"))
	w.search.OnChanged = w.p.Search
	right := []fyne.CanvasObject{}
	for _, page := range present.Frame(w.room.Session).Pages {
		if page == present.PageIntake {
			right = append(right, NewButton("workbench.new", Primary, say("page.intake"), func() {
				w.room.Go(Route{Page: present.PageIntake})
			}).WithIcon("plus").WithKeys("Ctrl", "N"))
		}
	}
	var filters []Filter
	for i, f := range w.view.Filters {
		filters = append(filters, Filter{ID: f.Key, Label: w.room.In(f.Name), Key: strconv.Itoa(i + 1)})
	}
	w.filters = NewFilters("workbench.filter", w.view.Filters[0].Key, w.chooseFilter, filters...)
	w.list = w.buildList()
	head := NewQueueHead(say("queue.left"), say("queue.party"), say("queue.matter"), say("queue.stage"), say("queue.sync"))
	queue := Lines(0, []float32{0, Share(1)}, head, Layer(w.list, w.empty))
	w.body = Beside(0, 340, 1000, queue, Layer(NewFill(Surf), Columns(0, []float32{1, Share(1)}, VLine(), w.side)))
	bar := Layer(NewFill(Surf), Inset(4, 16, 4, 16, w.filters))
	w.root = Layer(NewFill(Surf), Lines(0, []float32{0, em(40), 1, Share(1)},
		PageHeader(say("page.workbench"), "", w.search, right...), bar, HLine(), w.body))
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
	return l
}

func (w *workbenchPage) fill(i int, row ListRow) {
	line := w.lines[i]
	switch r := row.(type) {
	case *HeadRow:
		tone, remark := Neutral, ""
		switch line.Group {
		case present.GroupLate:
			tone, remark = Bad, w.room.Say("queue.late_always")
		case present.GroupToday:
			tone = Bad
		case present.GroupSoon:
			tone = Warn
		}
		r.Set(w.room.In(line.Title), strconv.Itoa(line.Count), remark, tone)
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
}

func (w *workbenchPage) endSearch() {
	w.search.SetText("")
	w.p.Search("")
	w.room.Canvas.Focus(w.list)
}

func (w *workbenchPage) openSelected() {
	i := w.list.Selected()
	if i >= 0 && i < len(w.lines) && !w.lines[i].Head {
		w.room.Go(Route{Page: PageCase, Case: w.lines[i].Row.Case})
	}
}
