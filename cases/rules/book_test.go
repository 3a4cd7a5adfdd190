package rules

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var idForm = regexp.MustCompile(`(?m)(?:^\s*-\s*|\{)id: ([A-Za-z0-9_-]+)`)

// Every article, every row and every story of every shipped pack stands in the
// ruleset's leaf, once.
func TestTheBookLeavesNothingOut(t *testing.T) {
	files := shippedFiles(t)
	book := shippedBook(t)
	for _, p := range book.Packs() {
		l, err := book.Leaf(p.ID)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]int{}
		for part, rows := range l.Tables {
			for _, r := range rows {
				seen[part+" "+r.ID]++
				seen[r.ID]++
			}
		}
		stories := 0
		for name, f := range files {
			if !strings.HasPrefix(name, p.ID+"/") {
				continue
			}
			text := string(f.Data)
			stories += strings.Count(text, "\n  - name: ")
			if strings.Contains(name, "/tests/") || strings.HasSuffix(name, "/pack.yaml") {
				continue
			}
			for _, m := range idForm.FindAllStringSubmatch(text, -1) {
				isArticle := slices.ContainsFunc(l.Articles, func(a Article) bool { return a.ID == m[1] })
				isClass := slices.ContainsFunc(l.Classes, func(c Class) bool { return c.ID == p.ID+"."+m[1] })
				if seen[m[1]] == 0 && !isArticle && !isClass {
					t.Errorf("%s: %s is not in the book", name, m[1])
				}
			}
		}
		if len(l.Stories) != stories || stories == 0 {
			t.Errorf("%s: %d stories in the book, %d in the pack", p.ID, len(l.Stories), stories)
		}
		for key, n := range seen {
			if strings.Contains(key, " ") && n != 1 {
				t.Errorf("%s: %s stands %d times", p.ID, key, n)
			}
		}
	}
	if _, err := book.Leaf("NONE"); err == nil {
		t.Error("a ruleset that is not there has a leaf")
	}
}

// Whatever is unverified or unread is an open point, and names what rests on it.
func TestOpenPointsAreAllThatNobodyHasSettled(t *testing.T) {
	book := shippedBook(t)
	for _, p := range book.Packs() {
		l, err := book.Leaf(p.ID)
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		for _, a := range p.Articles {
			if !a.Verified {
				want++
				if !slices.ContainsFunc(l.Open, func(o OpenPoint) bool { return o.Kind == "article" && o.ID == a.ID && o.Text == a.Paraphrase }) {
					t.Errorf("%s: %s is not among the open points", p.ID, a.ID)
				}
			}
		}
		for _, id := range p.unreadFigures() {
			want++
			if !slices.ContainsFunc(l.Open, func(o OpenPoint) bool { return o.Kind == "figure" && o.ID == id }) {
				t.Errorf("%s: the unread figure of %s is not among the open points", p.ID, id)
			}
		}
		for _, s := range p.silent {
			if s.says == "unread" {
				want++
			}
		}
		if !p.SureFrom.IsZero() {
			want++
		}
		if len(l.Open) != want {
			t.Errorf("%s: %d open points, want %d", p.ID, len(l.Open), want)
		}
	}
	l, _ := book.Leaf("R36")
	if i := slices.IndexFunc(l.Open, func(o OpenPoint) bool { return o.ID == "R36-CLS-AMT" }); i < 0 || !slices.Contains(l.Open[i].Rows, "R36-CLS-ELSE") {
		t.Errorf("the open money lines do not name their rows: %+v", l.Open)
	}
}

// unreadFigures lists the rows that have a limit whose figure nobody has read.
func (p *Pack) unreadFigures() (out []string) {
	for _, c := range p.clocks {
		if !c.known {
			out = append(out, c.id)
		}
	}
	for _, r := range p.periods {
		if r.noMin || r.noMax {
			out = append(out, r.id)
		}
	}
	for _, r := range p.provisions {
		if r.start >= 0 && !r.known {
			out = append(out, r.id)
		}
	}
	return out
}

// A row of a kind that the book has no table for stands among the others, key by key.
func TestRowsWithoutATableStandAmongTheOthers(t *testing.T) {
	b, err := Load(soundAnd(fullPack))
	if err != nil {
		t.Fatal(err)
	}
	l, err := b.Leaf("T1")
	if err != nil {
		t.Fatal(err)
	}
	w := writer{b.words, l.Pack}
	others, err := w.others(map[string][]Line{}) // as if no table had written any
	if err != nil || len(others) < 10 {
		t.Fatalf("%d rows, %v", len(others), err)
	}
	i := slices.IndexFunc(others, func(l Line) bool { return l.ID == "K1" })
	if i < 0 || others[i].Term != "受理" || others[i].Cite == nil || !slices.Contains(others[i].Cells, [2]string{"period", "n: 3; unit: day"}) {
		t.Errorf("%+v", others)
	}
}

// Every word that a story may expect and every mark of a row has its Chinese
// term on the page.
func TestTheBookHasAWordForEveryKey(t *testing.T) {
	text, err := os.ReadFile("../../assets/book/terms.json")
	if err != nil {
		t.Fatal(err)
	}
	var terms map[string]string
	if err := json.Unmarshal(text, &terms); err != nil {
		t.Fatal(err)
	}
	for key := range expectations {
		if terms["want."+key] == "" {
			t.Errorf("no word for the expectation %s", key)
		}
	}
	book := shippedBook(t)
	for _, p := range book.Packs() {
		l, err := book.Leaf(p.ID)
		if err != nil {
			t.Fatal(err)
		}
		for part, rows := range l.Tables {
			for _, r := range rows {
				for _, m := range r.Marks {
					if terms["mark."+m] == "" {
						t.Errorf("%s: no word for the mark %s of %s (%s)", p.ID, m, r.ID, part)
					}
				}
				for _, s := range r.Says {
					if strings.Contains(s, "〔〕") {
						t.Errorf("%s: a place of %s has no word: %s", p.ID, r.ID, s)
					}
				}
			}
		}
		for _, o := range l.Open {
			if terms["open."+o.Kind] == "" {
				t.Errorf("no word for the open point %s", o.Kind)
			}
		}
		if terms["level."+l.Level] == "" {
			t.Errorf("no word for the level %s", l.Level)
		}
	}
}
