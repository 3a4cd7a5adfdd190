package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// caseWhatIf is the panel of 试算 over the severity tab: facts at the left, what
// moves in the middle, the nearest other outcome at the right. It records nothing.
type caseWhatIf struct {
	room  Room
	p     *present.WhatIf
	view  present.WhatIfView
	list  *RowList
	title *Text
	ask   *caseQuestion
	day   *Entry
	moves *fyne.Container
	flips *fyne.Container
	mid   *Scroll
	side  *Scroll
	root  fyne.CanvasObject
	again func() // lays the tab again, with the panel or without
}

func newCaseWhatIf(room Room, q *present.Inquiry, again func()) *caseWhatIf {
	w := &caseWhatIf{room: room, p: present.NewWhatIf(q), moves: Stack(8), flips: Stack(8), again: again}
	say := room.Say
	w.list, w.title = w.facts(), NewText("", Section, T1, true)
	w.ask = newCaseQuestion(room, "whatif.answer")
	w.ask.pick = func(v string) { w.p.Pick(v) }
	w.ask.typed = func(v string) { w.p.Type(v) }
	w.day = NewEntry("whatif.day", say("whatif.day")).InForm()
	w.day.Hint = say("whatif.day_hint")
	w.day.OnChanged = w.p.TypeDay
	head := SpreadRow(8, []float32{Share(1)}, w.title, NewButton("whatif.reset", Secondary, say("whatif.reset"), w.p.Reset).WithIcon("history"))
	w.mid = NewScroll(Stack(8, Card(16, Stack(10, head, w.ask.root, w.day)), w.moves)).BarBeside()
	w.side = NewScroll(w.flips).BarBeside()
	left := Layer(NewCard(), Pad(1, Lines(0, []float32{em(36), 1, Share(1)}, Inset(0, 12, 0, 12, NewText(say("whatif.facts"), Section, T1, true)), HLine(), w.list)))
	banner := NewBanner("whatif.close", Info, say("whatif.note"), say("whatif.close"), w.close)
	w.root = Lines(8, []float32{0, Share(1)}, banner, Columns(8, []float32{216, Share(1), 316}, left, w.mid, w.side))
	w.p.Changed = w.show
	return w
}

func (w *caseWhatIf) open() bool { return w.view.Open }

// toggle opens the panel, or closes it.
func (w *caseWhatIf) toggle() {
	if w.view.Open {
		w.close()
		return
	}
	w.p.Open()
	w.again()
}

func (w *caseWhatIf) close() {
	if w.view.Open {
		w.p.Close()
		w.again()
	}
}

func (w *caseWhatIf) first() fyne.Focusable {
	if f := w.ask.first(); f != nil {
		return f
	}
	return w.list
}

// keys has no key that reaches the record or the draft behind the panel.
func (w *caseWhatIf) keys() map[string]func() {
	none := func() {}
	return map[string]func(){
		"Ctrl+I": w.toggle, "F8": func() { w.step(1) }, "Shift+F8": func() { w.step(-1) },
		"Ctrl+Enter": none, "Ctrl+Z": none, "Ctrl+Y": none,
	}
}

func (w *caseWhatIf) step(by int) {
	if n := len(w.view.Questions); n > 0 {
		w.list.Select((w.view.Now + by + n) % n)
	}
}

func (w *caseWhatIf) facts() *RowList {
	l := NewRowList("whatif.facts")
	l.Count = func() int { return len(w.view.Questions) }
	l.Height = func(int) float32 { return em(46) }
	l.Make = func(int) ListRow { return NewTableRow(12, Share(1)) }
	l.Name = func(i int) (string, string) {
		return "whatif.q." + w.view.Questions[i].Key, w.room.In(w.view.Questions[i].Title)
	}
	l.Fill = func(i int, row ListRow) {
		k := w.view.Questions[i]
		c := Cell{Icon: "circle-dashed", Words: w.room.In(k.Title), Below: joinWords(w.room, k.Answer)}
		if k.State == present.Answered {
			c.Icon = "circle-dot"
		}
		if c.Below == "" {
			c.Below = w.room.Say("answer.unknown")
		}
		if w.view.Changed[i] {
			c.Icon, c.Tone, c.Bold = "git-compare-arrows", Info, true
		}
		row.(*TableRow).Set(c)
	}
	l.OnSelected = func(i int) {
		if i != w.view.Now {
			w.p.Goto(i)
			w.room.Canvas.Focus(w.first())
		}
	}
	return l
}

