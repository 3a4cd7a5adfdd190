package cases

import (
	"strings"
	"unicode"
)

// Glyph is the picture of a character that no font has (图形字), kept with the case.
// Its mark stands for it in names: the character itself, or its description by
// ideographic description characters (GB 18030-2022, ISO/IEC 10646 annex I): ⿰韦华.
type Glyph struct {
	Mark string
	PNG  []byte
}

// glyphPaper begins the paper code of a picture's file in the evidence of a case.
const glyphPaper = "GLYPH:"

// GlyphPaper gives the paper code under which the picture of a mark is kept.
func GlyphPaper(mark string) string { return glyphPaper + mark }

// GlyphFiles are the pictures among the case's evidence by mark, the last of each.
func (c Case) GlyphFiles() map[string]EvidenceAct {
	out := map[string]EvidenceAct{}
	for _, e := range c.Evidence {
		if mark, ok := strings.CutPrefix(e.Paper, glyphPaper); ok {
			out[mark] = e
		}
	}
	return out
}

// proves tells a paper from the mere picture of a character.
func (a EvidenceAct) proves() bool { return !strings.HasPrefix(a.Paper, glyphPaper) }

// markMost is how many characters a description may have.
const markMost = 16

// ParseMark refuses what cannot stand for a character: anything but one character of
// a script, or one whole description of at most 16 (Invalid, glyph.mark).
func ParseMark(s string) error {
	rs := []rune(s)
	if len(rs) > 0 && described(rs) == len(rs) && len(rs) <= markMost || len(rs) == 1 && (unicode.Is(unicode.Han, rs[0]) || rs[0] >= 0x20000 && rs[0] < 0x110000) {
		return nil
	}
	return Fail(Invalid, "glyph.mark", "mark", s)
}

// Descriptions finds the whole descriptions in a text, as they stand there.
func Descriptions(text string) (out []string) {
	rs := []rune(text)
	for i := 0; i < len(rs); i++ {
		if n := described(rs[i:]); n > 1 {
			out = append(out, string(rs[i:i+n]))
			i += n - 1
		}
	}
	return out
}

// described tells how many characters the description at the beginning has, 0 for none.
func described(rs []rune) int {
	if len(rs) == 0 || parts(rs[0]) == 0 {
		return 0
	}
	at := 1
	for range parts(rs[0]) {
		switch n := described(rs[at:min(at+markMost, len(rs))]); {
		case n > 0:
			at += n
		case at < len(rs) && unicode.Is(unicode.Han, rs[at]):
			at++
		default:
			return 0
		}
	}
	return at
}

// IsDescriber tells an ideographic description character.
func IsDescriber(r rune) bool { return parts(r) > 0 }

// parts is how many parts an ideographic description character joins; 0 for any other.
func parts(r rune) int {
	switch {
	case r == 0x2FF2 || r == 0x2FF3:
		return 3
	case r == 0x2FFE || r == 0x2FFF:
		return 1
	case r >= 0x2FF0 && r <= 0x2FFD || r == 0x31EF:
		return 2
	}
	return 0
}
