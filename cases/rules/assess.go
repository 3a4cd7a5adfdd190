package rules

import (
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
	cal    cases.Calendar
	out    *cases.Verdict
	values [cases.MaxFacts]string // what a fact's value is called
	named  [cases.MaxFacts]string // the fact with its value
	given  []window

	retentionVerified bool // the figure of the longest time to show was checked
}

// Assess judges one record by every ruleset of the book that covered it, on the
// day on. It fails on facts outside their declared values and on a class that a
// ruleset does not have; it never fails for want of facts.
func Assess(b *Book, f cases.Facts, on cases.Date, cal cases.Calendar) (cases.Verdict, error) {
	v := cases.Verdict{On: on, Rulesets: []cases.RulesetVerdict{}, Clocks: []cases.ClockRule{}, Provisions: []cases.Provision{}, PackHashes: b.hashes}
	x, err := f.Cells()
	if err != nil {
		return v, err
	}
	if on.IsZero() {
		return v, cases.Fail(cases.Invalid, "facts.day")
	}
	for _, c := range f.ClassChosen {
		if p, ok := b.Pack(c.Ruleset); ok && p.classIndex(c.Class) < 0 {
			return v, cases.Fail(cases.Invalid, "facts.choice_class", "ruleset", c.Ruleset, "class", c.Class)
		} else if !ok {
			return v, cases.Fail(cases.Invalid, "facts.choice_class", "ruleset", c.Ruleset, "class", c.Class)
		}
	}
	j := &judge{Vocabulary: b.words, book: b, facts: &f, x: x, on: on, filed: f.FiledOn, cal: cal, out: &v}
	if j.filed.IsZero() {
		j.filed = on
	}
	v.Trace = make([]cases.TraceRow, 0, j.room())
	j.run()
	return v, nil
}

// room is how many rows the trace will have at most.
func (j *judge) room() (n int) {
	for _, p := range j.book.packs {
		if j.covered(p) || j.applies(p) {
			n += p.rows
		}
	}
	return n
}

func (j *judge) run() {
	for _, p := range j.book.packs {
		if len(p.table.rows) > 0 && j.covered(p) {
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

// covered tells whether the ruleset was in force at some time between the
// deciding document and the later of filing and today, and takes such records.
func (j *judge) covered(p *Pack) bool {
	last := j.on
	if j.filed.After(last) {
		last = j.filed
	}
	first := j.facts.DecidedOn
	if first.IsZero() || first.After(last) {
		first = j.filed
	}
	if p.From.After(last) || !p.To.IsZero() && p.To.Before(first) {
		return false
	}
	return p.covers.eval(&j.x) == cases.TriYes
}

// days names the days that the ruleset was in force on.
func (j *judge) days(p *Pack) []string {
	out := make([]string, 0, 3)
	if p.InForce(j.facts.DecidedOn) {
		out = append(out, "act")
	}
	if p.InForce(j.filed) {
		out = append(out, "filing")
	}
	if p.InForce(j.on) {
		out = append(out, "today")
	}
	if len(out) == 0 {
		out = append(out, "between")
	}
	return out
}

// answer starts the verdict of one ruleset with its class and window.
func (j *judge) answer(w *window) cases.RulesetVerdict {
	p := w.p
	r := cases.RulesetVerdict{ID: p.ID, Title: p.FullTitle(), Covers: j.days(p), ClassBy: w.by, ClassRow: cases.OptText(w.row),
		ClassAmong: p.classNames(w.among), Published: w.published, Verified: w.verified,
		Criteria: make([]cases.Criterion, 0, len(p.criteria)), Missing: make([]cases.Missing, 0, len(p.materials)), Refusals: []cases.Refusal{}}
	if w.hint >= 0 {
		r.ClassHint = cases.OptText(p.Classes[w.hint].ID)
	}
	if w.class < 0 {
		return r
	}
	c, per := &p.Classes[w.class], &p.periods[w.class]
	r.Class, r.ClassTerm = cases.OptText(c.ID), cases.OptText(c.Term)
	r.Shortest = cases.OptText(j.figure(per.min, per.noMin))
	r.Longest = cases.OptText(j.figure(per.max, per.noMax))
	if per.published != "no" {
		r.ShortestUntil, r.LongestUntil = cases.OptDate{Date: w.shortest}, cases.OptDate{Date: w.longest}
	}
	return r
}

// fact gives a fact's value in Chinese, worked out once a verdict.
func (j *judge) fact(i int) string {
	if j.values[i] == "" {
		j.values[i] = j.value(i, &j.x)
	}
	return j.values[i]
}

// givenFact gives a fact with its value, worked out once a verdict.
func (j *judge) givenFact(i int) string {
	if j.named[i] == "" {
		j.named[i] = j.Vocabulary.facts[i].term + j.words["equals"] + j.fact(i)
	}
	return j.named[i]
}

// givenFacts lists facts with their values, for the trace.
func (j *judge) givenFacts(facts []int) string {
	switch len(facts) {
	case 0:
		return ""
	case 1:
		return j.givenFact(facts[0])
	}
	var b strings.Builder
	b.Grow(48 * len(facts))
	for i, f := range facts {
		if i > 0 {
			b.WriteString(j.words["and"])
		}
		b.WriteString(j.givenFact(f))
	}
	return b.String()
}

func (j *judge) trace(p *Pack, part, rule, condition, given string, t cases.Tri, fired bool, a *Article) {
	j.out.Trace = append(j.out.Trace, cases.TraceRow{Ruleset: p.ID, Part: part, Rule: rule, Condition: condition, Given: given,
		Result: results[t], Fired: fired, Article: a.printed(), Cite: a.id(), Verified: a.verified()})
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
	out := make([]string, 0, len(p.Classes))
	for i := range p.Classes {
		if mask>>i&1 == 1 {
			out = append(out, p.Classes[i].ID)
		}
	}
	return out
}

// say fills the places of a sentence.
func (j *judge) say(t template, calc func(string) string) string {
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
