package cases

import (
	"testing"

	"pgregory.net/rapid"
)

// The reckoned day is the day that the ledger counts out, for every unit, on both
// sides of the loaded tables and over a year between that is not loaded.
func TestTheReckonedDayIsTheCountedOne(t *testing.T) {
	all := shippedTables(t)
	gap, err := NewCalendar(all[0], all[len(all)-1])
	if err != nil {
		t.Fatal(err)
	}
	calendars := []Calendar{shippedCalendar(t), gap, {}}
	first, last := calendars[0].FirstYear(), calendars[0].LastYear()
	rapid.Check(t, func(rt *rapid.T) {
		cal := calendars[rapid.IntRange(0, 2).Draw(rt, "calendar")]
		from := DateOf(first-1, 1, 1).Add(rapid.IntRange(0, 366*(last-first+3)).Draw(rt, "from"))
		p := Period{N: rapid.IntRange(0, 70).Draw(rt, "n"), Unit: rapid.SampledFrom([]Unit{Workdays, Days, Months, Years, ""}).Draw(rt, "unit"),
			Rolls: rapid.Bool().Draw(rt, "rolls")}
		if rapid.IntRange(0, 50).Draw(rt, "odd") == 0 {
			p.N, from = p.N*100, DateOf(2190, 1, 1).Add(p.N*50)
		}
		want := Due(from, p, cal, nil)
		due, provisional := DueDay(from, p, cal)
		if due != want.Due || provisional != want.Provisional {
			rt.Fatalf("%s and %s: reckoned %s %v, counted %s %v", from, p, due, provisional, want.Due, want.Provisional)
		}
	})
	if due, _ := DueDay(Date{}, Period{N: 3, Unit: Days}, calendars[0]); !due.IsZero() {
		t.Errorf("no start day, yet %s", due)
	}
}
