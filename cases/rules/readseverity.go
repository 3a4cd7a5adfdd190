package rules

import (
	"github.com/goccy/go-yaml/ast"

	"casedesk/cases"
)

func (pr *packReader) severity(o object) {
	p := pr.p
	p.table.exclusive = o.oneOf("mode", "ordered", "exclusive") == "exclusive"
	for _, n := range o.items("classes") {
		c := o.r.object(n, "id", "term")
		p.Classes = append(p.Classes, Class{p.ID + "." + pr.id(c), c.must("term")})
	}
	if len(p.Classes) == 0 || len(p.Classes) > 60 {
		o.r.complain(o.at, "pack.missing", "key", "classes")
	}
	for _, n := range o.items("rows") {
		p.table.rows = append(p.table.rows, pr.tableRow(o.r.object(n, "id", "class", "by", "among", "hint", "when", "else", "cite")))
	}
	if s, ok := o.keys["start"]; ok {
		so := o.r.object(s, "fact", "cite")
		p.start = startRule{pr.fact(so, "fact", cases.FactDate), pr.cite(so)}
	} else {
		o.r.complain(o.at, "pack.missing", "key", "start")
	}
	if e, ok := o.keys["end"]; ok {
		eo := o.r.object(e, "held_when", "cite")
		p.held, p.heldCite, p.hasHeld = pr.when(eo, "held_when"), pr.cite(eo), true
	}
	p.periods = make([]period, len(p.Classes))
	for _, n := range o.items("periods") {
		pr.period(o.r.object(n, "id", "class", "min", "max", "published", "repairable", "cite"))
	}
	for i := range p.periods {
		if p.periods[i].id == "" {
			o.r.complain(o.at, "pack.no_period", "class", p.Classes[i].ID)
		}
	}
}

func (pr *packReader) tableRow(o object) tableRow {
	row := tableRow{id: pr.id(o), class: -1, hint: -1, cite: pr.cite(o), source: at{o.r, o.at}}
	_, byPerson := o.keys["by"]
	if byPerson {
		o.oneOf("by", "person")
		for _, n := range o.items("among") {
			if s, ok := o.r.scalar(n); ok {
				row.among |= 1 << max(0, pr.class(o, "among", s))
			}
		}
		if row.among == 0 {
			o.r.complain(o.at, "pack.missing", "key", "among")
		}
		if s := o.text("hint"); s != "" {
			row.hint = pr.class(o, "hint", s)
		}
	} else {
		row.class = pr.class(o, "class", o.must("class"))
		row.among = 1 << max(0, row.class)
	}
	_, hasWhen := o.keys["when"]
	if hasWhen == o.flag("else") {
		o.r.complain(o.at, "pack.missing", "key", "when")
	}
	row.when = pr.when(o, "when")
	row.text, row.facts = pr.describe(&row.when), row.when.facts()
	pr.p.rules++
	return row
}

// class finds a class of the pack by its short id.
func (pr *packReader) class(o object, key, id string) int {
	i := pr.classIndex(id)
	if i < 0 && id != "" {
		o.r.complain(o.keys[key], "pack.unknown_class", "class", id)
	}
	return i
}

func (pr *packReader) classIndex(id string) int { return pr.p.classIndex(pr.p.ID + "." + id) }

func (pr *packReader) period(o object) {
	i := pr.class(o, "class", o.must("class"))
	per := period{id: pr.id(o), published: "yes", cite: pr.cite(o)}
	per.min, per.noMin = pr.lengthOrUnknown(o, "min")
	per.max, per.noMax = pr.lengthOrUnknown(o, "max")
	if _, ok := o.keys["repairable"]; ok {
		per.barred = !o.flag("repairable")
	}
	if _, ok := o.keys["published"]; ok {
		per.published = o.oneOf("published", "yes", "in_principle_no", "no")
	}
	if _, ok := o.keys["max"]; !ok && per.published != "no" {
		o.r.complain(o.at, "pack.missing", "key", "max")
	}
	pr.p.rules++
	if i < 0 {
		return
	}
	if pr.p.periods[i].id != "" {
		o.r.complain(o.keys["class"], "pack.twice", "key", pr.p.Classes[i].ID)
	}
	pr.p.periods[i] = per
	base := cases.DateOf(2024, 1, 31) // any day will do
	if per.max.N > 0 && addPeriod(base, per.max).Before(addPeriod(base, per.min)) {
		o.r.complain(o.at, "pack.backwards", "from", per.min.String(), "to", per.max.String())
	}
}

// lengthOrUnknown reads a length of time, or the word unknown: the text has one,
// and nobody has read the figure.
func (pr *packReader) lengthOrUnknown(o object, key string) (cases.Period, bool) {
	if _, isText := o.keys[key].(*ast.StringNode); isText {
		o.oneOf(key, "unknown")
		return cases.Period{}, true
	}
	return pr.length(o, key), false
}

// classes reads the classes that a row is for, as a mask; a missing key is 0: all.
func (pr *packReader) classes(o object) (mask uint64) {
	n, ok := o.keys["classes"]
	if !ok {
		return 0
	}
	ids, at := o.r.words(n)
	for i, id := range ids {
		c := pr.classIndex(id)
		if c < 0 {
			o.r.complain(at[i], "pack.unknown_class", "class", id)
			continue
		}
		mask |= 1 << c
	}
	if len(ids) == 0 {
		o.r.complain(n, "pack.empty", "key", "classes")
	}
	return mask
}

// addPeriod counts a period of publication from its original day: it ends on the
// matching day or the month's last (民法典 art. 202) and is never stretched by
// days of rest, for that would hurt the subject.
func addPeriod(from cases.Date, p cases.Period) cases.Date {
	switch {
	case from.IsZero():
		return from
	case p.Unit == cases.Years:
		return cases.AddMonths(from, 12*p.N)
	case p.Unit == cases.Months:
		return cases.AddMonths(from, p.N)
	}
	return from.Add(p.N)
}
