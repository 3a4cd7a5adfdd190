package rules

import (
	"slices"

	"casedesk/cases"
)

// repair judges every criterion of repair under one ruleset.
func (j *judge) repair(w *window, r *cases.RulesetVerdict) {
	p := w.p
	var room [32]cases.Tri
	held := append(room[:0], make([]cases.Tri, len(p.criteria))...)
	r.Criteria = make([]cases.Criterion, 0, len(p.criteria))
	all, blocked := cases.TriYes, false
	first := w.first
	for i := range p.criteria {
		c := &p.criteria[i]
		t, stands := j.criterion(w, c)
		given := j.givenFacts(c.facts)
		if c.test == "min_period" || c.test == "within_longest" {
			given = j.givenFact(p.start.fact)
		}
		j.trace(&c.said, given, t, stands)
		held[i] = cases.TriYes
		if !stands {
			continue
		}
		held[i] = t
		all = all.And(t)
		blocked = blocked || c.blocks(t)
		if c.test == "bar" && t != cases.TriUnknown {
			if after := j.barEnd(c).Add(1); after.After(first) {
				first = after
			}
		}
		answer := c.answer
		answer.State, answer.Why = states[t], j.say(c.why[t], func(name string) string { return j.place(w, c, name) })
		r.Verified = r.Verified && answer.Verified
		r.Criteria = append(r.Criteria, answer)
	}
	if w.class < 0 && all == cases.TriYes {
		all = cases.TriUnknown // the class is a person's to say
	}
	r.Repairable = all
	late := w.first.IsZero() || w.longest.IsZero() || first.After(w.longest) || j.on.After(w.longest)
	if w.class >= 0 && !blocked && !late {
		r.Earliest = cases.OptDate{Date: first}
	}
	j.missing(w, r, held)
	j.refusals(w, r, held)
}

// blocks tells whether no paper and no waiting can make the criterion met.
func (c *criterion) blocks(t cases.Tri) bool {
	switch c.test {
	case "shown":
		return true
	case "class":
		return t == cases.TriNo
	case "bar":
		return t == cases.TriUnknown
	case "":
		return t == cases.TriNo && !c.papers
	}
	return false
}

// criterion judges one criterion; stands is false where it does not apply. One
// that only some of the classes still possible ask for is unknown until it is met.
func (j *judge) criterion(w *window, c *criterion) (t cases.Tri, stands bool) {
	if c.classes != 0 && w.among&c.classes == 0 {
		return cases.TriUnknown, false
	}
	t, stands = j.tried(w, c)
	if c.classes != 0 && w.among&^c.classes != 0 && t != cases.TriYes {
		t = cases.TriUnknown
	}
	return t, stands
}

func (j *judge) tried(w *window, c *criterion) (t cases.Tri, stands bool) {
	hidden := w.published == "no"
	switch c.test {
	case "min_period":
		switch {
		case hidden:
			return cases.TriUnknown, false
		case w.first.IsZero():
			return cases.TriUnknown, true
		case j.on.Before(w.first):
			return cases.TriNo, true
		case j.on.Before(w.firstLate):
			return cases.TriUnknown, true
		}
		return cases.TriYes, true
	case "within_longest":
		return j.past(w).Not(), !hidden
	case "shown":
		switch w.published {
		case "no":
			return cases.TriNo, true
		case "unknown":
			return cases.TriUnknown, true
		}
		return cases.TriYes, false
	case "bar":
		if !j.x.Has(c.since) || c.lengthFact >= 0 && !j.x.Has(c.lengthFact) {
			// Nothing bars; but where the row says when a bar is to be looked for, it is open.
			return cases.TriUnknown, c.onlyWhen.op != opAlways && c.onlyWhen.eval(&j.x) == cases.TriYes
		}
		return cases.TriOf(j.on.After(j.barEnd(c))), true
	case "class":
		return w.repairable(), true
	}
	if c.onlyWhen.eval(&j.x) != cases.TriYes {
		return cases.TriUnknown, false
	}
	if c.hasUnknown && c.unknownWhen.eval(&j.x) == cases.TriYes {
		return cases.TriUnknown, true
	}
	return c.met.eval(&j.x), true
}

// barLength is how long a bar lasts, barEnd its last day.
func (j *judge) barLength(c *criterion) cases.Period {
	if c.lengthFact >= 0 {
		return cases.Period{N: int(j.x.N[c.lengthFact]), Unit: cases.Months}
	}
	return c.length
}

func (j *judge) barEnd(c *criterion) cases.Date {
	return addPeriod(dateOf(j.x.N[c.since]), j.barLength(c))
}

// place works out a value that a sentence names.
func (j *judge) place(w *window, c *criterion, name string) string {
	switch name {
	case "on":
		return j.on.String()
	case "ruleset":
		return w.p.Title
	case "bar":
		length := j.barLength(c)
		return j.period(length.N, string(length.Unit))
	case "bar_until":
		return j.barEnd(c).String()
	}
	if w.class < 0 || !j.x.Has(w.p.start.fact) && name != "class" {
		return j.words["unknown"]
	}
	per := &w.p.periods[w.class]
	switch name {
	case "class":
		return w.p.Classes[w.class].Term
	case "min":
		return per.shortest
	case "max":
		return per.longest
	case "shortest_until":
		return j.day(w.shortest)
	case "longest_until":
		return j.day(w.longest)
	case "first_day":
		return j.day(w.first)
	}
	return ""
}

// day gives a day, or the word for not known.
func (j *judge) day(d cases.Date) string {
	if d.IsZero() {
		return j.words["unknown"]
	}
	return d.String()
}

// figure gives a period, or the word for not known.
func (v *Vocabulary) figure(p cases.Period, unread bool) string {
	if unread {
		return v.words["unknown"]
	}
	return v.period(p.N, string(p.Unit))
}

// missing lists the papers that would satisfy each criterion not yet met.
func (j *judge) missing(w *window, r *cases.RulesetVerdict, held []cases.Tri) {
	for i := range w.p.materials {
		m := &w.p.materials[i]
		if m.when.eval(&j.x) == cases.TriNo || m.classes != 0 && w.among&m.classes == 0 {
			continue
		}
		for _, c := range m.criteria {
			if held[c] == cases.TriYes {
				continue
			}
			if facts := j.unproved(m); len(facts) > 0 {
				paper := m.paper
				paper.Criterion, paper.Facts = w.p.criteria[c].id, facts
				r.Missing = append(r.Missing, paper)
			}
		}
	}
}

// unproved lists the facts that a paper proves and nobody has recorded.
func (j *judge) unproved(m *material) []string {
	recorded := func(s setFact) bool { return j.x.Has(s.fact) && j.x.N[s.fact] == s.n }
	if !slices.ContainsFunc(m.sets, recorded) {
		return slices.Clip(m.proves)
	}
	var facts []string
	for i, s := range m.sets {
		if !recorded(s) {
			facts = append(facts, m.proves[i])
		}
	}
	return facts
}

// refusals lists the grounds that a person may refuse on; none is ever applied.
func (j *judge) refusals(w *window, r *cases.RulesetVerdict, held []cases.Tri) {
	for i := range w.p.refusals {
		f := &w.p.refusals[i]
		if f.unmet >= 0 && held[f.unmet] != cases.TriNo || f.unmet < 0 && f.when.eval(&j.x) != cases.TriYes {
			continue
		}
		r.Refusals = append(r.Refusals, f.answer)
	}
}
