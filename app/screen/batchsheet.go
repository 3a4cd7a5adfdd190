package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// batchSheet prints the letters of many cases over the workbench, and shows what
// became of every copy that is not settled.
type batchSheet struct {
	room  Room
	p     *present.Batch
	over  *overlay
	view  present.BatchView
	title *Text
	where *fyne.Container
	ask   *fyne.Container
	list  *RowList
	empty *fyne.Container
	foot  *fyne.Container
	print *Button
	sizes []float32 // of the sheet's lines
	shut  func()    // the sheet was closed
}

func newBatchSheet(room Room) *batchSheet {
	b := &batchSheet{room: room, p: present.NewBatch(room.Desk, room.Session), title: NewText("", Section, T1, true),
		where: Stack(0), ask: Stack(0), empty: Layer(), foot: Stack(8), shut: func() {}}
	b.list = b.buildList()
	head := Inset(12, 16, 10, 16, SpreadRow(12, []float32{0, Share(1)}, b.title, b.where))
	b.sizes = []float32{0, 1, 0, em(320), 1, 0}
	b.over = newOverlay(room.Keys, em(720), Lines(0, b.sizes, head, HLine(), b.ask, Layer(b.list, b.empty), HLine(), Inset(12, 16, 14, 16, b.foot)))
	b.print = NewButton("batch.print", Primary, "", b.p.Print).WithIcon("printer").WithKeys("Ctrl", "P")
	return b
}

// begin asks which letters of the cases can be printed.
func (b *batchSheet) begin(ids []cases.ID) { b.p.Open(ids) }

// split tells where the wishes end and the ledger begins among the rows: a head stands
// before each part.
func (b *batchSheet) split() (wishes, copies int) {
	if n := len(b.view.Wishes); n > 0 {
		wishes = n + 1
	}
	if n := len(b.view.Copies); n > 0 {
		copies = n + 1
	}
	return wishes, copies
}

// at gives what row i is: a wish, a copy, or a head (both -1).
func (b *batchSheet) at(i int) (wish, line int) {
	wishes, _ := b.split()
	if i < wishes {
		return i - 1, -1
	}
	return -1, i - wishes - 1
}

func (b *batchSheet) buildList() *RowList {
	l := NewRowList("batch.list")
	l.Count = func() int { w, c := b.split(); return w + c }
	l.Kind = func(i int) int {
		if wish, line := b.at(i); wish < 0 && line < 0 {
			return 0
		}
		return 1
	}
	l.Height = func(i int) float32 {
		if l.Kind(i) == 0 {
			return HeadHeight()
		}
		return em(40)
	}
	l.Make = func(kind int) ListRow {
		if kind == 0 {
			return NewHeadRow(16)
		}
		return NewTableRow(16, em(76), Share(1), em(150))
	}
	l.Fill = b.fill
	l.Name = b.name
	l.OnOpen = b.press
	l.OnSelected = func(int) { b.showFoot(b.view) }
	l.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeySpace {
			b.press(l.Selected())
		}
		return e.Name == fyne.KeySpace
	}
	return l
}

func (b *batchSheet) name(i int) (id, say string) {
	wish, line := b.at(i)
	switch {
	case wish >= 0:
		return "batch.wish." + strconv.Itoa(wish), b.view.Wishes[wish].Party
	case line >= 0:
		return "batch.copy." + strconv.Itoa(line), b.view.Copies[line].Party
	}
	return "", ""
}

func (b *batchSheet) fill(i int, row ListRow) {
	wish, line := b.at(i)
	if head, ok := row.(*HeadRow); ok {
		if i == 0 && len(b.view.Wishes) > 0 {
			head.Set(b.room.Say("batch.wishes"), strconv.Itoa(b.view.Chosen())+" / "+strconv.Itoa(len(b.view.Wishes)), "", Neutral)
		} else {
			head.Set(b.room.Say("batch.copies"), strconv.Itoa(len(b.view.Copies)), "", Neutral)
		}
		return
	}
	to := row.(*TableRow)
	if wish >= 0 {
		w := b.view.Wishes[wish]
		box, note := "square-check", b.room.In(w.Name)
		if !w.On {
			box = "circle-dashed"
		}
		state := Cell{Icon: box, Words: note, Tone: map[bool]Tone{true: Info, false: Neutral}[w.On]}
		if w.Stands {
			state.Below = b.room.Say("batch.stands")
		}
		to.Set(Cell{Words: strconv.Itoa(wish + 1), Quiet: true}, Cell{Words: w.Party, Below: b.room.In(w.Letter) + "　" + w.Number}, state)
		return
	}
	c := b.view.Copies[line]
	icons := map[present.Tone]string{present.Good: "circle-check", present.Bad: "circle-x", present.Warn: "circle-question-mark", present.Info: "printer"}
	to.Set(Cell{Words: strconv.Itoa(c.Copy.Place) + " / " + strconv.Itoa(c.Copy.Of), Below: c.Time, Quiet: true},
		Cell{Words: or(c.Party, c.Copy.Number), Below: b.room.In(c.Letter) + "　" + c.Copy.Number},
		Cell{Icon: or(icons[c.Tone], "circle-dashed"), Words: b.room.In(c.State), Below: b.room.In(c.Name), Tone: toneOf(c.Tone)})
}

// press is Enter, Space or a second press on a row: a wish goes out or in again, a copy
// that was handed to the printer is in hand.
func (b *batchSheet) press(i int) {
	if i < 0 {
		return
	}
	wish, line := b.at(i)
	switch {
	case wish >= 0:
		b.p.Toggle(wish)
	case line >= 0 && (b.view.Copies[line].Seen || b.view.Copies[line].Ask):
		b.p.Settle(b.view.Copies[line].Copy, true)
	}
}

// spoil asks why a copy is spoiled.
func (b *batchSheet) spoil(c cases.Copy) {
	var d *Dialog
	d = NewDialog(Ask{ID: "batch.spoil", Icon: "printer", Tone: Warn, Title: b.room.Say("letters.spoil"), Words: b.room.Say("letters.spoil_words"),
		Reason: b.room.Say("letters.spoil_why"), Required: true, No: b.room.Say("keys.back"), Yes: b.room.Say("letters.spoil")}, b.room.Keys, func(yes bool) {
		if yes {
			b.p.Spoil(c, d.Reason.Text())
		}
	})
	d.Open(b.room.Canvas)
}
