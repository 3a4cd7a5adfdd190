package cases

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// longer is an extension of a clock to a day, as a desk would hand it in.
func longer(run ClockRun, due Date, reason string, on Date) ExtendedAct {
	old := run.Due
	run.Extended = append(slices.Clip(run.Extended), Extension{By: Period{N: max(1, due.Sub(old)), Unit: Days}, Reason: reason, On: on})
	run.Due = due
	return ExtendedAct{Clock: run, Old: old, Reason: reason, On: on}
}

// shenzhen is the clock of SZ2023 art. 82: three working days, three more with the
// approval of the unit's chief.
func shenzhen(from string, cal Calendar) ClockRun {
	day := MustDate(from)
	return StartClock(ClockRule{ID: "SZ-REP-T", Clock: "C-DECIDE", Ruleset: "SZ2023", From: OptDate{day}, Known: true, Verified: true,
		Period: Period{N: 3, Unit: Workdays}, Extend: Period{N: 3, Unit: Workdays}, Approver: "单位主要负责人"}, cal)
}

func TestAClockIsExtendedStoppedAndGoesOn(t *testing.T) {
	cal := shippedCalendar(t)
	run := shenzhen("2026-09-28", cal)
	if run.Due.String() != "2026-10-08" || run.Rule != "SZ-REP-T" {
		t.Fatalf("three working days after 2026-09-28: %v", run.Due)
	}
	more := Extension{By: Period{N: 3, Unit: Workdays}, Reason: "需要现场核查", Approver: "主要负责人", On: MustDate("2026-10-08")}
	long, err := run.Longer(more, cal)
	if err != nil || long.Due.String() != "2026-10-12" || len(run.Extended) != 0 {
		t.Fatalf("extended to %v, %v", long.Due, err)
	}
	paused, err := long.Pause(MustDate("2026-10-09"), "等待检验结果")
	if err != nil || !paused.Due.IsZero() || len(long.Stops) != 0 {
		t.Fatalf("stopped: %+v, %v", paused, err)
	}
	on, err := paused.Resume(MustDate("2026-10-13"), cal)
	// 9, 10, 12 and 13 October do not count; 14, 15 and 16 do, after 29, 30 September and 8 October.
	if err != nil || on.Due.String() != "2026-10-16" || paused.Stops[0].To != (Date{}) {
		t.Fatalf("goes on to %v, %v", on.Due, err)
	}
	if d := on.Count(cal); d.Due != on.Due || d.Ledger.Count() != 6 || d.Ledger[len(d.Ledger)-1].Day != d.Due {
		t.Errorf("the ledger has %d days and ends %v", d.Ledger.Count(), d.Due)
	}
}

