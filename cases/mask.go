package cases

import (
	"strings"
	"unicode/utf8"
)

// MaskPhone keeps the first three and the last four characters of a phone number
// of eight or more, and nothing of a shorter one.
func MaskPhone(s string) string {
	if utf8.RuneCountInString(s) < 8 {
		return strings.Repeat("*", utf8.RuneCountInString(s))
	}
	return maskMiddle(s, 3, 4)
}

// MaskNumber keeps the first and the last character of the number of an identity
// paper, whether or not it is a right one.
func MaskNumber(s string) string { return maskMiddle(s, 1, 1) }

// doubleSurnames are the family names of two characters that are met in practice.
const doubleSurnames = "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五"

// MaskName keeps the family name of a person and hides the rest.
func MaskName(s string) string {
	s = strings.TrimSpace(s)
	runes := []rune(s)
	keep := 1
	if len(runes) > 2 && strings.Contains(doubleSurnames, string(runes[:2])) {
		keep = 2
	}
	if len(runes) == 1 {
		return "*"
	}
	return maskMiddle(s, keep, 0)
}

// maskMiddle hides all but the first and last characters; a text too short for
// that is hidden whole.
func maskMiddle(s string, first, last int) string {
	runes := []rune(s)
	if len(runes) <= first+last {
		return strings.Repeat("*", len(runes))
	}
	for i := first; i < len(runes)-last; i++ {
		runes[i] = '*'
	}
	return string(runes)
}
