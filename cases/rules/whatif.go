package rules

import (
	"strings"

	"casedesk/cases"
)

// Day is the key by which a change names the day of judging: waiting is a change
// as well, and the only one that comes by itself.
const Day = "on"

// Change sets one fact, or makes it unknown where there is no value. Values are
// written as FactDecl.Number reads them.
type Change struct {
	Fact   string
	Values []string
}

// ParseChange reads fact=value, the members of a set with commas between them,
// fact=none for an empty set, and fact= for a fact that is not known.
func ParseChange(s string) (Change, error) {
	key, value, ok := strings.Cut(s, "=")
	c := Change{Fact: strings.TrimSpace(key)}
	if !ok || c.Fact == "" {
		return c, cases.Fail(cases.Invalid, "whatif.form", "value", s)
	}
	for _, v := range strings.Split(value, ",") {
		if v = strings.TrimSpace(v); v != "" {
			c.Values = append(c.Values, v)
		}
	}
	return c, nil
}

// FactChange is one fact before and after, in the words of the packs.
type FactChange struct {
	Fact   string        `json:"fact"`
	Term   string        `json:"term"`
	Was    string        `json:"was"`
	Now    string        `json:"now"`
	Value  string        `json:"value"`  // as a change is written: true, 2026-10-12, fine,warning
	Nature Nature        `json:"nature"` // who could bring it about
	Paper  cases.OptText `json:"paper"`  // of a step: the paper that proves it
}

// Move is one answer that comes out otherwise, with the row of the pack behind it.
// Was and Now are in the pack's words, days or codes; empty is not known.
type Move struct {
	Ruleset  string        `json:"ruleset"` // empty for what is said of the whole
	What     string        `json:"what"`    // covers, class_row, class, published, shortest, shortest_until, longest, longest_until, criterion, ground, repairable, earliest, supported, clock, route, proposed, procedure
	Row      string        `json:"row"`
	Term     string        `json:"term"` // of a criterion, ground or clock
	Was      string        `json:"was"`
	Now      string        `json:"now"`
	Article  cases.OptText `json:"article"` // only where it was checked
	Cite     string        `json:"cite"`
	Verified bool          `json:"verified"`
}

// RowMove is one row of the trace that comes out otherwise.
type RowMove struct {
	cases.TraceRow
	Was      cases.TraceResult `json:"was"` // empty: the row was not tried
	WasGiven string            `json:"was_given"`
	WasFired bool              `json:"was_fired"`
}

// Trial is what a record would look like if some facts were others (试算). It is
// no verdict on the record and is never recorded.
type Trial struct {
	Changes []FactChange  `json:"changes"`
	Moves   []Move        `json:"moves"` // causes before effects
	Rows    []RowMove     `json:"rows"`
	Was     cases.Verdict `json:"-"`
	Then    cases.Verdict `json:"-"`
}

// WhatIf judges a record as it is and with some facts changed, and tells what
// moves. It fails as Assess does, and by name for a fact that is not declared or a
// value outside its list.
func WhatIf(b *Book, f cases.Facts, on cases.Date, cal cases.Calendar, changes ...Change) (Trial, error) {
	then, day, err := f, on, error(nil)
	for _, c := range changes {
		if then, day, err = c.apply(then, day); err != nil {
			return Trial{}, err
		}
	}
	return Try(b, f, on, then, day, cal)
}

// Try judges a record by two sets of facts, each on its day, and tells what moves
// from the first to the second.
func Try(b *Book, f cases.Facts, on cases.Date, then cases.Facts, day cases.Date, cal cases.Calendar) (t Trial, err error) {
	if t.Was, err = Assess(b, f, on, cal); err != nil {
		return t, err
	}
	if t.Then, err = Assess(b, then, day, cal); err != nil {
		return t, err
	}
	t.Changes = b.words.changed(f, then, on, day)
	p, _ := b.Pack(string(t.Was.Proposed.Ruleset))
	for i := range t.Changes {
		b.words.judgeNature(&t.Changes[i], p, f)
	}
	m := moving{rehearsal: rehearsal{was: &t.Was, now: &t.Then}, out: []Move{}}
	m.all()
	t.Moves, t.Rows = m.out, append([]RowMove{}, rowMoves(&t.Was, &t.Then)...)
	return t, nil
}

// apply makes the change on facts and the day of judging.
func (c Change) apply(f cases.Facts, on cases.Date) (cases.Facts, cases.Date, error) {
	if c.Fact == Day {
		day, err := cases.ParseDate(strings.Join(c.Values, ""))
		return f, day, err
	}
	d, ok := declared(c.Fact)
	if !ok {
		_, err := cases.ReadFacts([]byte(`{"` + strings.ReplaceAll(c.Fact, `"`, "") + `":null}`))
		return f, on, err
	}
	if len(c.Values) == 0 {
		f, err := f.Without(c.Fact)
		return f, on, err
	}
	values := c.Values
	if d.Type == cases.FactSet && values[0] == cases.NoMember {
		values = values[1:]
	}
	n, ok := d.Number(values...)
	if !ok {
		allowed := strings.Join(d.Values, " ")
		if allowed == "" {
			allowed = string(d.Type)
		}
		return f, on, cases.Fail(cases.Invalid, "facts.value", "key", d.Key, "allowed", allowed)
	}
	f, _ = f.With(c.Fact, n)
	return f, on, nil
}

func declared(key string) (cases.FactDecl, bool) {
	for _, d := range cases.FactDecls() {
		if d.Key == key {
			return d, true
		}
	}
	return cases.FactDecl{}, false
}

// changed lists the facts that differ, in their declared order, the day first.
func (v *Vocabulary) changed(was, now cases.Facts, on, day cases.Date) []FactChange {
	out := []FactChange{}
	if on != day {
		out = append(out, FactChange{Fact: Day, Term: v.words["place_on"], Was: on.String(), Now: day.String(), Value: day.String()})
	}
	x, err1 := was.Cells()
	y, err2 := now.Cells()
	if err1 != nil || err2 != nil {
		return out
	}
	for i, d := range cases.FactDecls() {
		if x.Has(i) == y.Has(i) && x.N[i] == y.N[i] {
			continue
		}
		c := FactChange{Fact: d.Key, Term: v.facts[i].term, Was: v.value(i, &x), Now: v.value(i, &y)}
		if y.Has(i) {
			c.Value = d.Written(y.N[i])
		}
		out = append(out, c)
	}
	return out
}
