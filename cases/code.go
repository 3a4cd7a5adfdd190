package cases

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode"
)

// CodeKind says which standard a code belongs to; "" (null in JSON) is neither.
type CodeKind string

// The kinds of identity codes.
const (
	CodeUSCC CodeKind = "uscc" // GB 32100-2015
	CodeID   CodeKind = "id"   // GB 11643-1999
)

// MarshalJSON gives the kind, or null.
func (k CodeKind) MarshalJSON() ([]byte, error) {
	if k == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(k))
}

// Level says what the desk does with a finding.
type Level string

// The levels, mildest first.
const (
	LevelOK    Level = "ok"    // nothing to say
	LevelWarn  Level = "warn"  // shown, never blocks
	LevelError Level = "error" // blocks until it is mended
)

// CodeCheck is what is known about one code as somebody wrote it. Valid is the
// standard's own check, Level what the desk does with it. Reason is nil only when
// Level is ok. Suggest holds up to three codes that pass, likeliest first.
type CodeCheck struct {
	Input   string   `json:"input"`
	Kind    CodeKind `json:"kind"`
	Normal  string   `json:"normal"`
	Valid   bool     `json:"valid"`
	Level   Level    `json:"level"`
	Reason  *Error   `json:"-"`
	Suggest []string `json:"suggest"`
}

// CheckCode judges a code in any usual spelling: spaces, dashes, full width, lower
// case, a label in front. A birthday after today is impossible.
func CheckCode(input string, today Date) CodeCheck {
	c := CodeCheck{Input: input, Normal: normalCode(input), Level: LevelError, Suggest: []string{}}
	c.Kind = codeKind(c.Normal)
	switch c.Kind {
	case CodeID:
		c.judgeID(today)
	case CodeUSCC:
		c.judgeUSCC()
	default:
		c.Reason = Fail(Invalid, "code.unknown")
		if c.Normal == "" {
			c.Reason = Fail(Invalid, "code.empty")
		}
	}
	return c
}

func (c *CodeCheck) judgeID(today Date) {
	c.Reason = idFault(c.Normal, today)
	if c.Reason != nil {
		c.Suggest = suggestIDs(c.Normal, today)
		return
	}
	c.Valid, c.Level = true, LevelOK
	if len(c.Normal) == 15 {
		c.Level, c.Reason = LevelWarn, Fail(Invalid, "code.id_old")
		c.Suggest = []string{idEighteen(c.Normal)}
	}
}

func (c *CodeCheck) judgeUSCC() {
	c.Reason = usccFault(c.Normal)
	switch {
	case c.Reason != nil && usccIsPilot(c.Normal):
		c.Level, c.Reason = LevelWarn, Fail(Invalid, "code.uscc_pilot")
	case c.Reason != nil:
		c.Suggest = suggestUSCCs(c.Normal)
	default:
		c.Valid, c.Level = true, LevelOK
		if doubt := usccDoubt(c.Normal); doubt != nil {
			c.Level, c.Reason = LevelWarn, doubt
		}
	}
}

// codeKind guesses the standard from the shape. An 18-digit number can be either:
// its province and date against its class and division decide.
func codeKind(code string) CodeKind {
	n := len(code)
	if n == 15 && allDigits(code) {
		return CodeID
	}
	if n < 16 || n > 20 {
		return ""
	}
	digits := 0
	for i := range n {
		if code[i] >= '0' && code[i] <= '9' {
			digits++
		} else if code[i] < 'A' || code[i] > 'Z' {
			return ""
		}
	}
	if digits < 4 {
		return ""
	}
	usccFits, idFits := usccFault(code) == nil, idFault(code, Date{}) == nil
	if usccFits != idFits {
		return map[bool]CodeKind{true: CodeUSCC, false: CodeID}[usccFits]
	}
	if digits >= n-2 && idLikeness(code) >= usccLikeness(code) {
		return CodeID
	}
	return CodeUSCC
}

func usccLikeness(code string) int {
	points := 0
	if usccClassKnown(code[:2]) {
		points++
	}
	if provinceKnown(code[2:4]) || code[2:8] == "100000" {
		points++
	}
	return points
}

func idLikeness(code string) int {
	points := 0
	if idProvinceKnown(code) {
		points++
	}
	if allDigits(code[6:14]) && !idBirth(code).IsZero() {
		points += 2
	}
	return points
}

// normalCode drops what people and programs put round a code and between its
// characters. What is left of a code is ASCII letters and digits.
func normalCode(s string) string {
	var b strings.Builder
	for _, r := range s {
		r = foldWidth(r)
		switch {
		case r == ':' || b.Len() == 0 && (r > unicode.MaxASCII || unicode.IsPunct(r)):
			b.Reset() // a label such as 统一社会信用代码：
		case unicode.IsSpace(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Pd, r), r == '_', r == '\'', r == '"':
		default:
			b.WriteRune(unicode.ToUpper(r))
		}
	}
	return strings.TrimRightFunc(b.String(), func(r rune) bool { return r > unicode.MaxASCII || unicode.IsPunct(r) })
}

// foldWidth maps a full-width form to its ASCII character.
func foldWidth(r rune) rune {
	if r >= 0xFF01 && r <= 0xFF5E {
		return r - 0xFEE0
	}
	if r == 0x3000 {
		return ' '
	}
	return r
}

func itoa(n int) string { return strconv.Itoa(n) }
