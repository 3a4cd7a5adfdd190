package assets_test

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"testing"

	"casedesk/assets"
	"casedesk/cases"

	"encoding/json"
	"os"
)

var place = regexp.MustCompile(`\{[a-z_]+\}`)

func read(t *testing.T, lang string) map[string]string {
	t.Helper()
	b, err := os.ReadFile("lang/" + lang + ".json")
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]string{}
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// Both languages say the same things with the same places to fill.
func TestLanguagesMatch(t *testing.T) {
	first := read(t, assets.Langs()[0])
	for _, lang := range assets.Langs()[1:] {
		other := read(t, lang)
		for key, s := range first {
			o, ok := other[key]
			if !ok || o == "" {
				t.Errorf("%s has no %s", lang, key)
				continue
			}
			a, b := place.FindAllString(s, -1), place.FindAllString(o, -1)
			slices.Sort(a)
			slices.Sort(b)
			if !slices.Equal(slices.Compact(a), slices.Compact(b)) {
				t.Errorf("%s: places %v in one language, %v in %s", key, a, b, lang)
			}
		}
		for key := range other {
			if _, ok := first[key]; !ok {
				t.Errorf("%s only in %s", key, lang)
			}
		}
	}
}

func TestSentenceFillsPlaces(t *testing.T) {
	w, err := assets.LoadWords("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	bad := fmt.Errorf("reading: %w", cases.Fail(cases.Invalid, "date.impossible", "value", "2026-02-30"))
	if got, want := w.Sentence(bad), "没有“2026-02-30”这一天。"; got != want {
		t.Errorf("Sentence = %q, want %q", got, want)
	}
	if got := w.Say("no.such.key"); got != "⟦no.such.key⟧" {
		t.Errorf("missing key says %q", got)
	}
	if got := w.Sentence(errors.New("x")); got == "" || got == "x" {
		t.Errorf("a foreign error says %q", got)
	}
	if fallback, err := assets.LoadWords("fr"); err != nil || fallback.Lang != "zh-Hans" {
		t.Errorf("unknown language: %v %v", fallback.Lang, err)
	}
}

func TestIcons(t *testing.T) {
	if assets.Icon("clock") == nil || assets.Icon("no-such-icon") != nil {
		t.Error("icons are found by name only")
	}
}

// Fyne draws only the first arc of a command that has several, so each has its own.
func TestIconArcsHaveACommandEach(t *testing.T) {
	command, number := regexp.MustCompile(`[aA]([^a-zA-Z"]*)`), regexp.MustCompile(`-?(?:\d*\.\d+|\d+)`)
	path := regexp.MustCompile(` d="([^"]*)"`)
	files, err := os.ReadDir("icons")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		svg, err := os.ReadFile("icons/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range path.FindAllSubmatch(svg, -1) {
			for _, arc := range command.FindAllSubmatch(d[1], -1) {
				if n := len(number.FindAll(arc[1], -1)); n > 7 {
					t.Errorf("%s: %d numbers behind one arc command: %s", f.Name(), n, arc[0])
				}
			}
		}
	}
}
