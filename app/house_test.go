// Package app_test guards the house: who may import whom, how large things grow, what may be said where.
package app_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "casedesk/"

// layers are the folders that hold Go code.
var layers = []string{"./app/...", "./assets/...", "./cases/...", "./forms/...", "./store/..."}

// mayImport says, for each folder, which folders of this module it may import. The way of a letter
// is forms/letter, forms/layout, forms/pdf; each may look back at what it is given, never ahead.
var mayImport = map[string][]string{
	"cases":           {},
	"cases/rules":     {"cases"},
	"forms/intake":    {"cases"},
	"forms/letter":    {"cases"},
	"forms/layout":    {"cases", "forms/letter"},
	"forms/pdf":       {"cases", "forms/letter", "forms/layout"},
	"forms/scan":      {"cases"},
	"store/sqlite":    {"cases", "store/sqlite/pagecipher"},
	"store/central":   {"cases"},
	"store/replica":   {"cases"},
	"store/sample":    {"cases"},
	"store/storetest": {"cases", "store/central", "store/sqlite"}, // for tests, with real stores
	"assets":          {"cases"},
	"app/office":      {"cases", "cases/rules"},
	"app/present":     {"cases", "cases/rules", "app/office"},
	"app/screen":      {"app/present", "assets", "cases"},
	"app/library":     {"cases", "cases/rules", "store/central", "store/replica", "assets"},
	// what the programs share: joined parts, for programs only
	"app/takeout": {"cases", "assets", "store/sqlite"},
	"app/wire": {"cases", "cases/rules", "app/office", "app/takeout", "assets", "forms/intake", "forms/letter", "forms/layout",
		"forms/pdf", "forms/scan", "store/sqlite", "store/replica"},
	"app/demo": {"cases", "cases/rules", "app/office", "app/wire", "app/library", "assets", "forms/intake",
		"forms/letter", "forms/layout", "forms/pdf", "store/sqlite", "store/sample", "store/replica"},
	"app/desktop/raster": {"cases"},
	// seals the files under SQLite, and knows nothing of what is in them
	"store/sqlite/pagecipher": {},
	"app/play/hands":          {},
}

// outside says which modules of others a folder may use, by the start of their paths; a folder
// that is not named here may use any but those of the window and of the stores.
var outside = map[string][]string{
	"cases":       {},
	"cases/rules": {"github.com/goccy/go-yaml"},
	"assets":      {},
	"app/office":  {"github.com/google/uuid"},
	"app/present": {"github.com/google/uuid"},
	"app/screen":  {"fyne.io/fyne/v2"},
}

// only says which folders alone may use a module of others.
var only = map[string][]string{
	"fyne.io/":                   {"app/screen", "app/desktop"},
	"github.com/go-gl/":          {},
	"modernc.org/sqlite":         {"store/sqlite", "store/sqlite/pagecipher", "store/central"},
	"modernc.org/libc":           {"store/sqlite/pagecipher"},
	"github.com/jackc/pgx":       {"store/central"},
	"database/sql":               {"store/sqlite", "store/central", "store/storetest"},
	"github.com/jung-kurt/":      {"forms/pdf"},
	"github.com/mattn/go-sqlite": {},
}

type goPackage struct {
	ImportPath, Name, Dir string
	Standard              bool
	Imports               []string
	CgoFiles              []string
}

func (p goPackage) folder() string { return strings.TrimPrefix(p.ImportPath, module) }

func list(t *testing.T, env string, args ...string) []goPackage {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-e", "-tags", "migrated_fynedo",
		"-json=ImportPath,Name,Dir,Standard,Imports,CgoFiles"}, args...)...)
	cmd.Dir, cmd.Env = "..", append(os.Environ(), env)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.Bytes())
	}
	var found []goPackage
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return found
		} else if err != nil {
			t.Fatal(err)
		}
		found = append(found, p)
	}
}

