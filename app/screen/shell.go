package screen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// Shell is the whole window after signing in: frame, pages, and the ways
// between them.
type Shell struct {
	room   Room
	frame  *Frame
	pages  map[present.PageID]page
	route  Route
	layer  *KeyLayer // keys of the page in front
	own    *KeyLayer // keys of the whole program
	sync   *present.SyncBoard
	ticks  []func()
	often  []func()
	toast  *Toast
	until  int                 // ticks until the toast goes
	beat   int                 // ticks since the last exchange
	report *present.SyncReport // of the last exchange
	scan   *scanner
	lock   func()
}

// NewShell builds the window of a session; lock is called when the clerk locks it.
func NewShell(room Room, lock func()) *Shell {
	s := &Shell{pages: map[present.PageID]page{}, lock: lock, sync: present.NewSyncBoard(room.Desk, room.Session)}
	room.Board = s.sync
	if room.Backups == nil {
		room.Backups = present.NewBackupBoard(room.Desk, room.Session)
	}
	if room.TakeOut == nil {
		room.TakeOut = present.NewTakeOut(room.Desk, room.Session)
	}
	if room.Moved == nil {
		room.Moved = func() {}
	}
	if room.Settled == nil {
		room.Settled = func(cases.Policy) {}
	}
	if room.Pick == nil {
		room.Pick = func(kinds []string, got func(PickedFile)) { pickFile(room.Canvas, room.Keys, kinds, got) }
	}
	room.Go, room.Toast, room.Offer = s.Go, func(words string) { s.showToast(words, "", nil) }, s.showToast
	room.Next, room.Run, room.Commands = s.next, s.run, s.commands
	room.Scan = func() { s.scan.begin() }
	room.Expect = func(c cases.Case, l cases.LetterAct) { s.scan.wait(c, l) }
	room.Float = func(o fyne.CanvasObject, place func(fyne.Size) (fyne.Position, fyne.Size)) { s.frame.Float(o, place) }
	room.Sink = func(o fyne.CanvasObject) { s.frame.Sink(o) }
	room.Every = func(tick func()) { s.ticks = append(s.ticks, tick) }
	room.Often = func(keep func()) { s.often = append(s.often, keep) }
	view := present.Frame(room.Session)
	status := NewStatusBar()
	room.Saved = func(words string) { status.SetLeft("save", words) }
	s.room, s.scan = room, newScanner(room, s.scanned)
	s.frame = NewFrame(s.sidebar(view, lock), status)
	status.SetRight(room.Say("frame.status", cases.Arg{Name: "n", Value: strconv.Itoa(len(view.Packs))}, cases.Arg{Name: "day", Value: view.Today.String()}))
	if view.Sample {
		status.SetLeft("flask-conical", room.Say("frame.sample"))
	}
	s.own = room.Keys.Add(map[string]func(){
		"Ctrl+N": func() { s.Go(Route{Page: present.PageIntake}) },
		"Ctrl+L": lock,
		"F1":     s.keySheet,
		"Ctrl+K": s.finder,
		"F9":     room.Scan,
	})
	room.Backups.Refresh()
	s.sync.Changed = s.synced
	s.sync.Refresh()
	s.exchange()
	return s
}

// Object is the window's content.
func (s *Shell) Object() fyne.CanvasObject { return s.frame }

// Route tells where the window is.
func (s *Shell) Route() Route { return s.route }

// Close drops the session's keys; the shell is not used again.
func (s *Shell) Close() {
	s.leave()
	s.room.Keys.Drop(s.own)
}

// Found tells in the status bar what a check of the store found, and of damage in a
// toast besides.
func (s *Shell) Found(sound bool, words string) {
	if sound {
		s.frame.Status.SetLeft("circle-check", words)
		return
	}
	s.frame.Status.SetAlarm("circle-x", words)
	s.toastAs("triangle-alert", words, "", nil)
}

// Keep is called several times a second and writes the drafts that changed.
func (s *Shell) Keep() {
	for _, k := range s.often {
		k()
	}
}

// Tick is called about once a second: drafts are kept, toasts go.
func (s *Shell) Tick() {
	s.Keep()
	for _, t := range s.ticks {
		t()
	}
	s.room.Backups.Tick(s.room.Session.Work.Now())
	if s.beat++; s.beat >= syncEvery {
		s.exchange()
	}
	if s.toast != nil {
		if s.until--; s.until <= 0 {
			s.frame.Sink(s.toast)
			s.toast = nil
		}
	}
}

func (s *Shell) sidebar(view present.FrameView, lock func()) *Sidebar {
	var items []NavItem
	icons := map[present.PageID]string{
		present.PageWorkbench: "layout-list", present.PageIntake: "file-plus-corner",
		present.PageImport: "file-spreadsheet", present.PageSync: "refresh-cw", present.PageAudit: "eye", present.PagePacks: "scale",
		present.PagePeople: "users", present.PagePolicy: "shield-check", present.PageBackup: "database-backup", present.PageMe: "circle-user-round",
		present.PageArchive: "archive", present.PageTakeOut: "package",
	}
	for _, p := range view.Pages {
		items = append(items, NavItem{ID: string(p), Icon: icons[p], Label: s.room.Say("page." + string(p)), Short: s.room.Say("page.short." + string(p))})
	}
	nav := NewNav("", func(id string) { s.Go(Route{Page: present.PageID(id)}) }, items...)
	conn := NewConnection(func() { s.Go(Route{Page: present.PageSync}) })
	side := NewSidebar(s.room.Say("app.name"), s.room.Say("app.below"), s.room.Say("frame.lock"), nav,
		NewOfficeTile(view.Office, s.room.In(view.May)), conn, lock)
	var roles []string
	for _, r := range view.Roles {
		roles = append(roles, s.room.In(r))
	}
	side.SetUser(view.User, strings.Join(roles, " "))
	return side
}

