package rules

import (
	"math/bits"
	"slices"
	"strings"

	"casedesk/cases"
)

// judge is the work on one record.
type judge struct {
	*Vocabulary
	book   *Book
	facts  *cases.Facts
	x      cases.FactCells
	on     cases.Date
	filed  cases.Date
	ruled  cases.Date // whose rules govern the procedure
	cal    cases.Calendar
	out    *cases.Verdict
	reach  []reach                // beside the packs of the book
	values [cases.MaxFacts]string // what a fact's value is called
	named  [cases.MaxFacts]string // the fact with its value
	joined []joined               // several facts with their values
	given  []window

	retentionVerified bool // the figure of the longest time to show was checked
}

// reach tells what a pack has to say on a record: its class and periods, because it
// covered the record at some time, and its procedure, being in force on the day of filing.
type reach struct{ covered, applies bool }

// joined is a list of facts, put into words once a verdict.
type joined struct {
	facts []int
	text  string
}

// Assess judges one record by every ruleset of the book that covered it, on the
// day on. It fails on facts outside their declared values and on a class that a
// ruleset does not have; it never fails for want of facts.
func Assess(b *Book, f cases.Facts, on cases.Date, cal cases.Calendar) (cases.Verdict, error) {
	v := cases.Verdict{On: on, PackHashes: b.hashes}
	x, err := f.Cells()
	if err != nil {
		return empty(v), err
	}
	if on.IsZero() {
		return empty(v), cases.Fail(cases.Invalid, "facts.day")
	}
	for _, c := range f.ClassChosen {
		if p, ok := b.Pack(c.Ruleset); !ok || p.classIndex(c.Class) < 0 {
			return empty(v), cases.Fail(cases.Invalid, "facts.choice_class", "ruleset", c.Ruleset, "class", c.Class)
		}
	}
	j := &judge{Vocabulary: b.words, book: b, facts: &f, x: x, on: on, filed: f.FiledOn, cal: cal, out: &v}
	if j.filed.IsZero() {
		j.filed = on
	}
	j.ruled = j.filed
	if t := b.turns; t != nil {
		j.ruled = on
		if x.Has(t.day.fact) {
			j.ruled = dateOf(x.N[t.day.fact])
		}
	}
	j.run()
	return v, nil
}

// empty gives a verdict that says nothing.
func empty(v cases.Verdict) cases.Verdict {
	v.Rulesets, v.Clocks, v.Provisions = []cases.RulesetVerdict{}, []cases.ClockRule{}, []cases.Provision{}
	return v
}

func (j *judge) run() {
	rulesets := j.look()
	j.given = make([]window, 0, rulesets)
	j.out.Rulesets = make([]cases.RulesetVerdict, 0, rulesets+1)
	j.out.Trace = make([]cases.TraceRow, 0, j.room())
	for i, p := range j.book.packs {
		if j.reach[i].covered {
			j.given = append(j.given, j.window(p))
		}
	}
	objection := j.facts.Matter == "objection"
	if objection {
		j.derive()
	}
	for i := range j.given {
		w := &j.given[i]
		r := j.answer(w)
		if !objection {
			j.repair(w, &r)
		}
		j.out.Rulesets = append(j.out.Rulesets, r)
	}
	if objection {
		j.objection()
	}
	j.procedure()
	j.provisions()
	j.propose()
}

// look finds what each pack has to say, and counts those that class the record.
func (j *judge) look() (rulesets int) {
	j.reach = make([]reach, len(j.book.packs))
	for i, p := range j.book.packs {
		if p.covers.eval(&j.x) != cases.TriYes {
			continue
		}
		r := reach{covered: len(p.table.rows) > 0 && j.lived(p), applies: p.InForce(j.ruled)}
		if r.covered {
			rulesets++
		}
		j.reach[i] = r
	}
	return rulesets
}

// lived tells whether the ruleset was in force at some time between the deciding
// document and the later of filing and today.
func (j *judge) lived(p *Pack) bool {
	last := j.on
	if j.filed.After(last) {
		last = j.filed
	}
	first := j.facts.DecidedOn
	if first.IsZero() || first.After(last) {
		first = j.filed
	}
	return !p.From.After(last) && (p.To.IsZero() || !p.To.Before(first))
}