func TestAClockRefusesWhatTheTextDoesNotAllow(t *testing.T) {
	cal := shippedCalendar(t)
	run := shenzhen("2026-09-28", cal)
	e := Extension{By: Period{N: 3, Unit: Workdays}, Reason: "核查", Approver: "主要负责人", On: MustDate("2026-10-08")}
	change := func(f func(*Extension)) Extension {
		out := e
		f(&out)
		return out
	}
	once, err := run.Longer(e, cal)
	if err != nil {
		t.Fatal(err)
	}
	paused, err := run.Pause(MustDate("2026-09-29"), "等待鉴定")
	if err != nil {
		t.Fatal(err)
	}
	for want, s := range map[string]struct {
		run ClockRun
		e   Extension
	}{
		"decide.extend_reason":              {run, change(func(e *Extension) { e.Reason = "" })},
		"decide.extend_approver":            {run, change(func(e *Extension) { e.Approver = "" })},
		"decide.extend_late":                {run, change(func(e *Extension) { e.On = MustDate("2026-10-09") })},
		"decide.extend_length":              {run, change(func(e *Extension) { e.By.N = 0 })},
		"decide.extend_most":                {run, change(func(e *Extension) { e.By.N = 4 })},
		"decide.extend_most ":               {run, change(func(e *Extension) { e.By.Unit = Months; e.By.N = 1 })},
		"decide.extend_most  ":              {once, e},
		"decide.extend_clock":               {paused, e},
		"decide.extend_clock without a day": {ClockRun{}, change(func(e *Extension) { e.Approver = "" })},
	} {
		if _, err := s.run.Longer(s.e, cal); KeyOf(err) == "" || want[:len(KeyOf(err))] != KeyOf(err) {
			t.Errorf("%s: %v", want, err)
		}
	}
	day := MustDate
	for want, try := range map[string]func() (ClockRun, error){
		"decide.pause_reason": func() (ClockRun, error) { return run.Pause(day("2026-09-29"), "") },
		"decide.pause_clock":  func() (ClockRun, error) { return paused.Pause(day("2026-09-29"), "再等") },
		"decide.pause_late":   func() (ClockRun, error) { return run.Pause(day("2026-10-09"), "等待鉴定") },
		"decide.resume_clock": func() (ClockRun, error) { return run.Resume(day("2026-09-29"), cal) },
		"decide.resume_early": func() (ClockRun, error) { return paused.Resume(day("2026-09-28"), cal) },
	} {
		if _, err := try(); KeyOf(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if _, err := run.Pause(day("2026-09-27"), "等待鉴定"); KeyOf(err) != "decide.pause_late" {
		t.Errorf("stopped before it started: %v", err)
	}
}

// A clock with any stops and extensions ends where looking at one day after
// another ends, and recounting by the same calendar changes nothing.
func TestAClocksEndAgreesWithTheSlowReading(t *testing.T) {
	tables, cal := shippedTables(t), shippedCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		from := DateOf(2019, 1, 1).Add(rapid.IntRange(0, 2700).Draw(t, "from"))
		n := rapid.IntRange(1, 30).Draw(t, "n")
		run := StartClock(ClockRule{Clock: "C", From: OptDate{from}, Known: true, Period: Period{N: n, Unit: Workdays}}, cal)
		day := from
		for range rapid.IntRange(0, 5).Draw(t, "acts") {
			day = day.Add(rapid.IntRange(0, 4).Draw(t, "later"))
			var err error
			switch {
			case run.paused():
				run, err = run.Resume(day, cal)
			case day.After(run.Due):
				if _, late := run.Longer(Extension{By: Period{N: 1, Unit: Workdays}, Reason: "核查", On: day}, cal); KeyOf(late) != "decide.extend_late" {
					t.Fatalf("extended on %v after %v: %v", day, run.Due, late)
				}
			case rapid.Bool().Draw(t, "stop"):
				run, err = run.Pause(day, "等待鉴定")
			default:
				more := rapid.IntRange(1, 9).Draw(t, "more")
				n += more
				run, err = run.Longer(Extension{By: Period{N: more, Unit: Workdays}, Reason: "核查", On: day}, cal)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if run.paused() {
			if !run.Due.IsZero() || !run.Count(cal).Stopped {
				t.Fatalf("a stopped clock is due %v", run.Due)
			}
			return
		}
		if want := slowDue(tables, from, n, run.Stops); run.Due != want {
			t.Fatalf("%v + %d with stops %v = %v, the slow way %v", from, n, run.Stops, run.Due, want)
		}
		if d := run.Count(cal); d.Ledger.Count() != n {
			t.Fatalf("%d days counted, want %d", d.Ledger.Count(), n)
		}
		if changed := Recount([]ClockRun{run}, cal); len(changed) > 0 {
			t.Fatalf("the same calendar changes %+v", changed)
		}
	})
}

// Months and years against a reading that walks month by month and looks for the
// same number, or the last day there is (民法典 art. 202), always from the first day.
func TestMonthsAgreeWithTheWallCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := DateOf(1990, 1, 1).Add(rapid.IntRange(0, 20000).Draw(t, "from"))
		n := rapid.IntRange(0, 400).Draw(t, "n")
		year, month, day := from.Split()
		for range n {
			if month++; month == 13 {
				year, month = year+1, 1
			}
		}
		last := 31
		for DateOf(year, month, last).IsZero() {
			last--
		}
		want := DateOf(year, month, min(day, last))
		if got := Due(from, Period{N: n, Unit: Months}, Calendar{}, nil).Due; got != want {
			t.Fatalf("%v + %d months = %v, the wall says %v", from, n, got, want)
		}
		if got := Due(from, Period{N: n / 12, Unit: Years}, Calendar{}, nil).Due; n%12 == 0 && got != want {
			t.Fatalf("%v + %d years = %v, the wall says %v", from, n/12, got, want)
		}
	})
}

