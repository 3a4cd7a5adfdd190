package cases

import (
	"encoding/hex"
	"strings"
)

// LetterCode is what the QR code of an issued letter says: enough to hold a paper copy
// against the record, and nothing personal.
type LetterCode struct {
	Sort    LetterSort
	Number  string // 文号 or 收件号
	Outcome Outcome
	On      Date
	Code    string   // 128 random bits, 32 hexadecimal digits
	Record  [16]byte // the first half of the SHA-256 of the attached record
}

const letterCodeForm = "CASEDESK1"

// String gives the text of the QR code.
func (c LetterCode) String() string {
	return strings.Join([]string{letterCodeForm, string(c.Sort), c.Number, string(c.Outcome), c.On.String(), c.Code, hex.EncodeToString(c.Record[:])}, "|")
}

// ParseLetterCode reads the text of a QR code as a scanner types it, in whichever size
// of letters. It fails with Unsupported ("scan.other") for another sort of code and with
// Damaged ("scan.damaged") for one of ours that is cut off or misread.
func ParseLetterCode(text string) (LetterCode, error) {
	text = strings.TrimSpace(text)
	if len(text) < len(letterCodeForm) || !strings.EqualFold(text[:len(letterCodeForm)], letterCodeForm) {
		return LetterCode{}, Fail(Unsupported, "scan.other")
	}
	parts := strings.Split(text, "|")
	if len(parts) != 7 || parts[2] == "" {
		return LetterCode{}, Fail(Damaged, "scan.damaged")
	}
	on, err := ParseDate(parts[4])
	if err != nil {
		return LetterCode{}, Fail(Damaged, "scan.damaged").Because(err)
	}
	c := LetterCode{Sort: LetterSort(strings.ToUpper(parts[1])), Number: parts[2], Outcome: Outcome(strings.ToLower(parts[3])), On: on, Code: strings.ToLower(parts[5])}
	record, err := hex.DecodeString(parts[6])
	_, codeErr := hex.DecodeString(c.Code)
	if err != nil || codeErr != nil || len(record) != len(c.Record) || len(c.Code) != 32 {
		return LetterCode{}, Fail(Damaged, "scan.damaged")
	}
	copy(c.Record[:], record)
	if _, known := LetterRuleOf(c.Sort); !known {
		return LetterCode{}, Fail(Damaged, "scan.damaged")
	}
	return c, nil
}

// Is tells whether two readings are of one letter. Many scanners type no Chinese, so
// of the number only what is left without it must agree.
func (c LetterCode) Is(o LetterCode) bool {
	a, b := plainPart(c.Number), plainPart(o.Number)
	c.Number, o.Number = "", ""
	return c == o && a == b
}

// plainPart keeps the ASCII letters and digits of a number.
func plainPart(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= '0' && r <= '9', r >= 'A' && r <= 'Z':
			return r
		}
		return -1
	}, s)
}
