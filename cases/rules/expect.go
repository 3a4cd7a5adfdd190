package rules

import (
	"strconv"
	"strings"

	"casedesk/cases"
)

// expectations are the words a story may use; each reads one thing of a verdict.
var expectations = map[string]func(v *cases.Verdict, r *cases.RulesetVerdict) string{
	"class": func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return short(r, string(r.Class)) },
	"among": func(_ *cases.Verdict, r *cases.RulesetVerdict) string {
		return short(r, strings.Join(r.ClassAmong, " "))
	},
	"hint":      func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return short(r, string(r.ClassHint)) },
	"class_by":  func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return r.ClassBy },
	"row":       func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return string(r.ClassRow) },
	"covers":    func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return strings.Join(r.Covers, " ") },
	"published": func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return r.Published },
	"verified":  func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return strconv.FormatBool(r.Verified) },
	"shortest": func(_ *cases.Verdict, r *cases.RulesetVerdict) string {
		return strings.ReplaceAll(string(r.Shortest), " ", "")
	},
	"longest": func(_ *cases.Verdict, r *cases.RulesetVerdict) string {
		return strings.ReplaceAll(string(r.Longest), " ", "")
	},
	"shortest_until": func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return r.ShortestUntil.String() },
	"longest_until":  func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return r.LongestUntil.String() },
	"repairable":     func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return triWord(r.Repairable) },
	"earliest":       func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return r.Earliest.String() },
	"supported":      func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return triWord(v.Supported) },
	"met":            func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return criteriaIn(r, cases.Met) },
	"unmet":          func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return criteriaIn(r, cases.Unmet) },
	"unknown":        func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return criteriaIn(r, cases.StateUnknown) },
	"outcome":        func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return outcomesOf(r) },
	"missing":        func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return papersOf(r) },
	"refusals":       func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return refusalsOf(r) },
	"proposed":       func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return string(v.Proposed.Ruleset) },
	"procedure":      func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return string(v.Proposed.Procedure) },
	"transition":     func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return v.Proposed.Rule },
	"favour":         func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return strings.Join(v.Proposed.Favour, " ") },
	"procedure_rule": func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return v.Proposed.ProcedureRule },
	"needs_person": func(v *cases.Verdict, _ *cases.RulesetVerdict) string {
		return strconv.FormatBool(v.Proposed.NeedsPerson)
	},
	"route":                 func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return string(v.Route) },
	"clocks":                func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return clocksOf(v) },
	"starts":                func(v *cases.Verdict, r *cases.RulesetVerdict) string { return startsOf(v, r.ID) },
	"extends":               func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return extensionsOf(v) },
	"papers":                func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return provisionsOf(v, "paper") },
	"no_objection":          func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return provisionsOf(v, "refusal") },
	"effects":               func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return provisionsOf(v, "effect") },
	"remedies":              func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return provisionsOf(v, "remedy") },
	"retention":             func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return provisionsOf(v, "retention") },
	"revocations":           func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return provisionsOf(v, "revocation") },
	"consequences":          func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return provisionsOf(v, "consequence") },
	"unverified_clocks":     func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return unverifiedOf(v) },
	"unverified_provisions": func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return doubtful(v) },
	"unread":                nil, // about the pack itself: the articles whose text nobody has checked
	"rulesets":              func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return rulesetsOf(v) },
}

// short leaves the ruleset out of class ids.
func short(r *cases.RulesetVerdict, s string) string { return strings.ReplaceAll(s, r.ID+".", "") }

func triWord(t cases.Tri) string { return [...]string{"unknown", "yes", "no"}[t] }

func criteriaIn(r *cases.RulesetVerdict, s cases.CriterionState) string {
	var out []string
	for _, c := range r.Criteria {
		if c.State == s {
			out = append(out, c.ID)
		}
	}
	return strings.Join(out, " ")
}

func outcomesOf(r *cases.RulesetVerdict) string {
	var out []string
	for _, c := range r.Criteria {
		if c.State == cases.Met {
			out = append(out, string(c.Outcome))
		}
	}
	return strings.Join(out, " ")
}

func papersOf(r *cases.RulesetVerdict) string {
	var out []string
	for _, m := range r.Missing {
		if !has(out, m.Paper) {
			out = append(out, m.Paper)
		}
	}
	return strings.Join(out, " ")
}

func refusalsOf(r *cases.RulesetVerdict) string {
	var out []string
	for _, f := range r.Refusals {
		out = append(out, f.ID)
	}
	return strings.Join(out, " ")
}

func clocksOf(v *cases.Verdict) string {
	var out []string
	for _, c := range v.Clocks {
		if c.Proposed {
			out = append(out, strings.TrimSuffix(c.ID+"="+c.Due.String(), "="))
		}
	}
	return strings.Join(out, " ")
}

// extensionsOf gives the proposed clocks that may be extended, each with its days.
func extensionsOf(v *cases.Verdict) string {
	var out []string
	for _, c := range v.Clocks {
		if c.Proposed && c.Extend.N > 0 {
			out = append(out, c.ID+"="+strconv.Itoa(c.Extend.N)+string(c.Extend.Unit))
		}
	}
	return strings.Join(out, " ")
}

// startsOf gives every clock of the ruleset, with its name and the fact that starts it.
func startsOf(v *cases.Verdict, id string) string {
	var out []string
	for _, c := range v.Clocks {
		if c.Ruleset == id {
			out = append(out, c.ID+"="+c.Clock+"/"+c.Start)
		}
	}
	return strings.Join(out, " ")
}

// unverifiedOf gives the proposed clocks that no due date on a letter may come from.
func unverifiedOf(v *cases.Verdict) string {
	var out []string
	for _, c := range v.Clocks {
		if c.Proposed && !c.Verified {
			out = append(out, c.ID)
		}
	}
	return strings.Join(out, " ")
}

// doubtful gives the provisions whose text nobody has checked.
func doubtful(v *cases.Verdict) string {
	var out []string
	for _, p := range v.Provisions {
		if !p.Verified {
			out = append(out, p.ID)
		}
	}
	return strings.Join(out, " ")
}

// provisionsOf gives the provisions of one part, each with its last day or, where
// no fact starts it, its length.
func provisionsOf(v *cases.Verdict, part string) string {
	var out []string
	for _, p := range v.Provisions {
		if p.Part != part {
			continue
		}
		word := p.ID
		switch {
		case !p.Until.IsZero():
			word += "=" + p.Until.String()
		case p.Known && p.Start == "":
			word += "=" + strconv.Itoa(p.Period.N) + string(p.Period.Unit)
		}
		out = append(out, word)
	}
	return strings.Join(out, " ")
}

func rulesetsOf(v *cases.Verdict) string {
	var out []string
	for _, r := range v.Rulesets {
		out = append(out, r.ID)
	}
	return strings.Join(out, " ")
}

// unread lists the articles of a pack whose text nobody has checked.
func (p *Pack) unread() string {
	var out []string
	for i := range p.Articles {
		if !p.Articles[i].Verified {
			out = append(out, p.Articles[i].ID)
		}
	}
	return strings.Join(out, " ")
}
