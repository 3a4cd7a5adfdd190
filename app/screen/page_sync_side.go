package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// showTiles fills the summary above the list: connection, what is unsent, what
// waits for an answer, and the numbers left.
func (s *syncPage) showTiles(v present.SyncBoardView) {
	c, say := v.Connection, s.room.Say
	icon, ink := "cloud-off", Amb
	if c.Online {
		icon, ink = "cloud", Grn
	}
	count := func(n int, key string) string { return say(key, cases.Arg{Name: "n", Value: strconv.Itoa(n)}) }
	oldest := say("sync.nothing_unsent")
	if v.State.Oldest != 0 {
		oldest = say("sync.oldest", cases.Arg{Name: "day", Value: cases.DayIn(v.State.Oldest.Time()).String()})
	}
	trouble := say("sync.no_trouble")
	if v.NeedAct > 0 {
		trouble = count(v.NeedAct, "sync.trouble")
	}
	s.tiles.Objects = []fyne.CanvasObject{Columns(8, []float32{Share(1), Share(1), Share(1), Share(1)},
		summaryTile(say("sync.connection"), icon, ink, s.room.In(c.Line), ink, say("sync.goes_on")),
		summaryTile(say("sync.unsent"), "arrow-up", T2, count(v.State.Unsent, "sync.count"), T1, oldest),
		summaryTile(say("sync.waiting"), "hourglass", T2, count(v.State.Sent, "sync.count"), T1, trouble),
		summaryTile(say("sync.numbers"), "hash", T2, count(c.Numbers, "sync.count_numbers"), T1, say("sync.numbers_note")),
	)}
	s.tiles.Refresh()
}

// summaryTile is one figure of a page with its name and a remark.
func summaryTile(name, icon string, mark Token, figure string, ink Token, remark string) fyne.CanvasObject {
	head := SpreadRow(8, []float32{Share(1)}, NewName(name, Caption, T2, false), NewIcon(icon, mark, 16))
	return Card(12, Stack(2, head, NewName(figure, Title, ink, true), NewName(remark, Caption, T2, false)))
}

// showSide fills the column at the right: why something is set aside, what the
// last exchange did, and the numbers of each series.
func (s *syncPage) showSide(v present.SyncBoardView) {
	say := s.room.Say
	s.side.Objects = nil
	if i := v.Selected; i >= 0 && i < len(v.Rows) {
		r := v.Rows[i]
		icon, tone := syncIcon(r.State)
		words := say("sync.why." + string(r.State))
		if !r.Reason.IsZero() {
			words = s.room.In(r.Reason)
		}
		open := NewButton("sync.open", Secondary, say("workbench.open"), func() { s.room.Go(Route{Page: PageCase, Case: r.Case}) }).WithKeys("Enter")
		s.side.Add(Card(12, Stack(8,
			SpreadRow(8, []float32{Share(1)}, NewName(r.Number, Section, T1, true), NewPill(icon, s.room.In(r.As), tone)),
			NewName(r.Party, Body, T1, false), NewParagraph(words, Body, T2), Row(8, open))))
	}
	last := NewParagraph(say("sync.not_yet"), Body, T2)
	if !v.Said.IsZero() {
		last = NewParagraph(s.room.In(v.Said), Body, T1)
	}
	s.side.Add(Card(12, Stack(6, NewText(say("sync.last"), Section, T1, true), last)))
	s.side.Add(Card(12, s.numbers(v.State.Numbers)))
	s.side.Refresh()
}

func (s *syncPage) numbers(all []present.NumbersLeft) fyne.CanvasObject {
	say := s.room.Say
	out := Stack(8, NewText(say("sync.series"), Section, T1, true))
	if len(all) == 0 {
		out.Add(NewParagraph(say("sync.no_series"), Body, T2))
	}
	for _, n := range all {
		span := strconv.Itoa(n.Year) + "  " + strconv.Itoa(n.From) + "–" + strconv.Itoa(n.To)
		left := say("sync.count_numbers", cases.Arg{Name: "n", Value: strconv.Itoa(n.Left)})
		out.Add(SpreadRow(8, []float32{Share(1)}, Stack(0, NewName(n.Series, Body, T1, false), NewText(span, Caption, T2, false)),
			NewText(left, Body, T1, true)))
	}
	return out
}