func FuzzADayAndMonths(f *testing.F) {
	f.Add(2024, 2, 29, 12)
	f.Add(2025, 11, 30, 3)
	f.Add(1999, 12, 31, 1199)
	f.Fuzz(func(t *testing.T, year, month, day, n int) {
		from := DateOf(year, month, day)
		if from.IsZero() || n < 0 || n > 1200 {
			return
		}
		end := AddMonths(from, n)
		y, m, d := end.Split()
		if end.IsZero() {
			if year*12+month+n <= 2199*12+12 {
				t.Fatalf("%v + %d has no end", from, n)
			}
			return
		}
		if y*12+m != year*12+month+n || d > day || d < day && !DateOf(y, m, d+1).IsZero() {
			t.Fatalf("%v + %d months = %v", from, n, end)
		}
	})
}

// table2019 is the year 2019 as 国办发明电〔2018〕15号 first set it: 劳动节 was the
// one day, before 国办发明电〔2019〕3号 of 2019-03-22 made it four.
func table2019(t testing.TB) (first, changed YearTable) {
	for _, y := range shippedTables(t) {
		if y.Year == 2019 {
			changed = y
		}
	}
	first = YearTable{Year: 2019, Papers: changed.Papers[:1]}
	for _, d := range changed.Off {
		if d.Name != "劳动节" || d.Date == MustDate("2019-05-01") {
			first.Off = append(first.Off, d)
		}
	}
	for _, d := range changed.Makeup {
		if d.Name != "劳动节" {
			first.Makeup = append(first.Makeup, d)
		}
	}
	return first, changed
}

// In March 2019 the State Council changed 五一 of the same year: deadlines that were
// already running came out on other days.
func TestTheHolidayOfMay2019MovesRunningClocks(t *testing.T) {
	first, changed := table2019(t)
	before, err := NewCalendar(first)
	if err != nil {
		t.Fatal(err)
	}
	after, err := NewCalendar(changed)
	if err != nil {
		t.Fatal(err)
	}
	want := []DayChange{
		{MustDate("2019-04-28"), WhyWeekend, WhyMakeup, "劳动节"}, {MustDate("2019-05-02"), WhyWorkday, WhyHoliday, "劳动节"},
		{MustDate("2019-05-03"), WhyWorkday, WhyHoliday, "劳动节"}, {MustDate("2019-05-05"), WhyWeekend, WhyMakeup, "劳动节"},
	}
	if got := before.Changes(after); !reflect.DeepEqual(got, want) {
		t.Errorf("days that changed: %v", got)
	}
	start := func(id, from string, n int) ClockRun {
		return StartClock(ClockRule{Clock: id, From: OptDate{MustDate(from)}, Known: true, Period: Period{N: n, Unit: Workdays}}, before)
	}
	runs := []ClockRun{
		start("sooner", "2019-04-24", 3), // the made-up Sunday counts
		start("later", "2019-04-29", 2),  // 2 and 3 May no longer do
		start("same", "2019-03-25", 5),   // over before
		start("also", "2019-04-22", 10),  // two days more, two days less
		{ID: "no figure", From: MustDate("2019-04-24")},
	}
	days := map[string]string{}
	for _, c := range Recount(runs, after) {
		days[c.Clock.ID] = c.Clock.Due.String()[5:] + " " + c.Now.Due.String()[5:]
	}
	if len(days) != 2 || days["sooner"] != "04-29 04-28" || days["later"] != "05-02 05-05" {
		t.Errorf("recounted: %v", days)
	}
	if runs[1].Due.String() != "2019-05-02" {
		t.Error("counting anew changed what is recorded")
	}
	// A table that comes late settles what was provisional.
	none := StartClock(ClockRule{Clock: "C", From: OptDate{MustDate("2019-04-29")}, Known: true, Period: Period{N: 2, Unit: Workdays}}, Calendar{})
	if c := Recount([]ClockRun{none}, before); !none.Provisional || len(c) != 1 || c[0].Now.Provisional {
		t.Errorf("a clock without a table: %+v, %+v", none, c)
	}
}
