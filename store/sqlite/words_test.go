package sqlite

import (
	"os"
	"strings"
	"testing"
)

// Every character of 通用规范汉字表 (2013) has a reading and stands for itself,
// unless spellings.txt has it as a form of another.
func TestEveryCommonCharacterHasAReading(t *testing.T) {
	text, err := os.ReadFile("../../forms/pdf/testdata/tongyong_8105.txt")
	must(t, err)
	n, folded := 0, ""
	for c := range strings.FieldsSeq(string(text)) {
		n++
		r := []rune(c)[0]
		f := foldText(c)
		if len(f.runes) != 1 {
			t.Fatalf("%s folds to %q", c, f)
		}
		if f.runes[0] != r {
			folded += c
		}
		if readings().of(f.runes[0], false) == 0 {
			t.Errorf("%s has no reading", c)
		}
	}
	if n != 8105 {
		t.Errorf("%d characters", n)
	}
	if want := "氾昇垕陞埗堃喆淼甯蓢塱漖"; folded != want {
		t.Errorf("these fold: %s, want %s", folded, want)
	}
}

// As a family name a character is found by the reading it has there; the letters
// of readings from old books find nobody.
func TestFamilyNamesAreReadAsSuch(t *testing.T) {
	for name, letters := range map[string]string{
		"单": "s", "曾": "z", "仇": "q", "区": "o", "解": "x", "查": "z", "朴": "p", "盖": "g", "乐": "y", "缪": "m", "种": "c", "折": "s", "令": "l",
		"员": "y", "覃": "q", "繁": "p", "召": "s", "任": "r", "华": "h", "纪": "j", "翟": "z", "宁": "n", "冼": "x", "牟": "m", "隗": "w", "钭": "t",
		"尉迟": "yc", "长孙": "zs", "万俟": "mq", "欧阳": "oy", "令狐": "lh", "澹台": "tt", "单于": "cy", "乐正": "yz", "宰父": "zf", "亓官": "qg",
		"諸葛": "zg", "歐陽": "oy", "單": "s", "區": "o",
	} {
		sets, _ := initialsIn(foldText(name + "某"))
		if readAt(sets, []rune(letters+"m")) != 0 {
			t.Errorf("%s is not read %s", name, letters)
		}
	}
	for name, letters := range map[string]string{"王": "y", "方": "p", "女": "r", "公": "z", "限": "w", "于": "x", "邓": "s"} {
		sets, _ := initialsIn(foldText(name + "某"))
		if readAt(sets, []rune(letters+"m")) >= 0 {
			t.Errorf("%s is read %s", name, letters)
		}
	}
}

// What one file says of a character no other takes back: whatever is looked up as
// another is not looked up further.
func TestNoCharacterIsLookedUpTwice(t *testing.T) {
	words := spell()
	for from, as := range words.one {
		if further, ok := words.one[as]; ok {
			t.Errorf("%c stands for %c, and that for %c", from, as, further)
		}
	}
	if len(words.one) < 4500 {
		t.Errorf("%d characters stand for others", len(words.one))
	}
	for from, as := range map[rune]rune{'龑': '䶮', '陳': '陈', '葉': '叶', '韡': '𮧵', '峯': '峰', '國': '国', '贇': '赟', '頔': '𬱖', '驎': '𬴊'} {
		if words.one[from] != as {
			t.Errorf("%c stands for %c, not %c", from, words.one[from], as)
		}
	}
}
