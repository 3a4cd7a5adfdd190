package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// caseDeadlines is the tab of the clocks: every day counted or not, and why.
type caseDeadlines struct {
	page  *casePage
	room  Room
	p     *present.Deadlines
	view  present.DeadlinesView
	strip *DayStrip
	pick  *fyne.Container
	clock *Filters
	names string
	lines *RowList
	title *Text
	note  *Text
	sum   *Text
	side  *fyne.Container
	whole *fyne.Container
	root  *fyne.Container
}

func newCaseDeadlines(page *casePage) *caseDeadlines {
	d := &caseDeadlines{page: page, room: page.room, p: present.NewDeadlines(page.room.Desk, page.room.Session), strip: NewDayStrip(), pick: Layer(), side: Stack(8)}
	d.title, d.note, d.sum = NewText("", Section, T1, true), NewName("", Caption, T2, false), NewName("", Body, T1, false)
	d.lines = d.ledger()
	strip := Layer(NewCard(), Pad(1, Stack(0, Inset(4, 12, 4, 12, d.pick), HLine(), d.strip, d.legend())))
	head := Inset(0, 12, 0, 12, SpreadRow(8, []float32{0, Share(1)}, d.title, d.note))
	foot := Inset(0, 12, 0, 12, SpreadRow(8, []float32{0, Share(1)}, NewText(d.room.Say("deadlines.sum"), Body, T1, true), d.sum))
	days := Layer(NewCard(), Pad(1, Lines(0, []float32{em(40), 1, Share(1), 1, em(36)}, head, HLine(), d.lines, HLine(), foot)))
	if large() { // columns become lines
		d.whole = Layer(NewScroll(Stack(8, strip, d.side, Fix(0, em(220), days))).BarBeside())
	} else {
		below := Columns(8, []float32{Share(1), 316}, days, NewScroll(d.side).BarBeside())
		d.whole = Lines(8, []float32{0, Share(1)}, strip, below)
	}
	d.root = Layer(d.whole)
	d.p.Changed = d.show
	return d
}

func (d *caseDeadlines) object() fyne.CanvasObject { return d.root }

func (d *caseDeadlines) open(id cases.ID) { d.p.Open(id) }

func (d *caseDeadlines) first() fyne.Focusable { return d.lines }

func (d *caseDeadlines) keys() map[string]func() {
	turn := func(by int) func() {
		return func() {
			if n := len(d.view.Clocks); n > 0 {
				d.p.Select((d.view.Selected + by + n) % n)
			}
		}
	}
	return map[string]func(){"Up": turn(-1), "Down": turn(1), "Left": func() { d.step(-1) }, "Right": func() { d.step(1) }}
}

// step stands on the ledger's line before or after.
func (d *caseDeadlines) step(by int) {
	d.p.Step(by)
	if d.view.Day >= 0 {
		d.lines.Select(d.view.Day)
	}
}

func (d *caseDeadlines) chosen() *present.ClockStrip {
	if d.view.Selected < 0 || d.view.Selected >= len(d.view.Clocks) {
		return nil
	}
	return &d.view.Clocks[d.view.Selected]
}

func (d *caseDeadlines) ledger() *RowList {
	l := NewRowList("deadlines.days")
	l.Count = func() int {
		if c := d.chosen(); c != nil {
			return len(c.Lines)
		}
		return 0
	}
	l.Height = func(int) float32 { return em(28) }
	l.Make = func(int) ListRow { return NewTableRow(12, 168, 48, 92, Share(1)) }
	l.Fill = func(i int, row ListRow) {
		x := d.chosen().Lines[i]
		day, weekday := x.From.String()[5:], d.weekday(x.From)
		if x.To != x.From {
			day, weekday = d.room.Say("deadlines.to", arg("from", day), arg("to", x.To.String()[5:])), ""
		}
		mark := Cell{Icon: "minus", Words: d.room.Say("deadlines.not"), Quiet: true}
		if x.N > 0 {
			mark = Cell{Icon: "plus", Words: d.room.Say("deadlines.nth", arg("n", strconv.Itoa(x.N))), Tone: Info}
		}
		what := Cell{Words: d.room.In(x.What)}
		switch {
		case x.Due:
			what.Words += "·" + d.room.Say("deadlines.due")
		case x.Today:
			what.Words += "·" + d.room.Say("deadlines.today")
		case x.Why == cases.WhyMakeup:
			what.Tone = Warn
		}
		r := row.(*TableRow)
		r.Total = x.Due
		r.Set(Cell{Words: day, Bold: x.Today || x.Due}, Cell{Words: weekday, Quiet: true}, mark, what)
		r.SetFired(x.Today)
	}
	return l
}

// weekday is the last sign of its name: 一 of 周一.
func (d *caseDeadlines) weekday(day cases.Date) string {
	return d.room.Say("weekday.short." + strconv.Itoa(int(day.Weekday())))
}
