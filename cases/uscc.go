package cases

import "strings"

// USCC is a unified social credit code (统一社会信用代码, GB 32100-2015). It can
// only be made by ParseUSCC, so it is well formed; the zero USCC means "none".
type USCC struct{ code string }

const (
	usccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY" // GB 32100-2015 table 1: no I O S V Z
	orgAlphabet  = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// usccClasses gives, for each registering department (character 1), the
// organisation classes (character 2) of GB 32100-2015.
const usccClasses = "1:1239 2:19 3:123459 4:19 5:1239 6:129 7:129 8:19 9:123 A:19 N:1239 Y:1"

// ParseUSCC reads a code in any usual spelling. It accepts a code whose check
// character is right, and one of the pilot series (characters 9–12 are M000),
// which really exists although its check character is not that of the standard.
func ParseUSCC(s string) (USCC, error) {
	code := normalCode(s)
	if reason := usccFault(code); reason != nil && !usccIsPilot(code) {
		return USCC{}, reason
	}
	return USCC{code}, nil
}

// IsZero tells whether there is no code.
func (u USCC) IsZero() bool { return u.code == "" }

// String gives the 18 characters, or "".
func (u USCC) String() string { return u.code }

// Masked gives the code as lists show it: it is public, so it is whole.
func (u USCC) Masked() string { return u.code }

// IsPilot tells whether the code is of the pilot series that fails the check.
func (u USCC) IsPilot() bool { return usccIsPilot(u.code) && usccFault(u.code) != nil }

// IsSoleTrader tells whether the code was given to a 个体工商户 (class 92).
func (u USCC) IsSoleTrader() bool { return strings.HasPrefix(u.code, "92") }

// MarshalText gives the 18 characters, or nothing.
func (u USCC) MarshalText() ([]byte, error) { return []byte(u.code), nil }

// UnmarshalText reads what MarshalText writes and refuses anything ParseUSCC refuses.
func (u *USCC) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*u = USCC{}
		return nil
	}
	v, err := ParseUSCC(string(b))
	if err != nil {
		return err
	}
	*u = v
	return nil
}

// usccFault names what GB 32100-2015 finds wrong with a normalised code, or nil.
// Class and division are not judged here: old and special ones occur.
func usccFault(code string) *Error {
	if len(code) != 18 {
		return Fail(Invalid, "code.uscc_length")
	}
	for i, r := range code {
		if !strings.ContainsRune(usccAlphabet, r) {
			return Fail(Invalid, "code.uscc_letter", "at", itoa(i+1), "letter", string(r))
		}
	}
	if !allDigits(code[2:8]) {
		return Fail(Invalid, "code.uscc_division")
	}
	if usccCheck(code[:17]) != code[17] {
		return Fail(Invalid, "code.uscc_check")
	}
	return nil
}

// usccDoubt names what is odd about a code that passes its own check, or nil:
// the inner organisation check, an unknown class, an unknown province.
func usccDoubt(code string) *Error {
	switch {
	case !usccClassKnown(code[:2]):
		return Fail(Invalid, "code.uscc_class")
	case code[2:8] != "100000" && !provinceKnown(code[2:4]): // 100000: registered at the centre
		return Fail(Invalid, "code.uscc_province")
	case orgCheck(code[8:16]) != code[16]:
		return Fail(Invalid, "code.uscc_inner")
	}
	return nil
}

// usccCheck gives the 18th character: weights 3^(i-1) mod 31 (GB 32100-2015 §6.2).
func usccCheck(body string) byte {
	sum, weight := 0, 1
	for i := range len(body) {
		sum += strings.IndexByte(usccAlphabet, body[i]) * weight
		weight = weight * 3 % 31
	}
	return usccAlphabet[(31-sum%31)%31]
}

// orgCheck gives the check character of an organisation code (GB 11714).
func orgCheck(body string) byte {
	sum := 0
	for i, weight := range [8]int{3, 7, 9, 10, 5, 8, 4, 2} {
		sum += strings.IndexByte(orgAlphabet, body[i]) * weight
	}
	return "0X987654321"[sum%11]
}

func usccIsPilot(code string) bool {
	if len(code) != 18 || code[8:12] != "M000" || !allDigits(code[2:8]) {
		return false
	}
	return strings.Trim(code, usccAlphabet) == "" && usccClassKnown(code[:2])
}

func usccClassKnown(pair string) bool {
	at := strings.Index(usccClasses, pair[:1]+":")
	if at < 0 {
		return false
	}
	classes, _, _ := strings.Cut(usccClasses[at+2:], " ")
	return strings.Contains(classes, pair[1:])
}

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// provinceKnown tells whether a GB/T 2260 province code exists; 81–83 are the
// residence permits of Hong Kong, Macao and Taiwan people.
func provinceKnown(two string) bool {
	const all = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"
	return len(two) == 2 && allDigits(two) && strings.Contains(all, two)
}
