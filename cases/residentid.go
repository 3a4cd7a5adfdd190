package cases

import (
	"fmt"
	"strconv"
	"strings"
)

// ResidentID is a citizen identity number (公民身份号码, GB 11643-1999), also the
// 15-digit form before 1999 and the permits numbered by the same rule. It can only
// be made by ParseResidentID; the zero value means "none". Printed by fmt it is masked.
type ResidentID struct{ number string }

// ParseResidentID reads a number in any usual spelling. A birthday after today is
// refused; with an unknown today that is not looked at. No county table is used.
// The error never holds the number.
func ParseResidentID(s string, today Date) (ResidentID, error) {
	number := normalCode(s)
	if fault := idFault(number, today); fault != nil {
		return ResidentID{}, fault
	}
	return ResidentID{number}, nil
}

// IsZero tells whether there is no number.
func (id ResidentID) IsZero() bool { return id.number == "" }

// Number gives the full number; only forms that need it may show it.
func (id ResidentID) Number() string { return id.number }

// Masked keeps the first and the last character.
func (id ResidentID) Masked() string { return maskMiddle(id.number, 1, 1) }

// String is Masked, so that no log or message can hold the number by accident.
func (id ResidentID) String() string { return id.Masked() }

// Format masks the number for every verb of fmt, %#v included.
func (id ResidentID) Format(s fmt.State, _ rune) { _, _ = s.Write([]byte(id.Masked())) }

// Eighteen gives the 18-character form; a 15-digit number is from the 1900s.
func (id ResidentID) Eighteen() string {
	if len(id.number) != 15 {
		return id.number
	}
	return idEighteen(id.number)
}

// Birth gives the day of birth that the number holds.
func (id ResidentID) Birth() Date {
	if id.IsZero() {
		return Date{}
	}
	return idBirth(id.Eighteen())
}

// MarshalText gives the full number for the store, or nothing.
func (id ResidentID) MarshalText() ([]byte, error) { return []byte(id.number), nil }

// UnmarshalText reads what MarshalText writes; it cannot know today.
func (id *ResidentID) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*id = ResidentID{}
		return nil
	}
	v, err := ParseResidentID(string(b), Date{})
	if err != nil {
		return err
	}
	*id = v
	return nil
}

// idFault names what is wrong with a normalised number, or nil.
func idFault(number string, today Date) *Error {
	if len(number) == 15 && allDigits(number) {
		number = idEighteen(number)
	}
	if len(number) != 18 {
		return Fail(Invalid, "code.id_length")
	}
	if !allDigits(number[:17]) || !strings.Contains("0123456789X", number[17:]) {
		return Fail(Invalid, "code.id_letter")
	}
	if !idProvinceKnown(number) {
		return Fail(Invalid, "code.id_province")
	}
	birth := idBirth(number)
	if birth.IsZero() {
		return Fail(Invalid, "code.id_birth")
	}
	if !today.IsZero() && birth.After(today) {
		return Fail(Invalid, "code.id_future")
	}
	if idCheck(number[:17]) != number[17] {
		return Fail(Invalid, "code.id_check")
	}
	return nil
}

// idProvinceKnown also takes the foreigner's permanent-resident number: 9 and
// then the province that received the application.
func idProvinceKnown(number string) bool {
	if number[0] == '9' {
		return provinceKnown(number[1:3])
	}
	return provinceKnown(number[:2])
}

func idBirth(number string) Date {
	year, _ := strconv.Atoi(number[6:10])
	month, _ := strconv.Atoi(number[10:12])
	day, _ := strconv.Atoi(number[12:14])
	return DateOf(year, month, day)
}

func idEighteen(fifteen string) string {
	body := fifteen[:6] + "19" + fifteen[6:]
	return body + string(idCheck(body))
}

// idCheck gives the 18th character: ISO 7064 MOD 11-2 (GB 11643-1999 annex A).
func idCheck(body string) byte {
	sum := 0
	for i := range len(body) {
		sum = (sum + int(body[i]-'0')) * 2 % 11
	}
	return "0123456789X"[(12-sum)%11]
}
