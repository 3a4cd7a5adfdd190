package screen

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// packsPage shows a reviewer or signer the versions of rule packs: which are in use,
// what a new one changes, and what its rehearsal says; a person puts it into use.
type packsPage struct {
	room   Room
	p      *present.Packs
	view   present.PacksView
	list   *RowList
	note   *fyne.Container
	detail *fyne.Container
	side   *Scroll
	try    *Button
	use    *Button
	why    *fyne.Container
	right  *fyne.Container
	root   fyne.CanvasObject
}

func newPacksPage(room Room) page {
	p := &packsPage{room: room, p: present.NewPacks(room.Desk, room.Session), note: Stack(0), detail: Stack(8), why: Stack(4)}
	say := room.Say
	p.list = p.versions()
	p.try = NewButton("packs.rehearse", Secondary, say("packs.rehearse"), p.p.Rehearse).WithIcon("history")
	p.use = NewButton("packs.activate", Primary, say("packs.activate"), p.p.Activate).WithKeys("Ctrl", "Enter")
	p.side = NewScroll(p.detail).BarBeside()
	foot := Card(12, Stack(8, p.why, SpreadRow(8, []float32{0, 0, Share(1)}, p.try, p.use, Space(1, 1))))
	head := NewTableRow(12, packColumns()...)
	head.Total = true
	var names []Cell
	for _, key := range packHeads() {
		names = append(names, Cell{Words: say("packs.col." + key), Small: true, Quiet: true})
	}
	head.Set(names...)
	box := Layer(NewCard(), Pad(1, Lines(0, []float32{em(28), Share(1)}, head, p.list)))
	p.right = Lines(8, []float32{Share(1), 0}, p.side, foot)
	panes := Columns(8, []float32{Share(3), Share(2)}, box, p.right)
	if large() {
		panes = Lines(8, []float32{Share(2), Share(3)}, box, p.right)
	}
	again := NewButton("packs.again", Secondary, say("again"), p.p.Refresh).WithIcon("refresh-cw")
	p.root = Layer(NewFill(Bg), Lines(0, []float32{0, Share(1)}, PageHeader(say("page.packs"), say("packs.note"), nil, again),
		Inset(8, 16, 8, 16, Lines(8, []float32{0, Share(1)}, p.note, panes))))
	p.p.Changed = p.show
	return p
}

// packColumns are the columns of the list; large type has two lines to each of fewer.
func packColumns() []float32 {
	if large() {
		return []float32{40, Share(2), Share(2), Share(2)}
	}
	return []float32{40, Share(2), 104, Share(2), 172, Share(1)}
}

func packHeads() []string {
	if large() {
		return []string{"use", "ruleset", "signed", "state"}
	}
	return []string{"use", "ruleset", "hash", "signed", "force", "state"}
}

// Object is what the frame shows.
func (p *packsPage) Object() fyne.CanvasObject { return p.root }

// Arrive reads the shelf afresh.
func (p *packsPage) Arrive(Route) {
	p.p.Refresh()
	p.room.Canvas.Focus(p.list)
}

// Leave keeps everything as it is.
func (p *packsPage) Leave() {}

// Hints are the keys for the status bar.
func (p *packsPage) Hints() []Hint {
	return []Hint{{[]string{"Enter"}, p.room.Say("packs.col.use")}, {[]string{"Ctrl", "Enter"}, p.room.Say("packs.activate")}}
}

// KeyMap are the page's keys.
func (p *packsPage) KeyMap() map[string]func() {
	return map[string]func(){"Ctrl+Enter": p.p.Activate}
}

func (p *packsPage) versions() *RowList {
	l := NewRowList("packs.rows")
	l.Count = func() int { return len(p.view.Rows) }
	l.Height = func(int) float32 { return em(44) }
	l.Make = func(int) ListRow { return NewTableRow(12, packColumns()...) }
	l.Name = func(i int) (string, string) {
		r := p.view.Rows[i]
		return "packs.row." + r.Ruleset + "." + r.Short, r.Ruleset + " " + r.Title
	}
	l.Fill = func(i int, row ListRow) { row.(*TableRow).Set(p.cells(p.view.Rows[i])...) }
	l.OnOpen = func(i int) { p.p.Tick(i) }
	return l
}

