package rules

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"casedesk/cases"
)

// Leaf is one ruleset written out for people who read neither YAML nor Go: the
// committee that answers for the standard. It holds every row of the pack once.
type Leaf struct {
	*Pack
	Level     string // city, province, department, nation or policy
	Judges    []string
	Covers    string // in Chinese, the records it takes
	Exclusive bool   // the rows of Severity exclude each other; else the first that holds counts
	Start     string // term of the fact that its periods run from
	Inclusive bool
	Tables    map[string][]Line // severity, periods, criteria, materials, refusals, routes, clocks, grounds, provisions, transition, silent, others
	Open      []OpenPoint
	Stories   []Tale
}

// Line is one row of a pack in words.
type Line struct {
	ID    string
	Term  string
	When  string      // its condition in Chinese
	Gives []string    // what it gives, in the order its kind of row needs
	Says  []string    // its sentences: met, unmet, unknown
	Marks []string    // person, unknown, held …
	Cite  *Article    // nil where the row stands on none
	Cells [][2]string // key and value of a row that has no table of its own
}

// OpenPoint is something that nobody has settled yet.
type OpenPoint struct {
	Kind string   // article: nobody compared it; figure, part: nobody read it; start: nobody knows since when it is in force
	ID   string   // of the article or the row
	Text string   // what is open, from the pack
	Rows []string // rows that rest on it
}

// Tale is a story of the pack in words.
type Tale struct {
	Name  string
	On    cases.Date
	Given [][2]string // fact and value, in Chinese
	Wants [][2]string // what is expected, by its key, and the value in words
}

// Leaf writes out one ruleset of the book.
func (b *Book) Leaf(id string) (Leaf, error) {
	p, ok := b.Pack(id)
	if !ok {
		return Leaf{}, cases.Fail(cases.NotFound, "pack.none")
	}
	l := Leaf{Pack: p, Level: levels[p.level], Judges: p.judges, Covers: b.words.describe(&p.covers), Exclusive: p.table.exclusive,
		Inclusive: p.inclusive, Tables: map[string][]Line{}}
	if len(p.table.rows) > 0 {
		l.Start = b.words.facts[p.start.fact].term
	}
	w := writer{b.words, p}
	l.Tables["severity"], l.Tables["periods"] = w.severity(), w.periods()
	l.Tables["criteria"], l.Tables["materials"], l.Tables["refusals"] = w.criteria(), w.materials(), w.refusals()
	l.Tables["routes"], l.Tables["clocks"] = w.routes(), w.clocks()
	l.Tables["grounds"], l.Tables["transition"] = w.grounds(), w.transitions()
	l.Tables["provisions"], l.Tables["silent"] = w.provisions(), w.silent()
	others, err := w.others(l.Tables)
	if err != nil {
		return l, err
	}
	l.Tables["others"] = others
	l.Open = w.open(l.Tables)
	l.Stories = b.tales(p)
	return l, nil
}

// open lists what is unverified, with the rows that rest on it, and the figures
// that nobody has read.
func (w writer) open(tables map[string][]Line) (out []OpenPoint) {
	rests := map[string][]string{}
	var unread []OpenPoint
	for _, part := range bookParts {
		for _, l := range tables[part] {
			if l.Cite != nil {
				rests[l.Cite.ID] = append(rests[l.Cite.ID], l.ID)
			}
			if slices.Contains(l.Marks, "unread") {
				unread = append(unread, OpenPoint{Kind: "figure", ID: l.ID, Text: l.Term, Rows: []string{l.ID}})
			}
			if slices.Contains(l.Marks, "says.unread") {
				unread = append(unread, OpenPoint{Kind: "part", ID: l.ID, Text: l.Term, Rows: []string{l.ID}})
			}
		}
	}
	for _, a := range w.p.Articles {
		if !a.Verified {
			out = append(out, OpenPoint{Kind: "article", ID: a.ID, Text: a.Paraphrase, Rows: rests[a.ID]})
		}
	}
	if !w.p.SureFrom.IsZero() {
		unread = append(unread, OpenPoint{Kind: "start", ID: headRow, Text: w.p.From.String() + " – " + w.p.SureFrom.String(), Rows: []string{headRow}})
	}
	return append(out, unread...)
}

// bookParts are the tables in the order of the page.
var bookParts = []string{"severity", "periods", "criteria", "materials", "refusals", "grounds", "clocks", "routes", "provisions", "transition", "silent", "others"}

// others are the rows of the pack's files that no other table holds, key by key,
// so that no row can be left out of the book.
func (w writer) others(tables map[string][]Line) (out []Line, err error) {
	written := map[string]bool{}
	for _, list := range tables {
		for _, l := range list {
			written[l.ID] = true
		}
	}
	for _, name := range packFiles {
		text, err := fs.ReadFile(w.p.files, name)
		if err != nil || name == "pack.yaml" || name == "articles.yaml" {
			continue
		}
		var top yaml.MapSlice
		if err := yaml.UnmarshalWithOptions(text, &top, yaml.UseOrderedMap()); err != nil {
			return nil, cases.Fail(cases.Damaged, "pack.faulty", "count", "1").Because(err)
		}
		for _, part := range top {
			rows, _ := part.Value.([]any)
			for _, row := range rows {
				if l, ok := w.other(row); ok && !written[l.ID] && !w.isClass(l.ID) {
					l.Marks = append(l.Marks, strings.TrimSuffix(path.Base(name), ".yaml"))
					out = append(out, l)
				}
			}
		}
	}
	return out, nil
}

func (w writer) isClass(id string) bool {
	return slices.ContainsFunc(w.p.Classes, func(c Class) bool { return c.ID == w.p.ID+"."+id })
}
