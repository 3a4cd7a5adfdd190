package cases

import (
	"strconv"
	"time"
)

// NamedDay is a day that a holiday notice names, and the holiday it belongs to.
type NamedDay struct {
	Date Date   `json:"date"`
	Name string `json:"name"`
}

// YearTable is what the State Council's notices say of one year: days off, days of
// work made up on a weekend, and where the notices stand.
type YearTable struct {
	Year   int        `json:"year"`
	Papers []string   `json:"papers"`
	Off    []NamedDay `json:"off"`
	Makeup []NamedDay `json:"makeup"`
}

// Calendar knows which days of the loaded years are working days. The zero
// Calendar knows no year.
type Calendar struct {
	off, makeup map[Date]string
	papers      map[int][]string
	first, last int
	table       workTable
}

// NewCalendar joins year tables. It refuses (calendar.*) a table twice, a day
// outside its year or named twice, a made-up day of work that is no weekend, and
// a year without a notice.
func NewCalendar(tables ...YearTable) (Calendar, error) {
	c := Calendar{off: map[Date]string{}, makeup: map[Date]string{}, papers: map[int][]string{}}
	for _, t := range tables {
		if _, twice := c.papers[t.Year]; twice || len(t.Papers) == 0 {
			return Calendar{}, Fail(Invalid, "calendar.table", "year", strconv.Itoa(t.Year))
		}
		c.papers[t.Year] = t.Papers
		if c.first == 0 || t.Year < c.first {
			c.first = t.Year
		}
		c.last = max(c.last, t.Year)
		for _, d := range t.Off {
			if err := c.put(c.off, t.Year, d); err != nil {
				return Calendar{}, err
			}
		}
		for _, d := range t.Makeup {
			if !isWeekend(d.Date) {
				return Calendar{}, Fail(Invalid, "calendar.makeup", "day", d.Date.String())
			}
			if err := c.put(c.makeup, t.Year, d); err != nil {
				return Calendar{}, err
			}
		}
	}
	c.table = c.workTable()
	return c, nil
}

func (c Calendar) put(into map[Date]string, year int, d NamedDay) error {
	if y, _, _ := d.Date.Split(); y != year {
		return Fail(Invalid, "calendar.year", "day", d.Date.String(), "year", strconv.Itoa(year))
	}
	if c.off[d.Date] != "" || c.makeup[d.Date] != "" || d.Name == "" {
		return Fail(Invalid, "calendar.twice", "day", d.Date.String())
	}
	into[d.Date] = d.Name
	return nil
}

// LastYear gives the last year whose table is loaded, 0 for none.
func (c Calendar) LastYear() int { return c.last }

// FirstYear gives the first year whose table is loaded, 0 for none.
func (c Calendar) FirstYear() int { return c.first }

// Papers gives the addresses of the notices for a year, nil where it is not loaded.
func (c Calendar) Papers(year int) []string { return c.papers[year] }

// Knows tells whether the table of the day's year is loaded.
func (c Calendar) Knows(d Date) bool {
	year, _, _ := d.Split()
	return len(c.papers[year]) > 0
}

// past tells whether the day lies after the last loaded table.
func (c Calendar) past(d Date) bool {
	year, _, _ := d.Split()
	return year > c.last
}

// IsWorkday tells whether people work on the day: Monday to Friday and no day
// off, or a weekend day of made-up work. Without the year's table it is only the weekday.
func (c Calendar) IsWorkday(d Date) bool {
	if c.makeup[d] != "" {
		return true
	}
	return c.off[d] == "" && !isWeekend(d)
}

// about says what the calendar knows of a day, and the holiday's name.
func (c Calendar) about(d Date) (Why, string) {
	switch {
	case c.makeup[d] != "":
		return WhyMakeup, c.makeup[d]
	case c.off[d] != "":
		return WhyHoliday, c.off[d]
	case !c.Knows(d):
		return WhyBeyond, ""
	case isWeekend(d):
		return WhyWeekend, ""
	}
	return WhyWorkday, ""
}

func isWeekend(d Date) bool { return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday }
