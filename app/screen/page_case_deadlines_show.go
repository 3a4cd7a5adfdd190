package screen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// show puts the presenter's view into the tab.
func (d *caseDeadlines) show(v present.DeadlinesView) {
	d.view = v
	switch {
	case v.Loading:
		d.root.Objects = []fyne.CanvasObject{Card(16, NewSkeleton(5))}
	case v.Problem != nil:
		d.root.Objects = []fyne.CanvasObject{NewFailure(d.room.Trouble(v.Problem), "")}
	case len(v.Clocks) == 0:
		d.root.Objects = []fyne.CanvasObject{Layer(NewCard(), NewEmpty("calendar-clock", d.room.Say("deadlines.none"), d.room.Say("deadlines.none_how")))}
	default:
		d.root.Objects = []fyne.CanvasObject{d.whole}
		d.filters()
		d.fillStrip()
		d.fillSide()
		c := d.chosen()
		d.title.SetWords(d.room.Say("deadlines.days_of", arg("clock", d.room.In(c.Name))))
		d.note.SetWords(d.room.In(c.Note))
		d.sum.SetWords(d.room.In(c.Sum))
		d.lines.Reload()
	}
	d.root.Refresh()
	d.page.settle(d)
}

// filters choose the clock by pointer.
func (d *caseDeadlines) filters() {
	names := ""
	var list []Filter
	for i, c := range d.view.Clocks {
		names += c.ID + " "
		list = append(list, Filter{ID: strconv.Itoa(i), Label: d.room.In(c.Name)})
	}
	at := strconv.Itoa(d.view.Selected)
	if names != d.names {
		d.names = names
		d.clock = NewFilters("deadlines.clock", at, func(id string) { n, _ := strconv.Atoi(id); d.p.Select(n) }, list...)
		d.pick.Objects = []fyne.CanvasObject{d.clock}
	}
	d.clock.SetChosen(at)
}

func (d *caseDeadlines) fillStrip() {
	s := d.strip
	s.Months, s.Days, s.Clocks = nil, nil, nil
	today := 0
	for i, h := range d.view.Days {
		x := StripDay{Weekday: d.weekday(h.Day), Day: dayOf(h.Day), Rest: h.Off, Work: h.Makeup, Today: h.Today}
		switch {
		case h.Today:
			x.Note, today = d.room.Say("day.mark_today"), i
		case h.Rest:
			x.Note = d.room.Say("day.mark_rest")
		case h.Makeup:
			x.Note = d.room.Say("day.mark_work")
		}
		if i == 0 || dayOf(h.Day) == "1" {
			s.Months = append(s.Months, StripMonth{i, d.room.Say("deadlines.month", arg("year", h.Day.String()[:4]), arg("month", monthOf(h.Day)))})
		}
		s.Days = append(s.Days, x)
	}
	for _, c := range d.view.Clocks {
		s.Clocks = append(s.Clocks, d.row(c))
	}
	s.Selected, s.First = d.view.Selected, 0
	if fit := s.Shows(s.Size().Width); fit > 0 && len(s.Days) > fit {
		s.First = min(max(0, today-fit/2), len(s.Days)-fit)
		for i := range s.Months { // the month of the first column shown is said there
			if s.Months[i].At < s.First && (i+1 == len(s.Months) || s.Months[i+1].At > s.First) {
				s.Months[i].At = s.First
			}
		}
	}
	s.Refresh()
}

func (d *caseDeadlines) row(c present.ClockStrip) StripClock {
	k := StripClock{Name: d.room.In(c.Name), Below: d.room.In(c.Note), Left: d.room.In(c.Badge.Words), Cells: make([]StripCell, len(d.view.Days))}
	if !c.Due.IsZero() {
		k.Due = c.Due.String()[5:]
	}
	switch c.Badge.State {
	case present.BadgeLate, present.BadgeToday:
		k.Tone = Bad
	case present.BadgeSoon:
		k.Tone = Warn
	}
	for _, x := range c.Cells {
		i := x.Day.Sub(d.view.Days[0].Day)
		if i >= 0 && i < len(k.Cells) {
			k.Cells[i] = d.cell(x)
		}
	}
	return k
}

func (d *caseDeadlines) cell(x present.DayCell) StripCell {
	n := strconv.Itoa(x.N)
	switch {
	case x.Why == cases.WhyStart:
		return StripCell{StartDay, d.room.Say("day.mark_start")}
	case x.Why == cases.WhyStop:
		return StripCell{StopDay, d.room.Say("day.mark_stop")}
	case x.Due:
		return StripCell{DueDay, n}
	case !x.Counted:
		return StripCell{FreeDay, "–"}
	case x.Past:
		return StripCell{CountedDay, n}
	}
	return StripCell{ComingDay, n}
}

func (d *caseDeadlines) legend() fyne.CanvasObject {
	parts := []fyne.CanvasObject{}
	for _, key := range [...]string{"start", "past", "coming", "free", "stop", "due"} {
		parts = append(parts, NewText(d.room.Say("deadlines.legend_"+key), Caption, T2, false))
	}
	return Layer(NewFill(Alt), Inset(6, 12, 6, 12, Row(20, parts...)))
}

// fillSide is the chosen clock's last day as the one figure, and what is unsure.
func (d *caseDeadlines) fillSide() {
	c := d.chosen()
	d.side.Objects = nil
	big := d.room.Say("preview.no_day")
	if !c.Due.IsZero() {
		big = d.room.Say("deadlines.big", arg("month", monthOf(c.Due)), arg("day", dayOf(c.Due)), arg("weekday", d.room.Say("weekday."+strconv.Itoa(int(c.Due.Weekday())))))
	}
	figure := Stack(8, NewText(d.room.Say("deadlines.latest", arg("clock", d.room.In(c.Name))), Caption, T2, false), NewText(big, Figure, T1, true),
		Row(8, NewBadge(badgeOf(c.Badge.State), d.room.In(c.Badge.Words)), d.check(c)))
	if !c.Reason.IsZero() {
		figure.Add(NewParagraph(d.room.In(c.Reason), Caption, T2))
	}
	if c.Article != "" {
		figure.Add(NewParagraph(c.Ruleset+" "+c.Article, Caption, T2))
	} else if !c.Verified {
		figure.Add(NewParagraph(d.room.Say("deadlines.unverified"), Caption, T2))
	}
	d.side.Add(Card(16, figure))
	d.side.Objects = append(d.side.Objects, d.moved()...)
	d.side.Objects = append(d.side.Objects, d.told(c)...)
	d.side.Objects = append(d.side.Objects, d.acts(c)...)
	if !d.view.Beyond.IsZero() {
		d.side.Add(Card(12, Columns(8, []float32{em(18), Share(1)}, NewIcon("calendar-x", Amb, 16), NewParagraph(d.room.In(d.view.Beyond), Body, T1))))
	}
	d.side.Refresh()
}

func (d *caseDeadlines) check(c *present.ClockStrip) fyne.CanvasObject {
	if c.Verified {
		return NewPill("circle-check", d.room.Say("law.verified"), Good)
	}
	return NewPill("circle-question-mark", d.room.Say("unverified"), Warn)
}

// monthOf and dayOf are the parts of a day as the strip writes them, without zeros.
func monthOf(d cases.Date) string { return strings.TrimLeft(d.String()[5:7], "0") }
func dayOf(d cases.Date) string   { return strings.TrimLeft(d.String()[8:], "0") }
