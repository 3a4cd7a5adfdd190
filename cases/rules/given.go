package rules

import (
	"slices"
	"strings"
)

// fact gives a fact's value in Chinese, worked out once a verdict.
func (j *judge) fact(i int) string {
	if j.values[i] == "" {
		j.values[i] = j.value(i, &j.x)
	}
	return j.values[i]
}

// givenFact gives a fact with its value. Those of enums and booleans were written
// when the words were read; others are worked out once a verdict.
func (j *judge) givenFact(i int) string {
	f := &j.Vocabulary.facts[i]
	switch {
	case !j.x.Has(i):
		return f.unsaid
	case len(f.said) > 0:
		return f.said[j.x.N[i]]
	case j.named[i] == "":
		j.named[i] = f.term + j.words["equals"] + j.fact(i)
	}
	return j.named[i]
}

// givenFacts lists facts with their values, for the trace; each list once a verdict.
func (j *judge) givenFacts(facts []int) string {
	switch len(facts) {
	case 0:
		return ""
	case 1:
		return j.givenFact(facts[0])
	}
	for i := range j.joined {
		if slices.Equal(j.joined[i].facts, facts) {
			return j.joined[i].text
		}
	}
	var b strings.Builder
	b.Grow(48 * len(facts))
	for i, f := range facts {
		if i > 0 {
			b.WriteString(j.words["and"])
		}
		b.WriteString(j.givenFact(f))
	}
	if j.joined == nil {
		j.joined = make([]joined, 0, 8)
	}
	j.joined = append(j.joined, joined{facts, b.String()})
	return b.String()
}
