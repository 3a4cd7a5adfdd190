package cases

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Date is a civil day in China, without hour or zone. The zero Date means
// "not known". Text form is 2026-10-12.
type Date struct{ day int32 } // 1 is 1800-01-01, so that 0 can be "not known"

const firstDay = -62091 // 1800-01-01 in days since 1970-01-01

// DateOf gives the day of year, month and day of month; it is zero when no such
// day exists (31 April, month 13) or the year is outside 1800–2199.
func DateOf(year, month, day int) Date {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1800 || year > 2199 || t.Year() != year || int(t.Month()) != month || t.Day() != day {
		return Date{}
	}
	return Date{day: int32(t.Unix()/86400-firstDay) + 1}
}

// DayIn gives the civil day that the moment t falls on in China (UTC+8).
func DayIn(t time.Time) Date {
	u := t.UTC().Add(8 * time.Hour)
	return DateOf(u.Year(), int(u.Month()), u.Day())
}

// ParseDate reads 2026-10-12, 2026/10/12, 20261012, 2026.10.12 and 2026年10月12日.
// The error names what is impossible about it.
func ParseDate(s string) (Date, error) {
	n, ok := dateNumbers(s)
	if !ok {
		return Date{}, Fail(Invalid, "date.form", "value", s)
	}
	if n[1] < 1 || n[1] > 12 {
		return Date{}, Fail(Invalid, "date.month", "value", s)
	}
	d := DateOf(n[0], n[1], n[2])
	if d.IsZero() {
		return Date{}, Fail(Invalid, "date.impossible", "value", s)
	}
	return d, nil
}

// dateNumbers splits s into year, month and day of month, without judging them.
func dateNumbers(s string) (n [3]int, ok bool) {
	if len(s) == 8 && strings.Trim(s, "0123456789") == "" {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	for i, ends := range []string{"-/.年", "-/.月", "日"} {
		cut := strings.IndexAny(s, ends)
		if i == 2 && cut < 0 {
			cut = len(s)
		}
		if cut < 1 || cut > 4 || strings.Trim(s[:cut], "0123456789") != "" {
			return n, false
		}
		for _, r := range s[:cut] {
			n[i] = n[i]*10 + int(r-'0')
		}
		_, size := utf8.DecodeRuneInString(s[cut:])
		s = s[cut+size:]
	}
	return n, s == ""
}

// MustDate is ParseDate for dates written in the program's own tests and data.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// IsZero tells whether the day is not known.
func (d Date) IsZero() bool { return d.day == 0 }

// Time gives midnight UTC of the day; it is for calendar arithmetic only.
func (d Date) Time() time.Time { return time.Unix((int64(d.day-1)+firstDay)*86400, 0).UTC() }

// Split gives year, month and day of month; all 0 for an unknown day.
func (d Date) Split() (year, month, day int) {
	if d.IsZero() {
		return 0, 0, 0
	}
	t := d.Time()
	return t.Year(), int(t.Month()), t.Day()
}

// Add gives the day n days later (earlier when n is negative).
func (d Date) Add(n int) Date {
	if d.IsZero() {
		return d
	}
	return Date{day: d.day + int32(n)}
}

// Sub counts the days from e to d.
func (d Date) Sub(e Date) int { return int(d.day - e.day) }

// Before tells whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.day < e.day }

// After tells whether d is later than e.
func (d Date) After(e Date) bool { return d.day > e.day }

// Weekday gives Sunday (0) to Saturday (6).
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// String gives 2026-10-12, or "" for an unknown day.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	year, month, day := d.Split()
	return string([]byte{digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-',
		digit(month / 10), digit(month), '-', digit(day / 10), digit(day)})
}

// digit gives the last decimal digit of n.
func digit(n int) byte { return '0' + byte(n%10) }

// Chinese gives 2026年10月12日, the form letters use (GB/T 9704-2012 7.3.5.4).
func (d Date) Chinese() string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format("2006年1月2日")
}

// MarshalText gives the 2026-10-12 form; "" for the unknown day.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes, and nothing else.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	if v.String() != string(b) {
		return Fail(Invalid, "date.form", "value", string(b))
	}
	*d = v
	return nil
}
