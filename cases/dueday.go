package cases

// DueDay answers as Due does where nothing stops the clock, without the ledger that
// proves it: it reckons with the calendar's table instead of walking over the days.
// The day is zero where Due names none.
func DueDay(from Date, period Period, cal Calendar) (due Date, provisional bool) {
	due, ok := cal.reach(from, period)
	if !ok {
		d := Due(from, period, cal, nil)
		return d.Due, d.Provisional
	}
	return due, cal.leans(from, due, period.Unit == Workdays || period.Rolls)
}

// reach finds the last day of a period; false where the days have to be walked over.
func (c *Calendar) reach(from Date, p Period) (due Date, ok bool) {
	if from.IsZero() || p.Check() != nil {
		return Date{}, false
	}
	switch p.Unit {
	case Workdays:
		return c.table.after(from, p.N)
	case Days:
		due = from.Add(p.N)
	default:
		due = AddMonths(from, p.months())
	}
	if due.IsZero() || due.After(lastDate()) {
		return Date{}, false
	}
	for p.Rolls && !c.IsWorkday(due) {
		due = due.Add(1)
	}
	return due, true
}

// leans tells whether an answer rests on a year without a table: always past the
// last one, in an earlier gap only where holidays matter.
func (c *Calendar) leans(from, due Date, holidaysMatter bool) bool {
	last, _, _ := due.Split()
	if last > c.last {
		return true
	}
	if !holidaysMatter || due == from {
		return false
	}
	year, _, _ := from.Add(1).Split()
	for ; year <= last; year++ {
		if len(c.papers[year]) == 0 {
			return true
		}
	}
	return false
}

// workTable is every working day of the loaded years in order, and for each of their
// days how many of these are over at its end.
type workTable struct {
	start Date
	over  []int32
	days  []Date
}

func (c *Calendar) workTable() (t workTable) {
	if c.last == 0 {
		return t
	}
	t.start = DateOf(c.first, 1, 1)
	for d := t.start; !d.After(DateOf(c.last, 12, 31)); d = d.Add(1) {
		if c.IsWorkday(d) {
			t.days = append(t.days, d)
		}
		t.over = append(t.over, int32(len(t.days)))
	}
	return t
}

// after gives the n-th working day after d; false where it lies outside the table.
func (t *workTable) after(d Date, n int) (Date, bool) {
	i := d.Sub(t.start)
	if i < 0 || i >= len(t.over) {
		return Date{}, false
	}
	if n == 0 {
		return d, true
	}
	k := int(t.over[i]) + n - 1
	if k >= len(t.days) {
		return Date{}, false
	}
	return t.days[k], true
}
