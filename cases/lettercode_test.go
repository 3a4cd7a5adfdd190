package cases

import (
	"strings"
	"testing"
)

func someCode() LetterCode {
	return LetterCode{Sort: LetterGrant, Number: "示例住建修决〔2026〕18号", Outcome: Granted, On: MustDate("2026-10-13"),
		Code: "0123456789abcdef0123456789abcdef", Record: [16]byte{1, 2, 0xfe}}
}

func TestALetterCodeIsReadAsAScannerTypesIt(t *testing.T) {
	want := someCode()
	got, err := ParseLetterCode(want.String())
	if err != nil || got != want {
		t.Fatalf("%+v, %v", got, err)
	}
	for name, typed := range map[string]string{
		"caps lock is on":        strings.ToUpper(want.String()),
		"blanks around it":       " " + want.String() + "\r\n",
		"it types no Chinese":    strings.NewReplacer("示例住建修决〔", "", "〕", "", "号", "").Replace(want.String()),
		"it types marks instead": strings.NewReplacer("示例住建修决〔", "?????", "〕", "?", "号", "?").Replace(want.String()),
	} {
		if got, err := ParseLetterCode(typed); err != nil || !got.Is(want) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	other := want
	other.Number = "示例住建修决〔2026〕19号"
	if other.Is(want) {
		t.Error("another number passes for it")
	}
	for name, typed := range map[string]string{
		"scan.other":   "https://example.gov.cn/v/1",
		"scan.damaged": "CASEDESK1|L8||granted|2026-10-13|0123456789abcdef0123456789abcdef|" + strings.Repeat("0", 32),
	} {
		if _, err := ParseLetterCode(typed); KeyOf(err) != name {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

// No code that is cut off or has a character changed passes for the letter's.
func TestADamagedLetterCodeIsNotTheLetters(t *testing.T) {
	want := someCode()
	text := want.String()
	for i := range text {
		if c, err := ParseLetterCode(text[:i]); err == nil && c.Is(want) {
			t.Errorf("cut off at %d it passes", i)
		}
	}
	for i := len(letterCodeForm) + 1; i < len(text); i++ {
		if text[i] >= 0x80 {
			continue // a scanner may leave these out
		}
		if c, err := ParseLetterCode(text[:i] + "7" + text[i+1:]); err == nil && c.Is(want) && text[i] != '7' {
			t.Errorf("with another character at %d it passes: %q", i, text[i])
		}
	}
}

func FuzzLetterCode(f *testing.F) {
	f.Add(someCode().String())
	f.Add("CASEDESK1|L1|x||2026-10-13||")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ParseLetterCode(text)
		if err != nil {
			return
		}
		if again, err := ParseLetterCode(c.String()); err != nil || !again.Is(c) || c.Code != again.Code {
			t.Errorf("%q reads as %+v, that as %+v, %v", text, c, again, err)
		}
	})
}