// room is how many rows the trace will have, or a few more.
func (j *judge) room() int {
	objection := j.facts.Matter == "objection"
	n := 3 // transition
	for i, p := range j.book.packs {
		if j.reach[i].covered {
			n += len(p.table.rows) + 1
			if !objection {
				n += len(p.criteria)
			}
		}
		if j.reach[i].applies {
			for k := range p.clocks {
				if p.clocks[k].when.eval(&j.x) != cases.TriNo {
					n++
				}
			}
		}
	}
	if objection {
		n += bits.OnesCount64(uint64(j.x.N[j.grounds]))
	}
	return n + 1 // the route
}

// daysCovered are the lists of days that a ruleset may be in force on; bit 0 is the
// act, bit 1 the filing, bit 2 today.
var daysCovered = [8][]string{{"between"}, {"act"}, {"filing"}, {"act", "filing"}, {"today"}, {"act", "today"}, {"filing", "today"}, {"act", "filing", "today"}}

// days names the days that the ruleset was in force on.
func (j *judge) days(p *Pack) []string {
	n := 0
	for i, d := range [3]cases.Date{j.facts.DecidedOn, j.filed, j.on} {
		if p.InForce(d) {
			n |= 1 << i
		}
	}
	return slices.Clip(daysCovered[n])
}

// answer starts the verdict of one ruleset with its class and window.
func (j *judge) answer(w *window) cases.RulesetVerdict {
	p := w.p
	r := cases.RulesetVerdict{ID: p.ID, Title: p.full, Covers: j.days(p), ClassBy: w.by, ClassRow: cases.OptText(w.row),
		ClassAmong: p.classNames(w.among), Published: w.published, Verified: w.verified,
		Criteria: []cases.Criterion{}, Missing: []cases.Missing{}, Refusals: []cases.Refusal{}}
	if w.hint >= 0 {
		r.ClassHint = cases.OptText(p.Classes[w.hint].ID)
	}
	if w.class < 0 {
		return r
	}
	c, per := &p.Classes[w.class], &p.periods[w.class]
	r.Class, r.ClassTerm = cases.OptText(c.ID), cases.OptText(c.Term)
	r.Shortest, r.Longest = cases.OptText(per.shortest), cases.OptText(per.longest)
	if per.published != "no" {
		r.ShortestUntil, r.LongestUntil = cases.OptDate{Date: w.shortest}, cases.OptDate{Date: w.longest}
	}
	return r
}

// trace notes that a rule was tried on the facts given.
func (j *judge) trace(said *cases.TraceRow, given string, t cases.Tri, fired bool) {
	j.out.Trace = append(j.out.Trace, *said)
	row := &j.out.Trace[len(j.out.Trace)-1]
	row.Given, row.Result, row.Fired = given, results[t], fired
}

var (
	results = [3]cases.TraceResult{cases.HitOrMiss, cases.Hit, cases.Miss}
	states  = [3]cases.CriterionState{cases.StateUnknown, cases.Met, cases.Unmet}
)

func (p *Pack) classIndex(id string) int {
	for i := range p.Classes {
		if p.Classes[i].ID == id {
			return i
		}
	}
	return -1
}

func (p *Pack) classNames(mask uint64) []string {
	if bits.OnesCount64(mask) == 1 {
		return p.alone[bits.TrailingZeros64(mask)]
	}
	out := make([]string, 0, bits.OnesCount64(mask))
	for i := range p.Classes {
		if mask>>i&1 == 1 {
			out = append(out, p.Classes[i].ID)
		}
	}
	return out
}

// say fills the places of a sentence.
func (j *judge) say(t template, calc func(string) string) string {
	if len(t) == 1 && t[0].text != "" {
		return t[0].text
	}
	var b strings.Builder
	b.Grow(160)
	for _, s := range t {
		switch {
		case s.text != "":
			b.WriteString(s.text)
		case s.calc != "":
			b.WriteString(calc(s.calc))
		default:
			b.WriteString(j.fact(s.fact))
		}
	}
	return b.String()
}
