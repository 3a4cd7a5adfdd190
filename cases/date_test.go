package cases

import (
	"testing"
	"time"
)

func TestDateReadsWhatPeopleWrite(t *testing.T) {
	for in, want := range map[string]string{
		"2026-10-12": "2026-10-12", "2026/10/12": "2026-10-12", "20261012": "2026-10-12",
		"2026年10月12日": "2026-10-12", "2026.1.2": "2026-01-02", "1969-12-31": "1969-12-31",
		"1800-01-01": "1800-01-01", "2024-02-29": "2024-02-29",
	} {
		d, err := ParseDate(in)
		if err != nil || d.String() != want || d.IsZero() {
			t.Errorf("ParseDate(%q) = %q, %v; want %q", in, d, err, want)
		}
	}
	for in, key := range map[string]string{
		"2026-13-02": "date.month", "2026-04-31": "date.impossible", "2025-02-29": "date.impossible",
		"": "date.form", "2026-10": "date.form", "12-10-2026x": "date.form", "2026101": "date.form", "2026-10-12日日": "date.form",
	} {
		if d, err := ParseDate(in); KeyOf(err) != key {
			t.Errorf("ParseDate(%q) = %q, %v; want %s", in, d, err, key)
		}
	}
}

func TestDateCountsEveryDay(t *testing.T) {
	d := DateOf(1800, 1, 1)
	for d.Before(DateOf(2199, 12, 31)) {
		y, m, day := d.Split()
		if DateOf(y, m, day) != d || MustDate(d.String()) != d {
			t.Fatalf("%v does not come back", d)
		}
		next := d.Add(1)
		if next.Sub(d) != 1 || next.Weekday() != (d.Weekday()+1)%7 {
			t.Fatalf("%v is not followed by %v", d, next)
		}
		d = next
	}
}

func TestDayInChina(t *testing.T) {
	at := time.Date(2026, 10, 11, 16, 0, 0, 0, time.UTC)
	if got := DayIn(at).String(); got != "2026-10-12" {
		t.Errorf("16:00 UTC is %s in China, want the next day", got)
	}
}
