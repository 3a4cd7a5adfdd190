package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// casePage is the page of one case: head, tabs, and inside the overview one
// panel for each act.
type casePage struct {
	room Room
	file *present.CaseFile
	head *CaseHeader
	body *fyne.Container
	root fyne.CanvasObject
	tabs map[string]caseTab
	over *caseOverview
	acts *casePanels
	tab  string
	zoom *KeyLayer // while the letters are in front
	id   cases.ID

	clock   string // the clock that an act on clocks was begun from
	inquiry *present.Inquiry
	view    present.CaseFileView
	ready   bool // something of this case has been shown, so the focus is set
}

// caseTab is what stands under one tab.
type caseTab interface {
	object() fyne.CanvasObject
	// open asks for the case afresh; it is called when the tab comes to the front
	// and after the case changed elsewhere.
	open(id cases.ID)
	first() fyne.Focusable
	keys() map[string]func()
}

// caseTabs are the tabs in their order, by the presenter's names.
var caseTabs = [...]present.TabID{present.TabOverview, present.TabSeverity, present.TabCriteria, present.TabDeadlines, present.TabLetters}

func newCasePage(room Room) page {
	p := &casePage{room: room, file: present.NewCaseFile(room.Desk, room.Session), body: Layer(), tab: string(present.TabOverview)}
	var tabs []Tab
	for _, id := range caseTabs {
		tabs = append(tabs, Tab{ID: string(id), Label: room.Say("tab." + string(id))})
	}
	p.head = NewCaseHeader(room.Say("page.workbench"), p.leave, NewTabs("case.tab", p.tab, p.choose, tabs...))
	p.over = newCaseOverview(p)
	p.acts = newCasePanels(p)
	q := present.NewInquiry(room.Desk, room.Session)
	sev := newCaseSeverity(p, q)
	q.Moved = func(c cases.Case) { p.moved(c, sev.p.View().Said) }
	q.Saved, p.inquiry = p.saved, q
	room.Often(p.keep)
	room.Every(func() { p.file.Tick(room.Session.Work.Now()) })
	letters := newCaseLetters(p)
	p.tabs = map[string]caseTab{
		string(present.TabOverview): p.over, string(present.TabSeverity): sev, string(present.TabCriteria): newCaseCriteria(p, q, sev),
		string(present.TabDeadlines): newCaseDeadlines(p), string(present.TabLetters): letters,
	}
	p.root = Layer(NewFill(Bg), Lines(0, []float32{0, Share(1)}, p.head, Inset(8, 16, 8, 16, p.body)))
	p.file.Changed = p.show
	p.file.Moved = func(c cases.Case) { p.moved(c, p.file.View().Said) }
	p.show(p.file.View())
	p.place()
	return p
}

// Object is what the frame shows.
func (p *casePage) Object() fyne.CanvasObject { return p.root }

// Arrive opens the case of the route at its tab.
func (p *casePage) Arrive(r Route) {
	tab := r.Tab
	if _, ok := p.tabs[tab]; !ok {
		tab = string(present.TabOverview)
	}
	p.id, p.ready = r.Case, false
	p.acts.close()
	p.file.Open(r.Case)
	p.head.Tabs.SetChosen(tab)
	p.choose(tab)
}

// Leave writes what is typed, masks what was in the clear, and keeps everything else as
// it is.
func (p *casePage) Leave() {
	p.keep()
	p.dropZoom()
	p.file.Unlook()
}

func (p *casePage) dropZoom() {
	p.room.Keys.Drop(p.zoom)
	p.zoom = nil
}

// scanned shows that a copy was said to be in hand.
func (p *casePage) scanned() {
	if l, ok := p.tabs[p.tab].(*caseLetters); ok {
		l.printed.again(l)
	}
}

func (p *casePage) keep() {
	now := p.room.Session.Work.Now()
	p.acts.keep(now)
	p.inquiry.Keep(now)
}

func (p *casePage) saved(words present.Words) { p.room.Saved(p.room.In(words)) }

// undo takes back the last answer where the rules ask, else the last act.
func (p *casePage) undo() {
	switch p.tab {
	case string(present.TabSeverity), string(present.TabCriteria):
		p.inquiry.Undo()
	default:
		p.file.Undo()
	}
}

