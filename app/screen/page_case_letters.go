package screen

import (
	"image"
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// caseLetters is the tab of the letters: what can be issued, what was, and the
// very pages of the one selected.
type caseLetters struct {
	page    *casePage
	room    Room
	p       *present.Letters
	view    present.LettersView
	choices *fyne.Container
	issued  *RowList
	paper   *Preview
	cover   *fyne.Container
	title   *Text
	place   *Text
	zoom    *Text
	facts   *fyne.Container
	pdf     []byte // the letter whose pages are shown
	late    bool   // a page was asked for before pages could be drawn
	printed *casePrinting
	side    func()              // makes room in the left column for what is shown
	offered *present.GlyphOffer // the picture that the dialog shows
	root    fyne.CanvasObject
}

func newCaseLetters(page *casePage) *caseLetters {
	l := &caseLetters{page: page, room: page.room, p: present.NewLetters(page.room.Desk, page.room.Session), choices: Stack(8), cover: Layer(), facts: Stack(4)}
	say := l.room.Say
	l.title, l.place, l.zoom = NewName("", Section, T1, true), NewText("", Caption, T2, false), NewText("100 %", Caption, T2, false)
	l.issued, l.printed = l.list(), newCasePrinting(page.room)
	l.paper = NewPreview(l.wants)
	for range 2 { // 64 %: most of a page stands in the window
		l.paper.Enlarge(false)
	}
	l.zoom.SetWords(l.paper.Zoom())
	l.paper.OnPaged = func(n, of int) { l.paged(n, of) }
	box := Layer(NewCard(), Pad(1, Lines(0, []float32{0, Share(1)}, CardHead(say("letters.issued"), ""), l.issued)))
	left := fyne.CanvasObject(Lines(8, []float32{0, Share(1), 0}, l.choices, box, l.printed.root))
	fit, wide := left.Refresh, float32(340)
	if large() { // one under another, as high as each wants
		side := NewScroll(Stack(8, l.choices, Fix(0, em(150), box), l.printed.root)).BarBeside()
		left, fit, wide = side, side.Relayout, min(em(290), 540)
	}
	icon := func(id, icon, key string, do func()) *Button {
		b := NewButton(id, Secondary, say(key), do).WithIcon(icon)
		b.IconOnly = true
		return b.AsSmall()
	}
	tools := SpreadRow(8, []float32{Share(1)}, l.title, icon("letters.prev", "chevron-left", "letters.prev", func() { l.paper.Turn(-1) }), l.place,
		icon("letters.next", "chevron-right", "letters.next", func() { l.paper.Turn(1) }),
		icon("letters.smaller", "zoom-out", "letters.smaller", func() { l.enlarge(false) }), l.zoom, icon("letters.larger", "zoom-in", "letters.larger", func() { l.enlarge(true) }))
	sheet := Layer(NewCard(), Pad(1, Lines(0, []float32{em(40), 1, Share(1), 0}, Inset(0, 12, 0, 12, tools), HLine(), Layer(l.paper, l.cover), l.facts)))
	l.root = Columns(8, []float32{wide, Share(1)}, left, sheet)
	l.printed.expect = l.expect
	l.printed.fit = fit
	l.side = fit
	l.p.Changed = l.show
	l.p.Moved = func(c cases.Case) { page.moved(c, l.p.View().Said) }
	l.room.Every(l.again)
	return l
}

func (l *caseLetters) object() fyne.CanvasObject { return l.root }

func (l *caseLetters) open(id cases.ID) { l.p.Open(id) }

func (l *caseLetters) first() fyne.Focusable {
	for i, c := range l.view.Choices {
		if c.Enabled && i < len(l.choices.Objects) {
			if f := l.page.named("letters.issue." + string(c.Sort)); f != nil {
				return f
			}
		}
	}
	return l.issued
}

func (l *caseLetters) keys() map[string]func() {
	return map[string]func(){
		"PgUp": func() { l.paper.Turn(-1) }, "PgDn": func() { l.paper.Turn(1) }, "Ctrl+P": func() { l.printed.print(l) },
		"F9": l.expect,
		"Ctrl+Enter": func() {
			for _, c := range l.view.Choices {
				if c.Enabled {
					l.p.Issue(c.Sort)
					return
				}
			}
		},
	}
}

// zoomKeys enlarge the paper, make it smaller, and fit it to the width.
func (l *caseLetters) zoomKeys() map[string]func() {
	return map[string]func(){
		"Ctrl+=": func() { l.enlarge(true) }, "Ctrl+-": func() { l.enlarge(false) },
		"Ctrl+0": func() { l.paper.Fit(); l.zoom.SetWords(l.paper.Zoom()) },
	}
}

// expect waits for the code of the letter that is shown.
func (l *caseLetters) expect() {
	if l.room.Session.Ledger == nil || l.view.Selected < 0 || l.view.Selected >= len(l.view.Issued) {
		l.room.Scan()
		return
	}
	l.room.Expect(l.p.Of(), l.view.Issued[l.view.Selected].Act)
}

// factWidth is the room for a letter's day and pages in the list; large text
// leaves it to the name.
func factWidth() float32 {
	if large() {
		return 1
	}
	return 84
}

// list holds the issued letters, and under a head the sheets that can be printed.
func (l *caseLetters) list() *RowList {
	r := NewRowList("letters.list")
	r.Count = func() int {
		if len(l.view.Sheets) == 0 {
			return len(l.view.Issued)
		}
		return len(l.view.Issued) + 1 + len(l.view.Sheets)
	}
	r.Kind = func(i int) int { return min(1, max(0, i-len(l.view.Issued)+1)) } // letters are taller
	r.Height = func(i int) float32 {
		if i < len(l.view.Issued) {
			return em(52)
		}
		return em(32)
	}
	r.Make = func(kind int) ListRow {
		if kind == 1 {
			return NewTableRow(12, Share(1))
		}
		return NewTableRow(12, Share(1), factWidth())
	}
	r.Name = l.rowName
	r.Fill = l.fillRow
	r.OnSelected = func(i int) {
		switch n := len(l.view.Issued); {
		case i < n && i != l.view.Selected:
			l.p.Select(i)
		case i > n && l.view.Sheets[i-n-1].Sort != l.view.Sheet.Sort:
			l.p.ShowSheet(i - n - 1)
		}
	}
	r.OnKey = func(e *fyne.KeyEvent) bool { // the list is short; these turn the letter's pages
		switch e.Name {
		case fyne.KeyPageDown:
			l.paper.Turn(1)
		case fyne.KeyPageUp:
			l.paper.Turn(-1)
		default:
			return false
		}
		return true
	}
	return r
}

// rowName names the rows for keys and tests; the head between them has no name.
func (l *caseLetters) rowName(i int) (id, say string) {
	n := len(l.view.Issued)
	switch {
	case i < n:
		return "letters.row." + string(l.view.Issued[i].Sort), l.room.In(l.view.Issued[i].Name)
	case i == n:
		return "", ""
	}
	x := l.view.Sheets[i-n-1]
	return "letters.sheet." + string(x.Sort), l.room.In(x.Name)
}

func (l *caseLetters) fillRow(i int, row ListRow) {
	to, n := row.(*TableRow), len(l.view.Issued)
	to.Total = i == n
	if i == n {
		to.Set(Cell{Words: l.room.Say("letters.sheets"), Quiet: true, Small: true})
		return
	}
	if i > n {
		to.Set(Cell{Icon: "file-text", Words: l.room.In(l.view.Sheets[i-n-1].Name)})
		return
	}
	x := l.view.Issued[i]
	name := Cell{Icon: "file-check", Words: l.room.In(x.Name), Below: x.Number}
	if factWidth() < 2 { // day and pages stand on the letter itself
		to.Set(name, Cell{})
		return
	}
	to.Set(name, Cell{Words: x.On.String()[5:] + "·" + l.room.Say("letters.pages", arg("n", strconv.Itoa(x.Pages))), Quiet: true, Small: true, Right: true})
}

func (l *caseLetters) enlarge(larger bool) {
	l.paper.Enlarge(larger)
	l.zoom.SetWords(l.paper.Zoom())
}

// wants draws a page away from the screen; a page of a letter no longer shown is dropped.
func (l *caseLetters) wants(n, pixels int) {
	pdf, r := l.pdf, l.room.Raster
	if len(pdf) == 0 || r == nil {
		return
	}
	l.room.Desk.Do(func() func() {
		img, _, err := r.PageWide(pdf, n, pixels)
		return func() {
			if pixels == l.paper.Pixels() { // else it is asked for in another size already
				l.drawn(pdf, n, img, err)
			}
		}
	})
}

func (l *caseLetters) drawn(pdf []byte, n int, img image.Image, err error) {
	if len(l.pdf) == 0 || &pdf[0] != &l.pdf[0] {
		return
	}
	l.cover.Objects = nil
	switch {
	case cases.KindOf(err) == cases.Unreachable:
		l.late = true // drawing starts in the background; again asks until it has
		l.cover.Add(Centre(320, NewEmpty("loader-circle", l.room.Trouble(err), "")))
	case err != nil:
		l.cover.Add(NewFailure(l.room.Trouble(err), ""))
	default:
		l.paper.SetPage(n, img)
	}
	l.cover.Refresh()
}

// again asks once more for a page that could not be drawn yet.
func (l *caseLetters) again() {
	if l.late {
		l.late = false
		l.paper.SetPages(l.count())
	}
}
