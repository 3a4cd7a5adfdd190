package cases

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestOneDecisionHasOneKey(t *testing.T) {
	for _, spelling := range []string{
		"示例建罚〔2026〕41号", "示例建罚[2026]第041号", "示例建罚【2026】0041号", "示例建罚（2026）41号", "示例建罚字〔2026〕第41号", "示例建罚「2026」41 号",
		"示例建罚［２０２６］４１号", "示例建罚 (2026) 41", "示例建罚字第〔2026〕41号", "示例建罚2026-41号", "示例建罚字2026第41号", "示例建罚〔2026年〕41號", "\ufeff示例建罚〔2026〕\u200b41号",
	} {
		if got := DocNumberKey(spelling); got != "示例建罚〔2026〕41号" {
			t.Errorf("%q has the key %s", spelling, got)
		}
	}
	for spelling, want := range map[string]string{
		"": "", "无": "", "/": "", "－": "", "深（福）罚字〔2026〕007号": "深〔福〕罚〔2026〕7号", "第0041号": "41号", "示例建罚〔2026〕41-1号": "示例建罚〔2026〕41-1号",
		"粤0106罚〔2026〕3号": "粤0106罚〔2026〕3号", "示例建罚〔2026〕A041号": "示例建罚〔2026〕A41号", "示例消行罚决字〔2026〕第0100号": "示例消行罚决〔2026〕100号",
	} {
		if got := DocNumberKey(spelling); got != want {
			t.Errorf("%q has the key %q, want %q", spelling, got, want)
		}
	}
	for _, pair := range [][2]string{{"示例建罚〔2026〕41号", "示例建罚〔2026〕410号"}, {"示例建罚〔2026〕41号", "示例建罚〔2025〕41号"}, {"示例建罚〔2026〕41号", "示例环罚〔2026〕41号"}, {"示例建罚〔2026〕41-1号", "示例建罚〔2026〕411号"}} {
		if DocNumberKey(pair[0]) == DocNumberKey(pair[1]) {
			t.Errorf("%v are two decisions", pair)
		}
	}
}

func TestSpellingsMeet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		brackets := rapid.SampledFrom([]string{"〔 〕", "[ ]", "【 】", "（ ）", "( )", "「 」", "［ ］"}).Draw(t, "brackets")
		open, shut, _ := strings.Cut(brackets, " ")
		number := rapid.SampledFrom([]string{"", "0", "000"}).Draw(t, "zeros") + rapid.StringMatching(`[1-9][0-9]{0,4}`).Draw(t, "number")
		office := rapid.SampledFrom([]string{"示例建罚", "深示市监罚", "粤A罚"}).Draw(t, "office")
		year := rapid.StringMatching(`20[0-3][0-9]`).Draw(t, "year")
		written := office + rapid.SampledFrom([]string{"", "字", " "}).Draw(t, "word") + open + year + shut + rapid.SampledFrom([]string{"", "第", " 第 "}).Draw(t, "ordinal") + number + rapid.SampledFrom([]string{"号", "", " 号"}).Draw(t, "end")
		want := office + "〔" + year + "〕" + strings.TrimLeft(number, "0") + "号"
		if got := DocNumberKey(written); got != want {
			t.Fatalf("%q has the key %q, want %q", written, got, want)
		}
	})
}

func FuzzDocNumberKey(f *testing.F) {
	for _, s := range []string{"示例建罚[2026]第041号", "2026-41", "第第1", "〔2026〕", "a字2019第-第0", "〔2026〕号号", "x2026年-0年", "无无", "\xff2026-1", "1 2026-3", "-2026第0", "..00.01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		key := DocNumberKey(s)
		if again := DocNumberKey(key); again != key {
			t.Fatalf("%q → %q → %q", s, key, again)
		}
	})
}