// Go shows a page.
func (s *Shell) Go(r Route) {
	p := s.page(r.Page)
	if p == nil {
		return
	}
	s.leave()
	s.route = r
	s.frame.Sidebar.Nav.SetChosen(string(r.Page))
	s.frame.SetPage(p.Object())
	s.layer = s.room.Keys.Add(p.KeyMap())
	s.frame.Status.SetHints(p.Hints()...)
	p.Arrive(r)
	s.sync.Refresh()
}

func (s *Shell) leave() {
	if p := s.pages[s.route.Page]; p != nil {
		p.Leave()
	}
	s.room.Keys.Drop(s.layer)
	s.layer = nil
}

// page builds a page the first time it is asked for.
func (s *Shell) page(id present.PageID) page {
	if p, ok := s.pages[id]; ok {
		return p
	}
	build := map[present.PageID]func(Room) page{
		present.PageWorkbench: newWorkbenchPage,
		present.PageIntake:    newIntakePage,
		present.PageImport:    newImportPage,
		present.PageSync:      newSyncPage,
		present.PageAudit:     newAuditPage,
		present.PagePacks:     newPacksPage,
		present.PagePeople:    newPeoplePage,
		present.PagePolicy:    newPolicyPage,
		present.PageBackup:    newBackupPage,
		present.PageMe:        newMePage,
		present.PageArchive:   newArchivePage,
		present.PageTakeOut:   newTakeOutPage,
		PageCase:              newCasePage,
	}[id]
	if build == nil {
		return nil
	}
	s.pages[id] = build(s.room)
	return s.pages[id]
}

func (s *Shell) showToast(words, undo string, undone func()) {
	s.toastAs("check", words, undo, undone)
}

func (s *Shell) toastAs(icon, words, undo string, undone func()) {
	if s.toast != nil {
		s.frame.Sink(s.toast)
	}
	s.toast, s.until = newToast(icon, words, undo, func() { s.until = 0; undone() }), 5
	if undo != "" {
		s.until = 8
	}
	s.frame.ShowToast(s.toast)
	s.exchange()
}

func (s *Shell) keySheet() {
	hints := []Hint{
		{[]string{"Ctrl", "N"}, s.room.Say("keys.new")}, {[]string{"Ctrl", "Enter"}, s.room.Say("keys.finish")},
		{[]string{"Ctrl", "K"}, s.room.Say("keys.find")}, {[]string{"F9"}, s.room.Say("keys.scan")},
		{[]string{"F4"}, s.room.Say("keys.law")}, {[]string{"Ctrl", "L"}, s.room.Say("keys.lock")},
		{[]string{"Ctrl", "="}, s.room.Say("keys.larger")}, {[]string{"Ctrl", "−"}, s.room.Say("keys.smaller")},
		{[]string{"Ctrl", "Z"}, s.room.Say("keys.undo")}, {[]string{"F11"}, s.room.Say("keys.dark")}, {[]string{"Esc"}, s.room.Say("keys.back")},
	}
	if p := s.pages[s.route.Page]; p != nil {
		hints = append(hints, p.Hints()...)
		if more, ok := p.(interface{ Sheet() []Hint }); ok {
			hints = append(hints, more.Sheet()...)
		}
	}
	NewKeySheet(s.room.Say("keys.title"), s.room.Keys, hints...).Open(s.room.Canvas)
}

// syncEvery is how many ticks lie between two exchanges with the library.
const syncEvery = 30

// exchange syncs where a library is configured; else it only counts again.
func (s *Shell) exchange() {
	s.beat = 0
	if v := s.sync.View(); v.CanSync && !v.Connection.Busy {
		s.sync.SyncNow()
		return
	}
	s.sync.Refresh()
}

// refresher is a page that shows new rows when some came from elsewhere.
type refresher interface{ Refresh() }

// synced draws the tile of the sidebar and, where it is built, the sync page;
// what came from elsewhere shows at once.
func (s *Shell) synced(v present.SyncBoardView) {
	c := v.Connection
	short := "connection.short_off"
	if c.Online {
		short = "connection.short_on"
	}
	s.frame.Sidebar.Connection.Set(c.Online, s.room.In(c.Line), s.room.In(c.Detail), s.room.Say(short))
	if p, ok := s.pages[present.PageSync].(*syncPage); ok {
		p.show(v)
	}
	if v.Report == s.report || v.Report == nil {
		return
	}
	s.report = v.Report
	if s.report.Mended { // wherever somebody works
		s.frame.Status.SetLeft("shield-check", s.room.Say("sync.mended"))
	}
	if p, ok := s.pages[s.route.Page].(refresher); ok {
		p.Refresh()
	}
}
