package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// head draws the answer: what the conditions say, the way to the earliest day to
// scale, and that day as the one figure of the page.
func (c *caseCriteria) head(v present.CriteriaView) {
	icon, tone := "circle-pause", Warn
	switch v.Possible {
	case cases.TriYes:
		icon, tone = "circle-check", Good
	case cases.TriNo:
		icon, tone = "circle-x", Bad
	}
	says := NewState(icon, c.room.In(v.Says), tone, Section)
	says.Bold = true
	counts := Row(12, countState(c.room, "circle-check", "criterion.met", v.Met, Good), countState(c.room, "circle-x", "criterion.unmet", v.Unmet, Bad),
		countState(c.room, "circle-question-mark", "criterion.unknown", v.Unknown, Warn))
	left := Stack(8, says, counts, NewButton("criteria.lawyer", Quiet, c.room.Say("lawyer.on"), c.table.toggle))
	parts, sizes := []fyne.CanvasObject{left}, []float32{em(248)}
	if !v.Earliest.IsZero() {
		way := c.bar(v)
		if large() { // the day itself takes the room
			way = Space(1, 1)
		}
		parts = append(parts, way, c.figure(v))
		sizes = append(sizes, Share(1), Natural)
	}
	c.top.Objects = []fyne.CanvasObject{Layer(NewCard(), Inset(12, 16, 12, 16, SpreadRow(16, sizes, parts...)))}
	c.top.Refresh()
}

func (c *caseCriteria) figure(v present.CriteriaView) fyne.CanvasObject {
	s := Stack(0, NewText(c.room.Say("preview.earliest"), Caption, T2, false).AtRight(), NewText(v.Earliest.String(), Figure, T1, true).AtRight())
	if !v.EarliestNote.IsZero() {
		s.Add(NewText(c.room.In(v.EarliestNote), Caption, T2, false).AtRight())
	}
	return s
}

// bar is the way from the day of the act to the earliest day.
func (c *caseCriteria) bar(v present.CriteriaView) fyne.CanvasObject {
	whole, gone := v.Bar.To.Sub(v.Bar.From), v.Bar.Today.Sub(v.Bar.From)
	share := float32(1)
	if whole > 0 {
		share = min(1, max(0, float32(gone)/float32(whole)))
	}
	m := NewMeter(Part{Token: AccF, Share: share})
	m.Thick = 6
	middle := c.room.Say("criteria.days_left", arg("n", strconv.Itoa(v.DaysLeft)))
	if v.DaysLeft == 0 {
		middle = c.room.Say("criteria.day_come")
	}
	mark := NewText(middle, Caption, T1, true)
	mark.Centre = true
	return Stack(6, m, SpreadRow(8, []float32{0, Share(1), 0}, NewText(c.room.Say("criteria.from", arg("day", v.Bar.From.String())), Caption, T2, false),
		mark, NewText(v.Bar.To.String(), Caption, Grn, true)))
}

// row puts one condition into words.
func (c *caseCriteria) row(i, of int, r present.CriterionRow) Criterion {
	k := Criterion{
		ID: "criteria.row." + r.ID, State: c.room.In(r.StateAs), Place: strconv.Itoa(i+1) + " / " + strconv.Itoa(of), Title: r.Term, Fact: r.Why,
		Icon: "circle-question-mark", Tone: Warn, Source: r.Law.Ruleset + " " + r.Law.Number,
		Check: NewPill("circle-question-mark", c.room.In(r.Law.Mark), Warn),
	}
	switch r.State {
	case cases.Met:
		k.Icon, k.Tone = "circle-check", Good
	case cases.Unmet:
		k.Icon, k.Tone = "circle-x", Bad
	}
	if r.Law.Verified {
		k.Check = NewPill("circle-check", c.room.In(r.Law.Mark), Good)
	}
	if r.ByPerson {
		k.Remark = NewState("user-check", c.room.Say("criteria.by_person"), Neutral, Caption)
	}
	if len(r.Questions) > 0 {
		k.Actions = append(k.Actions, NewButton("criteria.ask."+r.ID, Quiet, c.room.Say("criteria.ask"), func() { c.list.Select(i); c.focusAsk() }).WithKeys("Enter"))
	}
	k.Actions = append(k.Actions, NewButton("criteria.law."+r.ID, Quiet, c.room.Say("keys.law"), func() { c.list.Select(i); c.law.toggle() }))
	for n, s := range r.Slots {
		if n == 2 {
			break
		}
		id := "criteria.proof." + r.ID + "." + strconv.Itoa(n+1)
		if s.Wanted {
			k.Proof = append(k.Proof, NewSlot(id, brief(s.Name), func() { c.scan(s.Paper) }))
		} else {
			k.Proof = append(k.Proof, NewThumb(id, s.Scan.Name, nil, nil))
		}
	}
	return k
}

// showSlip is the gap slip: what is missing and the first day, as a hint to the applicant.
func (c *caseCriteria) showSlip(v present.CriteriaView) {
	c.slip.Objects = nil
	if !v.Ready {
		return
	}
	say := c.room.Say
	ink := func(words string, bold bool) fyne.CanvasObject {
		p := NewParagraph(words, Body, Ink)
		p.Bold = bold
		return p
	}
	title := NewParagraph(say("slip.title"), Section, Ink)
	title.Bold, title.Centre = true, true
	page := Stack(8, title, Stack(0, ink(v.Header.Number, false), ink(v.Header.Record, false)), HLine())
	if len(v.Gaps) > 0 {
		page.Add(ink(say("slip.missing", arg("n", strconv.Itoa(len(v.Gaps)))), true))
	}
	for i, g := range v.Gaps {
		page.Add(ink(strconv.Itoa(i+1)+". "+g.Term, false))
	}
	if len(v.Gaps) == 0 {
		page.Add(ink(say("slip.nothing"), true))
	}
	if !v.Earliest.IsZero() {
		page.Add(ink(say("slip.earliest"), false))
		day := NewParagraph(v.Earliest.Chinese(), Title, Ink)
		day.Bold = true
		page.Add(day)
	}
	note := say("slip.advice")
	if !v.Verified {
		note = say("slip.unverified") + note
	}
	page.Add(NewParagraph(note, Caption, Ink))
	edge := &Fill{Token: Paper, Edge: Line2, Thick: 1}
	edge.ExtendBaseWidget(edge)
	c.slip.Add(Layer(NewCard(), Pad(1, Stack(0, CardHead(say("slip.head"), "", NewText(say("slip.for"), Caption, T2, false)),
		Layer(NewFill(Desk), Pad(12, Layer(edge, Pad(16, page))))))))
}

// slotSigns is how many Han characters fit into the place of a wanted paper.
const slotSigns = 14

// brief cuts the name of a paper to what fits into its place.
func brief(name string) string {
	r := []rune(name)
	if len(r) <= slotSigns {
		return name
	}
	return string(r[:slotSigns-1]) + "…"
}
