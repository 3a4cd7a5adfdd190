package rules

import (
	"io/fs"
	"sort"

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
