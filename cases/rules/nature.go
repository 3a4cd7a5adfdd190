package rules

import "casedesk/cases"

// Nature tells who could bring a change of a fact about.
type Nature string

// The natures of changes.
const (
	Step Nature = "step" // a paper of the ruleset proves it
	Wait Nature = "wait" // time brings it
	Open Nature = "open" // it is not known yet: somebody has to find it out
	Free Nature = "free" // it may change, or be told otherwise
	Past Nature = "past" // it has happened, and nobody can change it
)

// Doable tells whether anybody could bring the change about.
func (n Nature) Doable() bool { return n != Past }

// judgeNature says of a change what it is, by the papers of the pack (nil for
// none) and by what the vocabulary says is past.
func (v *Vocabulary) judgeNature(c *FactChange, p *Pack, f cases.Facts) {
	if c.Fact == Day {
		c.Nature = Wait
		return
	}
	i := v.index[c.Fact]
	if d := v.facts[i].FactDecl; p != nil && c.Value != "" && d.Type == cases.FactBool {
		n, _ := d.Number(c.Value)
		for k := range p.materials {
			for _, s := range p.materials[k].sets {
				if s.fact == i && s.n == n {
					c.Nature, c.Paper = Step, cases.OptText(p.materials[k].term)
					return
				}
			}
		}
	}
	x, err := f.Cells()
	switch {
	case err == nil && !x.Has(i):
		c.Nature = Open
	case v.past[c.Fact]:
		c.Nature = Past
	default:
		c.Nature = Free
	}
}
