package rules

import (
	"slices"
	"testing"
)

// The rulesets that the law names are all here, and each tells of every part of repair
// and of objection: by rows, or by a row that says why there are none. That none is
// lacking Load itself proves (testdata/faulty/lacks_parts.txt).
func TestEveryRulesetTellsOfEveryPart(t *testing.T) {
	b := shippedBook(t)
	silent := 0
	for _, id := range []string{"R527", "R58", "P22", "R36", "SAMR21", "SAMR107", "GD2021", "SZ2023", "GZ204", "GZ166", "FS2025", "GDMKT"} {
		p, ok := b.Pack(id)
		if !ok {
			t.Errorf("no ruleset %s", id)
			continue
		}
		if !slices.Equal(p.about, matters) {
			t.Errorf("%s is about %v only", id, p.about)
		}
		silent += len(p.silent)
		for _, a := range p.Articles {
			if a.Source == "" || a.LastChecked.IsZero() {
				t.Errorf("%s: %s has no source, or was never looked at", id, a.ID)
			}
		}
	}
	if silent == 0 {
		t.Error("not one part is silent, though many texts were never read")
	}
}
