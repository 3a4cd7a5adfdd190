package cases

import (
	"testing"

	"pgregory.net/rapid"
)

func TestAMisspeltWordIsRecognised(t *testing.T) {
	words := []string{"duty_done", "rectified", "decided_on", "filed_on", "fine", "field", "owner"}
	for typed, want := range map[string]string{
		"duty_doen": "duty_done", "dutydone": "duty_done", "rectifed": "rectified", "decided": "decided_on", "fines": "fine",
		"colour": "", "x": "", "": "", "filed_at": "filed_on", "ownre": "owner", "完": "",
	} {
		if got := NearWord(typed, words); got != want {
			t.Errorf("%q is taken for %q, want %q", typed, got, want)
		}
	}
}

// One slip in a word of five letters or more always leads back to it.
func TestOneSlipLeadsBack(t *testing.T) {
	var keys []string
	for _, d := range FactDecls() {
		if len(d.Key) >= 5 {
			keys = append(keys, d.Key)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		word := []rune(rapid.SampledFrom(keys).Draw(t, "word"))
		i := rapid.IntRange(0, len(word)-2).Draw(t, "at")
		typed := append([]rune{}, word...)
		switch rapid.IntRange(0, 3).Draw(t, "slip") {
		case 0:
			typed[i] = '#'
		case 1:
			typed = append(typed[:i], typed[i+1:]...)
		case 2:
			typed = append(typed[:i], append([]rune{'#'}, typed[i:]...)...)
		case 3:
			typed[i], typed[i+1] = typed[i+1], typed[i]
		}
		if got := NearWord(string(typed), keys); got != string(word) {
			t.Fatalf("%q is taken for %q, want %q", string(typed), got, string(word))
		}
	})
}
