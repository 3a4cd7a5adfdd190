package screen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// archivePage shows the files that are over. The security keeper holds and releases them
// and asks for their destruction; who signs grants it.
type archivePage struct {
	*formPage
	p       *present.ArchivePage
	view    present.ArchiveView
	list    *RowList
	empty   *fyne.Container
	filters *Options
	number  *Entry
	old     *fyne.Container
	acts    *fyne.Container
	basis   *Entry
	until   *Entry
	grounds *Options
	drawn   string // the file whose fields stand in acts
}

func newArchivePage(room Room) page {
	a := &archivePage{p: present.NewArchivePage(room.Desk, room.Session), empty: Layer(), old: Stack(0), acts: Stack(10)}
	say := room.Say
	a.list = NewRowList("archive.rows")
	a.list.Count = func() int { return len(a.view.Lines) }
	a.list.Height = func(int) float32 { return em(48) }
	a.list.Make = func(int) ListRow { return NewTableRow(12, Share(3), Share(2), 96) }
	a.list.Fill = func(i int, row ListRow) { row.(*TableRow).Set(a.cells(a.view.Lines[i])...) }
	a.list.Name = func(i int) (string, string) { return "archive.row." + strconv.Itoa(i), a.view.Lines[i].Number }
	a.list.OnSelected = func(i int) {
		if i != a.view.Chosen {
			a.p.Choose(i)
		}
	}
	a.filters = NewOptions("archive.filter", false, a.p.Filter).SideBySide()
	a.number = NewSearch("archive.number", say("archive.number"))
	a.number.OnChanged = a.p.Find
	a.basis = NewEntry("archive.basis", say("archive.basis"))
	a.basis.Hint = say("archive.basis_hint")
	a.until = NewEntry("archive.until", say("archive.until")).Placeholder("2026-12-31")
	a.grounds = NewOptions("archive.ground", false, a.p.Ground)
	box := Layer(NewCard(), Pad(1, Lines(0, []float32{0, Share(1)}, Pad(12, Stack(8, a.number, a.filters)), Layer(a.list, a.empty))))
	remark := say("archive.look")
	if a.p.View().Keeps {
		remark = say("archive.note")
	}
	a.formPage = newFormPage(room, say("page.archive"), remark, Stack(8, a.old, sideBySide(Fix(0, listHeight(), box), part(say("archive.chosen"), "", a.acts))))
	a.fresh = a.p.Refresh
	a.first = a.list
	a.gone = func() { clearAll(a.basis, a.until) }
	a.p.Changed = a.show
	a.show(a.p.View())
	return a
}

func (a *archivePage) cells(l present.ArchiveRow) []Cell {
	icon := map[present.Tone]string{present.Info: "lock", present.Warn: "hourglass"}[l.Tone]
	return []Cell{{Words: l.Number, Below: a.room.In(l.State) + " · " + l.Ended.String()}, {Words: a.room.In(l.Kept), Quiet: true, Small: true},
		{Icon: icon, Words: a.room.In(l.Register), Tone: toneOf(l.Tone), Quiet: l.Tone == present.Neutral}}
}

func (a *archivePage) show(v present.ArchiveView) {
	room := a.room
	a.view = v
	a.list.Reload()
	if v.Chosen >= 0 && a.list.Selected() != v.Chosen {
		a.list.Select(v.Chosen)
	}
	fillOptions(room, a.filters, v.Filters)
	a.empty.Objects = nil
	if len(v.Lines) == 0 && !v.Loading {
		a.empty.Add(Inset(48, 0, 0, 0, NewEmpty("archive", room.Say("archive.none"), room.Say("archive.none_note"))))
	}
	a.empty.Refresh()
	only(a.old)
	if len(v.Old) > 0 {
		only(a.old, NewBanner("archive.old", Warn, room.Say("archive.old", arg("n", strconv.Itoa(len(v.Old))), arg("folders", strings.Join(v.Old, "  "))), "", nil))
	}
	a.actions(v)
	a.outcome(v.Problem, room.In(v.Said))
	a.scroll.Relayout()
}

