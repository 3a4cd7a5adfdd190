package cases

// DueChange is a clock whose recorded end is no longer what counting gives: a
// holiday table changed, or the table of a year came that was missing before.
type DueChange struct {
	Clock ClockRun `json:"clock"` // with the end as recorded
	Now   Deadline `json:"now"`
}

// Recount counts clocks anew by a calendar and gives those whose end, or whether
// it is provisional, differs from what was recorded. It changes nothing.
func Recount(runs []ClockRun, cal Calendar) (out []DueChange) {
	for _, r := range runs {
		if r.Due.IsZero() {
			continue
		}
		if now := r.Count(cal); now.Due != r.Due || now.Provisional != r.Provisional {
			out = append(out, DueChange{r, now})
		}
	}
	return out
}

// DayChange is a day that people work on by one calendar and not by another.
type DayChange struct {
	Day  Date   `json:"day"`
	Was  Why    `json:"was"`
	Now  Why    `json:"now"`
	Name string `json:"name,omitempty"` // the holiday, as the notice that speaks of the day calls it
}

// Changes lists the days, of the years that both calendars know, that count by
// one of them and not by the other.
func (c Calendar) Changes(now Calendar) (out []DayChange) {
	for year := max(c.first, now.first); year <= min(c.last, now.last); year++ {
		if len(c.papers[year]) == 0 || len(now.papers[year]) == 0 {
			continue
		}
		for d := DateOf(year, 1, 1); !d.After(DateOf(year, 12, 31)); d = d.Add(1) {
			if c.IsWorkday(d) == now.IsWorkday(d) {
				continue
			}
			was, before := c.about(d)
			is, name := now.about(d)
			if name == "" {
				name = before
			}
			out = append(out, DayChange{d, was, is, name})
		}
	}
	return out
}
