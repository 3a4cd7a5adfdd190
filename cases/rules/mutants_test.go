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
	sort       string // number, flag or word
}

var (
	day   = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	plain = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)
)

// figures finds every number, date and unit of a YAML file, by their places.
type figures struct {
	found []figure
	words map[string][]int // the places in found of the words beside a key
}

type figure struct {
	line, column int // from 1, in characters
	text         string
	unit         bool
	other        string // for a word: the next one that the file has beside the same key
}

// wordKeys are the keys of a pack whose word decides something.
var wordKeys = []string{"class", "hint", "start", "fact", "published", "route", "clock", "outcome", "unmet", "remedy", "keep", "takes", "measure"}

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
		word, ok := v.Value.(*ast.StringNode)
		switch key := v.Key.GetToken().Value; {
		case ok && key == "unit":
			f.add(word, word.Value, true)
		case ok && has(wordKeys, key) && plain.MatchString(word.Value) && word.Value != "unknown":
			f.words[key] = append(f.words[key], len(f.found))
			f.add(word, word.Value, false)
		}
	}
	return f
}

func (f *figures) add(n ast.Node, text string, unit bool) {
	at := n.GetToken().Position
	f.found = append(f.found, figure{line: at.Line, column: at.Column, text: text, unit: unit})
}

// pair gives each word another of the words beside the same key.
func (f *figures) pair() {
	for _, places := range f.words {
		for i, at := range places {
			for k := range places {
				if next := f.found[places[(i+k)%len(places)]].text; next != f.found[at].text {
					f.found[at].other = next
					break
				}
			}
		}
	}
}

// otherUnit is the unit that a slip of the pen would put in its place.
var otherUnit = map[string]string{"day": "workday", "workday": "day", "month": "year", "year": "month"}

func (f figure) sort() string {
	switch {
	case f.other != "":
		return "word"
	case f.text == "true" || f.text == "false":
		return "flag"
	}
	return "number"
}

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
	case f.other != "":
		return []string{f.other}
	case day.MatchString(f.text):
		d := cases.MustDate(f.text)
		return []string{d.Add(1).String(), d.Add(-1).String()}
	}
	n, err := strconv.Atoi(f.text)
	if err != nil {
		return nil // a word that stands alone beside its key
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
// whether an article was checked counts; silent.yaml says why there is nothing.
func mutants(t testing.TB, pack string) (out []mutant) {
	t.Helper()
	for _, file := range packFiles {
		text, err := os.ReadFile("../../assets/packs/" + pack + "/" + file)
		if err != nil {
			continue
		}
		var faults Complaints
		r := newReader(file, text, &faults)
		f := figures{words: map[string][]int{}}
		ast.Walk(&f, r.parse(text))
		f.pair()
		for _, place := range f.found {
			line := []rune(r.lines[place.line-1])
			before, rest := string(line[:place.column-1]), string(line[place.column-1:])
			if !strings.HasPrefix(strings.TrimLeft(rest, `"`), place.text) {
				t.Fatalf("%s/%s:%d:%d is not %s", pack, file, place.line, place.column, place.text)
			}
			if file == "silent.yaml" || file == "articles.yaml" && place.text != "true" && place.text != "false" {
				continue
			}
			for _, is := range place.changes(t) {
				lines := append([]string(nil), r.lines...)
				lines[place.line-1] = before + strings.Replace(rest, place.text, is, 1)
				out = append(out, mutant{file, strings.Join(lines, "\n"), place.line, place.text, is, place.sort()})
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
