package present_test

import (
	"testing"

	"casedesk/app/present"
	"casedesk/cases"

	"pgregory.net/rapid"
)

func deadlinesOf(t testing.TB, runs ...cases.ClockRun) present.DeadlinesView {
	t.Helper()
	c := cases.Case{ID: cases.ID{0xc, 1}, Matter: cases.Repair, State: cases.Accepted, Holder: us, Clocks: runs}
	var job jobs
	p := present.NewDeadlines(&job, sitting(t, &shelf{cases: map[cases.ID]cases.Case{c.ID: c}}))
	p.Open(c.ID)
	job.run()
	p.Step(1)
	p.Step(100)
	if v := p.View(); v.Problem != nil || v.Selected >= 0 && v.Day != len(v.Clocks[v.Selected].Lines)-1 {
		t.Errorf("problem %v, day %d", v.Problem, v.Day)
	}
	speak(t, p.View())
	return p.View()
}

func run(from, due string, n int) cases.ClockRun {
	r := cases.ClockRun{ID: "C-DECIDE", Period: cases.Period{N: n, Unit: cases.Workdays}, From: cases.MustDate(from), Ruleset: "R36"}
	if due != "" {
		r.Due = cases.MustDate(due)
	}
	return r
}

// The week after National Day 2026, as ui/07-deadlines.png tells it.
func TestEveryDayOfAClockIsExplained(t *testing.T) {
	v := deadlinesOf(t, run("2026-09-30", "2026-10-15", 7))
	k := v.Clocks[0]
	if k.Due.String() != "2026-10-15" || k.Badge.State != present.BadgeSoon || k.Badge.Days != 3 || k.Note.Key != "clock.note_unverified" {
		t.Errorf("clock %+v", k)
	}
	var got []string
	for _, l := range k.Lines {
		got = append(got, l.From.String()[5:]+" "+string(l.Why))
	}
	want := []string{"09-30 start", "10-01 holiday", "10-08 workday", "10-09 workday", "10-10 makeup", "10-11 weekend", "10-12 workday", "10-13 workday", "10-14 workday", "10-15 workday"}
	if !equal(got, want) {
		t.Errorf("lines %v\nwant  %v", got, want)
	}
	if h := k.Lines[1]; h.To.String() != "2026-10-07" || h.N != 0 {
		t.Errorf("the holiday is %v to %v", h.From, h.To)
	}
	if l := k.Lines[9]; !l.Due || l.N != 7 || !k.Lines[6].Today {
		t.Errorf("last %+v", l)
	}
	if len(v.Days) != len(k.Cells) || !v.Days[1].Rest || !v.Days[10].Makeup || v.Days[10].Off || !v.Days[12].Today {
		t.Errorf("heads %+v", v.Days)
	}
}

func TestAClockWithoutFigureNamesNoDay(t *testing.T) {
	v := deadlinesOf(t, run("2026-10-09", "", 0), run("2026-12-25", "2027-01-04", 5))
	if k := v.Clocks[0]; !k.Due.IsZero() || len(k.Cells) != 0 || k.Reason.Key != "clock.unknown" {
		t.Errorf("no figure: %+v", k)
	}
	if k := v.Clocks[1]; !k.Provisional || k.Badge.State == present.BadgeToday || v.Beyond.Key != "days.provisional" || v.Selected != 1 {
		t.Errorf("beyond the tables: %+v, %+v, selected %d", k.Badge, v.Beyond, v.Selected)
	}
}

// The strip has every day once, and counts exactly the days of the period.
func TestStripAddsUp(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(r, "n")
		from := cases.MustDate("2025-12-01").Add(rapid.IntRange(0, 300).Draw(r, "day"))
		v := deadlinesOf(t, run(from.String(), "2026-10-15", n))
		k := v.Clocks[0]
		counted, lines := 0, 0
		for i, c := range k.Cells {
			if c.Day != from.Add(i) {
				r.Fatalf("cell %d is %v", i, c.Day)
			}
			if c.Counted {
				counted++
			}
		}
		for _, l := range k.Lines {
			lines += l.To.Sub(l.From) + 1
		}
		if counted != n || !k.Cells[len(k.Cells)-1].Due || lines != len(k.Cells) {
			r.Errorf("%d counted of %d, %d days in sentences of %d", counted, n, lines, len(k.Cells))
		}
	})
}
