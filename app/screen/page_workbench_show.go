package screen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// show puts the presenter's view into the widgets.
func (w *workbenchPage) show(v present.WorkbenchView) {
	was := w.view
	w.view, w.lines = v, v.Lines
	if !same(was.Filters, v.Filters) || !same(was.Marked, v.Marked) || was.Filter != v.Filter || was.Order != v.Order {
		w.showBar(v)
	}
	if same(was.Lines, v.Lines) && same(was.Marked, v.Marked) {
		w.list.Choose(v.Selected)
	} else {
		w.list.ReloadAt(v.Selected)
	}
	w.showEmpty(v)
	if was.Preview != v.Preview || was.Open != v.Open || v.Preview == nil {
		w.showSide(v)
	}
}

// same tells whether a list is the one that was shown before: the presenter makes a
// new one of whatever changes.
func same[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

func (w *workbenchPage) showEmpty(v present.WorkbenchView) {
	w.empty.Objects = nil
	switch {
	case v.Problem != nil:
		w.empty.Add(NewFailure(w.room.Trouble(v.Problem), "", NewButton("workbench.again", Secondary, w.room.Say("again"), w.p.Refresh)))
	case !v.Empty.IsZero() && len(v.Lines) == 0:
		w.empty.Add(NewEmpty("inbox", w.room.Say("workbench.quiet"), w.room.In(v.Empty)))
	}
	w.empty.Refresh()
}

// item puts a line of the queue into words.
func (w *workbenchPage) item(l present.QueueLine) QueueItem {
	note := ""
	if l.Person {
		note = w.room.Say("queue.person")
	}
	icons := map[cases.State]string{
		cases.Received: "clipboard-check", cases.Supplementing: "circle-pause", cases.Forwarded: "send", cases.Accepted: "search-check",
		cases.Proposed: "file-pen", cases.Reviewed: "stamp", cases.Decided: "file-check", cases.Declined: "ban", cases.Archived: "archive",
		cases.Doubted: "shield-alert", cases.Revoked: "shield-x",
	}
	stage := icons[l.Row.State]
	if stage == "" {
		stage = "circle-check"
	}
	syncs := map[cases.SyncState]string{
		cases.SyncLocal: "hard-drive", cases.SyncSent: "arrow-up-from-line", cases.SyncConfirmed: "check-check", cases.SyncAside: "triangle-alert",
	}
	tone := Neutral
	if l.Row.Sync == cases.SyncAside || l.Row.Conflicts > 0 {
		tone = Warn
	}
	return QueueItem{
		Badge: badgeOf(l.Badge.State), BadgeWords: w.room.In(l.Badge.Words), Name: l.Row.Party, NameNote: note, Number: l.Row.Number,
		Matter: w.room.In(l.Matter), Record: l.Record, StageIcon: stage, Stage: w.room.In(l.Stage),
		SyncIcon: syncs[l.Row.Sync], Sync: w.room.In(l.Sync), SyncTone: tone, Marked: w.view.IsMarked(l.Row.Case),
	}
}

// showSide fills the preview column.
func (w *workbenchPage) showSide(v present.WorkbenchView) {
	w.side.Objects = nil
	p := v.Preview
	if w.shut != !v.Open {
		w.shut = !v.Open
		w.panes.Objects = []fyne.CanvasObject{w.beside()}
		w.panes.Refresh()
	}
	if p == nil {
		w.side.Add(Inset(48, 16, 16, 16, NewEmpty("panel-right", w.room.Say("workbench.pick"), w.room.Say("workbench.pick_how"))))
		w.side.Refresh()
		return
	}
	h := p.Header
	w.open = NewButton("workbench.open", Primary, w.room.Say("workbench.open"), w.openSelected).WithKeys("Enter")
	name := fyne.CanvasObject(NewParagraph(h.Name, Section, T1))
	if len(h.Glyphs) > 0 {
		drawn := NewPictureName(Section, T1, false)
		drawn.Set(h.Name, h.Glyphs, w.room.Say("glyph.caption"))
		name = drawn
	}
	head := Stack(8,
		SpreadRow(8, []float32{Share(1)}, NewText(h.Number, Caption, T2, false), NewState("", w.room.In(h.SyncAs), Neutral, Caption)),
		name,
		Row(8, NewPill("clipboard-check", w.room.In(h.Stage), Neutral), NewPill("", w.room.In(h.Matter), Neutral)),
		NewParagraph(strings.Join(filled(h.Record, w.room.In(h.Penalty)), " · "), Body, T2))
	w.part(head)
	w.part(Stack(8, NewText(w.room.Say("preview.next"), Caption, T2, false), NewParagraph(w.room.In(p.Next), Body, T1), Row(8, w.open)))
	if len(p.Clocks) > 0 {
		w.part(w.clocks(p.Clocks))
	}
	if p.Verdict != nil {
		w.part(w.verdict(p.Verdict))
	}
	w.part(w.history(p.History))
	w.side.Refresh()
}

func (w *workbenchPage) part(o fyne.CanvasObject) {
	if len(w.side.Objects) > 0 {
		w.side.Add(HLine())
	}
	w.side.Add(Inset(14, 16, 14, 16, o))
}

func (w *workbenchPage) clocks(lines []present.ClockLine) fyne.CanvasObject {
	s := Stack(8, NewText(w.room.Say("preview.clocks"), Caption, T2, false))
	for _, c := range lines {
		day := c.Due.String()
		if c.Due.IsZero() {
			day = w.room.Say("preview.no_day")
		}
		s.Add(SpreadRow(8, []float32{Share(1)}, NewText(w.room.In(c.Name), Body, T1, false), NewText(day, Body, T1, false),
			NewBadge(badgeOf(c.Badge.State), w.room.In(c.Badge.Words))))
		if !c.Verified {
			s.Add(Row(8, NewPill("circle-question-mark", w.room.Say("unverified"), Warn)))
		}
	}
	return s
}

func (w *workbenchPage) verdict(v *present.VerdictLine) fyne.CanvasObject {
	count := func(icon, key string, n int, tone Tone) fyne.CanvasObject {
		return NewState(icon, strconv.Itoa(n)+" "+w.room.Say(key), tone, Body)
	}
	earliest := v.Earliest.String()
	if earliest == "" {
		earliest = "—"
	}
	of := v.Ruleset
	if v.Class != "" {
		of += " · " + v.Class
	}
	return Stack(8,
		SpreadRow(8, []float32{Share(1)}, NewText(w.room.Say("preview.advice"), Caption, T2, false), NewText(of, Caption, T2, false)),
		Row(12, count("circle-check", "criterion.met", v.Met, Good), count("circle-x", "criterion.unmet", v.Unmet, Bad),
			count("circle-question-mark", "criterion.unknown", v.Unknown, Warn)),
		SpreadRow(8, []float32{Share(1)}, NewText(w.room.Say("preview.earliest"), Body, T1, false), NewText(earliest, Body, T1, true)))
}

func (w *workbenchPage) history(lines []present.HistoryLine) fyne.CanvasObject {
	s := Stack(6, NewText(w.room.Say("preview.history"), Caption, T2, false))
	for i, l := range lines {
		if i == 6 {
			break
		}
		s.Add(Columns(8, []float32{em(84), Share(1), 0}, NewText(l.Day.String()[5:]+" "+l.Time, Body, T2, false),
			NewName(w.room.In(l.What), Body, T1, false), NewText(l.Who, Body, T2, false)))
	}
	return s
}
