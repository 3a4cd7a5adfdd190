package rules

import (
	"math"
	"strings"

	"casedesk/cases"
)

// describe puts a condition into Chinese, for the trace and the lawyer.
func (v *Vocabulary) describe(c *condition) string { return v.say(c, false) }

func (v *Vocabulary) say(c *condition, inside bool) string {
	switch c.op {
	case opAlways:
		return v.words["always"]
	case opAll, opAny, opNone:
		parts := make([]string, len(c.kids))
		for i := range c.kids {
			parts[i] = v.say(&c.kids[i], true)
		}
		join, head := v.words["any"], ""
		if c.op == opAll {
			join = v.words["all"]
		}
		if c.op == opNone {
			head = v.words["none"]
		}
		s := head + strings.Join(parts, " "+join+" ")
		if inside && len(parts) > 1 {
			return "（" + s + "）"
		}
		return s
	}
	f := &v.facts[c.fact]
	switch c.op {
	case opIn:
		return f.term + v.words["in"] + f.named(v, c.mask)
	case opHasAny:
		return f.term + v.words["has_any"] + f.named(v, c.mask)
	case opHasAll:
		return f.term + v.words["has_all"] + f.named(v, c.mask)
	case opHasNone:
		return f.term + v.words["has_none"] + f.named(v, c.mask)
	case opOnly:
		return f.term + v.words["only"] + f.named(v, c.mask)
	}
	return v.sayRange(c, f)
}

func (v *Vocabulary) sayRange(c *condition, f *factTerm) string {
	if c.lo == c.hi {
		return f.term + v.words["equals"] + f.text(v, c.lo)
	}
	least, most := "at_least", "at_most"
	if f.Type == cases.FactDate {
		least, most = "from", "to"
	}
	var parts []string
	if c.lo != math.MinInt64 {
		parts = append(parts, f.term+v.words[least]+f.text(v, c.lo))
	}
	if c.hi != math.MaxInt64 {
		parts = append(parts, f.term+v.words[most]+f.text(v, c.hi))
	}
	return strings.Join(parts, " "+v.words["all"]+" ")
}
