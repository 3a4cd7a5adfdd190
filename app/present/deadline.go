package present

import (
	"context"

	"casedesk/cases"
)

// DeadlinesView is what the deadlines tab shows.
type DeadlinesView struct {
	Loading  bool
	Header   Header
	Days     []DayHead // the columns of the strip, in order without gaps
	Clocks   []ClockStrip
	Selected int          // index into Clocks, -1 for none
	Day      int          // index into the selected clock's Lines, -1 for none
	Beyond   Words        // said where a day leans on a year without a holiday table
	Moved    []MovedClock // ends that a changed holiday table moves
	Problem  error
}

// DayHead is one day of the strip's head.
type DayHead struct {
	Day    cases.Date
	Rest   bool // 休: a holiday by notice
	Makeup bool // 班
	Off    bool // nobody works: weekend or holiday
	Today  bool
}

// ClockStrip is one clock with every one of its days.
type ClockStrip struct {
	ID          string
	Name        Words
	Note        Words // 7 个工作日 · 待核实
	Ruleset     string
	Article     string // only where it was checked
	Verified    bool
	Running     bool
	From, Due   cases.Date // Due is zero where no figure is known
	Provisional bool
	Reason      Words // why it is provisional or has no day
	Badge       Badge
	Cells       []DayCell
	Lines       []DayLine
	Sum         Words
	Stops       []ClockStop
	Grown       []ClockGrowth
	Acts        []Action // what can be done to it now
}

// DayCell is one day of a clock in the strip.
type DayCell struct {
	Day     cases.Date
	Why     cases.Why
	N       int // which counted day it is; 0 where it does not count
	Counted bool
	Past    bool // before today, or today
	Due     bool
}

// DayLine is one sentence of the ledger; days that do not count for the same
// reason stand together.
type DayLine struct {
	From, To cases.Date
	N        int // which counted day; 0 where it does not count
	Why      cases.Why
	What     Words
	Today    bool
	Due      bool
}

// Deadlines presents the clocks of one case, each as a ledger of days.
type Deadlines struct {
	Changed func(DeadlinesView)

	s    Session
	line errand
	view DeadlinesView
}

// NewDeadlines makes a deadlines tab without a case.
func NewDeadlines(desk Desk, s Session) *Deadlines {
	p := &Deadlines{Changed: func(DeadlinesView) {}, s: s, line: errand{desk: desk}}
	p.view.Selected, p.view.Day = -1, -1
	return p
}

// View gives the tab as it is.
func (p *Deadlines) View() DeadlinesView { return p.view }

// Open shows the clocks of a case.
func (p *Deadlines) Open(id cases.ID) {
	p.view = DeadlinesView{Selected: -1, Day: -1, Loading: true}
	p.Changed(p.view)
	p.line.ask(func() func() {
		c, err := p.s.Store.Case(context.Background(), id)
		return func() {
			p.view.Loading, p.view.Problem = false, err
			if err == nil {
				p.take(c)
			}
			p.Changed(p.view)
		}
	})
}

func (p *Deadlines) take(c cases.Case) {
	p.view.Header = p.s.header(c, nil)
	for _, run := range p.s.runsOf(c) {
		p.view.Clocks = append(p.view.Clocks, p.s.strip(run, c))
	}
	p.view.Days, p.view.Moved = p.s.dayHeads(p.view.Clocks), p.s.recounted(c)
	if len(p.view.Clocks) > 0 {
		p.view.Selected = 0
	}
	for i, k := range p.view.Clocks {
		if k.Provisional {
			p.view.Beyond = k.Reason
		}
		sel := p.view.Clocks[p.view.Selected]
		if k.Running && !k.Due.IsZero() && (sel.Due.IsZero() || k.Due.Before(sel.Due)) {
			p.view.Selected = i
		}
	}
}

// Select selects a clock.
func (p *Deadlines) Select(i int) {
	if i >= 0 && i < len(p.view.Clocks) {
		p.view.Selected, p.view.Day = i, -1
		p.Changed(p.view)
	}
}

// Step moves to another line of the selected clock's ledger.
func (p *Deadlines) Step(n int) {
	if p.view.Selected < 0 {
		return
	}
	last := len(p.view.Clocks[p.view.Selected].Lines) - 1
	p.view.Day = max(min(p.view.Day+n, last), min(0, last))
	p.Changed(p.view)
}
