package cases

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// shippedTables reads the year tables that ship, the real ones.
func shippedTables(t testing.TB) []YearTable {
	t.Helper()
	files, err := filepath.Glob("../assets/calendar/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no year tables:", err)
	}
	var tables []YearTable
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var table YearTable
		if err := json.Unmarshal(data, &table); err != nil {
			t.Fatal(file, err)
		}
		tables = append(tables, table)
	}
	return tables
}

func shippedCalendar(t testing.TB) Calendar {
	t.Helper()
	cal, err := NewCalendar(shippedTables(t)...)
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func readCSV(t testing.TB, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

func TestDeadlinesOfIndependentLibraries(t *testing.T) {
	cal := shippedCalendar(t)
	for _, row := range readCSV(t, "testdata/workday_cases.csv") {
		n, err := strconv.Atoi(row[1])
		if err != nil {
			t.Fatal(err)
		}
		due, provisional := AddWorkdays(MustDate(row[0]), n, cal)
		if row[2] == "UNKNOWN" {
			if !provisional || due.IsZero() {
				t.Errorf("%s + %d: %v must be provisional", row[0], n, due)
			}
		} else if due.String() != row[2] || provisional {
			t.Errorf("%s + %d working days = %v (provisional %v), want %s", row[0], n, due, provisional, row[2])
		}
	}
}

func TestGoldenDaysOfTheLawBook(t *testing.T) {
	cal := shippedCalendar(t)
	for _, line := range []string{
		"2026-02-13 1=2026-02-14 2=2026-02-24 3=2026-02-25 5=2026-02-27 7=2026-03-02 10=2026-03-05",
		"2026-02-14 1=2026-02-24 3=2026-02-26 10=2026-03-06",
		"2026-04-30 1=2026-05-06 3=2026-05-08 7=2026-05-13 10=2026-05-18",
		"2026-09-18 1=2026-09-20 2=2026-09-21 3=2026-09-22 5=2026-09-24 7=2026-09-29 10=2026-10-09",
		"2026-09-30 1=2026-10-08 3=2026-10-10 7=2026-10-15 10=2026-10-20",
		"2025-09-30 1=2025-10-09 3=2025-10-11 7=2025-10-16 10=2025-10-21",
		"2026-01-01 1=2026-01-04 3=2026-01-06",
	} {
		words := strings.Fields(line)
		for _, w := range words[1:] {
			n, want, _ := strings.Cut(w, "=")
			days, _ := strconv.Atoi(n)
			if due, provisional := AddWorkdays(MustDate(words[0]), days, cal); due.String() != want || provisional {
				t.Errorf("%s + %s = %v, want %s", words[0], n, due, want)
			}
		}
	}
}

func TestMonthsEndOnTheMatchingDay(t *testing.T) {
	cal := shippedCalendar(t)
	for _, line := range []string{
		"2025-11-30 3 2026-02-28", "2026-01-31 3 2026-04-30", "2026-08-31 3 2026-11-30",
		"2024-02-29 12 2025-02-28", "2024-02-29 36 2027-02-28", "2024-01-31 1 2024-02-29", "2026-05-15 0 2026-05-15",
	} {
		w := strings.Fields(line)
		n, _ := strconv.Atoi(w[1])
		if due := Due(MustDate(w[0]), Period{N: n, Unit: Months}, cal, nil).Due; due.String() != w[2] {
			t.Errorf("%s + %d months = %v, want %s", w[0], n, due, w[2])
		}
	}
	// A period of publication is not stretched; a duty to act is (2026-10-01 is a holiday).
	plain := Due(MustDate("2026-07-01"), Period{N: 3, Unit: Months}, cal, nil)
	rolled := Due(MustDate("2026-07-01"), Period{N: 3, Unit: Months, Rolls: true}, cal, nil)
	if plain.Due.String() != "2026-10-01" || rolled.Due.String() != "2026-10-08" {
		t.Errorf("plain %v, rolled %v", plain.Due, rolled.Due)
	}
	if AddYears(MustDate("2024-02-29"), 4).String() != "2028-02-29" {
		t.Error("a leap day comes back after four years")
	}
}

func TestLedgerSaysWhy(t *testing.T) {
	cal := shippedCalendar(t)
	d := Due(MustDate("2026-09-24"), Period{N: 2, Unit: Workdays}, cal, []Stop{{From: MustDate("2026-09-28"), To: MustDate("2026-09-28")}})
	var got []string
	for _, l := range d.Ledger {
		got = append(got, l.Day.String()[5:]+" "+string(l.Why)+l.Name)
	}
	want := "09-24 start,09-25 holiday中秋节,09-26 holiday中秋节,09-27 holiday中秋节,09-28 stop,09-29 workday,09-30 workday"
	if strings.Join(got, ",") != want || d.Due.String() != "2026-09-30" || d.Provisional {
		t.Errorf("%v\nwant %s", got, want)
	}
}

func TestOpenStopHasNoLastDay(t *testing.T) {
	d := Due(MustDate("2026-09-01"), Period{N: 5, Unit: Workdays}, shippedCalendar(t), []Stop{{From: MustDate("2026-09-03")}})
	if !d.Due.IsZero() || !d.Stopped || KeyOf(d.Reason) != "days.stopped" {
		t.Errorf("%+v", d)
	}
}

func TestImpossiblePeriodsAreNamed(t *testing.T) {
	cal := shippedCalendar(t)
	for s, key := range map[string]string{"10": "period.form", "x day": "period.form", "3 weeks": "period.unit", "-1 day": "period.length", "101 year": "period.length", "3 day back": "period.form"} {
		if _, err := ParsePeriod(s); KeyOf(err) != key {
			t.Errorf("%q: %v, want %s", s, err, key)
		}
	}
	if d := Due(Date{}, Period{N: 1, Unit: Days}, cal, nil); KeyOf(d.Reason) != "days.no_start" {
		t.Error(d)
	}
	if d := Due(MustDate("2150-01-01"), Period{N: 90, Unit: Years}, cal, nil); KeyOf(d.Reason) != "days.too_far" || !d.Due.IsZero() {
		t.Error(d.Due, d.Reason)
	}
	if d := Due(MustDate("2199-12-30"), Period{N: 3, Unit: Days}, cal, nil); KeyOf(d.Reason) != "days.too_far" {
		t.Error(d.Due, d.Reason)
	}
}

func TestCalendarRefusesOddTables(t *testing.T) {
	day := func(s string) []NamedDay { return []NamedDay{{MustDate(s), "元旦"}} }
	for key, table := range map[string]YearTable{
		"calendar.table":  {Year: 2030},
		"calendar.year":   {Year: 2030, Papers: []string{"x"}, Off: day("2031-01-01")},
		"calendar.twice":  {Year: 2030, Papers: []string{"x"}, Off: append(day("2030-01-01"), day("2030-01-01")...)},
		"calendar.makeup": {Year: 2030, Papers: []string{"x"}, Makeup: day("2030-01-01")},
	} {
		if _, err := NewCalendar(table); KeyOf(err) != key {
			t.Errorf("%v, want %s", err, key)
		}
	}
}

// slowDue is the plain reading of the law: look at one day after another.
func slowDue(tables []YearTable, from Date, n int, stops []Stop) Date {
	listed := func(pick func(YearTable) []NamedDay, d Date) bool {
		for _, table := range tables {
			for _, x := range pick(table) {
				if x.Date == d {
					return true
				}
			}
		}
		return false
	}
	for d := from; ; {
		if n == 0 {
			return d
		}
		d = d.Add(1)
		stopped := false
		for _, s := range stops {
			for x := s.From; !x.After(s.To); x = x.Add(1) {
				stopped = stopped || x == d
			}
		}
		weekday := d.Weekday() >= 1 && d.Weekday() <= 5
		off := listed(func(y YearTable) []NamedDay { return y.Off }, d)
		makeup := listed(func(y YearTable) []NamedDay { return y.Makeup }, d)
		if !stopped && (makeup || weekday && !off) {
			n--
		}
	}
}

func TestDueAgreesWithTheSlowReading(t *testing.T) {
	tables, cal := shippedTables(t), shippedCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		from := DateOf(2019, 1, 1).Add(rapid.IntRange(0, 2950).Draw(t, "from"))
		n := rapid.IntRange(0, 60).Draw(t, "n")
		var stops []Stop
		for range rapid.IntRange(0, 3).Draw(t, "stops") {
			s := from.Add(rapid.IntRange(-5, 60).Draw(t, "stop from"))
			stops = append(stops, Stop{From: s, To: s.Add(rapid.IntRange(0, 20).Draw(t, "stop days"))})
		}
		d := Due(from, Period{N: n, Unit: Workdays}, cal, stops)
		if want := slowDue(tables, from, n, stops); d.Due != want {
			t.Fatalf("%v + %d = %v, the slow way %v", from, n, d.Due, want)
		}
		if year, _, _ := d.Due.Split(); d.Provisional != (year > 2026) {
			t.Fatalf("%v provisional %v", d.Due, d.Provisional)
		}
	})
}

