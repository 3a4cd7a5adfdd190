package screen

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"casedesk/assets"
)

// Every icon that the screens or their presenters name is one that ships.
func TestNamedIconsShip(t *testing.T) {
	named := regexp.MustCompile(`(?:NewIcon|NewPill|NewState|NewEmpty|WithIcon|SetLeft|\.set|Icon:|Icon =)\s*\(?\s*"([a-z][a-z0-9-]+)"`)
	files, err := filepath.Glob("../[ps]*/*.go") // present and screen
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	seen := 0
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range named.FindAllSubmatch(b, -1) {
			seen++
			if assets.Icon(string(m[1])) == nil {
				t.Errorf("%s names the icon %s, which does not ship", f, m[1])
			}
		}
	}
	if seen < 30 {
		t.Errorf("only %d icons found by name; the pattern is wrong", seen)
	}
}

// An icon is made once for each name, colour and size, and an unknown name is
// shown as a question, not as nothing.
func TestIconIsColouredOnce(t *testing.T) {
	a, b := icon("clock", Red, 14), icon("no-such-icon", Red, 14)
	if s := string(a.Content()); strings.Contains(s, "currentColor") || !strings.Contains(s, "#A8201A") {
		t.Errorf("not in the token's colour: %s", s)
	}
	if len(b.Content()) == 0 {
		t.Error("an unknown icon is empty")
	}
	if icon("clock", Amb, 14).Name() == a.Name() || icon("clock", Red, 28).Name() == a.Name() {
		t.Error("two pictures share a name, so Fyne shows one of them twice")
	}
}
