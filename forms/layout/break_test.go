package layout

import (
	"math/rand"
	"os"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// plain is a face as Chinese fonts are: full-width characters of one em with
// their marks in one half, Latin letters of about half an em.
type plainFace struct{}

func (plainFace) Advance(_ Role, r rune) int {
	switch {
	case r == ' ':
		return 250
	case r == 'i' || r == '.' || r == ',':
		return 280
	case r < 0x2000:
		return 540
	case r == '⸺':
		return 2000
	}
	return 1000
}

func (plainFace) Blank(_ Role, r rune) (left, right int) {
	switch {
	case strings.ContainsRune("（［｛【〔〖〘〚〈《「『“‘", r):
		return 600, 50
	case strings.ContainsRune("、，。．：；！？）］｝】〕〗〙〛〉》」』”’", r):
		return 50, 540
	}
	return 50, 50
}

func texts(ls []Line) (out []string) {
	for _, l := range ls {
		out = append(out, l.Text)
	}
	return out
}

// Rules written out once more, apart from the program's own tables.
const (
	neverFirst = "、，。：；！？”’）》〉】〕」』…—～·％‰℃々,.;:!?)]}%"
	neverLast  = "（《〈【〔「『“‘￥([{"
)

// checkLines finds what is wrong with lines broken from text; "" is nothing.
// A rule may only be broken in a line that offers no lawful place at all.
func checkLines(text string, ls []Line, width int) string {
	if strings.Join(texts(ls), "") != text {
		return "text lost or doubled"
	}
	m := plainFace{}
	for i, l := range ls {
		rs := []rune(l.Text)
		if len(rs) != len(l.Flags) || len(rs) == 0 {
			return "line " + strconv.Itoa(i) + " has flags for other characters"
		}
		w := l.Indent
		for k, r := range rs {
			w += m.Advance(Song, r)
			if l.Flags[k]&Half != 0 {
				if left, right := m.Blank(Song, r); left < 440 && right < 440 {
					return "half of " + string(r) + " cut off"
				}
				w -= 500
			}
		}
		blanks := len(rs) - len([]rune(strings.TrimRight(l.Text, " ")))
		if w-250*blanks > width && len(rs) > 1 {
			return "line " + strconv.Itoa(i) + " overfull: " + l.Text
		}
		first := i > 0 && strings.ContainsRune(neverFirst, rs[0])
		last := i < len(ls)-1 && strings.ContainsRune(neverLast, rs[len(rs)-1])
		before := l.Text
		if first {
			before = ls[i-1].Text
		}
		if (first || last) && lawfulPlace(before) {
			return "line " + strconv.Itoa(i) + " begins or ends with a mark that may not: " + before + "|" + l.Text
		}
	}
	return ""
}

// lawfulPlace tells whether any two neighbours in the line could be parted.
func lawfulPlace(line string) bool {
	rs := []rune(line)
	for k := 1; k < len(rs); k++ {
		if !strings.ContainsRune(neverFirst, rs[k]) && !strings.ContainsRune(neverLast, rs[k-1]) && rs[k] != ' ' &&
			(rs[k] > 0x2000 || rs[k-1] > 0x2000) && rs[k-1] != '第' && !(rs[k-1] < 0x2000 && strings.ContainsRune(units, rs[k])) && rs[k-1] != '〕' {
			return true
		}
	}
	return false
}

// randomText strings Chinese, marks, numbers and rare characters together; marks
// meet, but seldom by the dozen.
func randomText(r *rand.Rand) string {
	pool := []rune("经审查你单位提出信用修复申请不符合办法规定的条件决定予以，。、；：？！（）《》“”〔〕——……2026年3月60日￥50,000.00元A𠮷𬬭·％ i")
	var b []rune
	for range 60 + r.Intn(120) {
		c := pool[r.Intn(len(pool))]
		if n := len(b); n > 0 && strings.ContainsRune(neverFirst+neverLast, c) && strings.ContainsRune(neverFirst+neverLast, b[n-1]) && r.Intn(4) > 0 {
			c = '信'
		}
		b = append(b, c)
	}
	return string(b)
}

func TestFiftyThousandRandomLinesKeepEveryRule(t *testing.T) {
	lines := 0
	for seed := int64(0); lines < 60_000; seed++ {
		r := rand.New(rand.NewSource(seed))
		text := randomText(r)
		width := []int{28000, 28000, 20100, 12000}[seed%4]
		ls := Break(plainFace{}, Song, text, 2000, 0, width)
		if bad := checkLines(text, ls, width); bad != "" {
			t.Fatalf("seed %d, %q: %s", seed, text, bad)
		}
		lines += len(ls)
	}
	t.Logf("%d lines: nothing lost, no forbidden start or end, none overfull", lines)
}

func TestAnyTextAtAnyWidthIsSetWhole(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.String().Draw(rt, "text")
		width := rapid.IntRange(-10, 30000).Draw(rt, "width")
		ls := Break(plainFace{}, Song, text, rapid.IntRange(0, 4000).Draw(rt, "first"), 0, width)
		if got := strings.Join(texts(ls), ""); got != string([]rune(text)) {
			rt.Fatalf("%q became %q", text, got)
		}
	})
}

