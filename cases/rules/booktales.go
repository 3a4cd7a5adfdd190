package rules

import (
	"strings"

	"casedesk/cases"
)

// tales tells the stories of a pack in words.
func (b *Book) tales(p *Pack) (out []Tale) {
	var found Complaints
	pr := newPackReader(b.words, p.files, p.ID, &found)
	pr.p = p
	for _, s := range pr.readStories() {
		t := Tale{Name: s.title, On: s.on, Given: b.words.given(s.facts)}
		for _, key := range s.expect.list {
			words, _ := s.r.words(s.expect.keys[key])
			t.Wants = append(t.Wants, [2]string{key, p.inWords(strings.Join(words, " "))})
		}
		out = append(out, t)
	}
	return out
}

// given lists the known facts in their fixed order.
func (v *Vocabulary) given(f cases.Facts) (out [][2]string) {
	x, err := f.Cells()
	if err != nil {
		return nil
	}
	for i := range v.declared {
		if x.Has(i) {
			out = append(out, [2]string{v.facts[i].term, v.value(i, &x)})
		}
	}
	for _, c := range f.ClassChosen {
		out = append(out, [2]string{v.words["chosen"], c.Class + "：" + c.Reason})
	}
	return out
}

// inWords puts the terms of classes beside their ids; everything else stands as
// the story says it, for the tables name rows by the same ids.
func (p *Pack) inWords(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		for _, c := range p.Classes {
			if w == c.ID || p.ID+"."+w == c.ID {
				words[i] = c.Term
			}
		}
	}
	return strings.Join(words, " ")
}
