package rules

import (
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"casedesk/cases"
)

// plainRow is a row of a small severity table as a person reads it: which
// procedures, which kinds of penalty, how large a fine.
type plainRow struct {
	procedures []string
	setTest    string // "", any, all, none, only
	kinds      []string
	least      int64 // 0: no bound
	most       int64
}

var plainKinds = []string{"warning", "fine", "other"}

func (r plainRow) yaml(i int) string {
	var when []string
	if len(r.procedures) > 0 {
		when = append(when, "procedure: ["+strings.Join(r.procedures, ", ")+"]")
	}
	if r.setTest != "" {
		when = append(when, "penalty_kinds: {"+r.setTest+": ["+strings.Join(r.kinds, ", ")+"]}")
	}
	if r.least > 0 {
		when = append(when, fmt.Sprintf("fine: {at_least: %d, at_most: %d}", r.least, r.most))
	}
	cond := "when: {" + strings.Join(when, ", ") + "}"
	if len(when) == 0 {
		cond = "else: true"
	}
	return fmt.Sprintf("  - {id: R%d, class: LOW, %s, cite: A1}\n", i, cond)
}

// hits is the slow reading of a row on one record.
func (r plainRow) hits(procedure string, kinds map[string]bool, fine int64) bool {
	if len(r.procedures) > 0 && !has(r.procedures, procedure) {
		return false
	}
	named, others := 0, 0
	for k := range kinds {
		if has(r.kinds, k) {
			named++
		} else {
			others++
		}
	}
	switch r.setTest {
	case "any":
		if named == 0 {
			return false
		}
	case "all":
		if named != len(r.kinds) {
			return false
		}
	case "none":
		if named > 0 {
			return false
		}
	case "only":
		if named == 0 || others > 0 {
			return false
		}
	}
	return r.least == 0 || fine >= r.least && fine <= r.most
}

// slowProof tries every record there is: each procedure, each set of kinds (one
// kind that no row names stands for all such), each fine up to past the last bound.
func slowProof(rows []plainRow, exclusive bool) (out []string) {
	reached, overlaps, gap := make([]bool, len(rows)), map[string]bool{}, false
	for _, procedure := range []string{"summary", "ordinary"} {
		for set := range 1 << (len(plainKinds) + 1) {
			kinds := map[string]bool{}
			for i, k := range append([]string{"detention"}, plainKinds...) {
				if set>>i&1 == 1 {
					kinds[k] = true
				}
			}
			for fine := int64(0); fine <= 12; fine++ {
				first := -1
				for i, r := range rows {
					if !r.hits(procedure, kinds, fine) || first >= 0 && !exclusive {
						continue
					}
					reached[i] = true
					if first < 0 {
						first = i
					} else {
						overlaps[fmt.Sprintf("pack.overlap R%d R%d", i, first)] = true
					}
				}
				gap = gap || first < 0
			}
		}
	}
	for s := range overlaps {
		out = append(out, s)
	}
	if gap {
		out = append(out, "pack.gap")
	}
	for i, ok := range reached {
		if !ok {
			out = append(out, fmt.Sprintf("pack.unreachable R%d", i))
		}
	}
	sort.Strings(out)
	return out
}

// The loader's proof finds exactly the gaps, overlaps and dead rows that trying
// every record finds.
func TestTheProofAgreesWithTryingEveryRecord(t *testing.T) {
	seen := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		mode := rapid.SampledFrom([]string{"exclusive", "ordered"}).Draw(t, "mode")
		var rows []plainRow
		text := ""
		n := rapid.IntRange(1, 4).Draw(t, "rows")
		for i := range n {
			last := i == n-1
			r := plainRow{procedures: rapid.SampledFrom([][]string{nil, nil, {"summary"}, {"ordinary"}, {"summary", "ordinary"}}).Draw(t, "procedures")}
			r.setTest = rapid.SampledFrom([]string{"", "any", "all", "none", "only"}).Draw(t, "set test")
			r.kinds = rapid.SliceOfNDistinct(rapid.SampledFrom(plainKinds), 1, 3, rapid.ID).Draw(t, "kinds")
			if rapid.Bool().Draw(t, "money") {
				r.least = rapid.Int64Range(1, 8).Draw(t, "least")
				r.most = r.least + rapid.Int64Range(0, 3).Draw(t, "more")
			}
			if last && rapid.IntRange(0, 2).Draw(t, "else") == 0 {
				r = plainRow{}
			}
			rows = append(rows, r)
			text += r.yaml(i)
		}
		files := soundAnd("-- T1/severity.yaml --\nmode: " + mode + "\nclasses: [{id: LOW, term: 轻}]\nrows:\n" + text +
			"start: {fact: decided_on, cite: A1}\nperiods:\n  - {id: P1, class: LOW, max: {n: 3, unit: month}, cite: A1}\n")
		got := proved(t, files)
		want := slowProof(rows, mode == "exclusive")
		if strings.Join(got, ",") != strings.Join(want, ",") {
			t.Fatalf("%s table\n%sthe proof says %v, trying every record %v", mode, text, got, want)
		}
		for _, s := range append(got, "sound") {
			if s, _, _ = strings.Cut(s, " "); s != "sound" || len(got) == 0 {
				seen[s]++
			}
		}
	})
	for _, s := range []string{"pack.gap", "pack.overlap", "pack.unreachable", "sound"} {
		if seen[s] == 0 {
			t.Errorf("no table was %s: %v", s, seen)
		}
	}
}

// proved gives what Load says of the table, without the places.
func proved(t *rapid.T, files fs.FS) (out []string) {
	_, err := Load(files)
	var cs Complaints
	if err != nil && !errors.As(err, &cs) {
		t.Fatal(err)
	}
	for _, c := range cs {
		s := c.Key
		for _, a := range c.Args {
			if a.Name == "row" || a.Name == "other" {
				s += " " + a.Value
			}
		}
		out = append(out, s)
	}
	sort.Strings(out)
	return out
}

// A changed bound of the shipped tables is found: they have no slack.
func TestShippedTablesHaveNoSlack(t *testing.T) {
	for _, p := range shippedBook(t).Packs() {
		for i := range p.table.rows {
			row := &p.table.rows[i]
			if row.when.op == opAlways && i != len(p.table.rows)-1 {
				t.Errorf("%s: row %s hides those after it", p.ID, row.id)
			}
			for _, f := range row.facts {
				if f >= len(cases.FactDecls()) {
					t.Errorf("%s: row %s hangs on a fact that the engine works out", p.ID, row.id)
				}
			}
		}
	}
}
