package rules

import (
	"slices"

	"casedesk/cases"
)

// derive works out the booleans that objection grounds may name. They are known
// only where every ruleset that covered the record gives the same answer.
func (j *judge) derive() {
	past, never := cases.TriUnknown, cases.TriUnknown
	said := false
	for i := range j.given {
		w := &j.given[i]
		if w.noMax && !w.p.InForce(j.on) && len(j.given) > 1 {
			continue // a text that has ended keeps nothing on show today
		}
		hidden := cases.TriOf(w.published == "no")
		if w.published == "unknown" {
			hidden = cases.TriUnknown
		}
		p := j.past(w)
		if !said {
			said, past, never = true, p, hidden
			continue
		}
		past, never = agree(past, p), agree(never, hidden)
	}
	stated := cases.TriUnknown
	if !j.facts.ShownUntil.IsZero() {
		stated = cases.TriOf(j.on.After(j.facts.ShownUntil))
	}
	j.x.PutTri(j.declared+pastLongest, past)
	j.x.PutTri(j.declared+pastRetention, j.pastRetention())
	j.x.PutTri(j.declared+pastStated, stated)
	j.x.PutTri(j.declared+neverPublished, never)
}

func agree(a, b cases.Tri) cases.Tri {
	if a == b {
		return a
	}
	return cases.TriUnknown
}

// objection judges the grounds given, by the most special ruleset in force on
// the day of filing.
func (j *judge) objection() {
	p := j.procedurePack()
	if p == nil {
		return
	}
	r := cases.RulesetVerdict{ID: p.ID, Title: p.FullTitle(), Covers: j.days(p), ClassBy: "unknown", ClassAmong: []string{},
		Published: "unknown", Criteria: []cases.Criterion{}, Missing: []cases.Missing{}, Refusals: []cases.Refusal{}}
	// A pack that classes records as well gives one answer, not two of one name.
	if i := slices.IndexFunc(j.out.Rulesets, func(o cases.RulesetVerdict) bool { return o.ID == p.ID }); i >= 0 {
		r = j.out.Rulesets[i]
		j.out.Rulesets = slices.Delete(j.out.Rulesets, i, i+1)
	}
	r.Verified = true
	grounds := uint64(j.x.N[j.grounds])
	any, left := cases.TriNo, grounds
	for i := range p.grounds {
		g := &p.grounds[i]
		if g.values&grounds == 0 {
			continue
		}
		left &^= g.values
		t := g.holds.eval(&j.x)
		any = any.Or(t)
		sound := g.cite.verified() && (!j.leans(g) || j.periodsChecked())
		r.Verified = r.Verified && sound
		j.trace(&g.said, j.givenFacts(g.facts), t, true)
		answer := g.answer
		answer.State, answer.Why = states[t], j.say(g.why[t], j.objectionPlace)
		answer.Verified, answer.Grounds = sound, j.groundNames(g.values&grounds)
		r.Criteria = append(r.Criteria, answer)
	}
	if left != 0 || grounds == 0 {
		any = any.Or(cases.TriUnknown) // a ground that this text does not name is a person's to answer
	}
	r.Supported = any
	j.out.Supported = any
	j.out.Rulesets = append(j.out.Rulesets, r)
}

// groundNames lists the grounds of a set.
func (j *judge) groundNames(set uint64) (out []string) {
	for i, v := range j.Vocabulary.facts[j.grounds].Values {
		if set>>i&1 == 1 {
			out = append(out, v)
		}
	}
	return out
}

// leans tells whether a ground needs the windows of the other rulesets.
func (j *judge) leans(g *ground) bool {
	for _, f := range g.facts {
		if f >= j.declared && f != j.declared+pastStated {
			return true
		}
	}
	return false
}

// periodsChecked tells whether the figures that a ground leans on were checked: the
// longest periods or, where only that is over, the time a record may be shown at all.
func (j *judge) periodsChecked() bool {
	longest, retention := j.declared+pastLongest, j.declared+pastRetention
	if !(j.x.Has(longest) && j.x.N[longest] == 1) && j.x.Has(retention) && j.x.N[retention] == 1 {
		return j.retentionVerified
	}
	return j.windowsVerified()
}

func (j *judge) windowsVerified() bool {
	for i := range j.given {
		if !j.given[i].periodsVerified {
			return false
		}
	}
	return true
}

// objectionPlace works out a value for the sentence of a ground: the latest last
// day of publication over all rulesets and classes still possible.
func (j *judge) objectionPlace(name string) string {
	switch name {
	case "on":
		return j.on.String()
	case "longest_until":
		var last cases.Date
		for i := range j.given {
			if j.given[i].longestLate.After(last) {
				last = j.given[i].longestLate
			}
		}
		if last.IsZero() {
			return j.words["unknown"]
		}
		return last.String()
	case "others":
		names := ""
		for i := range j.given {
			w := &j.given[i]
			if w.longestLate.IsZero() {
				continue // it gives no last day
			}
			if names != "" {
				names += j.words["list"]
			}
			names += w.p.FullTitle()
		}
		return names
	}
	return ""
}
