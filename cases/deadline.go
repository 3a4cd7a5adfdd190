package cases

import "strconv"

// Stop is a lawful stop of a clock: its days, both ends included, do not count.
// A stop whose last day is not known yet has the zero To.
type Stop struct {
	From Date `json:"from"`
	To   Date `json:"to,omitzero"`
	// Reason is why it is lawful, in the words of who stopped it.
	Reason string `json:"reason,omitempty"`
}

// Deadline is the answer to "until when", with the ledger of days that proves it.
type Deadline struct {
	Due         Date   `json:"due"`         // zero while a stop is open, or where no day can be named
	Provisional bool   `json:"provisional"` // 暂定: it leans on a year whose holiday notice is not loaded
	Stopped     bool   `json:"stopped,omitempty"`
	Reason      *Error `json:"-"` // why it is provisional, stopped or has no day
	Ledger      Ledger `json:"ledger"`
}

// Due counts period from the day from, which is not counted (民法典 art. 201), and
// leaves out the days of stops. Months and years end on the matching day, or the
// last day of a shorter month (art. 202), of the original date. An impossible
// period, or an end after the year 2199, gives a Deadline without a day.
func Due(from Date, period Period, cal Calendar, stops []Stop) Deadline {
	if err := period.Check(); err != nil {
		return Deadline{Reason: asError(err), Ledger: Ledger{}}
	}
	if from.IsZero() {
		return Deadline{Reason: Fail(Invalid, "days.no_start"), Ledger: Ledger{}}
	}
	count := counter{cal: cal, stops: stops, ledger: Ledger{{Day: from, Why: WhyStart}}}
	left := period.N
	if period.Unit == Months || period.Unit == Years {
		end := AddMonths(from, period.months())
		if end.IsZero() {
			return Deadline{Reason: Fail(Invalid, "days.too_far"), Ledger: count.ledger}
		}
		left = end.Sub(from)
	}
	d := count.run(from, left, period.Unit == Workdays)
	if period.Rolls && !d.Due.IsZero() && period.Unit != Workdays {
		d = count.roll(d)
	}
	d.Ledger = count.ledger
	count.judge(&d, period.Unit == Workdays || period.Rolls)
	return d
}

// counter walks over the days and writes each into the ledger.
type counter struct {
	cal    Calendar
	stops  []Stop
	ledger Ledger
}

// run counts left days after from; with work only working days count.
func (c *counter) run(from Date, left int, work bool) Deadline {
	day, end := from, lastDate()
	for left > 0 {
		day = day.Add(1)
		if day.After(end) {
			return Deadline{Reason: Fail(Invalid, "days.too_far")}
		}
		entry := c.entry(day, work)
		if c.openStop(day) {
			c.ledger = append(c.ledger, entry)
			return Deadline{Stopped: true, Reason: Fail(Invalid, "days.stopped", "since", day.String())}
		}
		if entry.Counted {
			left--
		}
		c.ledger = append(c.ledger, entry)
	}
	return Deadline{Due: day}
}

// roll moves a last day that is a day of rest to the next working day (art. 203).
func (c *counter) roll(d Deadline) Deadline {
	for !c.cal.IsWorkday(d.Due) {
		d.Due = d.Due.Add(1)
		why, name := c.cal.about(d.Due)
		c.ledger = append(c.ledger, LedgerDay{Day: d.Due, Why: why, Name: name})
	}
	return d
}

// entry judges one day after the start.
func (c *counter) entry(day Date, work bool) LedgerDay {
	for _, s := range c.stops {
		if !day.Before(s.From) && (s.To.IsZero() || !day.After(s.To)) {
			return LedgerDay{Day: day, Why: WhyStop}
		}
	}
	if !work {
		return LedgerDay{Day: day, Counted: true, Why: WhyDay}
	}
	why, name := c.cal.about(day)
	return LedgerDay{Day: day, Counted: c.cal.IsWorkday(day), Why: why, Name: name}
}

func (c *counter) openStop(day Date) bool {
	for _, s := range c.stops {
		if s.To.IsZero() && !s.From.IsZero() && !day.Before(s.From) {
			return true
		}
	}
	return false
}

// judge finds whether the ledger leans on a year that is not loaded. A day past
// the last table always makes it so; an earlier year only where holidays matter.
func (c *counter) judge(d *Deadline, holidaysMatter bool) {
	last := c.ledger[len(c.ledger)-1].Day
	unknown := last
	if !c.cal.past(last) {
		unknown = Date{}
		for _, l := range c.ledger[1:] {
			if holidaysMatter && unknown.IsZero() && !c.cal.Knows(l.Day) {
				unknown = l.Day
			}
		}
	}
	if unknown.IsZero() {
		return
	}
	d.Provisional = true
	if d.Reason == nil {
		year, _, _ := unknown.Split()
		d.Reason = Fail(Invalid, "days.provisional", "year", strconv.Itoa(year))
	}
}

func asError(err error) *Error {
	if e, ok := err.(*Error); ok {
		return e
	}
	return Fail(Invalid, "days.period").Because(err)
}
