package cases

import (
	"errors"
	"testing"

	"pgregory.net/rapid"
)

func TestCalendarKnowsItsYears(t *testing.T) {
	cal := shippedCalendar(t)
	first, last := cal.FirstYear(), cal.LastYear()
	if first == 0 || last <= first || (Calendar{}).FirstYear() != 0 || (Calendar{}).LastYear() != 0 {
		t.Fatalf("years %d to %d", first, last)
	}
	for year := first - 1; year <= last+1; year++ {
		known := year >= first && year <= last
		if cal.Knows(DateOf(year, 6, 1)) != known || (len(cal.Papers(year)) > 0) != known {
			t.Errorf("%d: known %v with papers %v", year, cal.Knows(DateOf(year, 6, 1)), cal.Papers(year))
		}
	}
	if _, err := NewCalendar(shippedTables(t)[0], shippedTables(t)[0]); KeyOf(err) != "calendar.table" {
		t.Errorf("one year twice: %v", err)
	}
}

// A stop that covers some days moves the end by just those that would have counted.
func TestAStopMovesTheEndByTheDaysItTakes(t *testing.T) {
	cal := shippedCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		from := DateOf(2024, 1, 1).Add(rapid.IntRange(0, 700).Draw(t, "from"))
		unit := rapid.SampledFrom([]Unit{Workdays, Days}).Draw(t, "unit")
		p := Period{N: rapid.IntRange(1, 40).Draw(t, "n"), Unit: unit}
		at := from.Add(rapid.IntRange(1, 30).Draw(t, "stop"))
		stop := Stop{From: at, To: at.Add(rapid.IntRange(0, 10).Draw(t, "days"))}
		plain, stopped := Due(from, p, cal, nil), Due(from, p, cal, []Stop{stop})
		counted := 0
		for d := stop.From; !d.After(stop.To) && !d.After(plain.Due); d = d.Add(1) {
			if unit == Days || cal.IsWorkday(d) {
				counted++
			}
		}
		if stopped.Due.Before(plain.Due) || (stopped.Due == plain.Due) != (counted == 0) {
			t.Fatalf("%v: a stop took %d days that count, the end went from %v to %v", p, counted, plain.Due, stopped.Due)
		}
		// Two stops that touch are one.
		half := []Stop{{From: stop.From, To: stop.From}, {From: stop.From.Add(1), To: stop.To}, stop}
		if twice := Due(from, p, cal, half); twice.Due != stopped.Due {
			t.Fatalf("in two pieces %v, in one %v", twice.Due, stopped.Due)
		}
		// A stop that never ends leaves no day, unless it begins after the end.
		open := Due(from, p, cal, []Stop{{From: stop.From}})
		if open.Due.IsZero() != !stop.From.After(plain.Due) || open.Stopped != open.Due.IsZero() {
			t.Fatalf("open stop from %v, end %v: %v", stop.From, plain.Due, open.Due)
		}
	})
}

// Months never skip one: each term from the original day ends in the month that
// is as many months on, on the same number or the month's last day.
func TestMonthsNeverSkipOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := DateOf(1900, 1, 1).Add(rapid.IntRange(0, 80_000).Draw(t, "from"))
		n := rapid.IntRange(-600, 600).Draw(t, "n")
		y1, m1, d1 := from.Split()
		to := AddMonths(from, n)
		if to.IsZero() {
			t.Fatalf("%v and %d months is no day", from, n)
		}
		y2, m2, d2 := to.Split()
		_, nextMonth, _ := to.Add(1).Split()
		if (y2-y1)*12+m2-m1 != n || d2 != d1 && (d2 > d1 || nextMonth == m2) {
			t.Fatalf("%v and %d months is %v", from, n, to)
		}
		if AddYears(from, 3) != AddMonths(from, 36) || AddDays(from, n) != from.Add(n) || AddDays(from, n).Sub(from) != n {
			t.Fatalf("years or days from %v", from)
		}
	})
	if !AddMonths(Date{}, 3).IsZero() || !AddMonths(MustDate("2199-12-01"), 1).IsZero() || !AddMonths(MustDate("1800-01-31"), -1).IsZero() {
		t.Error("a day outside the years there are")
	}
}

// An unknown day stays unknown through everything.
func TestAnUnknownDayStaysUnknown(t *testing.T) {
	var none Date
	y, m, d := none.Split()
	if !none.Add(5).IsZero() || none.String() != "" || none.Chinese() != "" || y+m+d != 0 {
		t.Error("nothing became a day")
	}
	if got := MustDate("2026-01-02").Chinese(); got != "2026年1月2日" {
		t.Errorf("%s: GB/T 9704 writes no leading zeros", got)
	}
	for _, text := range []string{`2026/10/12`, `20261012`, `2026-1-2`, `2026-02-30`} {
		d := MustDate("2020-01-01")
		if err := d.UnmarshalText([]byte(text)); err == nil || d != MustDate("2020-01-01") {
			t.Errorf("stored as %s: %v %v", text, d, err)
		}
	}
}

func TestErrorsCarryTheirCauseAndKind(t *testing.T) {
	cause := errors.New("disk")
	plain := Fail(Exhausted, "store.full", "path", "x", "odd")
	err := error(plain.Because(cause))
	if !errors.Is(err, cause) || KindOf(err) != Exhausted || KeyOf(err) != "store.full" || err.Error() != "store.full path=x: disk" {
		t.Errorf("%v", err)
	}
	if plain.Err != nil || KindOf(cause) != 0 || KeyOf(cause) != "" || KindOf(nil) != 0 {
		t.Error("an error without a key has one, or giving a cause changed the first")
	}
	if KeyOf(errors.Join(cause, err)) != "store.full" {
		t.Error("a key inside joined errors is not found")
	}
}
