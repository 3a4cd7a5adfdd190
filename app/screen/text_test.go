package screen

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// wideAs is a measure without fonts: Han twice as wide as the rest.
func wideAs(s string) float32 {
	w := 0
	for _, r := range s {
		w++
		if r > 0x2E80 {
			w++
		}
	}
	return float32(w)
}

func TestShortenTakesTheMiddle(t *testing.T) {
	got := Shorten("广东省粤北山区特色农产品有限公司穗东分公司", 25, wideAs)
	if !strings.HasPrefix(got, "广东省") || !strings.HasSuffix(got, "分公司") || wideAs(got) > 25 {
		t.Errorf("%q", got)
	}
	if got := Shorten("短名", 25, wideAs); got != "短名" {
		t.Errorf("%q", got)
	}
}

func TestShortenFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringN(0, 40, 200).Draw(t, "s")
		w := float32(rapid.IntRange(2, 60).Draw(t, "w"))
		if got := Shorten(s, w, wideAs); wideAs(got) > w || !utf8.ValidString(got) {
			t.Fatalf("%q is %v wide, room %v", got, wideAs(got), w)
		}
	})
}

func TestWrapKeepsMarksWithTheirWords(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float32
		want  string
	}{
		{"不满足，待核实。", 6, "不满|足，待|核实。"},
		{"见（三）项", 6, "见|（三）|项"},
		{"共 12 345 元整", 8, "共 12|345 元整"},
		{"one two three", 8, "one two|three"},
		{"一\n二", 8, "一|二"},
		{"", 8, ""},
	} {
		if got := strings.Join(Wrap(c.text, c.width, wideAs), "|"); got != c.want {
			t.Errorf("Wrap(%q, %v) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func checkWrap(t interface{ Fatalf(string, ...any) }, s string, w float32) {
	lines := Wrap(s, w, wideAs)
	all := strings.Join(lines, "")
	strip := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
	if strip(all) != strip(s) {
		t.Fatalf("Wrap(%q) lost or made up text: %q", s, lines)
	}
	for _, l := range lines {
		if wideAs(l) > w && len([]rune(l)) > 2 && len(pieces(l)) > 1 {
			t.Fatalf("Wrap(%q, %v): line %q is too long", s, w, l)
		}
	}
}

func TestWrapLosesNothing(t *testing.T) {
	words := rapid.StringOfN(rapid.SampledFrom([]rune("国信用修复，。（）“”abc 12 \n")), 0, 60, 300)
	rapid.Check(t, func(t *rapid.T) {
		checkWrap(t, words.Draw(t, "s"), float32(rapid.IntRange(4, 40).Draw(t, "w")))
	})
}

func FuzzWrap(f *testing.F) {
	f.Add("你单位（统一社会信用代码：91440199MA9X003964）", uint8(20))
	f.Add("a  b。。", uint8(4))
	f.Fuzz(func(t *testing.T, s string, w uint8) {
		if utf8.ValidString(s) {
			checkWrap(t, s, float32(w)+4)
		}
	})
}
