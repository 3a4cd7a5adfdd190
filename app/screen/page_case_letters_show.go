package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// show puts the presenter's view into the tab.
func (l *caseLetters) show(v present.LettersView) {
	l.view = v
	l.page.keepFocus(func() { l.showChoices(v) })
	l.issued.Reload()
	if v.Selected >= 0 && l.issued.Selected() != v.Selected {
		l.issued.Select(v.Selected)
	}
	l.showPaper(v)
	l.page.keepFocus(func() { l.printed.follow(l, v) })
	l.root.Refresh()
	l.page.settle(l)
	l.showOffer(v)
}

// showChoices lists the letters that the case calls for, with why one cannot be issued.
func (l *caseLetters) showChoices(v present.LettersView) {
	l.choices.Objects = nil
	say := l.room.Say
	rows := Stack(10)
	main := true
	for _, c := range v.Choices {
		name := l.room.In(c.Name)
		b := NewButton("letters.issue."+string(c.Sort), Secondary, say("letters.issue", arg("letter", name)), func() { l.p.Issue(c.Sort) }).WithIcon("file-plus-corner")
		b.SetEnabled(c.Enabled && !v.Busy)
		if c.Enabled && main {
			main = false
			b.Kind = Primary
			b.WithKeys("Ctrl", "Enter")
		}
		rows.Add(b)
		switch {
		case c.Why != nil:
			rows.Add(NewParagraph(l.room.Trouble(c.Why), Caption, T2))
		case c.Numbered:
			rows.Add(NewParagraph(say("letters.numbered"), Caption, T2))
		}
	}
	if len(v.Choices) == 0 {
		rows.Add(NewParagraph(say("letters.no_choice"), Caption, T2))
	}
	if v.Busy {
		rows.Add(NewState("loader-circle", say("letters.making"), Neutral, Caption))
	}
	if v.Problem != nil {
		rows.Add(trouble(l.room.Trouble(v.Problem)))
	}
	for _, b := range l.glyphButtons(v) {
		rows.Add(b)
	}
	l.choices.Add(Card(12, Stack(10, NewText(say("letters.can"), Section, T1, true), rows)))
	l.side()
}

// showPaper begins the pages of the selected letter, once its bytes have come.
func (l *caseLetters) showPaper(v present.LettersView) {
	if v.Sheet.Sort != "" {
		l.showSheet(v)
		return
	}
	if v.Selected < 0 || v.Selected >= len(v.Issued) {
		l.pdf = nil
		l.title.SetWords("")
		l.facts.Objects = nil
		l.cover.Objects = []fyne.CanvasObject{Layer(NewFill(Surf), NewEmpty("file-text", l.room.Say("letters.nothing"), l.room.Say("letters.nothing_how")))}
		l.cover.Refresh()
		return
	}
	x := v.Issued[v.Selected]
	l.title.SetWords(l.room.In(x.Name) + "  " + x.Number)
	if len(v.PDF) == 0 || len(l.pdf) > 0 && &l.pdf[0] == &v.PDF[0] {
		return
	}
	l.pdf = v.PDF
	l.cover.Objects = nil
	l.facts.Objects = []fyne.CanvasObject{HLine(), Inset(6, 12, 6, 12, SpreadRow(12, []float32{0, Share(1)},
		NewState("shield-check", l.room.Say("letters.signed"), Good, Caption), NewName(l.room.Say("letters.hash", arg("hash", x.Short)), Caption, T2, false)))}
	l.paper.SetPages(l.count())
	l.paged(l.paper.Page())
}

// showSheet begins the pages of a sheet, which bears no signature.
func (l *caseLetters) showSheet(v present.LettersView) {
	l.title.SetWords(l.room.In(v.Sheet.Name))
	if len(v.PDF) == 0 || len(l.pdf) > 0 && &l.pdf[0] == &v.PDF[0] {
		return
	}
	l.pdf = v.PDF
	l.cover.Objects, l.facts.Objects = nil, nil
	l.paper.SetPages(l.count())
	l.paged(l.paper.Page())
}

// count is the number of pages of what is shown, at least one.
func (l *caseLetters) count() int {
	if l.view.Sheet.Sort != "" {
		return max(1, l.view.SheetPages)
	}
	if v := l.view; v.Selected >= 0 && v.Selected < len(v.Issued) {
		return max(1, v.Issued[v.Selected].Pages)
	}
	return 0
}

func (l *caseLetters) paged(n, of int) {
	if of == 0 {
		l.place.SetWords("")
		return
	}
	l.place.SetWords(strconv.Itoa(n+1) + " / " + strconv.Itoa(of))
}
