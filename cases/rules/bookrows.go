package rules

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
)

// writer puts the rows of one pack into words.
type writer struct {
	*Vocabulary
	p *Pack
}

func (w writer) terms(mask uint64) string {
	var out []string
	for i, c := range w.p.Classes {
		if mask>>i&1 == 1 {
			out = append(out, c.Term)
		}
	}
	return strings.Join(out, w.words["list"])
}

func (w writer) severity() (out []Line) {
	for _, r := range w.p.table.rows {
		l := Line{ID: r.id, When: r.text, Gives: []string{w.terms(r.among)}, Cite: r.cite}
		if r.class < 0 {
			l.Marks = append(l.Marks, "person")
		}
		out = append(out, l)
	}
	return out
}

func (w writer) periods() (out []Line) {
	for i, r := range w.p.periods {
		l := Line{ID: r.id, Term: w.p.Classes[i].Term, Cite: r.cite,
			Gives: []string{w.figure(r.min, r.noMin), w.figure(r.max, r.noMax)}, Marks: []string{r.published}}
		if r.noMin || r.noMax {
			l.Marks = append(l.Marks, "unread")
		}
		if r.barred {
			l.Marks = append(l.Marks, "barred")
		}
		out = append(out, l)
	}
	return out
}

func (w writer) criteria() (out []Line) {
	for _, c := range w.p.criteria {
		l := Line{ID: c.id, Term: c.term, When: w.describe(&c.met), Says: w.sentences(c.why), Cite: c.cite}
		if c.test != "" {
			l.When = ""
			l.Marks = append(l.Marks, "test."+c.test)
		}
		if c.byPerson {
			l.Marks = append(l.Marks, "person")
		}
		if c.length.N > 0 {
			l.Gives = append(l.Gives, w.period(c.length.N, string(c.length.Unit)))
		}
		if c.lengthFact >= 0 && c.test == "bar" {
			l.Gives = append(l.Gives, w.Vocabulary.facts[c.lengthFact].term)
		}
		if c.onlyWhen.op != opAlways {
			l.Gives = append(l.Gives, w.describe(&c.onlyWhen))
		}
		if c.classes != 0 {
			l.Gives = append(l.Gives, w.terms(c.classes))
		}
		out = append(out, l)
	}
	return out
}

func (w writer) materials() (out []Line) {
	for _, m := range w.p.materials {
		l := Line{ID: m.id, Term: m.term, When: w.describe(&m.when), Cite: m.cite}
		for _, i := range m.criteria {
			l.Gives = append(l.Gives, w.p.criteria[i].term)
		}
		if m.classes != 0 {
			l.Gives = append(l.Gives, w.terms(m.classes))
		}
		out = append(out, l)
	}
	return out
}

func (w writer) refusals() (out []Line) {
	for _, r := range w.p.refusals {
		l := Line{ID: r.id, Term: r.term, When: w.describe(&r.when), Cite: r.cite}
		if r.unmet >= 0 {
			l.When = ""
			l.Gives = []string{w.p.criteria[r.unmet].term}
		}
		out = append(out, l)
	}
	return out
}

func (w writer) routes() (out []Line) {
	for _, r := range w.p.routes {
		out = append(out, Line{ID: r.id, Term: r.channel, When: r.text, Cite: r.cite})
	}
	return out
}

func (w writer) clocks() (out []Line) {
	for _, c := range w.p.clocks {
		l := Line{ID: c.id, Term: c.term, When: c.text, Cite: c.cite, Gives: []string{w.Vocabulary.facts[c.start].term, "", "", c.approver}}
		switch {
		case !c.known:
			l.Marks = append(l.Marks, "unread")
		case c.period.N == 0:
			l.Marks = append(l.Marks, "at_once")
		default:
			l.Gives[1] = w.period(c.period.N, string(c.period.Unit))
		}
		if c.extend.N > 0 {
			l.Gives[2] = w.period(c.extend.N, string(c.extend.Unit))
		}
		out = append(out, l)
	}
	return out
}

