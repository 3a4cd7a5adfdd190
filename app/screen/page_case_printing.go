package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// shownCopies is how many copies stand in the ledger at once; the latest matter.
const shownCopies = 4

// casePrinting is the print ledger of the letter that is selected.
type casePrinting struct {
	room Room
	p    *present.Printing
	root *fyne.Container
	of   string // the letter it is open on
	fit  func() // makes room for what is shown

	expect func() // waits for the code of the letter
}

func newCasePrinting(room Room) *casePrinting {
	c := &casePrinting{room: room, p: present.NewPrinting(room.Desk, room.Session), root: Stack(0), fit: func() {}}
	c.p.Changed = c.show
	return c
}

// follow shows the copies of the letter that the tab shows; a sheet has only a button.
func (c *casePrinting) follow(l *caseLetters, v present.LettersView) {
	if c.room.Session.Ledger == nil {
		return
	}
	switch {
	case v.Selected >= 0 && v.Selected < len(v.Issued):
		act := v.Issued[v.Selected].Act
		if key := act.Letter + act.Number + act.Blob.String(); key != c.of {
			c.of = key
			c.p.Open(l.p.Of(), act)
		}
	case v.Sheet.Sort != "":
		c.of = ""
		b := NewButton("letters.print", Secondary, c.room.Say("letters.print_sheet"), l.p.PrintSheet).WithIcon("printer").WithKeys("Ctrl", "P")
		b.SetEnabled(len(v.PDF) > 0 && !v.Busy)
		c.set(Card(12, b))
	default:
		c.of = ""
		c.set()
	}
}

// again asks the ledger once more.
func (c *casePrinting) again(l *caseLetters) {
	c.of = ""
	c.follow(l, l.view)
}

func (c *casePrinting) set(objects ...fyne.CanvasObject) {
	c.root.Objects = objects
	c.fit()
}

// print answers Ctrl+P: always the letter or sheet, never the screen.
func (c *casePrinting) print(l *caseLetters) {
	if l.view.Sheet.Sort != "" {
		l.p.PrintSheet()
		return
	}
	if c.of != "" {
		c.p.Print()
	}
}

func (c *casePrinting) show(v present.PrintingView) {
	say := c.room.Say
	rows := Stack(0)
	for i, line := range v.Copies[:min(len(v.Copies), shownCopies)] {
		rows.Add(c.row(i, line))
	}
	if len(v.Copies) == 0 {
		rows.Add(Inset(8, 12, 8, 12, NewParagraph(say("letters.no_copies"), Caption, T2)))
	}
	words := say("letters.print_more")
	if v.First {
		words = say("letters.print")
	}
	b := NewButton("letters.print", Secondary, words, c.p.Print).WithIcon("printer").WithKeys("Ctrl", "P")
	b.SetEnabled(v.Can && !v.Busy)
	foot := Stack(6, b)
	switch {
	case v.Busy:
		foot.Add(NewState("loader-circle", say("letters.printing"), Neutral, Caption))
	case v.Problem != nil:
		foot.Add(trouble(c.room.Trouble(v.Problem)))
	case v.Printer == "":
		foot.Add(NewParagraph(say("printing.no_printer"), Caption, T2))
	}
	head := CardHead(say("letters.ledger"), v.Printer, NewButton("letters.scan", Quiet, say("keys.scan"), c.expect).AsSmall().WithKeys("F9"))
	c.set(Layer(NewCard(), Pad(1, Stack(0, head, rows, HLine(), Inset(8, 12, 10, 12, foot)))))
}

// row is one copy: which, how far it has come, when, and what may be said of it.
func (c *casePrinting) row(i int, l present.CopyLine) fyne.CanvasObject {
	icons := map[present.Tone]string{present.Good: "circle-check", present.Bad: "circle-x", present.Warn: "circle-question-mark", present.Info: "printer"}
	name := NewName(c.room.In(l.Name), Body, T1, true)
	state := NewState(or(icons[l.Tone], "circle-dashed"), c.room.In(l.State), toneOf(l.Tone), Body)
	line := SpreadRow(8, []float32{em(64), 0, Share(1)}, name, state, Space(1, 1), NewText(l.Time, Caption, T2, false))
	parts := []fyne.CanvasObject{line}
	if !l.Detail.IsZero() {
		parts = append(parts, Inset(0, 0, 0, em(72), NewName(c.room.In(l.Detail), Caption, T2, false)))
	}
	if actions := c.actions(i, l); len(actions) > 0 {
		left := em(72)
		if large() {
			left = 0 // they need the room
		}
		parts = append(parts, Inset(2, 0, 0, left, Row(8, actions...)))
	}
	row := Inset(6, 12, 6, 12, Stack(2, parts...))
	if l.Ask {
		return Layer(NewFill(AmbS), row)
	}
	return row
}

func (c *casePrinting) actions(i int, l present.CopyLine) (out []fyne.CanvasObject) {
	id, say := "letters.copy."+strconv.Itoa(i), c.room.Say
	add := func(name string, kind ButtonKind, words string, do func()) {
		out = append(out, NewButton(id+"."+name, kind, words, do).AsSmall())
	}
	switch {
	case l.Ask:
		add("in_hand", Primary, say("letters.in_hand"), func() { c.p.Settle(i, true) })
		add("not_there", Secondary, say("letters.not_there"), func() { c.p.Settle(i, false) })
	case l.Seen:
		add("in_hand", Secondary, say("letters.in_hand"), func() { c.p.Settle(i, true) })
	}
	if l.Spoils {
		add("spoil", Quiet, say("letters.spoil"), func() { c.spoil(i) })
	}
	if l.Again {
		add("again", Quiet, say("letters.again"), func() { c.p.Again(i) })
	}
	return out
}

// spoil asks why a copy is spoiled.
func (c *casePrinting) spoil(i int) {
	var d *Dialog
	d = NewDialog(Ask{ID: "letters.spoil", Icon: "printer", Tone: Warn, Title: c.room.Say("letters.spoil"), Words: c.room.Say("letters.spoil_words"),
		Reason: c.room.Say("letters.spoil_why"), Required: true, No: c.room.Say("keys.back"), Yes: c.room.Say("letters.spoil")}, c.room.Keys, func(yes bool) {
		if yes {
			c.p.Spoil(i, d.Reason.Text())
		}
	})
	d.Open(c.room.Canvas)
}
