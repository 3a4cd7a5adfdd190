package present

import "casedesk/cases"

// clockRun is a clock to show: one that runs, or one that the verdict named and
// whose start is known.
type clockRun struct {
	cases.ClockRun
	running bool
	known   bool // a figure was found
}

// runsOf gives the running clocks, then those that only the verdict knows.
func (s Session) runsOf(c cases.Case) []clockRun {
	var out []clockRun
	seen := map[string]bool{}
	for _, r := range c.Clocks {
		seen[r.ID] = true
		out = append(out, clockRun{r, true, !r.Due.IsZero() || len(r.Stops) > 0})
	}
	if c.Judgement == nil {
		return out
	}
	for _, r := range c.Judgement.Verdict.Clocks {
		if seen[r.Clock] || !r.Proposed || r.From.IsZero() {
			continue
		}
		seen[r.Clock] = true
		out = append(out, clockRun{cases.StartClock(r, s.Work.Calendar), false, r.Known})
	}
	return out
}

// strip counts a clock again from its start and shows every day.
func (s Session) strip(run clockRun, c cases.Case) ClockStrip {
	k := ClockStrip{
		ID: run.ID, Name: Say(under("clock", run.ID)), Ruleset: run.Ruleset, Verified: run.Verified, Running: run.running, From: run.From,
		Badge: badge(s.Work.Calendar, s.Work.Today(), run.Due, run.Provisional, c.State),
	}
	if run.Verified {
		k.Article = run.Article
	}
	for _, stop := range run.Stops {
		k.Stops = append(k.Stops, ClockStop(stop))
	}
	if run.running {
		k.Grown, k.Acts = s.growths(run.ClockRun), s.clockActions(c, run.ClockRun)
	}
	if run.running && run.Due.IsZero() && len(run.Stops) > 0 && !closed(c.State) {
		k.Badge = Badge{State: BadgeStopped, Words: Say("badge.stopped")}
	}
	if !run.known {
		k.Note, k.Reason = Say("clock.note_unknown", "ruleset", run.Ruleset), Say("clock.unknown")
		return k
	}
	k.Note = Say("clock.note", "n", itoa(run.Period.N), "ruleset", run.Ruleset).With("unit", under("unit", string(run.Period.Unit)))
	if run.Period.N == 0 {
		k.Note = Say("clock.note_same_day", "ruleset", run.Ruleset)
	}
	if !run.Verified {
		k.Note.Key += "_unverified"
	}
	d := run.Count(s.Work.Calendar)
	k.Due, k.Provisional = d.Due, d.Provisional
	if d.Reason != nil {
		k.Reason = Explain(d.Reason)
	}
	k.Cells = cells(d, s.Work.Today())
	k.Lines = dayLines(d, s.Work.Today())
	counted := d.Ledger.Count()
	k.Sum = Say("day.sum", "from", run.From.String(), "all", itoa(len(d.Ledger)-1), "counted", itoa(counted), "not", itoa(len(d.Ledger)-1-counted))
	if run.Period.N == 0 {
		k.Sum = Say("day.sum_same_day", "from", run.From.String())
	}
	return k
}

func cells(d cases.Deadline, today cases.Date) []DayCell {
	out := make([]DayCell, len(d.Ledger))
	n := 0
	for i, l := range d.Ledger {
		out[i] = DayCell{Day: l.Day, Why: l.Why, Counted: l.Counted, Past: !l.Day.After(today), Due: l.Day == d.Due}
		if l.Counted {
			n++
			out[i].N = n
		}
	}
	return out
}

// dayLines puts the ledger into sentences.
func dayLines(d cases.Deadline, today cases.Date) []DayLine {
	var out []DayLine
	n := 0
	for _, l := range d.Ledger {
		line := DayLine{From: l.Day, To: l.Day, Why: l.Why, Today: l.Day == today, Due: l.Day == d.Due}
		if l.Counted {
			n++
			line.N = n
		}
		line.What = Say(under("day", string(l.Why)), "name", l.Name)
		if i := len(out) - 1; i >= 0 && joins(out[i], line) {
			out[i].To, out[i].Today = l.Day, out[i].Today || line.Today
			continue
		}
		out = append(out, line)
	}
	return out
}

// joins tells whether a day continues the line before it.
func joins(a, b DayLine) bool {
	return a.N == 0 && b.N == 0 && a.Why == b.Why && a.Why != cases.WhyStart && !b.Due && sameArgs(a.What, b.What)
}

func sameArgs(a, b Words) bool {
	if len(a.Args) != len(b.Args) {
		return false
	}
	for i := range a.Args {
		if a.Args[i] != b.Args[i] {
			return false
		}
	}
	return true
}

// maxHeads keeps the strip to a year: beyond it nobody looks at single days.
const maxHeads = 370

// dayHeads gives the days from the first start to the last end.
func (s Session) dayHeads(clocks []ClockStrip) []DayHead {
	var first, last cases.Date
	for _, k := range clocks {
		for _, c := range k.Cells {
			if first.IsZero() || c.Day.Before(first) {
				first = c.Day
			}
			if c.Day.After(last) {
				last = c.Day
			}
		}
	}
	var out []DayHead
	for d := first; !d.IsZero() && !d.After(last) && len(out) < maxHeads; d = d.Add(1) {
		h := DayHead{Day: d, Off: !s.Work.Calendar.IsWorkday(d), Today: d == s.Work.Today()}
		weekend := d.Weekday() == 0 || d.Weekday() == 6
		h.Makeup, h.Rest = weekend && !h.Off, s.holiday(d)
		out = append(out, h)
	}
	return out
}

// holiday tells whether a notice gives the day off; a ledger of one day says it.
func (s Session) holiday(d cases.Date) bool {
	ledger := cases.Due(d.Add(-1), cases.Period{N: 1, Unit: cases.Workdays}, s.Work.Calendar, nil).Ledger
	return len(ledger) > 1 && ledger[1].Why == cases.WhyHoliday
}
