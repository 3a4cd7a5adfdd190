package cases

import (
	"strconv"
	"strings"
)

// Unit says what a period is counted in.
type Unit string

// The units of periods.
const (
	Workdays Unit = "workday" // 工作日
	Days     Unit = "day"     // 日, calendar days
	Months   Unit = "month"   // 月
	Years    Unit = "year"    // 年
)

// Period is a length of time that a text of law sets. With Rolls, a last day that
// is a day of rest gives way to the day after it (民法典 art. 203); that protects a
// duty to act and must not be set for periods of publication.
type Period struct {
	N     int  `json:"n"`
	Unit  Unit `json:"unit"`
	Rolls bool `json:"rolls,omitempty"`
}

// ParsePeriod reads "10 workday", "3 month", "15 day rolls".
func ParsePeriod(s string) (Period, error) {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 3 || len(words) == 3 && words[2] != "rolls" {
		return Period{}, Fail(Invalid, "period.form", "value", s)
	}
	n, err := strconv.Atoi(words[0])
	if err != nil {
		return Period{}, Fail(Invalid, "period.form", "value", s).Because(err)
	}
	p := Period{N: n, Unit: Unit(words[1]), Rolls: len(words) == 3}
	return p, p.Check()
}

// Check tells whether the period can be counted: a known unit, and from 0 to 100 years.
func (p Period) Check() error {
	most := p.Unit.most()
	if most == 0 {
		return Fail(Invalid, "period.unit", "unit", string(p.Unit))
	}
	if p.N < 0 || p.N > most {
		return Fail(Invalid, "period.length", "n", strconv.Itoa(p.N))
	}
	return nil
}

// most is the longest length in the unit; 0 for no unit.
func (u Unit) most() int {
	switch u {
	case Workdays:
		return 25_000
	case Days:
		return 36_525
	case Months:
		return 1200
	case Years:
		return 100
	}
	return 0
}

// String gives what ParsePeriod reads, "" for the zero period.
func (p Period) String() string {
	if p == (Period{}) {
		return ""
	}
	s := strconv.Itoa(p.N) + " " + string(p.Unit)
	if p.Rolls {
		s += " rolls"
	}
	return s
}