func (p *packsPage) cells(r present.PackRow) []Cell {
	tick := Cell{}
	switch {
	case r.Chosen:
		tick = Cell{Icon: "circle-check", Tone: Info}
	case r.CanBe:
		tick = Cell{Icon: "circle", Quiet: true}
	}
	name := Cell{Words: r.Ruleset, Below: r.Title, Bold: r.Chosen}
	if large() {
		return []Cell{tick, name, {Words: p.room.In(r.Signed), Small: true, Below: r.Short}, {Words: p.room.In(r.State), Below: p.room.In(r.Force), Tone: toneOf(r.Tone)}}
	}
	return []Cell{tick, name, {Words: r.Short, Small: true, Quiet: true}, {Words: p.room.In(r.Signed), Small: true},
		{Words: p.room.In(r.Force), Small: true}, {Words: p.room.In(r.State), Small: true, Tone: toneOf(r.Tone)}}
}

func (p *packsPage) show(v present.PacksView) {
	p.view = v
	p.note.Objects = nil
	switch {
	case v.Problem != nil:
		p.note.Add(NewBanner("packs.problem", Warn, p.room.Trouble(v.Problem), "", nil))
	case !v.Said.IsZero():
		p.note.Add(NewBanner("packs.said", Good, p.room.In(v.Said), "", nil))
	}
	hide(p.note, len(p.note.Objects) == 0)
	p.list.Reload()
	p.try.SetEnabled(v.CanTry)
	p.use.SetEnabled(v.CanUse)
	p.why.Objects = nil
	if v.Blocked != nil {
		p.why.Add(NewParagraph(p.room.Trouble(v.Blocked), Body, T2))
	}
	if !v.Where.IsZero() {
		p.why.Add(NewParagraph(p.room.In(v.Where), Caption, T2))
	}
	p.right.Refresh() // the sentences take another height
	p.detail.Objects = p.details(v)
	p.side.Relayout()
}

// details are what the chosen versions change, what the rehearsal says, and the
// clocks that the holiday table moves.
func (p *packsPage) details(v present.PacksView) (out []fyne.CanvasObject) {
	say := p.room.Say
	if v.Chosen > 0 && v.Ready {
		card := Stack(8, NewText(say("packs.changes"), Section, T1, true))
		for _, r := range v.Rows {
			if r.Chosen && r.Correction != "" {
				card.Add(NewParagraph(r.Ruleset+"  "+say("packs.correction", arg("why", r.Correction)), Caption, T2))
			}
		}
		if len(v.Changes) == 0 {
			card.Add(NewParagraph(say("packs.no_changes"), Body, T2))
		}
		for _, c := range v.Changes {
			card.Add(Stack(0, NewText(c.Ruleset+"  "+c.Row, Body, T1, true), NewParagraph(or(c.Was, "—"), Caption, T2), NewParagraph("→ "+or(c.Now, "—"), Caption, T1)))
		}
		out = append(out, Card(12, card))
	}
	if !v.Sum.IsZero() {
		card := Stack(8, NewParagraph(p.room.In(v.Sum), Section, T1))
		for _, x := range v.Lines {
			law := x.Ruleset + "  " + x.Row
			if x.Article != "" {
				law += "  " + x.Article
			}
			card.Add(Stack(0, NewText(x.Number+"  "+x.On.String(), Caption, T2, false), NewParagraph(p.room.In(x.What)+"："+or(x.Was, "—")+" → "+or(x.Now, "—"), Body, T1), NewParagraph(law, Caption, T2)))
		}
		out = append(out, Card(12, card))
	}
	if !slices.ContainsFunc(v.Rows, func(r present.PackRow) bool { return !r.Shipped }) && !v.Loading {
		out = append(out, Card(12, NewParagraph(say("packs.none"), Body, T2)))
	}
	card := Stack(8, NewText(say("packs.recount"), Section, T1, true), NewParagraph(p.room.In(v.Recounts), Body, T2))
	for i, m := range v.Recount {
		open := NewButton("packs.recount."+strconv.Itoa(i+1), Quiet, m.Number, func() {
			p.room.Go(Route{Page: PageCase, Case: m.Case, Tab: string(present.TabDeadlines)})
		})
		card.Add(Stack(2, SpreadRow(8, []float32{0, Share(1)}, open, NewName(m.Party, Body, T1, false)), movedLine(p.room, m)))
	}
	return append(out, Card(12, card))
}