// actions are what the register tells of the chosen file, and what can be done with it.
func (a *archivePage) actions(v present.ArchiveView) {
	say := a.room.Say
	a.acts.Objects = []fyne.CanvasObject{NewParagraph(say("archive.choose"), Caption, T2)}
	if v.Chosen < 0 {
		a.drawn = ""
		return
	}
	l := v.Lines[v.Chosen]
	if key := l.ID.String() + v.Said.Key; key != a.drawn {
		a.drawn = key
		clearAll(a.basis, a.until)
	}
	objects := []fyne.CanvasObject{Stack(2, NewText(l.Number, Body, T1, true),
		NewParagraph(say("archive.facts", arg("received", l.Received.String()), arg("ended", l.Ended.String()))+a.room.In(l.Kept), Caption, T2))}
	for _, w := range l.Lines {
		objects = append(objects, NewParagraph(a.room.In(w), Body, T1))
	}
	press := func(id string, kind ButtonKind, tapped func()) *Button {
		b := NewButton("archive."+id, kind, say("archive.do."+id), tapped)
		b.disabled = v.Busy
		return b
	}
	if l.MayHold || l.MayFree || l.MayAsk {
		objects = append(objects, a.keep(v, l, press)...)
	}
	if v.Grants && l.Why != nil {
		objects = append(objects, NewParagraph(a.room.Trouble(l.Why), Caption, T2))
	}
	if l.MayGrant {
		loss := Stack(4)
		for _, w := range v.Loss {
			loss.Add(NewParagraph("· "+a.room.In(w), Body, T1))
		}
		for _, w := range v.Stays {
			loss.Add(NewParagraph(a.room.In(w), Body, T2))
		}
		look := NewButton("archive.open", Secondary, say("workbench.open"), func() { a.room.Go(Route{Page: PageCase, Case: l.ID}) })
		objects = append(objects, Stack(4, NewText(say("archive.loss"), Caption, T2, false), loss), Row(8, press("grant", Danger, func() { a.grant(l) }), look))
	}
	a.acts.Objects = objects
}

// keep are the acts of who keeps the archive.
func (a *archivePage) keep(v present.ArchiveView, l present.ArchiveRow, press func(string, ButtonKind, func()) *Button) []fyne.CanvasObject {
	hold := press("hold", Secondary, func() { a.p.Hold(a.basis.Text()) }).WithIcon("lock")
	if l.MayFree {
		hold = press("free", Secondary, func() { a.p.Release(a.basis.Text()) }).WithIcon("lock-open")
	}
	objects := []fyne.CanvasObject{a.basis, Row(8, hold), NewParagraph(a.room.Say("archive.hold_note"), Caption, T2)}
	if !l.MayAsk {
		return objects
	}
	fillOptions(a.room, a.grounds, v.Grounds)
	objects = append(objects, HLine(), Stack(4, NewText(a.room.Say("archive.ground"), Caption, T2, false), a.grounds))
	if v.Until {
		objects = append(objects, a.until)
	}
	return append(objects, Row(8, press("ask", Secondary, func() { a.p.Ask(a.basis.Text(), a.until.Text()) }).WithIcon("trash-2")),
		NewParagraph(a.room.Say("archive.ask_note"), Caption, T2))
}

// grant asks once more, with what is lost, and for the number by hand.
func (a *archivePage) grant(l present.ArchiveRow) {
	say := a.room.Say
	words := say("archive.sure_words")
	for _, w := range a.view.Loss {
		words += "\n· " + a.room.In(w)
	}
	for _, w := range a.view.Stays {
		words += "\n" + a.room.In(w)
	}
	NewDialog(Ask{ID: "archive.sure", Icon: "trash-2", Tone: Bad, Title: say("archive.sure", arg("number", l.Number)), Words: words,
		Reason: say("archive.sure_number"), Required: true, Exactly: l.Number, No: say("keys.back"), Yes: say("archive.sure_yes"), Danger: true},
		a.room.Keys, func(yes bool) {
			if yes {
				a.p.Grant()
			}
		}).Open(a.room.Canvas)
}
