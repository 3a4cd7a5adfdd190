package layout

import (
	"strings"
	"unicode"
)

// The line rules are those of W3C clreq "strict" level, which holds all that
// its GB level (GB/T 15834-2011) asks and keeps —— and …… off the line start
// besides; they also satisfy the CSS Text "strict" classes for Chinese.
const (
	stops      = "、，。．：；！？‼⁇⁈⁉,.:;!?"
	closers    = "）］｝】〕〗〙〛〉》」』”’)]}"
	connectors = "－–—⸺～‐〜゠·・･•‧-~/／"
	leaders    = "․‥…⋯︙\U00010AF6"
	suffixes   = "°‰′″‵℃℉﹪％￠%"
	repeats    = "々〻ゝゞヽヾ"
	notAtStart = stops + closers + connectors + leaders + suffixes + repeats

	openers  = "（［｛【〔〖〘〚〈《「『“‘([{"
	prefixes = "￥¥$＄№§"
	notAtEnd = openers + prefixes + "/／"

	units = "年月日号条款项目元角分个万亿千百时秒天次件份页名户家级类人"
)

// trimsRight and trimsLeft list the full-width marks that have their blank half
// on that side and may give it up (clreq, punctuation width adjustment).
const (
	trimsRight = "、，。．：；！？）］｝】〕〗〙〛〉》」』”’"
	trimsLeft  = "（［｛【〔〖〘〚〈《「『“‘"
)

// isDigit tells a half-width digit.
func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isWord tells a character of a Latin word, number, code or address, which
// stays on one line as a whole.
func isWord(r rune) bool {
	if r < 0x80 {
		return isDigit(r) || unicode.IsLetter(r) || strings.ContainsRune("-./,:@_+#&=%'", r)
	}
	return r < 0x2000 && unicode.IsLetter(r)
}

// isMark tells a character that belongs to the one before it.
func isMark(r rune) bool {
	return r == 0x200D || r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0100 && r <= 0xE01EF || unicode.Is(unicode.M, r)
}

// bond says how firmly two neighbours hold together.
type bond uint8

const (
	free  bond = iota // a line may break here
	word              // only where nothing else is left
	fixed             // only if not even that is left
)

// bondOf gives the bond between neighbours a and b.
func bondOf(a, b rune) bond {
	switch {
	case isMark(b) || strings.ContainsRune(notAtStart, b) || strings.ContainsRune(notAtEnd, a):
		return fixed
	case a == 0xA0 || b == 0xA0 || b == ' ':
		return fixed
	case isWord(a) && isWord(b):
		return word
	case isDigit(a) && strings.ContainsRune(units, b), a == '第', a == '〕' && isDigit(b):
		return word
	}
	return free
}

// joined tells neighbours that justification never draws apart.
func joined(a, b rune) bool {
	return isWord(a) && isWord(b) || isMark(b) || a == b && (a == '—' || a == '…' || a == '⋯')
}