func FuzzBreak(f *testing.F) {
	f.Add("依据《信用修复管理办法（试行）》第十二条", 28000, 2000)
	f.Add("——————……………………", 1000, 0)
	f.Add("9f2c7d10ab3344556677889900aabbcc9f2c7d10ab3344556677889900aabbcc", 28000, 2000)
	f.Add(strings.Repeat(" ", 20000), 28000, 0)
	f.Add(strings.Repeat("a", 20000), 0, 0)
	f.Add(strings.Repeat("。", 20000), 28000, 0)
	f.Fuzz(func(t *testing.T, text string, width, first int) {
		want := string([]rune(text))
		if got := strings.Join(texts(Break(plainFace{}, Song, text, first%5000, 0, width%100000)), ""); got != want {
			t.Errorf("%q became %q", want, got)
		}
	})
}

// The W3C tests of CSS line breaking for Chinese, one a line; ours is "strict".
func TestTheW3CAssertionsForStrictHold(t *testing.T) {
	b, err := os.ReadFile("testdata/w3c_i18n_tests_zh.tsv")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, row := range strings.Split(strings.TrimSpace(string(b)), "\n")[1:] {
		f := strings.Split(row, "\t")
		if f[1] != "strict" {
			continue
		}
		code, err := strconv.ParseInt(strings.TrimPrefix(f[4], "U+"), 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		n++
		allowed := bondOf('文', rune(code)) == free
		if allowed != (f[3] == "Y") {
			t.Errorf("%s %s: break allowed %v, want %s", f[2], f[4], allowed, f[3])
		}
		// and in a whole line: 27 characters, then the one that must not begin a line
		text := strings.Repeat("文", 28) + string(rune(code)) + strings.Repeat("字", 10)
		for i, l := range Break(plainFace{}, Song, text, 0, 0, 28000) {
			if i > 0 && strings.HasPrefix(l.Text, string(rune(code))) {
				t.Errorf("%s begins line %d", f[4], i+1)
			}
		}
	}
	if n != 36 {
		t.Errorf("%d assertions, want 36", n)
	}
}

func TestLinesTurnWhereAnOfficialWouldTurnThem(t *testing.T) {
	w := func(n int) string { return strings.Repeat("文", n) }
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"a full stop is set half at the line's end", w(27) + "。" + w(2), []string{w(27) + "。", w(2)}},
		{"a stop is pulled in by squeezing a comma", w(10) + "，" + w(17) + "。" + w(2), []string{w(10) + "，" + w(17) + "。", w(2)}},
		{"with nothing to squeeze the last character goes down", w(28) + "。" + w(2), []string{w(27), "文。" + w(2)}},
		{"an opening bracket does not end a line", w(27) + "（一）", []string{w(27), "（一）"}},
		{"a year stays whole", w(26) + "2026年" + w(3), []string{w(26), "2026年" + w(3)}},
		{"days stay with their number", w(27) + "60日内", []string{w(27), "60日内"}},
		{"a dash is never cut", w(27) + "——" + w(3), []string{w(26), "文——" + w(3)}},
		{"an amount stays whole", w(24) + "￥50,000.00元整", []string{w(24), "￥50,000.00元整"}},
		{"a code stays whole", w(20) + "91510822MA62500X3K" + w(3), []string{w(20), "91510822MA62500X3K" + w(3)}},
		{"quotation marks go with their words", w(27) + "“全部”" + w(3), []string{w(27), "“全部”" + w(3)}},
		{"an article's number stays with 第", w(27) + "第12条", []string{w(27), "第12条"}},
	} {
		got := texts(Break(plainFace{}, Song, c.text, 0, 0, 28000))
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: got %q", c.name, got)
		}
	}
}

func TestAWordLongerThanALineIsCutAndNothingElse(t *testing.T) {
	hash := strings.Repeat("9f2c7d10ab3344", 10)
	ls := Break(plainFace{}, Song, "校验码"+hash+"。", 2000, 0, 28000)
	if bad := checkLines("校验码"+hash+"。", ls, 28000); bad != "" {
		t.Error(bad)
	}
	if len(ls) < 3 || !strings.HasPrefix(ls[0].Text, "校验码9f2c") {
		t.Errorf("got %q", texts(ls))
	}
}

func TestMarksThatMeetShareTheirBlank(t *testing.T) {
	ls := Break(plainFace{}, Song, "（（一））、“《二》”。", 0, 0, 28000)
	var half []string
	for k, r := range []rune(ls[0].Text) {
		if ls[0].Flags[k]&Half != 0 {
			half = append(half, string(r)+strconv.Itoa(k))
		}
	}
	if got := strings.Join(half, " "); got != "（1 ）3 ）4 、5 《7 》9 ”10" {
		t.Errorf("half width: %s", got)
	}
}
