package screen

import (
	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// caseCriteria is the tab of the conditions of repair, or of the grounds of an
// objection: what holds, what is missing, and the first day that can be yes.
type caseCriteria struct {
	page   *casePage
	room   Room
	p      *present.Criteria
	sev    *caseSeverity // shares the inquiry, so it opens it
	view   present.CriteriaView
	top    *fyne.Container
	list   *CriteriaList
	asks   *caseAsks
	slip   *fyne.Container
	record *Button
	why    *fyne.Container
	side   *Scroll
	law    *caseLaw
	empty  *fyne.Container
	table  *caseLawyer
	main   fyne.CanvasObject
	column fyne.CanvasObject
	root   *fyne.Container
}

func newCaseCriteria(page *casePage, q *present.Inquiry, sev *caseSeverity) *caseCriteria {
	c := &caseCriteria{page: page, room: page.room, p: present.NewCriteria(q), sev: sev, top: Stack(0), slip: Stack(8), why: Stack(4), empty: Layer()}
	say := c.room.Say
	c.list = NewCriteriaList(func(i int) { c.p.Select(i) }, func(int) { c.focusAsk() })
	c.asks = newCaseAsks(c.room, c.p)
	c.record = NewButton("criteria.record", Primary, say("judge.record"), c.p.Record).WithKeys("Ctrl", "Enter")
	c.law = newCaseLaw(c.room, c.relay)
	c.law.shown = false
	c.side = NewScroll(Stack(8, c.asks.root, c.slip)).BarBeside()
	foot := Card(12, Stack(8, c.record, c.why))
	c.column = Lines(8, []float32{Share(1), 0}, c.side, foot)
	c.main = Lines(8, []float32{0, Share(1)}, c.top, Layer(NewCard(), Pad(1, c.list), c.empty))
	c.root = Layer()
	c.table = newCaseLawyer(c.room, q, "criteria", c.relay)
	c.relay()
	c.p.Changed = c.show
	c.show(c.p.View())
	return c
}

// relay lays the columns; the law drawer takes the place of the slip.
func (c *caseCriteria) relay() {
	side := c.column
	if c.law.shown {
		side = c.law.drawer
	}
	c.root.Objects = []fyne.CanvasObject{Columns(8, []float32{Share(1), 344}, c.main, side)}
	if c.table.shown {
		c.root.Objects = []fyne.CanvasObject{c.table.root}
	}
	c.root.Refresh()
}

// back turns the lawyer's table into plain words again, and tells whether it was there.
func (c *caseCriteria) back() bool {
	was := c.table.shown
	c.table.close()
	return was
}

func (c *caseCriteria) object() fyne.CanvasObject { return c.root }

func (c *caseCriteria) open(id cases.ID) {
	c.back()
	c.sev.open(id)
}

func (c *caseCriteria) first() fyne.Focusable {
	if c.table.shown {
		return c.table.plain
	}
	return c.list.Focusable()
}

func (c *caseCriteria) keys() map[string]func() {
	return map[string]func(){"Ctrl+Enter": c.p.Record, "F4": c.law.toggle, "F8": c.gap}
}

// gap selects the next condition that is not met.
func (c *caseCriteria) gap() {
	c.p.NextGap()
	c.list.Select(c.view.Selected)
	if f := c.list.Focusable(); f != nil {
		c.room.Canvas.Focus(f)
	}
}

// focusAsk gives the keyboard to the selected condition's first question.
func (c *caseCriteria) focusAsk() {
	if f := c.asks.first(); f != nil {
		c.room.Canvas.Focus(f)
	}
}

// show puts the presenter's view into the tab.
func (c *caseCriteria) show(v present.CriteriaView) {
	if v.Selected < 0 && len(v.Rows) > 0 { // begin at the first condition that wants something
		if c.p.NextGap(); c.p.View().Selected < 0 {
			c.p.Select(0)
		}
		return // selecting has shown the tab
	}
	c.view = v
	c.page.keepFocus(func() {
		c.head(v)
		c.rows(v)
	})
	c.asks.show(v)
	c.showSlip(v)
	c.record.SetEnabled(v.CanRecord)
	c.why.Objects = nil
	switch {
	case v.Problem != nil:
		c.why.Add(trouble(c.room.Trouble(v.Problem)))
	case v.Blocked != nil:
		c.why.Add(NewParagraph(c.room.Trouble(v.Blocked), Caption, T2))
	case v.Dirty:
		c.why.Add(NewParagraph(c.room.Say("judge.dirty"), Caption, T2))
	}
	if v.Selected >= 0 && v.Selected < len(v.Rows) {
		c.law.set([]present.ArticleView{v.Rows[v.Selected].Law})
	}
	c.side.Relayout()
	c.root.Refresh()
	c.page.settle(c)
}

func (c *caseCriteria) rows(v present.CriteriaView) {
	var list []Criterion
	for i, r := range v.Rows {
		list = append(list, c.row(i, len(v.Rows), r))
	}
	c.list.SetCriteria(list...)
	if v.Selected != c.list.Selected() {
		c.list.Select(v.Selected)
	}
	c.empty.Objects = nil
	if len(v.Rows) == 0 && v.Ready {
		c.empty.Add(NewEmpty("scale", c.room.Say("criteria.none"), c.room.Say("criteria.none_how")))
	}
	c.empty.Refresh()
}
