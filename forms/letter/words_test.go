package letter

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"casedesk/cases"
)

// constants lists the values that a package of cases gives a named text type.
func constants(t *testing.T, typeName string) (out []string) {
	t.Helper()
	files, err := filepath.Glob("../../cases/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			v, isValue := n.(*ast.ValueSpec)
			if !isValue || len(v.Values) != 1 {
				return true
			}
			name, isName := v.Type.(*ast.Ident)
			if text, isText := v.Values[0].(*ast.BasicLit); isName && isText && name.Name == typeName {
				s, _ := strconv.Unquote(text.Value)
				out = append(out, s)
			}
			return true
		})
	}
	return out
}

// texts lists the texts inside a package variable of another folder.
func texts(t *testing.T, file, variable string) (out []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		v, isValue := n.(*ast.ValueSpec)
		if !isValue || v.Names[0].Name != variable {
			return true
		}
		ast.Inspect(v, func(n ast.Node) bool {
			if text, isText := n.(*ast.BasicLit); isText {
				s, _ := strconv.Unquote(text.Value)
				out = append(out, s)
			}
			return true
		})
		return false
	})
	return out
}

// A value without a word stops a letter on the day it is needed, so each that an
// act can hold must have one.
func TestEveryTermOfAnActHasItsWord(t *testing.T) {
	w := wording(t)
	var grounds []string
	for _, d := range cases.FactDecls() {
		if d.Key == "grounds" {
			grounds = d.Values
		}
	}
	for prefix, values := range map[string][]string{
		"outcome.":      constants(t, "Outcome"),
		"matter.":       constants(t, "Matter"),
		"unit.":         constants(t, "Unit"),
		"state.":        constants(t, "CriterionState"),
		"ground_state.": constants(t, "CriterionState"),
		"ground.":       grounds,
		"effect.":       texts(t, "../../app/office/steps.go", "effects"),
		"request.":      texts(t, "../../app/present/claim.go", "requests"),
		"finding.":      texts(t, "../../app/present/check.go", "findings"),
	} {
		if len(values) < 2 {
			t.Errorf("%s: only %v found", prefix, values)
		}
		for _, v := range values {
			if w.Terms[prefix+v] == "" {
				t.Errorf("no word for %s%s", prefix, v)
			}
		}
	}
	for _, sort := range constants(t, "LetterSort") {
		if l := w.Letters[sort]; l.Title == "" || len(l.Paragraphs) == 0 {
			t.Errorf("no wording for letter %s", sort)
		}
	}
}

// A word that is missing is named, whichever value asks for it.
func TestAMissingWordIsNamed(t *testing.T) {
	for key, sort := range map[string]cases.LetterSort{
		"matter.repair": "L1", "copy": "L1", "original": "L1", "we.authority": "L1", "you.organisation": "L3", "unit.workday": "L3", "article": "L3",
		"request.stop": "L5", "ground.expired": "L10", "finding.expired": "L10", "outcome.granted": "L8", "effect.stop_publishing": "L8",
		"state.met": "L8", "basis": "L8",
	} {
		w := wording(t)
		delete(w.Terms, key)
		if _, err := w.Compile(order(sort, cases.Granted)); err == nil || err.Error() != "wording.term name="+key {
			t.Errorf("without %s: %v", key, err)
		}
	}
	w := wording(t)
	if _, err := w.Compile(order("L99", cases.Granted)); cases.KeyOf(err) != "wording.letter" {
		t.Errorf("a letter that is not there: %v", err)
	}
}