func TestLedgerSumsToTheDueDay(t *testing.T) {
	cal := shippedCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		from := DateOf(2017, 1, 1).Add(rapid.IntRange(0, 4500).Draw(t, "from"))
		p := Period{rapid.IntRange(0, 40).Draw(t, "n"), rapid.SampledFrom([]Unit{Workdays, Days, Months, Years}).Draw(t, "unit"), rapid.Bool().Draw(t, "rolls")}
		s := from.Add(rapid.IntRange(0, 40).Draw(t, "stop"))
		d := Due(from, p, cal, []Stop{{From: s, To: s.Add(3)}})
		for i, l := range d.Ledger {
			if l.Day != from.Add(i) {
				t.Fatalf("day %d of the ledger is %v: a gap", i, l.Day)
			}
		}
		if last := d.Ledger[len(d.Ledger)-1]; last.Day != d.Due {
			t.Fatalf("the ledger ends on %v, due is %v", last.Day, d.Due)
		}
		want := p.N
		if p.Unit == Months || p.Unit == Years {
			want = AddMonths(from, p.months()).Sub(from)
		}
		if d.Ledger.Count() != want {
			t.Fatalf("%v: %d days counted, want %d", p, d.Ledger.Count(), want)
		}
		if p.Rolls && p.N > 0 && !cal.IsWorkday(d.Due) {
			t.Fatalf("%v is a day of rest", d.Due)
		}
		if back, err := ParsePeriod(p.String()); err != nil || back != p {
			t.Fatalf("%v reads back as %v, %v", p, back, err)
		}
	})
}
