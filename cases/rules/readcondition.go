package rules

import (
	"math"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"casedesk/cases"
)

// condition reads a mapping: each fact with its test, all of which must hold.
// The keys any_of, all_of and none_of take a list of such mappings.
func (v *Vocabulary) condition(r *reader, n ast.Node) condition {
	o := r.object(n)
	all := condition{op: opAll}
	for _, key := range o.list {
		at := o.keys[key]
		if group, ok := groups[key]; ok {
			kid := condition{op: group}
			for _, item := range r.items(at) {
				kid.kids = append(kid.kids, v.condition(r, item))
			}
			if len(kid.kids) == 0 {
				r.complain(o.name[key], "pack.empty", "key", key)
			}
			all.kids = append(all.kids, kid)
			continue
		}
		i, ok := v.index[key]
		if !ok {
			v.unknownFact(r, o.name[key], key)
			continue
		}
		all.kids = append(all.kids, v.test(r, i, at)...)
	}
	if len(o.list) == 0 {
		r.complain(n, "pack.empty", "key", "when")
	}
	if len(all.kids) == 1 {
		return all.kids[0]
	}
	return all
}

// unknownFact complains of a fact that nobody declared, and names the one
// probably meant.
func (v *Vocabulary) unknownFact(r *reader, n ast.Node, key string) {
	keys := []string{"any_of", "all_of", "none_of"}
	for i := range v.facts {
		keys = append(keys, v.facts[i].Key)
	}
	near := cases.NearWord(key, keys)
	if near == "" || near == key {
		r.complain(n, "pack.unknown_fact", "fact", key)
		return
	}
	r.complain(n, "pack.unknown_fact_near", "fact", key, "near", near)
}

var groups = map[string]op{"any_of": opAny, "all_of": opAll, "none_of": opNone}

// setTests and rangeTests are the closed lists of words for a test of one fact.
var (
	setTests   = map[string]op{"any": opHasAny, "all": opHasAll, "none": opHasNone, "only": opOnly}
	rangeTests = []string{"at_least", "over", "at_most", "under"}
)

// test reads what stands beside a fact: a value, a list of values, or a mapping
// of set or range tests.
func (v *Vocabulary) test(r *reader, fact int, n ast.Node) []condition {
	d := &v.facts[fact].FactDecl
	_, isMapping := n.(*ast.MappingNode)
	_, isPair := n.(*ast.MappingValueNode)
	if isMapping || isPair {
		switch d.Type {
		case cases.FactSet:
			return v.setTest(r, fact, n)
		case cases.FactDate, cases.FactMoney, cases.FactTerm:
			return v.rangeTest(r, fact, n)
		}
		r.complain(n, "pack.test", "fact", d.Key, "type", string(d.Type))
		return nil
	}
	if d.Type == cases.FactSet {
		r.complain(n, "pack.test", "fact", d.Key, "type", string(d.Type))
		return nil
	}
	c := condition{op: opIn, fact: fact}
	for _, num := range v.numbers(r, d, n) {
		if d.Type == cases.FactEnum {
			c.mask |= 1 << num
		} else {
			c.op, c.lo, c.hi = opRange, num, num
		}
	}
	return []condition{c}
}

func (v *Vocabulary) setTest(r *reader, fact int, n ast.Node) (out []condition) {
	o := r.object(n, "any", "all", "none", "only")
	for _, key := range o.list {
		c := condition{op: setTests[key], fact: fact}
		for _, num := range v.numbers(r, &v.facts[fact].FactDecl, o.keys[key]) {
			c.mask |= uint64(num)
		}
		out = append(out, c)
	}
	return out
}

func (v *Vocabulary) rangeTest(r *reader, fact int, n ast.Node) []condition {
	o := r.object(n, rangeTests...)
	c := condition{op: opRange, fact: fact, lo: math.MinInt64, hi: math.MaxInt64}
	for _, key := range o.list {
		nums := v.numbers(r, &v.facts[fact].FactDecl, o.keys[key])
		if len(nums) != 1 {
			continue
		}
		switch key {
		case "at_least":
			c.lo = max(c.lo, nums[0])
		case "over":
			c.lo = max(c.lo, nums[0]+1)
		case "at_most":
			c.hi = min(c.hi, nums[0])
		case "under":
			c.hi = min(c.hi, nums[0]-1)
		}
	}
	if c.lo > c.hi {
		r.complain(n, "pack.range", "fact", v.facts[fact].Key)
	}
	return []condition{c}
}

// numbers reads the values beside a fact, complaining about each wrong one.
func (v *Vocabulary) numbers(r *reader, d *cases.FactDecl, n ast.Node) (out []int64) {
	texts, at := r.words(n)
	if len(texts) > 1 && d.Type != cases.FactEnum && d.Type != cases.FactSet {
		r.complain(n, "pack.test", "fact", d.Key, "type", string(d.Type))
		return nil
	}
	for i, s := range texts {
		num, ok := d.Number(s)
		switch {
		case ok:
			out = append(out, num)
		case d.Type == cases.FactDate:
			r.complain(at[i], "pack.date", "key", d.Key, "value", s)
		default:
			r.complain(at[i], "pack.fact_value", "fact", d.Key, "value", s, "allowed", allowed(d))
		}
	}
	return out
}

func allowed(d *cases.FactDecl) string {
	if len(d.Values) == 0 {
		return string(d.Type)
	}
	return strings.Join(d.Values, " ")
}
