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
	"needs_person": func(v *cases.Verdict, _ *cases.RulesetVerdict) string {
		return strconv.FormatBool(v.Proposed.NeedsPerson)
	},
	"route":             func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return string(v.Route) },
	"clocks":            func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return clocksOf(v) },
	"extends":           func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return extensionsOf(v) },
	"papers":            func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return provisionsOf(v, "paper") },
	"no_objection":      func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return provisionsOf(v, "refusal") },
	"effects":           func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return provisionsOf(v, "effect") },
	"remedies":          func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return provisionsOf(v, "remedy") },
	"retention":         func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return provisionsOf(v, "retention") },
	"unverified_clocks": func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return unverifiedOf(v) },
	"rulesets":          func(v *cases.Verdict, _ *cases.RulesetVerdict) string { return rulesetsOf(v) },
}

// readStories reads tests/*.yaml of a pack.
func (pr *packReader) readStories() (out []story) {
	names, err := fs.Glob(pr.fsys, "tests/*.yaml")
	if err != nil {
		return nil
	}
	sort.Strings(names)
	for _, name := range names {
		pr.file(name, []string{"given", "stories"}, func(o object) {
			given := object{r: o.r} // what every story of the file starts from
			if n, ok := o.keys["given"]; ok {
				before := len(*pr.out)
				given = o.r.object(n)
				pr.storyFacts(given, object{})
				if len(*pr.out) > before {
					return // or every story would say it again
				}
			}
			for _, n := range o.items("stories") {
				out = append(out, pr.story(o.r, n, given))
			}
		})
	}
	return out
}

func (pr *packReader) story(r *reader, n ast.Node, given object) story {
	o := r.object(n, "name", "on", "facts", "expect")
	s := story{r: r, name: n, title: o.must("name"), on: o.date("on")}
	for _, key := range []string{"on", "facts", "expect"} {
		if _, ok := o.keys[key]; !ok {
			r.complain(n, "pack.missing", "key", key)
			return s
		}
	}
	s.facts = pr.storyFacts(r.object(o.keys["facts"]), given)
	words := make([]string, 0, len(expectations))
	for w := range expectations {
		words = append(words, w)
	}
	sort.Strings(words)
	s.expect = r.object(o.keys["expect"], words...)
	return s
}

// storyFacts reads facts with the same names and values as assess does: those
// given for all stories of the file unless the story says them itself. The word
// unknown takes a given one back.
func (pr *packReader) storyFacts(own, given object) (f cases.Facts) {
	for _, key := range given.list {
		if own.keys[key] == nil {
			pr.storyFact(&f, given, key)
		}
	}
	for _, key := range own.list {
		pr.storyFact(&f, own, key)
	}
	return f
}

func (pr *packReader) storyFact(f *cases.Facts, o object, key string) {
	r, n := o.r, o.keys[key]
	if word, ok := n.(*ast.StringNode); ok && word.Value == "unknown" {
		return
	}
	if key == "class_chosen" {
		for _, item := range r.items(n) {
			c := r.object(item, "ruleset", "class", "by", "reason")
			f.ClassChosen = append(f.ClassChosen, cases.ClassChoice{Ruleset: c.must("ruleset"), Class: c.must("class"), By: c.must("by"), Reason: c.must("reason")})
		}
		return
	}
	i, ok := pr.index[key]
	if !ok || i >= pr.declared {
		pr.unknownFact(r, o.name[key], key)
		return
	}
	d := &pr.facts[i].FactDecl
	var set int64
	for _, num := range pr.numbers(r, d, n) {
		if d.Type == cases.FactSet {
			set |= num
		} else {
			set = num
		}
	}
	f.SetFact(key, set)
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