func hasPrefix(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

// Each folder imports only what lies below it; only the mains wire.
func TestImportDirections(t *testing.T) {
	for _, p := range list(t, "CGO_ENABLED=1", layers...) {
		folder := p.folder()
		if p.Name == "" || p.ImportPath == "casedesk/app" { // nothing but tests
			continue
		}
		allowed, known := mayImport[folder]
		if !known && p.Name != "main" {
			t.Errorf("%s has no place in the house; give it one in mayImport or move its files", folder)
			continue
		}
		if p.Name == "main" && !strings.HasPrefix(folder, "app/") {
			t.Errorf("%s: programs lie under app/", folder)
		}
		for _, path := range p.Imports {
			if complaint := judge(folder, p.Name, path, allowed); complaint != "" {
				t.Errorf("%s imports %s: %s", folder, path, complaint)
			}
		}
	}
}

func judge(folder, name, path string, allowed []string) string {
	for prefix, who := range only {
		if strings.HasPrefix(path, prefix) && !slices.Contains(who, folder) {
			return "only for " + strings.Join(append(who, "tests"), ", ")
		}
	}
	if name == "main" {
		return ""
	}
	if inside, ok := strings.CutPrefix(path, module); ok {
		if !slices.Contains(allowed, inside) {
			return "it may import only " + strings.Join(append([]string{"others' modules"}, allowed...), ", ")
		}
		return ""
	}
	first, _, _ := strings.Cut(path, "/")
	if who, ok := outside[folder]; ok && strings.Contains(first, ".") && !hasPrefix(path, who) {
		return "not among the modules that this folder may use"
	}
	return ""
}

// The domain touches no file, no network, no database, no clock and no chance.
func TestDomainIsPure(t *testing.T) {
	banned := []string{"os", "os/exec", "net", "net/http", "database/sql", "math/rand", "math/rand/v2",
		"crypto/rand", "path/filepath", "syscall", "log", "log/slog"}
	for _, p := range list(t, "CGO_ENABLED=1", "./cases/...") {
		for _, path := range p.Imports {
			if slices.Contains(banned, path) {
				t.Errorf("%s imports %s; such values come in from outside", p.folder(), path)
			}
		}
	}
	for _, f := range goFiles(t) {
		if strings.HasPrefix(f.name, "cases/") {
			for _, call := range f.calls("time", "Now", "Since", "Until", "Sleep", "After", "Tick", "NewTimer") {
				t.Errorf("%s asks the clock; time comes in as a value", f.at(call))
			}
		}
	}
}

// The central library and deskctl run where there is neither a C library nor a screen.
func TestServersNeedNoWindow(t *testing.T) {
	for _, p := range list(t, "CGO_ENABLED=0", "-deps", "./app/central/...", "./app/deskctl/...") {
		if hasPrefix(p.ImportPath, []string{"fyne.io/", "github.com/go-gl/", "casedesk/app/screen"}) {
			t.Errorf("app/central or app/deskctl depends on %s, which needs a window", p.ImportPath)
			break // what it brings along would fill the screen
		}
	}
	for _, p := range list(t, "CGO_ENABLED=1", "-deps", "./app/central/...", "./app/deskctl/...") {
		if !p.Standard && len(p.CgoFiles) > 0 {
			t.Errorf("app/central or app/deskctl depends on %s, which needs a C compiler", p.ImportPath)
		}
	}
}

// Names say what a package is about.
func TestPackageNames(t *testing.T) {
	for _, p := range list(t, "CGO_ENABLED=1", layers...) {
		for _, name := range slices.Compact([]string{p.Name, path.Base(p.ImportPath)}) {
			if slices.Contains([]string{"util", "utils", "common", "helper", "helpers", "model", "models", "manager", "managers"}, name) {
				t.Errorf("%s: “%s” says nothing about what is in it", p.folder(), name)
			}
		}
	}
}

// modernc.org/sqlite is made for one version of modernc.org/libc and breaks with others.
func TestLibcIsTheOneSQLiteWants(t *testing.T) {
	type requirements struct {
		Require []struct{ Path, Version string }
	}
	version := func(file string) string {
		out, err := exec.Command("go", "mod", "edit", "-json", file).Output()
		if err != nil {
			t.Fatal(err)
		}
		var r requirements
		if err := json.Unmarshal(out, &r); err != nil {
			t.Fatal(err)
		}
		for _, m := range r.Require {
			if m.Path == "modernc.org/libc" {
				return m.Version
			}
		}
		return "none"
	}
	out, err := exec.Command("go", "list", "-m", "-f", "{{.GoMod}}", "modernc.org/sqlite").Output()
	if err != nil {
		t.Fatal(err)
	}
	wants, has := version(strings.TrimSpace(string(out))), version("../go.mod")
	if wants != has {
		t.Errorf("go.mod has modernc.org/libc %s, modernc.org/sqlite wants %s", has, wants)
	}
}
