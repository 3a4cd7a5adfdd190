package main

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

func TestMetadataIsThatOfTheToml(t *testing.T) {
	said := readToml(t, "../../FyneApp.toml")
	m := metadata()
	for key, is := range map[string]string{
		"Details.Name": m.Name, "Details.ID": m.ID, "Details.Version": m.Version, "Details.Build": "1",
		"Details.Icon": "assets/icons/app.png", "Migrations.fyneDo": "true",
	} {
		if said[key] != is {
			t.Errorf("%s is %q in FyneApp.toml and %q in the program", key, said[key], is)
		}
		delete(said, key)
	}
	if len(said) != 0 {
		t.Errorf("FyneApp.toml says what the program does not: %v", said)
	}
	if m.Build != 1 || m.Migrations["fyneDo"] != migrated {
		t.Errorf("build %d, migrations %v", m.Build, m.Migrations)
	}
	icon, err := os.ReadFile("../../assets/icons/app.png")
	if err != nil || !sameBytes(m.Icon, icon) {
		t.Errorf("the icon is not that of FyneApp.toml (%v)", err)
	}
}

func sameBytes(r fyne.Resource, b []byte) bool { return string(r.Content()) == string(b) }

// readToml reads the little of TOML that the file uses: [tables] and key = value.
func readToml(t *testing.T, path string) map[string]string {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	table := ""
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			table = strings.Trim(line, "[]") + "."
			continue
		}
		if key, value, ok := strings.Cut(line, "="); ok {
			out[table+strings.TrimSpace(key)] = strings.Trim(strings.TrimSpace(value), `"`)
		}
	}
	return out
}

func TestTheCommandLine(t *testing.T) {
	o, err := parse([]string{"-stores", "a,,b", "-central", "http://127.0.0.1:1", "-lang", "en", "-watch", "w", "-width", "800", "-height", "600"})
	if err != nil {
		t.Fatal(err)
	}
	if len(o.stores) != 2 || o.stores[1] != "b" || o.central == "" || o.lang != "en" || o.watch != "w" || o.width != 800 || o.height != 600 {
		t.Errorf("%+v", o)
	}
	if !strings.HasSuffix(o.cache, "casedesk") {
		t.Errorf("the cache lies at %q", o.cache)
	}
	o, err = parse(nil)
	if err != nil || o.lang != "zh-Hans" || o.width != 1366 || o.height != 768 || len(o.stores) != 0 || o.central != "" {
		t.Errorf("without anything: %+v, %v", o, err)
	}
	if o, err = parse([]string{"-cache", "here"}); err != nil || o.cache != "here" {
		t.Errorf("the cache lies at %q: %v", o.cache, err)
	}
}