func (w *caseWhatIf) show(v present.WhatIfView) {
	w.view = v
	if !v.Open {
		w.ask.key = ""
		return
	}
	w.list.Reload()
	if v.Now < len(v.Questions) {
		k := v.Questions[v.Now]
		w.title.SetWords(w.room.In(k.Title))
		w.ask.show(k)
		if w.list.Selected() != v.Now {
			w.list.Select(v.Now)
		}
	}
	if !w.day.input.focused {
		put(w.day, v.Day.Text)
	}
	w.day.SetTrouble(w.room.Trouble(v.Day.Fault))
	w.showMoves(v)
	w.showFlips(v)
	w.mid.Relayout()
	w.side.Relayout()
}

// showMoves lists what was supposed, and each answer that comes out otherwise.
func (w *caseWhatIf) showMoves(v present.WhatIfView) {
	w.moves.Objects = nil
	if v.Problem != nil {
		w.moves.Add(trouble(w.room.Trouble(v.Problem)))
	}
	rows := Stack(0, CardHead(w.room.In(v.Says), ""))
	for _, c := range v.Changes {
		rows.Add(Inset(6, 12, 0, 12, changeLine(w.room, c)))
	}
	if len(v.Changes) > 0 {
		rows.Add(Inset(6, 0, 0, 0, HLine()))
	}
	for _, m := range v.Moves {
		row := NewTableRow(12, Share(3), Share(2), Share(2), 112, 76)
		what := w.room.In(m.What)
		if m.Term != "" {
			what = m.Term
		}
		law := Cell{Words: m.Law.Number, Small: true, Quiet: true}
		if !m.Law.Verified {
			law = Cell{Icon: "circle-question-mark", Words: w.room.Say("law.unverified"), Tone: Warn, Small: true}
		}
		row.Set(Cell{Words: what, Below: m.Ruleset}, Cell{Words: w.room.In(m.Was), Quiet: true}, Cell{Icon: "arrow-right", Words: w.room.In(m.Now), Bold: true},
			Cell{Words: m.Row, Small: true, Quiet: true}, law)
		rows.Add(Fix(0, em(40), row))
	}
	w.moves.Add(Layer(NewCard(), Pad(1, rows)))
}

// changeLine says one supposed fact: what it was, what it is, and who could bring
// it about.
func changeLine(room Room, c present.ChangeLine) fyne.CanvasObject {
	words := room.In(c.Title) + "：" + joinWords(room, c.Was) + " → " + joinWords(room, c.Now)
	note := room.In(c.Nature)
	if c.Paper != "" {
		note += "：" + c.Paper
	}
	return Stack(0, NewParagraph(words, Body, T1), NewParagraph(note, Caption, map[bool]Token{true: Amb, false: T2}[c.Tone == present.Warn]))
}

// showFlips lists the nearest other outcomes; a press tries one.
func (w *caseWhatIf) showFlips(v present.WhatIfView) {
	w.flips.Objects = nil
	if v.Seeking {
		w.flips.Add(Card(12, Stack(8, NewText(w.room.Say("whatif.seeking"), Caption, T2, false), NewSkeleton(3))))
		return
	}
	for g, group := range v.Groups {
		head := NewParagraph(w.room.In(group.Title), Body, T1)
		head.Bold = true
		card := Stack(10, head)
		for i, line := range group.Lines {
			one := Stack(4)
			for _, c := range line.Changes {
				one.Add(changeLine(w.room, c))
			}
			id := "whatif.try." + strconv.Itoa(g+1) + "." + strconv.Itoa(i+1)
			one.Add(SpreadRow(8, []float32{Share(1)}, NewText(w.room.In(line.Then), Body, Acc, true), NewButton(id, Quiet, w.room.Say("whatif.try"), func() { w.p.Try(g, i) })))
			card.Add(HLine())
			card.Add(one)
		}
		if !group.More.IsZero() {
			card.Add(NewParagraph(w.room.In(group.More), Caption, T2))
		}
		w.flips.Add(Card(12, card))
	}
}

// joinWords puts answers on one line.
func joinWords(room Room, list []present.Words) (words string) {
	for i, a := range list {
		if i > 0 {
			words += "·"
		}
		words += room.In(a)
	}
	return words
}
