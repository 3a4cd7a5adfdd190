package app_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// source is one hand-written Go file, named by its path from the root.
type source struct {
	name  string
	lines int
	test  bool
	set   *token.FileSet
	tree  *ast.File
}

func (s source) at(n ast.Node) string {
	return s.name + ":" + strconv.Itoa(s.set.Position(n.Pos()).Line)
}

// calls finds uses of the named functions of a package as written, such as time.Now.
func (s source) calls(pkg string, names ...string) []ast.Node {
	var found []ast.Node
	ast.Inspect(s.tree, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == pkg && slices.Contains(names, sel.Sel.Name) {
				found = append(found, n)
			}
		}
		return true
	})
	return found
}

// goFiles reads every Go file of the house that a person wrote.
func goFiles(t *testing.T) []source {
	t.Helper()
	var found []source
	for _, top := range []string{"app", "assets", "cases", "forms", "store"} {
		err := filepath.WalkDir(filepath.Join("..", top), func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") {
				return err
			}
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			set := token.NewFileSet()
			tree, err := parser.ParseFile(set, file, text, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			if !ast.IsGenerated(tree) {
				found = append(found, source{filepath.ToSlash(file[len("../"):]), bytes.Count(text, []byte("\n")),
					strings.HasSuffix(file, "_test.go"), set, tree})
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(found) == 0 {
		t.Fatal("no Go files found; is the test run in its own folder?")
	}
	return found
}

// A reader holds a small file and a short function in the head at once.
func TestFilesAndFunctionsAreSmall(t *testing.T) {
	var lines []int
	for _, f := range goFiles(t) {
		if f.test {
			continue
		}
		lines = append(lines, f.lines)
		if f.lines > 500 {
			t.Errorf("%s has %d lines; 500 is the most", f.name, f.lines)
		}
		for _, d := range f.tree.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := f.set.Position(fn.End()).Line - f.set.Position(fn.Pos()).Line + 1; n > 60 {
				t.Errorf("%s: %s has %d lines; 60 is the most", f.at(fn), fn.Name.Name, n)
			}
			if fn.Name.Name == "init" && fn.Recv == nil {
				t.Errorf("%s: an init() acts behind the reader's back", f.at(fn))
			}
		}
	}
	slices.Sort(lines)
	if median := lines[len(lines)/2]; median >= 150 {
		t.Errorf("the median file has %d lines; it should have fewer than 150", median)
	}
}

// Every export has a sentence.
func TestExportsAreDescribed(t *testing.T) {
	for _, f := range goFiles(t) {
		if f.test || f.tree.Name.Name == "main" {
			continue
		}
		last, described := 0, false
		for _, d := range f.tree.Decls {
			bare := undescribed(d)
			first := f.set.Position(d.Pos()).Line
			if described && first == last+1 { // a run of one-line methods under one comment
				bare = nil
			}
			last, described = f.set.Position(d.End()).Line, len(bare) == 0
			for _, n := range bare {
				t.Errorf("%s: %s has no comment", f.at(n), n.Name)
			}
		}
	}
}

func undescribed(d ast.Decl) []*ast.Ident {
	var found []*ast.Ident
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Doc == nil && d.Name.IsExported() && (d.Recv == nil || receiver(d).IsExported()) {
			found = append(found, d.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				if s.Name.IsExported() && s.Doc == nil && s.Comment == nil && d.Doc == nil {
					found = append(found, s.Name)
				}
			case *ast.ValueSpec: // a group's comment speaks for all in it
				if s.Names[0].IsExported() && s.Doc == nil && s.Comment == nil && d.Doc == nil {
					found = append(found, s.Names[0])
				}
			}
		}
	}
	return found
}

func receiver(d *ast.FuncDecl) *ast.Ident {
	e := d.Recv.List[0].Type
	for {
		switch x := e.(type) {
		case *ast.StarExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.IndexListExpr:
			e = x.X
		case *ast.Ident:
			return x
		default:
			return ast.NewIdent("_")
		}
	}
}

// In the client one file starts work beside the window and comes back to it; all else is
// written as if there were one thread.
func TestOnlyTheDeskSaysGo(t *testing.T) {
	client := []string{"app/desktop/", "app/screen/", "app/present/", "app/office/"}
	for _, f := range goFiles(t) {
		if f.test || f.name == "app/desktop/desk.go" || !hasPrefix(f.name, client) {
			continue
		}
		ast.Inspect(f.tree, func(n ast.Node) bool {
			if g, ok := n.(*ast.GoStmt); ok {
				t.Errorf("%s says go; only app/desktop/desk.go does", f.at(g))
			}
			return true
		})
		for _, n := range f.calls("fyne", "Do", "DoAndWait") {
			t.Errorf("%s says fyne.Do; only app/desktop/desk.go does", f.at(n))
		}
	}
}

// What is committed is finished, and every test is run.
func TestNothingIsLeftOpen(t *testing.T) {
	for _, f := range goFiles(t) {
		for _, group := range f.tree.Comments {
			for _, c := range group.List {
				if strings.Contains(c.Text, "TO"+"DO") || strings.Contains(c.Text, "FIX"+"ME") {
					t.Errorf("%s leaves something open", f.at(c))
				}
			}
		}
		for _, name := range []string{"t", "b", "f", "tb"} {
			for _, n := range f.calls(name, "Skip", "Skipf", "SkipNow") {
				if f.test {
					t.Errorf("%s skips a test", f.at(n))
				}
			}
		}
	}
}
