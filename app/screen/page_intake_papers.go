package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// intakePapers is the step of what was handed in: a tick, original or copy, and
// how many pages; at the right how many are there.
type intakePapers struct {
	room   Room
	p      *present.Intake
	now    map[string]present.PaperLine
	made   map[string]*paperPart
	codes  string // of the papers drawn
	rows   *fyne.Container
	scroll *Scroll
	given  *Text
	meter  *Meter
	lack   *fyne.Container
	lacks  string
	side   *fyne.Container
	root   fyne.CanvasObject
}

// paperPart holds the widgets of one paper.
type paperPart struct {
	given, original *Check
	pages           *Entry
	root            fyne.CanvasObject
}

func newIntakePapers(room Room, p *present.Intake) *intakePapers {
	w := &intakePapers{room: room, p: p, now: map[string]present.PaperLine{}, made: map[string]*paperPart{}, rows: Stack(0),
		given: NewText("", Section, T1, true), meter: NewMeter(), lack: Stack(6)}
	w.scroll = NewScroll(w.rows)
	w.meter.Thick = 8
	say := room.Say
	w.side = Stack(8, Card(16, Stack(10, w.given, w.meter, w.lack)), Card(16, NewParagraph(say("intake.papers_may"), Caption, T2)))
	card := Layer(NewCard(), Pad(1, Lines(0, []float32{0, em(26), Share(1)},
		CardHead(say("intake.papers"), say("intake.papers_note")), w.columns(), w.scroll)))
	w.root = Beside(8, 316, 800, card, w.side)
	if largeType() {
		w.root = card // the ticks say it too
	}
	return w
}

// paperColumns are the columns of the papers: name, a remark, who asks for it,
// original, pages.
func paperColumns() []float32 { return []float32{Share(1), 0, em(96), em(110), em(148)} }

// columns names the columns.
func (w *intakePapers) columns() fyne.CanvasObject {
	name := func(key string) fyne.CanvasObject { return NewText(w.room.Say(key), Caption, T2, false) }
	return Layer(NewFill(Alt), Inset(0, 12, 0, 12, SpreadRow(12, paperColumns(), name("intake.paper"), Space(0, 0),
		name("intake.paper_why"), name("intake.original"), name("intake.pages_ghost"))))
}

func (w *intakePapers) object() fyne.CanvasObject { return w.root }

func (w *intakePapers) first(v present.IntakeView) fyne.Focusable {
	if len(v.Papers) == 0 {
		return nil
	}
	return w.made[v.Papers[0].Code].given
}

func (w *intakePapers) show(v present.IntakeView) {
	codes, moved := "", false
	for _, l := range v.Papers {
		w.now[l.Code] = l
		codes += l.Code + "\n"
		if w.made[l.Code] == nil {
			w.made[l.Code] = w.make(l)
		}
		moved = w.fill(w.made[l.Code], l) || moved
	}
	if codes != w.codes {
		w.codes, moved = codes, true
		w.rows.Objects = nil
		for i, l := range v.Papers {
			if i > 0 {
				w.rows.Add(HLine())
			}
			w.rows.Add(w.made[l.Code].root)
		}
	}
	if moved {
		w.scroll.Relayout()
	}
	w.showSide(v.Papers)
}

func (w *intakePapers) make(l present.PaperLine) *paperPart {
	say, id, code := w.room.Say, "intake.paper."+l.Code, l.Code
	part := &paperPart{}
	mark := func(change func(x *present.PaperLine)) {
		x := w.now[code]
		change(&x)
		w.p.SetPaper(code, x.Given, x.Original, x.Pages)
	}
	part.given = NewCheck(id, l.Name, func(on bool) { mark(func(x *present.PaperLine) { x.Given = on }) })
	part.original = NewCheck(id+".original", say("intake.original"), func(on bool) { mark(func(x *present.PaperLine) { x.Original = on }) })
	part.pages = NewEntry(id+".pages", "").InForm()
	part.pages.OnChanged = func(s string) {
		if s != w.now[code].Pages { // else the presenter put it there
			mark(func(x *present.PaperLine) { x.Pages = s })
		}
	}
	source := say("intake.paper_every")
	if l.FromPack {
		source = say("intake.paper_rules")
	}
	check := NewPill("circle-question-mark", say("unverified"), Warn)
	check.Hidden = l.Verified
	part.root = Inset(8, 12, 8, 12, SpreadRow(12, paperColumns(),
		part.given, check, NewName(source, Caption, T2, false), part.original, part.pages))
	return part
}

// fill puts a paper into its widgets and tells whether the row became higher or
// lower.
func (w *intakePapers) fill(part *paperPart, l present.PaperLine) (moved bool) {
	if part.given.Checked != l.Given {
		part.given.SetChecked(l.Given)
	}
	if part.original.Checked != l.Original {
		part.original.SetChecked(l.Original)
	}
	part.original.SetEnabled(l.Given)
	if locked := !l.Given; part.pages.locked != locked {
		part.pages.SetReadOnly(locked)
	}
	part.pages.SetText(l.Pages)
	trouble := w.room.Trouble(l.Fault)
	moved = part.pages.Trouble != trouble
	part.pages.SetTrouble(trouble)
	return moved
}

// showSide counts what is there and names what is not.
func (w *intakePapers) showSide(papers []present.PaperLine) {
	n, lacks := 0, ""
	var rows []fyne.CanvasObject
	for _, l := range papers {
		if l.Given {
			n++
			continue
		}
		lacks += l.Code + "\n"
		rows = append(rows, SpreadRow(6, []float32{em(14), Share(1)}, NewIcon("circle-dashed", T2, 14), NewName(l.Name, Body, T1, false)))
	}
	w.given.SetWords(w.room.Say("intake.given", cases.Arg{Name: "n", Value: strconv.Itoa(n)}, cases.Arg{Name: "of", Value: strconv.Itoa(len(papers))}))
	w.meter.SetParts(Part{Token: Grn, Share: float32(n) / float32(max(1, len(papers)))})
	if lacks == w.lacks {
		return
	}
	w.lacks = lacks
	w.lack.Objects = nil
	if len(rows) > 0 {
		w.lack.Objects = append([]fyne.CanvasObject{NewText(w.room.Say("intake.lacking"), Caption, T2, false)}, rows...)
	}
	w.side.Refresh()
}
