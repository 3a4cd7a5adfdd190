package rules

import (
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml/ast"

	"casedesk/cases"
)

// mutant is one file of a pack with one figure changed.
type mutant struct {
	file, text string
	line       int
	was, is    string
}

var day = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// figures finds every number, date and unit of a YAML file, by their places.
type figures struct{ found []figure }

type figure struct {
	line, column int // from 1, in characters
	text         string
	unit         bool
}

func (f *figures) Visit(n ast.Node) ast.Visitor {
	switch v := n.(type) {
	case *ast.IntegerNode:
		f.add(n, v.GetToken().Value, false)
	case *ast.StringNode:
		if day.MatchString(v.Value) {
			f.add(n, v.Value, false)
		}
	case *ast.BoolNode:
		f.add(n, v.GetToken().Value, false)
	case *ast.MappingValueNode:
		if unit, ok := v.Value.(*ast.StringNode); ok && v.Key.GetToken().Value == "unit" {
			f.add(unit, unit.Value, true)
		}
	}
	return f
}

func (f *figures) add(n ast.Node, text string, unit bool) {
	at := n.GetToken().Position
	f.found = append(f.found, figure{at.Line, at.Column, text, unit})
}

// otherUnit is the unit that a slip of the pen would put in its place.
var otherUnit = map[string]string{"day": "workday", "workday": "day", "month": "year", "year": "month"}

// changes gives the values that a figure is changed to: one more and one less, a
// tenth more and less, the next and the last day, the unit beside it.
func (f figure) changes(t testing.TB) (out []string) {
	switch {
	case f.unit:
		return []string{otherUnit[f.text]}
	case f.text == "true":
		return []string{"false"}
	case f.text == "false":
		return []string{"true"}
	case day.MatchString(f.text):
		d := cases.MustDate(f.text)
		return []string{d.Add(1).String(), d.Add(-1).String()}
	}
	n, err := strconv.Atoi(f.text)
	if err != nil {
		t.Fatalf("%q is no number", f.text)
	}
	tried := map[int]bool{n: true}
	for _, m := range []int{n + 1, n - 1, n + n/10, n - n/10} {
		if m >= 0 && !tried[m] {
			tried[m] = true
			out = append(out, strconv.Itoa(m))
		}
	}
	return out
}

// mutants makes every change of one figure in the files of a pack that its
// verdicts rest on. articles.yaml only says in words what the others compute, but
// whether an article was checked counts.
func mutants(t testing.TB, pack string) (out []mutant) {
	t.Helper()
	for _, file := range packFiles {
		text, err := os.ReadFile("../../assets/packs/" + pack + "/" + file)
		if err != nil {
			continue
		}
		var faults Complaints
		r := newReader(file, text, &faults)
		var f figures
		ast.Walk(&f, r.parse(text))
		for _, place := range f.found {
			line := []rune(r.lines[place.line-1])
			before, rest := string(line[:place.column-1]), string(line[place.column-1:])
			if !strings.HasPrefix(strings.TrimLeft(rest, `"`), place.text) {
				t.Fatalf("%s/%s:%d:%d is not %s", pack, file, place.line, place.column, place.text)
			}
			if file == "articles.yaml" && place.text != "true" && place.text != "false" {
				continue
			}
			for _, is := range place.changes(t) {
				lines := append([]string(nil), r.lines...)
				lines[place.line-1] = before + strings.Replace(rest, place.text, is, 1)
				out = append(out, mutant{file, strings.Join(lines, "\n"), place.line, place.text, is})
			}
		}
	}
	return out
}

// bench is the shipped packs with what is needed to put another one in the place of one.
type bench struct {
	words   *Vocabulary
	packs   []*Pack
	stories map[string][]story // by pack
	cal     cases.Calendar
}

func newBench(t testing.TB, cal cases.Calendar) *bench {
	t.Helper()
	book := shippedBook(t)
	b := &bench{words: book.words, packs: book.packs, stories: map[string][]story{}, cal: cal}
	for _, p := range book.packs {
		var faults Complaints
		pr := newPackReader(b.words, p.files, p.ID, &faults)
		pr.p = p
		b.stories[p.ID] = pr.readStories()
		if len(faults) > 0 {
			t.Fatal(faults)
		}
	}
	return b
}

// caught tells how a mutant is found: refused when it is read, or by a story of
// its own pack; "" where nothing finds it.
func (b *bench) caught(p *Pack, m mutant) string {
	files := fstest.MapFS{m.file: {Data: []byte(m.text)}}
	for _, name := range packFiles {
		if text, err := fs.ReadFile(p.files, name); err == nil && name != m.file {
			files[name] = &fstest.MapFile{Data: text}
		}
	}
	var faults Complaints
	changed := readPack(b.words, files, p.ID, &faults)
	if len(faults) > 0 {
		return "refused"
	}
	book := &Book{words: b.words}
	for _, o := range b.packs {
		if o.ID == p.ID {
			o = changed
		}
		book.packs = append(book.packs, o)
	}
	book.ordered()
	for i := range b.stories[p.ID] {
		s := &b.stories[p.ID][i]
		v, err := Assess(book, s.facts, s.on, b.cal)
		if err != nil || len(s.compare(changed, &v)) > 0 {
			return "story"
		}
	}
	return ""
}
