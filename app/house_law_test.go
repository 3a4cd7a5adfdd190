package app_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Law stands in assets/packs: no Go file of these folders holds a figure of it.
var lawless = []string{"cases", "cases/rules", "app/office", "app/present", "app/wire", "app/deskctl", "forms/letter", "forms/intake", "store"}

// lawExempt are the few files, or names in a file, that may, each with its reason.
var lawExempt = map[string]string{
	"cases/clockname.go":            "declares the names of clocks, no figure of any",
	"store/sample/sample.go":        "made-up cases that stores are tried with; nothing is judged by them",
	"app/present/badge.go soonDays": "when the desk colours a day as near; a choice of the screen, no deadline",
}

// A figure of law in a Go file is out of the lawyers' sight and changes with no story.
func TestNoGoFileHoldsAFigureOfLaw(t *testing.T) {
	g := lawGuard(t)
	used := map[string]bool{}
	for _, f := range goFiles(t) {
		if f.test || !within(f.name, lawless) {
			continue
		}
		for _, l := range g.look(f) {
			key := f.name
			if _, ok := lawExempt[key]; !ok {
				key += " " + l.subject
			}
			if _, ok := lawExempt[key]; ok {
				used[key] = true
				continue
			}
			t.Errorf("%s: a %s: %s", l.at, l.what, l.subject)
		}
	}
	for name := range lawExempt {
		if !used[name] {
			t.Errorf("%s needs no exemption any more", name)
		}
	}
}

func within(name string, folders []string) bool {
	return slices.ContainsFunc(folders, func(f string) bool { return strings.HasPrefix(name, f+"/") })
}

// Each kind of figure is found where it is planted, and what only looks like one is not.
func TestPlantedFiguresOfLawAreFound(t *testing.T) {
	g := lawGuard(t)
	for code, want := range map[string]string{
		`var x = "依据第八十二条"`:                                   "article",
		`var x = "国办发〔2025〕22号"`:                              "number of an instrument",
		`var x = "按《信用修复管理办法》办理"`:                             "name of an instrument",
		`func f(p Pack) bool { return p.ID == "R36" }`:        "ruleset",
		`var x = "SZ2023.SERIOUS"`:                            "ruleset",
		`var x = "GD2021-OBJ-T"`:                              "ruleset",
		`func f() { start("C-RECEIVE") }`:                     "clock",
		`var x = cases.Period{N: 7, Unit: cases.Workdays}`:    "length of time",
		`var x = Period{3, Years, false}`:                     "length of time",
		`var x = cases.ClockRule{Period: Period{N: 10}}`:      "length of time",
		`func f(d Date) Date { return AddMonths(d, 6) }`:      "length of time",
		`func f(d Date) Date { return cases.AddYears(d, 3) }`: "length of time",
		`func f(d Date) Date { return d.Add(60) }`:            "length of time",
		`func f(d Date) Date { return d.Add(-30) }`:           "length of time",
		`func f(a, b Date) bool { return a.Sub(b) > 90 }`:     "length of time",
		`var x = must("10 workday")`:                          "length of time",
		`const appealDays = 60`:                               "length of time",
		`var barYears int = 3`:                                "length of time",
		`func f() { waitMonths := 3; use(waitMonths) }`:       "length of time",
		`var x = cases.Fen(100_000_00)`:                       "money",
		`func f(x Facts) bool { return x.Fine >= 10000000 }`:  "money",
		`var x = "罚款10万元以上"`:                                  "money",
		`const largeFine = 100000`:                            "money",
	} {
		if found := g.look(planted(t, code)); len(found) == 0 || !strings.Contains(found[0].what, want) {
			t.Errorf("%s: found %v, want a %s", code, found, want)
		}
	}
	for _, code := range []string{
		`func f(d Date) Date { return d.Add(1).Add(-1) }`,
		`func f(d Date, n int) Date { return AddMonths(d, 12*n) }`,
		`var x = cases.Period{N: 1, Unit: cases.Workdays}`,
		`var x = Row{Columns: 7, Width: 120}`,
		`func f(t time.Time) time.Time { return t.Add(8 * time.Hour) }`,
		`func f(a, b Date) bool { return a.Sub(b) > 0 }`,
		`var x = "R36X"`,
		`var x = "条件"`,
		`const pageRows = 500`,
	} {
		if found := g.look(planted(t, code)); len(found) > 0 {
			t.Errorf("%s: taken for law: %v", code, found)
		}
	}
}

func planted(t *testing.T, code string) source {
	t.Helper()
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, "planted.go", "package p\n"+code, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return source{name: "planted.go", set: set, tree: tree}
}

