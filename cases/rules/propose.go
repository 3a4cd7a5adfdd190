package rules

import "casedesk/cases"

// propose names the ruleset for class and periods by the rules of transition,
// and the one for procedure: the ruleset in force on the day of filing.
func (j *judge) propose() {
	out := &j.out.Proposed
	if p := j.procedurePack(); p != nil {
		out.Procedure = cases.OptText(p.ID)
	}
	situation, best := j.situation()
	if best >= 0 {
		r := &j.out.Rulesets[best]
		out.Ruleset = cases.OptText(r.ID)
		j.out.Repairable, j.out.Earliest = r.Repairable, r.Earliest
	}
	pack, rule := j.transitionRule(situation)
	if pack == nil {
		out.NeedsPerson = true
		return
	}
	out.Rule, out.Article, out.Verified = rule.id, rule.cite.printed(), rule.cite.verified()
	out.Why = j.say(rule.why, func(name string) string { return j.proposalPlace(best, name) })
	out.NeedsPerson = rule.person || j.facts.Matter == "objection" && j.out.Supported == cases.TriUnknown
	said := pack.said("transition", rule.id, out.Why, rule.cite)
	j.trace(&said, j.proposalPlace(best, "others"), cases.TriYes, true)
}

func (j *judge) transitionRule(situation string) (*Pack, *transition) {
	for _, p := range j.book.packs {
		if t, ok := p.transition[situation]; ok {
			return p, &t
		}
	}
	return nil, nil
}

// situation tells how the answers of the rulesets stand to each other, and the
// place of the best one in the verdict, or -1.
func (j *judge) situation() (string, int) {
	n := len(j.given)
	objection := j.facts.Matter == "objection"
	if objection && j.out.Proposed.Procedure != "" {
		return "objection", len(j.out.Rulesets) - 1 // the ruleset that judged the grounds stands last
	}
	if n == 0 || objection {
		return "none", -1
	}
	best, same := -1, true
	for i := range j.given {
		w := &j.given[i]
		if w.class < 0 {
			return "open", j.only()
		}
		same = same && sameAnswer(&j.out.Rulesets[0], &j.out.Rulesets[i])
		if w.noMin || w.noMax {
			continue // a figure that nobody has read makes nothing better
		}
		if best < 0 || j.better(i, best) {
			best = i
		}
	}
	if best < 0 {
		return "open", j.only()
	}
	switch {
	case n == 1:
		return "single", 0
	case same:
		return "same", n - 1 // the newest, which also rules the procedure
	}
	return "differ", best
}

// only is the place of the one ruleset given, or -1.
func (j *judge) only() int {
	if len(j.given) == 1 {
		return 0
	}
	return -1
}

func sameAnswer(a, b *cases.RulesetVerdict) bool {
	return a.Repairable == b.Repairable && a.Earliest == b.Earliest && a.ShortestUntil == b.ShortestUntil &&
		a.LongestUntil == b.LongestUntil && a.Published == b.Published
}

// better tells whether ruleset a is more favourable to the subject than b: free
// of the record earlier, then shown for less time, then the newer text.
func (j *judge) better(a, b int) bool {
	wa, wb := &j.given[a], &j.given[b]
	fa, fb := j.free(wa), j.free(wb)
	if fa != fb {
		return fa.Before(fb)
	}
	if wa.longestLate != wb.longestLate {
		return wa.longestLate.Before(wb.longestLate)
	}
	return a > b
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

func (j *judge) proposalPlace(best int, name string) string {
	switch name {
	case "on":
		return j.on.String()
	case "ruleset":
		if best >= 0 {
			return j.out.Rulesets[best].ID
		}
	case "others":
		s := ""
		for i := range j.out.Rulesets {
			if i > 0 {
				s += j.words["list"]
			}
			s += j.out.Rulesets[i].ID
		}
		return s
	}
	return j.words["unknown"]
}
