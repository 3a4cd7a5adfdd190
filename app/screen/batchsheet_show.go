package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// show puts the presenter's view into the sheet.
func (b *batchSheet) show(v present.BatchView) {
	was := b.view.Open
	b.view = v
	if !v.Open {
		b.over.close()
		if was {
			b.shut()
		}
		return
	}
	title := b.room.Say("batch.title")
	if v.Cases > 0 {
		title = b.room.Say("batch.title_of", arg("n", strconv.Itoa(v.Cases)))
	}
	b.title.SetWords(title)
	b.showPrinters(v)
	b.showAsk(v)
	b.list.ReloadAt(b.kept())
	b.empty.Objects = nil
	if len(v.Wishes)+len(v.Copies) == 0 && !v.Loading {
		b.empty.Add(NewEmpty("printer", b.room.Say("batch.nothing"), b.room.Say("batch.nothing_how")))
	}
	b.empty.Refresh()
	b.showFoot(v)
	if !was {
		b.over.open(b.room.Canvas, map[string]func(){
			"Esc": b.p.Close, "Ctrl+P": b.main, "F9": b.room.Scan, "Ctrl+Enter": b.main,
		}, b.list)
	}
	rest := em(48) + heightFor(b.ask, em(720)) + heightFor(b.foot, em(688)) + em(40)
	b.sizes[3] = max(em(80), min(em(320), b.room.Canvas.Size().Height-rest)) // large type leaves the list less
	b.over.again()
}

// kept is the row that stays selected.
func (b *batchSheet) kept() int {
	w, c := b.split()
	if i := b.list.Selected(); i > 0 && i < w+c {
		return i
	}
	return min(1, w+c-1)
}

// main is what Ctrl+P does: go on with what waits, else print what is chosen.
func (b *batchSheet) main() {
	switch v := b.view; {
	case v.Busy:
	case v.Chosen() > 0:
		b.p.Print()
	case v.Left > 0:
		b.p.Resume()
	}
}

func (b *batchSheet) showPrinters(v present.BatchView) {
	b.where.Objects = nil
	line := []fyne.CanvasObject{Space(1, 1), NewIcon("printer", T2, 14)}
	for i, name := range v.Printers {
		if i == v.Printer {
			line = append(line, NewText(name, Caption, T1, true))
			continue
		}
		line = append(line, NewButton("batch.printer."+strconv.Itoa(i), Quiet, name, func() { b.p.UsePrinter(i) }).AsSmall())
	}
	if len(v.Printers) > 0 {
		b.where.Add(SpreadRow(8, []float32{Share(1)}, line...))
	}
	b.where.Refresh()
}

// showAsk asks about the copy that may lie in the tray; nothing else goes on before.
func (b *batchSheet) showAsk(v present.BatchView) {
	b.ask.Objects = nil
	if a := v.Ask; a != nil && !v.Busy {
		say := b.room.Say
		question := NewParagraph(askWords(b.room, a), Section, T1)
		what := NewParagraph(say("batch.ask_what", arg("letter", b.room.In(a.Letter)), arg("number", a.Copy.Number), arg("copy", b.room.In(a.Name))), Body, T2)
		row := Row(8, NewButton("batch.in_hand", Primary, say("batch.in_hand"), func() { b.p.Settle(a.Copy, true) }),
			NewButton("batch.not_there", Secondary, say("batch.not_there"), func() { b.p.Settle(a.Copy, false) }),
			NewButton("batch.spoiled", Quiet, say("batch.spoil"), func() { b.spoil(a.Copy) }))
		b.ask.Add(Layer(NewFill(AmbS), Inset(10, 16, 12, 16, Columns(12, []float32{em(20), Share(1)},
			NewIcon("circle-question-mark", Amb, 20), Stack(6, question, what, row)))))
	}
	b.ask.Refresh()
}

func askWords(room Room, a *present.BatchLine) string {
	return room.Say("batch.ask", arg("place", strconv.Itoa(a.Copy.Place)), arg("of", strconv.Itoa(a.Copy.Of)))
}

// showFoot says how far it is, what went wrong, and what can be done now.
func (b *batchSheet) showFoot(v present.BatchView) {
	say := b.room.Say
	n := func(key string, n int) string { return say(key, arg("n", strconv.Itoa(n))) }
	b.foot.Objects = nil
	if v.Busy {
		p := NewProgress("batch.stop", say("batch.progress", arg("place", strconv.Itoa(v.Place)), arg("of", strconv.Itoa(v.Of))), say("batch.stop"), b.p.Stop)
		if v.Stopping {
			p = NewProgress("", say("batch.stopping"), "", nil)
		}
		p.Set(say("batch.progress", arg("place", strconv.Itoa(v.Place)), arg("of", strconv.Itoa(v.Of))), float32(v.Place-1)/float32(max(v.Of, 1)))
		b.foot.Add(p)
		b.foot.Refresh()
		return
	}
	switch {
	case v.Problem != nil && cases.KeyOf(v.Problem) != cases.KeyOf(v.Why):
		b.foot.Add(trouble(b.room.Trouble(v.Problem)))
	case v.Why != nil && v.Ask == nil:
		b.foot.Add(trouble(b.room.Trouble(v.Why)))
	case v.Left > 0:
		b.foot.Add(NewParagraph(n("batch.left", v.Left), Caption, T2))
	case v.Unseen > 0:
		b.foot.Add(NewParagraph(n("batch.unseen", v.Unseen), Caption, T2))
	case len(v.Copies) > 0:
		b.foot.Add(NewState("circle-check", say("batch.settled"), Good, Caption))
	}
	line := []fyne.CanvasObject{Space(1, 1), NewButton("batch.close", Secondary, say("batch.close"), b.p.Close).WithKeys("Esc")}
	if c, ok := b.spoilable(); ok {
		line = append(line, NewButton("batch.spoil_row", Quiet, say("batch.spoil"), func() { b.spoil(c) }))
	}
	if v.Unseen > 0 {
		line = append(line, NewButton("batch.all_in_hand", Secondary, say("batch.all_in_hand"), b.p.AllInHand))
	}
	if v.Left > 0 {
		rest := NewButton("batch.drop", Quiet, say("batch.drop"), b.p.DropRest)
		goOn := NewButton("batch.resume", Primary, n("batch.resume", v.Left), b.p.Resume).WithIcon("printer").WithKeys("Ctrl", "P")
		goOn.SetEnabled(v.Why == nil)
		line = append(line, rest, goOn)
		if v.Chosen() > 0 {
			goOn.Kind, goOn.Keys = Secondary, nil
		}
	}
	if len(v.Wishes) > 0 {
		b.print.SetLabel(n("batch.print", v.Chosen()))
		b.print.SetEnabled(v.Why == nil && v.Chosen() > 0)
		line = append(line, b.print)
	}
	b.foot.Add(SpreadRow(8, []float32{Share(1)}, line...))
	b.foot.Refresh()
}

// spoilable gives the copy of the selected row, if it can be said to be spoiled.
func (b *batchSheet) spoilable() (cases.Copy, bool) {
	i := b.list.Selected()
	if i < 0 {
		return cases.Copy{}, false
	}
	_, line := b.at(i)
	if line < 0 || line >= len(b.view.Copies) || !b.view.Copies[line].Spoils {
		return cases.Copy{}, false
	}
	return b.view.Copies[line].Copy, true
}