var (
	articleForm    = regexp.MustCompile(`第[〇零一二三四五六七八九十百\d]+条`)
	numberForm     = regexp.MustCompile(`〔\d{4}〕\d+号|第\d+号令|令第\d+号`)
	instrumentForm = regexp.MustCompile(`《[^》{}]*(法|条例|办法|规定|方案|机制|细则|通知)》`)
	periodForm     = regexp.MustCompile(`^\d+ ?(workday|day|month|year)s?( rolls)?$|\d+ ?个?(工作日|月内|年内)`)
	moneyForm      = regexp.MustCompile(`\d ?[百千万亿]?元`)
	clockForm      = regexp.MustCompile(`^C-[A-Z][A-Z-]+$`)
	lengthName     = regexp.MustCompile(`(?i)(days|months|years)$`)
	moneyName      = regexp.MustCompile(`(?i)(fine|yuan|amount|confiscated)s?$`)
	lengthTypes    = []string{"Period", "ClockRule", "ClockRun", "Provision", "Stop", "Extension"}
	lengthCalls    = []string{"AddMonths", "AddYears", "AddWorkdays", "AddDays", "AddDate", "Due", "DueDay", "Add"}
)

// guard knows the rulesets that ship.
type guard struct{ ruleset *regexp.Regexp }

func lawGuard(t *testing.T) guard {
	t.Helper()
	packs, err := filepath.Glob("../assets/packs/*/pack.yaml")
	if err != nil || len(packs) == 0 {
		t.Fatalf("no packs: %v", err)
	}
	var ids []string
	for _, p := range packs {
		ids = append(ids, regexp.QuoteMeta(filepath.Base(filepath.Dir(p))))
	}
	return guard{regexp.MustCompile(`^(` + strings.Join(ids, "|") + `)([.\-/].*)?$`)}
}

// lawFigure is one thing found: where, what it is, and the text or name that says so.
type lawFigure struct{ at, what, subject string }

// look finds the figures of law in a file.
func (g guard) look(f source) (found []lawFigure) {
	put := func(n ast.Node, what, subject string) {
		if what != "" {
			found = append(found, lawFigure{f.at(n), what, subject})
		}
	}
	ast.Inspect(f.tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.BasicLit:
			if s, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil {
				put(n, g.text(s), s)
			}
		case *ast.CompositeLit:
			if slices.Contains(lengthTypes, lastName(n.Type)) && figureIn(n.Elts) {
				put(n, "length of time", lastName(n.Type))
			}
		case *ast.CallExpr:
			put(n, calledWith(n), lastName(n.Fun))
		case *ast.BinaryExpr:
			put(n, compared(n), n.Op.String())
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if i < len(n.Values) {
					put(n, named(name.Name, n.Values[i]), name.Name)
				}
			}
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				if i < len(n.Rhs) {
					put(n, named(lastName(left), n.Rhs[i]), lastName(left))
				}
			}
		}
		return true
	})
	return found
}

// text tells what a string says of the law.
func (g guard) text(s string) string {
	switch {
	case articleForm.MatchString(s):
		return "article"
	case numberForm.MatchString(s):
		return "number of an instrument"
	case instrumentForm.MatchString(s):
		return "name of an instrument"
	case g.ruleset.MatchString(s):
		return "ruleset by name"
	case clockForm.MatchString(s):
		return "clock by name"
	case periodForm.MatchString(s):
		return "length of time"
	case moneyForm.MatchString(s):
		return "sum of money"
	}
	return ""
}

// calledWith finds a figure handed to what counts days or makes money.
func calledWith(n *ast.CallExpr) string {
	name := lastName(n.Fun)
	switch {
	case slices.Contains(lengthCalls, name) && slices.ContainsFunc(n.Args, figure):
		return "length of time"
	case name == "Fen" && slices.ContainsFunc(n.Args, figure):
		return "sum of money"
	}
	return ""
}

// compared finds a figure held against a count of days or a sum.
func compared(n *ast.BinaryExpr) string {
	switch n.Op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ, token.EQL, token.NEQ:
	default:
		return ""
	}
	for _, side := range [][2]ast.Expr{{n.X, n.Y}, {n.Y, n.X}} {
		if !figure(side[0]) {
			continue
		}
		if call, ok := side[1].(*ast.CallExpr); ok && lastName(call.Fun) == "Sub" {
			return "length of time"
		}
		if moneyName.MatchString(lastName(side[1])) {
			return "sum of money"
		}
	}
	return ""
}

// named finds a figure behind a name that speaks of days or money.
func named(name string, value ast.Expr) string {
	switch {
	case !figure(value):
		return ""
	case lengthName.MatchString(name):
		return "length of time"
	case moneyName.MatchString(name):
		return "sum of money"
	}
	return ""
}

// figureIn looks for a figure in the fields of a value, and of values within it.
func figureIn(fields []ast.Expr) bool {
	for _, e := range fields {
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			e = pair.Value
		}
		if inner, ok := e.(*ast.CompositeLit); ok && figureIn(inner.Elts) || figure(e) {
			return true
		}
	}
	return false
}

// figure tells whether an expression is a whole number other than 0 and 1, with or
// without a sign.
func figure(e ast.Expr) bool {
	if sign, ok := e.(*ast.UnaryExpr); ok {
		e = sign.X
	}
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.INT {
		return false
	}
	n, err := strconv.ParseInt(lit.Value, 0, 64)
	return err != nil || n > 1
}

// lastName gives the last name of a type, a function or a variable as written.
func lastName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.StarExpr:
		return lastName(e.X)
	}
	return ""
}
