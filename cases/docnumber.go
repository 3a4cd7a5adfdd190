package cases

import (
	"strings"
	"unicode"
)

// DocNumberKey gives one key for all spellings of a 文号, so that two spellings of
// one decision compare equal: 示例建罚[2026]第041号, 示例建罚字（２０２６）41 号 and
// 示例建罚〔2026〕41号 all give 示例建罚〔2026〕41号. It is "" for none (无, /, -).
func DocNumberKey(s string) string {
	// A second look matters only for odd texts, where dropping one mark uncovers another.
	for range len(s) + 1 {
		key := numberKey(s)
		if key == s {
			break
		}
		s = key
	}
	return s
}

func numberKey(s string) string {
	text := foldNumber(s)
	if strings.Trim(text, "-/\\.无*") == "" {
		return ""
	}
	before, year, after := splitYear(text)
	if year == "" {
		return dropLeadingZeros(dropOrdinal(text))
	}
	after = strings.TrimRight(strings.TrimLeft(after, "字第-年"), "号")
	before = strings.TrimRight(before, "字第-")
	return before + "〔" + year + "〕" + dropLeadingZeros(after) + "号"
}

// foldNumber brings widths, brackets, dashes and letter case together and drops spaces.
func foldNumber(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch r = foldWidth(r); {
		case isBlank(r):
		case strings.ContainsRune("〔[【(「『﹝{<《〈", r):
			b.WriteRune('〔')
		case strings.ContainsRune("〕]】)」』﹞}>》〉", r):
			b.WriteRune('〕')
		case unicode.Is(unicode.Pd, r), r == '_', r == '−':
			b.WriteByte('-')
		case r == '號':
			b.WriteRune('号')
		case r == unicode.ReplacementChar:
		default:
			b.WriteRune(upperLatin(r))
		}
	}
	return b.String()
}

// splitYear finds the year: four digits in brackets, or else four digits alone
// between other characters. year is "" where there is none.
func splitYear(s string) (before, year, after string) {
	for at := 0; ; {
		open := strings.Index(s[at:], "〔")
		if open < 0 {
			break
		}
		open += at
		at = open + len("〔")
		if isYear(s[at:]) && strings.HasPrefix(strings.TrimPrefix(s[at+4:], "年"), "〕") {
			_, after, _ := strings.Cut(s[at:], "〕")
			return s[:open], s[at : at+4], after
		}
	}
	for i := 1; i < len(s); i++ {
		if !isYear(s[i:]) || isDigit(s[i-1]) || len(s) == i+4 {
			continue
		}
		if rest := s[i+4:]; startsNumber(rest) {
			return s[:i], s[i : i+4], rest
		}
	}
	return "", "", ""
}

// startsNumber tells whether what follows a bare year is a mark and then a number.
func startsNumber(rest string) bool {
	number := strings.TrimLeft(rest, "年字第-")
	return number != rest && number != "" && isDigit(number[0])
}

func isYear(s string) bool {
	return len(s) >= 4 && allDigits(s[:4]) && (s[:2] == "19" || s[:2] == "20") && (len(s) == 4 || !isDigit(s[4]))
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// dropLeadingZeros turns 0041 into 41 wherever a run of digits starts.
func dropLeadingZeros(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		starts := i == 0 || !isDigit(s[i-1]) && s[i-1] != '.'
		for starts && s[i] == '0' && i+1 < len(s) && isDigit(s[i+1]) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// dropOrdinal takes every 第 away that stands before a digit.
func dropOrdinal(s string) string {
	var b strings.Builder
	for {
		cut, after, found := strings.Cut(s, "第")
		b.WriteString(cut)
		if !found {
			return b.String()
		}
		if number := strings.TrimLeft(after, "第"); number != "" && isDigit(number[0]) {
			after = number
		} else {
			b.WriteString("第")
		}
		s = after
	}
}

func upperLatin(r rune) rune {
	if r >= 'a' && r <= 'z' {
		return r - 'a' + 'A'
	}
	return r
}

// isBlank tells whether a character shows nothing: spaces of every width, joiners, marks of order.
func isBlank(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == 0 }
