package assets_test

import (
	"io/fs"
	"testing"

	"casedesk/assets"
	"casedesk/cases/rules"
)

// Every shipped pack is sound, its stories pass and every row is hit by a story.
func TestShippedPacksPassTheirStories(t *testing.T) {
	cal, err := assets.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	dirs, err := fs.ReadDir(assets.Packs(), ".")
	if err != nil {
		t.Fatal(err)
	}
	stories, rows := 0, 0
	for _, d := range dirs {
		report, err := rules.Check(assets.Packs(), d.Name(), cal)
		if err != nil {
			t.Errorf("%s: %v", d.Name(), err)
			continue
		}
		for _, f := range report.Failed {
			t.Errorf("%s: %s: %s is %q, want %q", f.Where, f.Story, f.What, f.Got, f.Want)
		}
		for _, row := range report.Unhit {
			t.Errorf("%s: no story makes %s fire", d.Name(), row)
		}
		stories += report.Stories
		rows += report.Rules
	}
	if stories < 450 || rows < 320 {
		t.Errorf("%d stories over %d rows; some were lost", stories, rows)
	}
	t.Logf("%d stories, %d rows", stories, rows)
}
