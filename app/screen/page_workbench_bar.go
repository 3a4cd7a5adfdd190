package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// showBar puts filters, marks and order into the line above the queue.
func (w *workbenchPage) showBar(v present.WorkbenchView) {
	var filters []Filter
	for _, f := range v.Filters {
		x := Filter{ID: f.Key, Label: w.room.In(f.Name)}
		if f.Digit > 0 {
			x.Key = strconv.Itoa(f.Digit)
		}
		if f.Count >= 0 {
			x.Count = strconv.Itoa(f.Count)
		}
		filters = append(filters, x)
	}
	w.filters.SetFilters(v.Filters[v.Filter].Key, filters)
	w.sort.SetLabel(w.room.In(present.OrderWords(v.Order)))
	say := w.room.Say
	right := []fyne.CanvasObject{}
	if n := len(v.Marked); n > 0 {
		right = append(right, NewState("square-check", say("workbench.marked", arg("n", strconv.Itoa(n))), Info, Body),
			NewButton("workbench.unmark", Quiet, say("workbench.unmark"), w.p.Unmark).AsSmall().WithKeys("Esc"))
	} else if own := v.Filters[v.Filter]; own.Saved {
		step := func(id, icon, key string, by int) *Button {
			b := NewButton(id, Quiet, say(key), func() { w.p.MoveFilter(w.view.Filter, by) }).WithIcon(icon).AsSmall()
			b.IconOnly = true
			return b
		}
		right = append(right, step("workbench.filter_before", "chevron-left", "filterform.before", -1), step("workbench.filter_after", "chevron-right", "filterform.after", 1),
			NewButton("workbench.save_filter", Quiet, say("workbench.change_filter"), w.saveFilter).WithIcon("list-filter").AsSmall())
	} else {
		right = append(right, NewButton("workbench.save_filter", Quiet, say("workbench.save_filter"), w.saveFilter).WithIcon("list-filter").AsSmall())
	}
	right = append(right, Space(4, 1), w.sort)
	sizes := []float32{Share(1)}
	w.bar.Objects = []fyne.CanvasObject{SpreadRow(4, sizes, append([]fyne.CanvasObject{w.filters}, right...)...)}
	w.bar.Refresh()
}

// showNotice tells on top of the queue of a copy that may lie in the tray.
func (w *workbenchPage) showNotice(v present.BatchView) {
	w.notice.Objects = nil
	if v.Ask != nil && !v.Busy {
		w.notice.Add(NewBanner("workbench.tray", Warn, askWords(w.room, v.Ask), w.room.Say("batch.look"), func() { w.batch.begin(nil) }))
	}
	w.queue.Refresh()
}

// lookUp puts the keyboard into the search and shows what can be done from it.
func (w *workbenchPage) lookUp() {
	w.room.Canvas.Focus(w.search.Focusable())
	w.openSearch()
	if !w.search.veil.down { // else it is what was looked for already
		w.find.p.Search(w.search.Text())
	}
}

func (w *workbenchPage) typed(text string) {
	w.openSearch()
	w.find.p.Search(text)
}

func (w *workbenchPage) openSearch() {
	if w.finding != nil {
		return
	}
	w.finding = w.room.Keys.Add(w.find.keys())
	w.room.Float(w.behind, func(window fyne.Size) (fyne.Position, fyne.Size) {
		return fyne.NewPos(0, em(48)), fyne.NewSize(window.Width, window.Height-em(48))
	})
}

// endSearch shuts the search and gives the queue the keyboard.
func (w *workbenchPage) endSearch() {
	w.shutSearch()
	w.room.Canvas.Focus(w.list)
}

func (w *workbenchPage) shutSearch() {
	if w.finding == nil {
		return
	}
	w.room.Keys.Drop(w.finding)
	w.finding = nil
	put(w.search, "")
	w.find.p.Forget()
	w.room.Sink(w.find.root())
	w.room.Sink(w.behind)
}

// findPlace is below the field, as wide as the words want and as high as the hits.
func (w *workbenchPage) findPlace(window fyne.Size) (fyne.Position, fyne.Size) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.search)
	width := min(em(640), window.Width-at.X-16)
	top := em(48)
	return fyne.NewPos(at.X, top), fyne.NewSize(width, w.find.height(width, window.Height-top-em(40)))
}
