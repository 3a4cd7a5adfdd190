package rules

import (
	"io/fs"
	"sort"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"casedesk/cases"
)

// story is one test of a pack: facts, a day, and what the verdict must say.
type story struct {
	r      *reader
	name   ast.Node
	title  string
	on     cases.Date
	facts  cases.Facts
	expect object
}

// expectations are the words a story may use; each reads one thing of a verdict.
var expectations = map[string]func(v *cases.Verdict, r *cases.RulesetVerdict) string{
	"class": func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return short(r, string(r.Class)) },
	"among": func(_ *cases.Verdict, r *cases.RulesetVerdict) string {
		return short(r, strings.Join(r.ClassAmong, " "))
	},
	"hint":           func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return short(r, string(r.ClassHint)) },
	"class_by":       func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return r.ClassBy },
	"row":            func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return string(r.ClassRow) },
	"covers":         func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return strings.Join(r.Covers, " ") },
	"published":      func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return r.Published },
	"verified":       func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return strconv.FormatBool(r.Verified) },
	"shortest_until": func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return r.ShortestUntil.String() },
	"longest_until":  func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return r.LongestUntil.String() },
	"repairable":     func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return triWord(r.Repairable) },
	"earliest":       func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return r.Earliest.String() },
	"supported":      func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return triWord(r.Supported) },
	"met":            func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return criteriaIn(r, cases.Met) },
	"unmet":          func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return criteriaIn(r, cases.Unmet) },
	"unknown":        func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return criteriaIn(r, cases.StateUnknown) },
	"outcome":        func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return outcomesOf(r) },
	"missing":        func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return papersOf(r) },
	"refusals":       func(_ *cases.Verdict, r *cases.RulesetVerdict) string { return refusalsOf(r) },
	"proposed":       func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return string(v.Proposed.Ruleset) },
	"procedure":      func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return string(v.Proposed.Procedure) },
	"transition":     func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return v.Proposed.Rule },
	"needs_person": func(v *cases.Verdict, _ *cases.RulesetVerdict) string {
		return strconv.FormatBool(v.Proposed.NeedsPerson)
	},
	"route":    func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return string(v.Route) },
	"clocks":   func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return clocksOf(v) },
	"extends":  func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return extensionsOf(v) },
	"rulesets": func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return rulesetsOf(v) },
}

// readStories reads tests/*.yaml of a pack.
func (pr *packReader) readStories() (out []story) {
	names, err := fs.Glob(pr.fsys, "tests/*.yaml")
	if err != nil {
		return nil
	}
	sort.Strings(names)
	for _, name := range names {
		pr.file(name, []string{"stories"}, func(o object) {
			for _, n := range o.items("stories") {
				out = append(out, pr.story(o.r, n))
			}
		})
	}
	return out
}

func (pr *packReader) story(r *reader, n ast.Node) story {
	o := r.object(n, "name", "on", "facts", "expect")
	s := story{r: r, name: n, title: o.must("name"), on: o.date("on")}
	for _, key := range []string{"on", "facts", "expect"} {
		if _, ok := o.keys[key]; !ok {
			r.complain(n, "pack.missing", "key", key)
			return s
		}
	}
	s.facts = pr.storyFacts(r, o.keys["facts"])
	words := make([]string, 0, len(expectations))
	for w := range expectations {
		words = append(words, w)
	}
	sort.Strings(words)
	s.expect = r.object(o.keys["expect"], words...)
	return s
}

// storyFacts reads facts with the same names and values as assess does.
func (pr *packReader) storyFacts(r *reader, n ast.Node) (f cases.Facts) {
	o := r.object(n)
	for _, key := range o.list {
		if key == "class_chosen" {
			for _, item := range r.items(o.keys[key]) {
				c := r.object(item, "ruleset", "class", "by", "reason")
				f.ClassChosen = append(f.ClassChosen, cases.ClassChoice{Ruleset: c.must("ruleset"), Class: c.must("class"), By: c.must("by"), Reason: c.must("reason")})
			}
			continue
		}
		i, ok := pr.index[key]
		if !ok || i >= pr.declared {
			pr.unknownFact(r, o.name[key], key)
			continue
		}
		d := &pr.facts[i].FactDecl
		var set int64
		for _, num := range pr.numbers(r, d, o.keys[key]) {
			if d.Type == cases.FactSet {
				set |= num
			} else {
				set = num
			}
		}
		f.SetFact(key, set)
	}
	return f
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

func rulesetsOf(v *cases.Verdict) string {
	var out []string
	for _, r := range v.Rulesets {
		out = append(out, r.ID)
	}
	return strings.Join(out, " ")
}
