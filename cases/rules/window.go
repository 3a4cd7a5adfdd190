package rules

import (
	"math/bits"

	"casedesk/cases"
)

// window is the class of a record under one ruleset and the days it gives.
// Where a person must still say the class, the days are bounds over the classes
// that remain possible.
type window struct {
	p                 *Pack
	class             int // -1: a person must say
	among             uint64
	hint              int
	by, row           string
	published         string
	verified          bool
	periodsVerified   bool
	noMin, noMax      bool // nobody has read the figure for a class still possible
	shortest, longest cases.Date
	first             cases.Date // first day the shortest period lets a repair be granted
	firstLate         cases.Date // the same under the class with the longest wait
	longestEarly      cases.Date // bounds of the last day of publication
	longestLate       cases.Date
}

// shown tells whether the classes still possible are published, or "unknown"
// where they differ.
func (w *window) shown() string {
	out := ""
	for i := range w.p.periods {
		if w.among>>i&1 == 0 {
			continue
		}
		if out != "" && out != w.p.periods[i].published {
			return "unknown"
		}
		out = w.p.periods[i].published
	}
	return out
}

// repairable tells whether the classes still possible can be repaired at all.
func (w *window) repairable() cases.Tri {
	out, some := cases.TriUnknown, false
	for i := range w.p.periods {
		if w.among>>i&1 == 0 {
			continue
		}
		t := cases.TriOf(!w.p.periods[i].barred)
		if some && t != out {
			return cases.TriUnknown
		}
		out, some = t, true
	}
	return out
}

// window finds the class and works out the days.
func (j *judge) window(p *Pack) window {
	w := window{p: p, class: -1, hint: -1, by: "unknown"}
	j.classify(&w)
	j.chosen(&w)
	if w.class >= 0 {
		w.among = 1 << w.class
	}
	w.published = w.shown()
	start := cases.Date{}
	if j.x.Has(p.start.fact) {
		start = dateOf(j.x.N[p.start.fact])
	}
	w.periodsVerified = p.start.cite.verified()
	for i := range p.periods {
		if w.among>>i&1 == 1 {
			w.periodsVerified = w.periodsVerified && p.periods[i].cite.verified()
			w.widen(start, &p.periods[i])
		}
	}
	w.forget()
	w.verified = w.verified && w.periodsVerified && p.sure(j.on)
	if w.class >= 0 {
		per := &p.periods[w.class]
		w.longest = w.longestLate
		if !per.noMin {
			w.shortest = addPeriod(start, per.min)
		}
		j.trace(&per.said, j.givenFact(p.start.fact), cases.TriYes, true)
	}
	return w
}

// classify walks the severity table. A row that cannot be judged keeps its
// classes possible, so a class is given only when no unknown fact could change it.
func (j *judge) classify(w *window) {
	done, allVerified := false, true
	for i := range w.p.table.rows {
		row := &w.p.table.rows[i]
		t := row.when.eval(&j.x)
		fired := !done && t == cases.TriYes
		j.trace(&row.said, j.givenFacts(row.facts), t, fired)
		if done || t == cases.TriNo {
			continue
		}
		w.among |= row.among
		allVerified = allVerified && row.cite.verified()
		if w.row == "" {
			w.row = row.id
		}
		if t == cases.TriYes {
			done = true
			w.row = row.id
			w.hint = row.hint
			if row.class >= 0 && bits.OnesCount64(w.among) == 1 {
				w.class, w.by = row.class, "table"
			}
		}
	}
	w.verified = allVerified && w.class >= 0
}

// chosen lets a person's choice stand before the table: a line department's own
// standard or money line is known to people only.
func (j *judge) chosen(w *window) {
	for _, c := range j.facts.ClassChosen {
		if c.Ruleset == w.p.ID {
			w.class, w.by, w.verified = w.p.classIndex(c.Class), "person", true
		}
	}
}

// widen takes one possible class into the bounds.
func (w *window) widen(start cases.Date, per *period) {
	if start.IsZero() {
		return
	}
	w.noMin, w.noMax = w.noMin || per.noMin, w.noMax || per.noMax
	first, longest := w.p.firstDay(start, per), start
	if per.published != "no" {
		longest = addPeriod(start, per.max)
	}
	if w.first.IsZero() || first.Before(w.first) {
		w.first = first
	}
	if first.After(w.firstLate) {
		w.firstLate = first
	}
	if w.longestEarly.IsZero() || longest.Before(w.longestEarly) {
		w.longestEarly = longest
	}
	if longest.After(w.longestLate) {
		w.longestLate = longest
	}
}

// forget takes back the bounds that hang on a figure nobody has read.
func (w *window) forget() {
	if w.noMin {
		w.first, w.firstLate = cases.Date{}, cases.Date{}
	}
	if w.noMax {
		w.longestEarly, w.longestLate = cases.Date{}, cases.Date{}
	}
}

// firstDay is the first day that the shortest period is over, and never before
// the ruleset itself came into force.
func (p *Pack) firstDay(start cases.Date, per *period) cases.Date {
	first := start
	if per.min.N > 0 {
		first = addPeriod(start, per.min)
		if !p.inclusive {
			first = first.Add(1)
		}
	}
	if first.Before(p.From) {
		first = p.From
	}
	return first
}

// past tells whether the longest period is over on the day of judging. A text
// that keeps a record on show while its duty is undone makes it unknown.
func (j *judge) past(w *window) cases.Tri {
	switch {
	case w.longestLate.IsZero():
		return cases.TriUnknown
	case !j.on.After(w.longestEarly):
		return cases.TriNo
	case w.p.hasHeld && w.p.held.eval(&j.x) == cases.TriYes:
		return cases.TriUnknown
	case j.on.After(w.longestLate):
		return cases.TriYes
	}
	return cases.TriUnknown
}