// Hints are the keys for the status bar.
func (p *casePage) Hints() []Hint {
	return []Hint{
		{[]string{"Ctrl", "1–5"}, p.room.Say("case.keys_tabs")}, {[]string{"Ctrl", "Enter"}, p.room.Say("keys.finish")},
		{[]string{"F4"}, p.room.Say("keys.law")}, {[]string{"Esc"}, p.room.Say("keys.back")},
	}
}

// Sheet are the page's further keys, for the key sheet.
func (p *casePage) Sheet() []Hint {
	return []Hint{
		{[]string{"Ctrl", "↓"}, p.room.Say("keys.next_case")}, {[]string{"PgDn"}, p.room.Say("keys.page")}, {[]string{"Ctrl", "="}, p.room.Say("keys.zoom")},
	}
}

// KeyMap are the page's keys; those of the tab in front are looked up when they
// are pressed, for the tab changes while the page stays.
func (p *casePage) KeyMap() map[string]func() {
	keys := map[string]func(){"Esc": p.back, "Ctrl+Down": func() { p.room.Next(1) }, "Ctrl+Up": func() { p.room.Next(-1) }}
	for i := range caseTabs {
		keys["Ctrl+"+strconv.Itoa(i+1)] = func() { p.head.Tabs.Step(i, true) }
	}
	for _, k := range [...]string{"Ctrl+Enter", "Ctrl+Z", "Ctrl+Y", "Ctrl+P", "Ctrl+I", "F4", "F9", "F8", "Shift+F8", "Ctrl+B", "PgUp", "PgDn", "Up", "Down", "Left", "Right"} {
		keys[k] = func() { p.press(k) }
	}
	return keys
}

func (p *casePage) press(key string) {
	keys := p.tabs[p.tab].keys()
	if p.acts.open() && p.tab == string(present.TabOverview) {
		keys = p.acts.keys()
	}
	if f := keys[key]; f != nil {
		f()
		return
	}
	switch key {
	case "Ctrl+Z":
		p.undo()
	case "Ctrl+Y":
		p.inquiry.Redo()
	case "F9":
		p.room.Scan()
	}
}

// back closes the panel, else the case.
func (p *casePage) back() {
	if p.acts.open() && p.tab == string(present.TabOverview) {
		p.closePanel()
		return
	}
	if t, ok := p.tabs[p.tab].(interface{ back() bool }); ok && t.back() {
		return
	}
	p.leave()
}

func (p *casePage) leave() { p.room.Go(Route{Page: present.PageWorkbench}) }

// choose brings a tab to the front.
func (p *casePage) choose(tab string) {
	p.tab = tab
	p.dropZoom()
	if l, ok := p.tabs[tab].(*caseLetters); ok { // there the paper is enlarged, not the words
		p.zoom = p.room.Keys.Add(l.zoomKeys())
	}
	p.file.Choose(present.TabID(tab))
	p.tabs[tab].open(p.id)
	p.place()
	if p.view.Ready {
		p.focusFirst()
	}
}

// place puts what belongs to the tab into the body.
func (p *casePage) place() {
	o := p.tabs[p.tab].object()
	if p.tab == string(present.TabOverview) && p.acts.open() {
		o = p.acts.object()
	}
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

// Refresh takes in what a sync brought, unless somebody is filling in a panel.
func (p *casePage) Refresh() {
	if !p.acts.open() {
		p.file.Open(p.id)
	}
}

func (p *casePage) focusFirst() {
	f := p.tabs[p.tab].first()
	if p.tab == string(present.TabOverview) && p.acts.open() {
		f = p.acts.first()
	}
	if f != nil {
		p.room.Canvas.Focus(f)
	}
}

func (p *casePage) openPanel(id present.ActionID) {
	p.acts.show(id, p.id)
	p.head.Tabs.SetChosen(string(present.TabOverview))
	p.tab = string(present.TabOverview)
	p.dropZoom()
	p.place()
	p.focusFirst()
}

func (p *casePage) closePanel() {
	p.acts.close()
	p.place()
	p.focusFirst()
}

// moved takes a case that an act of this page changed, and says what was done.
func (p *casePage) moved(c cases.Case, said present.Words) {
	p.acts.close()
	p.file.Show(c)
	if p.tab == string(present.TabOverview) {
		p.place()
		p.focusFirst()
	}
	switch {
	case said.IsZero():
	case p.file.View().Undo != nil:
		p.room.Offer(p.room.In(said), p.room.Say("toast.undo"), p.file.Undo)
	default:
		p.room.Toast(p.room.In(said))
	}
}