// provisions gives each its start and its length, where it has them.
func (w writer) provisions() (out []Line) {
	for _, r := range w.p.provisions {
		l := Line{ID: r.id, Term: r.term, When: w.describe(&r.when), Cite: r.cite, Gives: []string{"", ""}, Marks: []string{"part." + r.part}}
		if r.kind != "" {
			l.Marks = append(l.Marks, "kind."+r.kind)
		}
		if r.start >= 0 {
			l.Gives[0] = w.Vocabulary.facts[r.start].term
		}
		switch {
		case r.known:
			l.Gives[1] = w.period(r.period.N, string(r.period.Unit))
		case r.start >= 0:
			l.Marks = append(l.Marks, "unread")
		}
		out = append(out, l)
	}
	return out
}

func (w writer) grounds() (out []Line) {
	f := &w.Vocabulary.facts[w.index["grounds"]]
	for _, g := range w.p.grounds {
		out = append(out, Line{ID: g.id, Term: g.term, When: g.text, Says: w.sentences(g.why), Cite: g.cite,
			Gives: []string{f.named(w.Vocabulary, g.values)}, Marks: []string{g.outcome}})
	}
	return out
}

func (w writer) transitions() (out []Line) {
	t := w.p.turns
	if t == nil {
		return nil
	}
	for _, r := range t.rows {
		l := Line{ID: r.id, When: r.text, Says: []string{w.sentence(r.why)}, Cite: r.cite, Marks: []string{"takes." + r.takes}}
		if r.person {
			l.Marks = append(l.Marks, "person")
		}
		out = append(out, l)
	}
	for i, f := range t.favour {
		better := "earlier"
		if f.later {
			better = "later"
		}
		out = append(out, Line{ID: f.id, When: w.words["favour"] + strconv.Itoa(i+1), Says: []string{f.term}, Cite: f.cite, Marks: []string{"measure." + f.measure, better}})
	}
	var order []string
	for _, level := range t.order.levels {
		order = append(order, levels[level])
	}
	return append(out,
		Line{ID: t.day.id, When: w.Vocabulary.facts[t.day.fact].term, Says: []string{t.day.term}, Cite: t.day.cite, Marks: []string{"in_force_on"}},
		Line{ID: t.order.id, When: strings.Join(order, " "), Says: []string{t.order.term}, Cite: t.order.cite, Marks: []string{"special_first"}})
}

// silent are the parts that the text has no rows for, and why.
func (w writer) silent() (out []Line) {
	f := &w.Vocabulary.facts[w.index["matter"]]
	for _, s := range w.p.silent {
		matter, part, _ := strings.Cut(s.part, ".")
		out = append(out, Line{ID: s.id, Term: s.term, When: f.terms[indexOf(f.Values, matter)] + " · " + w.words["part_"+part],
			Marks: []string{"says." + s.says}, Gives: []string{strings.Join(s.see, " ")}})
	}
	return out
}

func (w writer) sentences(why [3]template) []string {
	return []string{w.sentence(why[1]), w.sentence(why[2]), w.sentence(why[0])} // met, unmet, unknown
}

// sentence shows a place of a sentence by what will stand there.
func (w writer) sentence(t template) string {
	var b strings.Builder
	for _, s := range t {
		switch {
		case s.text != "":
			b.WriteString(s.text)
		case s.calc != "":
			b.WriteString("〔" + w.words["place_"+s.calc] + "〕")
		default:
			b.WriteString("〔" + w.Vocabulary.facts[s.fact].term + "〕")
		}
	}
	return b.String()
}

// other reads a row that has no table of its own.
func (w writer) other(row any) (l Line, ok bool) {
	m, isMap := row.(yaml.MapSlice)
	if !isMap {
		return l, false
	}
	for _, item := range m {
		key, value := fmt.Sprint(item.Key), plainValue(item.Value)
		switch key {
		case "id":
			l.ID = value
		case "term":
			l.Term = value
		case "cite":
			if a, found := w.p.Article(value); found {
				l.Cite = &a
			}
		default:
			l.Cells = append(l.Cells, [2]string{key, value})
		}
	}
	return l, l.ID != ""
}

// plainValue writes a value of YAML on one line.
func plainValue(v any) string {
	switch v := v.(type) {
	case yaml.MapSlice:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = fmt.Sprint(item.Key) + ": " + plainValue(item.Value)
		}
		return strings.Join(parts, "; ")
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = plainValue(item)
		}
		return strings.Join(parts, ", ")
	}
	return fmt.Sprint(v)
}
