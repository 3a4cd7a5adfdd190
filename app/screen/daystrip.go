package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// A DayMark says what a day is to a clock.
type DayMark uint8

// The marks of a day, as ui.md's ledger has them.
const (
	NoDay      DayMark = iota // outside the clock
	StartDay                  // 起: the clock starts after it
	CountedDay                // counted and past
	ComingDay                 // will be counted
	FreeDay                   // not counted
	StopDay                   // lawfully stopped
	DueDay                    // the last day
	DoneDay                   // what was to be done is done
)

// StripDay is one column of the strip.
type StripDay struct {
	Weekday string // 一
	Day     string // 12
	Note    string // 休, 班, 今 or ""
	Rest    bool   // a day off: grey column
	Work    bool   // a make-up day: the note in amber
	Today   bool
}

// StripMonth names the month above the column it begins at.
type StripMonth struct {
	At   int
	Name string
}

// StripCell is a clock's mark on one day; the words stand in it.
type StripCell struct {
	Mark  DayMark
	Words string
}

// StripClock is one row of the strip.
type StripClock struct {
	Name  string
	Below string
	Cells []StripCell
	Due   string // at the right: the day
	Left  string // below it: what is left
	Tone  Tone   // of what is left
	Done  bool
}

// DayStrip is the ledger of several clocks, 26 pixels a day, with the days'
// heads above. Columns outside its width are not drawn.
type DayStrip struct {
	widget.BaseWidget
	Months   []StripMonth
	Days     []StripDay
	Clocks   []StripClock
	Selected int
	First    int // the first day shown
}

// NewDayStrip makes an empty strip; fill its fields, then Refresh.
func NewDayStrip() *DayStrip {
	s := &DayStrip{}
	s.ExtendBaseWidget(s)
	return s
}

const (
	stripDay   = 26
	stripLeft  = 196
	stripRight = 76
	stripMonth = 20
	stripHead  = 53
	stripRow   = 40
)

// Shows tells how many days fit into a width in pixels.
func (s *DayStrip) Shows(width float32) int {
	return max(0, int((width-em(stripLeft)-em(stripRight))/em(stripDay)))
}

// ClockAt gives the row under y, or -1.
func (s *DayStrip) ClockAt(y float32) int {
	i := int((y - em(stripMonth) - em(stripHead)) / em(stripRow))
	if y < em(stripMonth)+em(stripHead) || i >= len(s.Clocks) {
		return -1
	}
	return i
}

// CreateRenderer draws the strip.
func (s *DayStrip) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	d := &drawing{}
	d.min = func() fyne.Size {
		return fyne.NewSize(em(stripLeft+stripRight+5*stripDay), em(stripMonth+stripHead)+em(stripRow)*float32(len(s.Clocks)))
	}
	d.layout = func(size fyne.Size) {
		d.objects = d.objects[:0]
		b := &stripBrush{d: d, s: s, n: min(s.Shows(size.Width), max(0, len(s.Days)-s.First)), size: size}
		b.grid()
		for i := range b.n {
			b.head(i)
		}
		for row := range s.Clocks {
			b.clock(row)
		}
		b.months()
	}
	return d.start(s)
}
