package app_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	prefixForm = regexp.MustCompile(`^[a-z0-9_-]+\.([A-Za-z0-9_.-]+[.-])?$`)
	placeForm  = regexp.MustCompile(`\{([A-Za-z_]+)\}`)
	// hosts of package registries; a build asks whichever the machine is set up for
	hostForm = regexp.MustCompile(`(proxy|sum)\.golang\.org|goproxy\.(io|cn)|(deb|security|snapshot)\.debian\.org|registry\.npmjs|npm[m]irror|pypi\.org`)
	pathForm = regexp.MustCompile(`(^|[^\w./$}])/(work|tmp|root|home)/`)
)

func sentences(t *testing.T, lang string) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../assets/lang/" + lang + ".json")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	if err := json.Unmarshal(text, &said); err != nil {
		t.Fatalf("%s.json: %v", lang, err)
	}
	return said
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// failures finds each call of cases.Fail with its key, or the beginning of it, and the names given.
func failures(f source, see func(call *ast.CallExpr, key string, whole bool, names []string)) {
	ast.Inspect(f.tree, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) < 2 {
			return true
		}
		switch fn := call.Fun.(type) {
		case *ast.Ident:
			ok = fn.Name == "Fail" && strings.HasPrefix(f.name, "cases/")
		case *ast.SelectorExpr:
			x, is := fn.X.(*ast.Ident)
			ok = is && x.Name == "cases" && fn.Sel.Name == "Fail"
		default:
			ok = false
		}
		if !ok {
			return true
		}
		var names []string
		for i := 2; i < len(call.Args); i += 2 {
			name, ok := literal(call.Args[i])
			if !ok || call.Ellipsis.IsValid() {
				name = "*" // known only when it runs
			}
			names = append(names, name)
		}
		if key, ok := literal(call.Args[1]); ok {
			see(call, key, true, names)
		} else if sum, ok := call.Args[1].(*ast.BinaryExpr); ok {
			if key, ok := literal(sum.X); ok {
				see(call, key, false, names)
			}
		}
		return true
	})
}

// Every failure has a sentence in each language, and is given what the sentence names.
func TestFailuresHaveSentences(t *testing.T) {
	for _, lang := range []string{"zh-Hans", "en"} {
		said := sentences(t, lang)
		for _, f := range goFiles(t) {
			if f.test {
				continue
			}
			failures(f, func(call *ast.CallExpr, key string, whole bool, names []string) {
				if !whole {
					if !begins(said, key) {
						t.Errorf("%s: %s.json has no key that begins with %s", f.at(call), lang, key)
					}
					return
				}
				sentence, ok := said[key]
				if !ok {
					t.Errorf("%s: %s.json has no sentence %s", f.at(call), lang, key)
				}
				for _, place := range placeForm.FindAllStringSubmatch(sentence, -1) {
					if !slices.Contains(names, place[1]) && !slices.Contains(names, "*") {
						t.Errorf("%s: %s in %s.json names {%s}, which is not given", f.at(call), key, lang, place[1])
					}
				}
			})
		}
	}
}

// What is said by name has a sentence in each language.
func TestWhatIsSaidHasSentences(t *testing.T) {
	for _, lang := range []string{"zh-Hans", "en"} {
		said := sentences(t, lang)
		for _, f := range goFiles(t) {
			if f.test {
				continue
			}
			ast.Inspect(f.tree, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || len(call.Args) == 0 {
					return true
				}
				name := ""
				switch fn := call.Fun.(type) {
				case *ast.Ident:
					name = fn.Name
				case *ast.SelectorExpr:
					name = fn.Sel.Name
				}
				if key, whole := literal(call.Args[0]); whole && name == "Say" && said[key] == "" {
					t.Errorf("%s: %s.json has no sentence %s", f.at(call), lang, key)
				}
				return true
			})
		}
	}
}

func begins(said map[string]string, prefix string) bool {
	for key := range said {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}

// Every sentence is said somewhere: its key, or the beginning of it up to a dot, stands in Go code or
// in the data that ships; or a presenter names its area and adds a code to it ("state", then a state).
func TestSentencesAreUsed(t *testing.T) {
	literals, areas, prefixes := map[string]bool{}, map[string]bool{}, []string{}
	for _, f := range goFiles(t) {
		if f.test {
			continue
		}
		ast.Inspect(f.tree, func(n ast.Node) bool {
			e, ok := n.(*ast.BasicLit)
			if !ok {
				return true
			}
			if s, ok := literal(e); ok && prefixForm.MatchString(s) {
				prefixes = append(prefixes, s)
			} else if ok {
				literals[s] = true
				areas[s] = areas[s] || strings.HasPrefix(f.name, "app/present/")
			}
			return true
		})
	}
	data := shippedText(t)
	for key := range sentences(t, "zh-Hans") {
		named := false // an area of any depth
		for area := key; !named && strings.Contains(area, "."); named = areas[area] {
			area = area[:strings.LastIndex(area, ".")]
		}
		if !literals[key] && !named && !hasPrefix(key, prefixes) && !bytes.Contains(data, []byte(key)) {
			t.Errorf("nobody says %s", key)
		}
	}
}

// shippedText joins the text of everything under assets but the languages.
func shippedText(t *testing.T) []byte {
	t.Helper()
	var all []byte
	err := filepath.WalkDir("../assets", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.Contains(filepath.ToSlash(file), "assets/lang/") ||
			!slices.Contains([]string{".yaml", ".json", ".csv", ".tsv"}, filepath.Ext(file)) {
			return err
		}
		text, err := os.ReadFile(file)
		all = append(append(all, text...), '\n')
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// tracked names every file that is committed or about to be, from the root.
func tracked(t *testing.T) []string {
	t.Helper()
	index, err := exec.Command("git", "-C", "..", "-c", "safe.directory=*", "rev-parse", "--git-path", "index").Output()
	if err != nil {
		t.Fatal("the house is judged by what git holds: ", err)
	}
	path := strings.TrimSpace(string(index)) // from the root, where it is not absolute
	if !filepath.IsAbs(path) {
		path = filepath.Join("..", path)
	}
	if _, err := os.ReadFile(path); err != nil { // read, so that a cached result is not kept past a commit
		t.Fatal("the house is judged by what git holds: ", err)
	}
	out, err := exec.Command("git", "-C", "..", "-c", "safe.directory=*", "ls-files", "-z").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
}

// The project builds anywhere: it names no registry's host and no path of one machine.
func TestNoMachineIsNamed(t *testing.T) {
	for _, name := range tracked(t) {
		text, err := os.ReadFile(filepath.Join("..", name))
		if os.IsNotExist(err) { // taken away, not yet committed
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if bytes.IndexByte(text, 0) >= 0 { // not text
			continue
		}
		for i, line := range bytes.Split(text, []byte("\n")) {
			if host := hostForm.Find(line); host != nil {
				t.Errorf("%s:%d names the registry %s", name, i+1, host)
			}
			if at := pathForm.Find(line); at != nil {
				t.Errorf("%s:%d names a path of one machine: %s", name, i+1, at)
			}
		}
	}
}

// The customer fixed the top level; beside it stands only what convention demands.
func TestTopLevel(t *testing.T) {
	known := []string{"app", "cases", "store", "forms", "assets", "FyneApp.toml", "go.mod", "go.sum", "README.md",
		"Makefile", "LICENSE", ".ci", ".gitignore", ".gitattributes"}
	for _, name := range tracked(t) {
		if top, _, _ := strings.Cut(name, "/"); !slices.Contains(known, top) {
			t.Errorf("%s: %s has no place at the top level", name, top)
		}
	}
}
