package rules

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"casedesk/cases"
)

// RowChange is one row of a pack whose values another version changes. A row
// that is new has no Was, one that is gone no Now.
type RowChange struct {
	Row     string `json:"row"`
	Was     string `json:"was"`
	Now     string `json:"now"`
	Article string `json:"article"` // only where verified
}

// PackChanges lists what one bundle changes.
type PackChanges struct {
	Ruleset string      `json:"ruleset"`
	Hash    string      `json:"hash"`
	Changes []RowChange `json:"changes"`
}

// Ready is ReadyTogether for one bundle.
func Ready(base fs.FS, b Bundle, today cases.Date, cal cases.Calendar) ([]RowChange, error) {
	all, err := ReadyTogether(base, today, cal, b)
	if len(all) == 0 {
		return nil, err
	}
	return all[0].Changes, err
}

// ReadyTogether tells whether bundles that belong together may be activated at once
// over the packs of base: with all of them in their places every pack is sound, its
// stories pass, every row of theirs is hit, and what changes values for days gone by
// says that it is a correction. Either all may be or none. The errors are
// pack.together (two of one ruleset), pack.faulty (Complaints as its cause),
// pack.stories, pack.unhit and pack.backdated, each with the rows named.
func ReadyTogether(base fs.FS, today cases.Date, cal cases.Calendar, bundles ...Bundle) ([]PackChanges, error) {
	mine := map[string]bool{}
	for _, b := range bundles {
		if mine[b.Ruleset] {
			return nil, cases.Fail(cases.Invalid, "pack.together", "ruleset", b.Ruleset)
		}
		mine[b.Ruleset] = true
	}
	fsys, err := Overlaid(base, bundles...)
	if err != nil {
		return nil, err
	}
	next, err := Load(fsys)
	if err != nil {
		return nil, err
	}
	if err := next.storied(mine, cal); err != nil {
		return nil, err
	}
	book, err := Load(base)
	if err != nil {
		return nil, err
	}
	var out []PackChanges
	for _, b := range bundles {
		changes, err := b.over(book, next, today)
		out = append(out, PackChanges{b.Ruleset, b.Hash, append([]RowChange{}, changes...)})
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

// storied runs the stories of every pack; of those that are new each row must be hit.
func (b *Book) storied(mine map[string]bool, cal cases.Calendar) error {
	for _, p := range b.packs {
		var found Complaints
		pr := newPackReader(b.words, p.files, p.ID, &found)
		pr.p = p
		stories := pr.readStories()
		if len(found) > 0 {
			return faulty(found.sorted())
		}
		report := b.tell(p, stories, cal, Report{})
		switch {
		case len(report.Failed) > 0:
			f := report.Failed[0]
			return cases.Fail(cases.Invalid, "pack.stories", "count", strconv.Itoa(len(report.Failed)), "story", f.Story, "where", f.Where, "what", f.What, "want", f.Want, "got", f.Got)
		case len(report.Unhit) > 0 && mine[p.ID]:
			return cases.Fail(cases.Invalid, "pack.unhit", "rows", strings.Join(report.Unhit, " "))
		}
	}
	return nil
}

// over lists what a bundle changes of the pack in use, and refuses a change of days
// gone by that does not say that it is a correction.
func (b Bundle) over(book, next *Book, today cases.Date) ([]RowChange, error) {
	leaf, err := next.Leaf(b.Ruleset)
	if err != nil {
		return nil, err
	}
	var old *Leaf
	if _, ok := book.Pack(b.Ruleset); ok {
		l, err := book.Leaf(b.Ruleset)
		if err != nil {
			return nil, err
		}
		old = &l
	}
	changes := Changes(old, leaf)
	if rows := backdated(old, leaf, changes, today); len(rows) > 0 && b.Correction == "" {
		return changes, cases.Fail(cases.Invalid, "pack.backdated", "rows", strings.Join(rows, " "), "from", leaf.From.String())
	}
	return changes, nil
}

// headRow names what is said of the whole pack.
const headRow = "pack.yaml"

// Changes lists the rows whose values differ between two versions of a ruleset;
// the words of terms and sentences are no values. old is nil for a new ruleset.
func Changes(old *Leaf, next Leaf) (out []RowChange) {
	was, order := map[string]Line{}, []string{}
	if old != nil {
		was, order = rowsOf(*old)
	}
	now, list := rowsOf(next)
	for _, id := range list {
		if w, n := values(was[id]), values(now[id]); w != n {
			out = append(out, RowChange{id, w, n, string(now[id].Cite.printed())})
		}
	}
	for _, id := range order {
		if _, stays := now[id]; !stays {
			out = append(out, RowChange{id, values(was[id]), "", string(was[id].Cite.printed())})
		}
	}
	return out
}

// rowsOf gives the rows by id, with the head of the pack as one of them. In a
// table whose first row that holds counts, the place of a row is a value.
func rowsOf(l Leaf) (map[string]Line, []string) {
	head := Line{ID: headRow, When: l.Covers, Gives: []string{l.From.String(), l.SureFrom.String(), l.To.String(), l.Level, l.Start, strconv.FormatBool(l.Inclusive),
		strconv.FormatBool(l.Exclusive), strings.Join(l.Judges, " "), strings.Join(l.Supersedes, " ")}}
	rows, order := map[string]Line{headRow: head}, []string{headRow}
	for _, part := range bookParts {
		for i, r := range l.Tables[part] {
			if part == "severity" && !l.Exclusive || part == "routes" {
				r.Marks = append(slices.Clip(r.Marks), "place "+strconv.Itoa(i+1))
			}
			rows[r.ID] = r
			order = append(order, r.ID)
		}
	}
	return rows, order
}

func values(l Line) string {
	if l.ID == "" {
		return ""
	}
	s := fmt.Sprint(l.When, " → ", strings.Join(l.Gives, " / "), " ", strings.Join(l.Marks, " "))
	for _, c := range l.Cells {
		s += " " + c[0] + "=" + c[1]
	}
	return s
}

// backdated names the changed rows that speak of days before today: all of them
// where either version is in force already, but for a last day that lies ahead.
func backdated(old *Leaf, next Leaf, changes []RowChange, today cases.Date) (rows []string) {
	begun := !next.From.After(today) || old != nil && !old.From.After(today)
	for _, c := range changes {
		ahead := c.Row == headRow && old != nil && sameButEnd(*old, next) &&
			(next.To.IsZero() || !next.To.Before(today)) && (old.To.IsZero() || !old.To.Before(today))
		if begun && !ahead {
			rows = append(rows, c.Row)
		}
	}
	return rows
}

func sameButEnd(old, next Leaf) bool {
	old.Pack, next.Pack = &Pack{From: old.From, Supersedes: old.Supersedes}, &Pack{From: next.From, Supersedes: next.Supersedes}
	a, _ := rowsOf(old)
	b, _ := rowsOf(next)
	return values(a[headRow]) == values(b[headRow])
}
