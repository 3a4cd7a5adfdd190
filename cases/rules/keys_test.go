package rules

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"casedesk/cases"
)

// Every complaint that the reader of packs can make stands in a story of
// testdata/faulty, with its place.
func TestEveryComplaintHasAStory(t *testing.T) {
	stories, err := filepath.Glob("testdata/faulty/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	told := ""
	for _, s := range stories {
		text, err := os.ReadFile(s)
		if err != nil {
			t.Fatal(err)
		}
		_, complaints, _ := strings.Cut(string(text), "-- complaints --\n")
		told += complaints
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for _, key := range complaintKeys(t, file) {
			found++
			if !strings.Contains(told, ": "+key+" ") && !strings.Contains(told, ": "+key+"\n") {
				t.Errorf("%s complains of %s; no story makes it", file, key)
			}
		}
	}
	if found < 40 {
		t.Errorf("only %d complaints found in the code", found)
	}
}

// complaintKeys lists the keys that a file hands to complain or put.
func complaintKeys(t *testing.T, file string) (keys []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		call, isCall := n.(*ast.CallExpr)
		if !isCall {
			return true
		}
		if method, isMethod := call.Fun.(*ast.SelectorExpr); !isMethod || method.Sel.Name != "complain" && method.Sel.Name != "put" {
			return true
		}
		for _, a := range call.Args {
			if text, isText := a.(*ast.BasicLit); isText && text.Kind == token.STRING {
				if s, _ := strconv.Unquote(text.Value); strings.HasPrefix(s, "pack.") {
					keys = append(keys, s)
				}
			}
		}
		return true
	})
	return keys
}

func TestFoldersWithoutAPackAreNoPacks(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"nothing":              {},
		"a file and a folder":  {"README.md": {Data: []byte("x")}, "notes/a.yaml": {Data: []byte("x")}},
		"a pack at the root":   {"pack.yaml": {Data: []byte("id: T1")}},
		"only another package": {"T1/articles.yaml": {Data: []byte("articles: []")}},
	} {
		if _, err := Load(files); cases.KeyOf(err) != "pack.none" || cases.KindOf(err) != cases.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Load(os.DirFS("testdata/nowhere")); cases.KeyOf(err) != "pack.none" {
		t.Errorf("no folder at all: %v", err)
	}
	extra := soundAnd("-- notes/a.txt --\n甲\n")
	if b, err := Load(extra); err != nil || len(b.Packs()) != 1 {
		t.Errorf("a folder beside the packs: %v", err)
	}
}

// A pack may have as many criteria as its text has conditions.
func TestAPackMayHaveManyCriteria(t *testing.T) {
	var b strings.Builder
	b.WriteString("-- T1/criteria.yaml --\ncriteria:\n")
	for i := range 80 {
		b.WriteString("  - {id: C" + strconv.Itoa(i) + ", term: 甲, met: {duty_done: true}, why: {met: 好, unmet: 不好, unknown: 不知}, cite: A1}\n")
	}
	book, err := Load(soundAnd(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	v := judgeOn(t, book, cases.Facts{Procedure: "summary", DecidedOn: cases.MustDate("2026-01-05"), DutyDone: cases.TriYes}, cases.MustDate("2026-02-01"))
	if r, ok := v.Ruleset("T1"); !ok || len(r.Criteria) != 80 || r.Repairable != cases.TriYes || r.Criteria[79].State != cases.Met {
		t.Errorf("%v of %d criteria", ok, len(r.Criteria))
	}
}
