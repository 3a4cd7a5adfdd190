package rules

import "casedesk/cases"

// transitions say which of several rulesets is proposed (law.md §10): a table over how
// their answers stand to each other, what is favourable to the subject, the day whose
// rules govern the procedure, and the order from the special to the general.
type transitions struct {
	rows   []turn
	favour []favour
	day    procedureDay
	order  specialOrder
}

// turn is one row of the table: the ruleset to propose in one situation.
type turn struct {
	id     string
	when   condition // over the facts of the situation
	takes  string
	why    template
	person bool // no clause chooses: a person must, with a reason
	cite   *Article
	text   string
	source at
}

// favour is one measure of what is better for the subject; the first that tells the
// rulesets apart decides.
type favour struct {
	id, term, measure string
	later             bool // the later day is better, else the earlier
	cite              *Article
	said              cases.TraceRow
	source            at
}

type procedureDay struct {
	id, term string
	fact     int
	cite     *Article
	said     cases.TraceRow
}

type specialOrder struct {
	id, term string
	levels   []int // places in levels, the most special first
	cite     *Article
	said     cases.TraceRow
}

// The closed lists of words of the table.
var (
	takes    = []string{"newest", "favourable", "procedure", "nothing"}
	measures = []string{"first_free", "last_shown", "in_force"}
)

// situationFacts are what a row of transition may look at; the engine works them out.
var situationFacts = []cases.FactDecl{
	onMatter:    {Key: "matter", Type: cases.FactEnum, Values: []string{"repair", "objection"}},
	onProcedure: {Key: "procedure", Type: cases.FactEnum, Values: []string{"none", "found"}},
	onCovering:  {Key: "covering", Type: cases.FactEnum, Values: []string{"none", "one", "several"}},
	onClasses:   {Key: "classes", Type: cases.FactEnum, Values: []string{"settled", "open"}},
	onFigures:   {Key: "figures", Type: cases.FactEnum, Values: []string{"read", "unread"}},
	onAnswers:   {Key: "answers", Type: cases.FactEnum, Values: []string{"same", "differ"}},
}

const (
	onMatter = iota
	onProcedure
	onCovering
	onClasses
	onFigures
	onAnswers
)

// situation tells how the answers of the rulesets stand to each other.
func (j *judge) situation(procedure *Pack) (x cases.FactCells) {
	put := func(fact int, second bool) {
		n := int64(0)
		if second {
			n = 1
		}
		x.Put(fact, n)
	}
	put(onMatter, j.facts.Matter == "objection")
	put(onProcedure, procedure != nil)
	x.Put(onCovering, int64(min(len(j.given), 2)))
	open, read, same := false, false, true
	for i := range j.given {
		open = open || j.given[i].class < 0
		read = read || j.given[i].read()
		same = same && sameAnswer(&j.out.Rulesets[0], &j.out.Rulesets[i])
	}
	put(onClasses, open)
	put(onFigures, len(j.given) > 0 && !read)
	put(onAnswers, !same)
	return x
}

// read tells whether somebody has read both figures; one that nobody has read makes
// nothing better.
func (w *window) read() bool { return !w.noMin && !w.noMax }

func sameAnswer(a, b *cases.RulesetVerdict) bool {
	return a.Repairable == b.Repairable && a.Earliest == b.Earliest && a.ShortestUntil == b.ShortestUntil &&
		a.LongestUntil == b.LongestUntil && a.Published == b.Published
}

// favourable finds the ruleset that is best for the subject, measure by measure, and
// traces each measure that told some of them apart. Of equal ones it is the last.
func (j *judge) favourable(t *transitions) (best int) {
	var left uint64
	for i := range j.given {
		if j.given[i].read() {
			left |= 1 << i
		}
	}
	for i := range t.favour {
		f := &t.favour[i]
		if kept := j.keep(f, left); kept != left {
			j.out.Proposed.Favour = append(j.out.Proposed.Favour, f.id)
			j.trace(&f.said, j.measured(f, left), cases.TriYes, true)
			left = kept
		}
	}
	best = -1
	for i := range j.given {
		if left>>i&1 == 1 {
			best = i
		}
	}
	return best
}

// keep gives those of the rulesets that are best by one measure.
func (j *judge) keep(f *favour, among uint64) (kept uint64) {
	var best cases.Date
	for i := range j.given {
		if among>>i&1 == 0 {
			continue
		}
		day := j.measure(f, i)
		switch {
		case kept == 0 || day != best && day.After(best) == f.later:
			best, kept = day, 1<<i
		case day == best:
			kept |= 1 << i
		}
	}
	return kept
}

func (j *judge) measure(f *favour, i int) cases.Date {
	switch w := &j.given[i]; f.measure {
	case "first_free":
		return j.free(w)
	case "last_shown":
		return w.longestLate
	default: // in_force
		return w.p.From
	}
}

// measured lists what a measure says of each ruleset, for the trace.
func (j *judge) measured(f *favour, among uint64) (s string) {
	for i := range j.given {
		if among>>i&1 == 0 {
			continue
		}
		if s != "" {
			s += j.words["list"]
		}
		s += j.given[i].p.ID + " " + j.day(j.measure(f, i))
	}
	return s
}

// free is the first day, today or later, that the subject can be rid of the
// record under a ruleset: by repair, or because the longest period is over.
func (j *judge) free(w *window) cases.Date {
	day := w.first
	barred := w.class >= 0 && w.p.periods[w.class].barred
	if end := w.longestLate.Add(1); w.published == "no" || barred || end.Before(day) {
		day = end
	}
	if day.Before(w.p.From) {
		day = w.p.From
	}
	if day.Before(j.on) {
		day = j.on
	}
	return day
}
