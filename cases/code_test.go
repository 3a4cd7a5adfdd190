package cases

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// readLines gives the tab-separated cells of each line of a test table.
func readLines(t testing.TB, path string) [][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var lines [][]string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\r\n"); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, strings.Split(line, "\t"))
		}
	}
	return lines
}

var onDay = MustDate("2026-11-22")

func TestEveryListedUSCCIsAnswered(t *testing.T) {
	for _, l := range readLines(t, "testdata/uscc_valid.txt") {
		c := CheckCode(l[0], onDay)
		if !c.Valid || c.Level == LevelError || c.Kind != CodeUSCC || c.Normal != l[0] {
			t.Errorf("%s: %+v, want valid", l[0], c)
		}
		if inner := c.Reason == nil || c.Reason.Key != "code.uscc_inner"; inner != (l[3] == "Y") {
			t.Errorf("%s: inner check passes %v, the list says %s", l[0], inner, l[3])
		}
	}
	for _, l := range readLines(t, "testdata/uscc_invalid.txt") {
		c := CheckCode(l[0], onDay)
		wantLevel := LevelError
		if strings.HasPrefix(l[1], "pilot") {
			wantLevel = LevelWarn
		}
		if c.Valid || c.Level != wantLevel || c.Reason == nil {
			t.Errorf("%s (%s): %+v, want not valid, %s", l[0], l[1], c, wantLevel)
		}
	}
	for _, l := range readLines(t, "testdata/uscc_normalise.txt") {
		if c := CheckCode(l[0], onDay); c.Normal != l[1] || c.Input != l[0] {
			t.Errorf("%q is read as %q, want %q", l[0], c.Normal, l[1])
		}
	}
}

func TestLabelsRoundACodeAreDropped(t *testing.T) {
	for _, s := range []string{"信用代码 91110000600037341L", "（统一社会信用代码）91110000600037341L", "91110000600037341L（法人）", "代码:91110000600037341L。", "'91110000600037341L"} {
		if c := CheckCode(s, onDay); c.Normal != "91110000600037341L" || !c.Valid {
			t.Errorf("%s is read as %s", s, c.Normal)
		}
	}
}

func TestLawBookCodes(t *testing.T) {
	for _, s := range strings.Fields("91512081MA62K0260E 91440101MA5FX0A11Q 91440300MA5FX0A11L 92440106MA5FX0A11X 12441900MA5FX0A115 11440000MA5FX0A11D") {
		if c := CheckCode(s, onDay); !c.Valid {
			t.Errorf("%s: %v", s, c.Reason)
		}
	}
	if CheckCode("91310115MA1G4L1WXK", onDay).Valid {
		t.Error("a code that one site prints as an example, and that is wrong, passes")
	}
}

func TestEveryListedIDIsAnswered(t *testing.T) {
	for _, l := range readLines(t, "testdata/ric_valid.txt") {
		c := CheckCode(strings.ToLower(l[0]), onDay)
		if !c.Valid || c.Kind != CodeID || c.Level != LevelOK || c.Normal != l[0] {
			t.Errorf("%s: %+v, want valid", l[0], c)
		}
	}
	for _, l := range readLines(t, "testdata/ric_invalid.txt") {
		if c := CheckCode(l[0], onDay); c.Valid || c.Level != LevelError {
			t.Errorf("%s (%s): %+v, want not valid", l[0], l[1], c)
		}
	}
}

func TestOldIDOfFifteenDigits(t *testing.T) {
	c := CheckCode("110105491231002", onDay)
	if !c.Valid || c.Level != LevelWarn || KeyOf(c.Reason) != "code.id_old" || fmt.Sprint(c.Suggest) != "[11010519491231002X]" {
		t.Errorf("%+v", c)
	}
	id, err := ParseResidentID("110105491231002", onDay)
	if err != nil || id.Eighteen() != "11010519491231002X" || id.Birth() != MustDate("1949-12-31") {
		t.Errorf("%v %v %v", id, err, id.Birth())
	}
}

func TestCodeKindIsNullInJSONWhenNeither(t *testing.T) {
	got, err := json.Marshal(CheckCode("not-a-credit-code", onDay))
	want := `{"input":"not-a-credit-code","kind":null,"normal":"NOTACREDITCODE","valid":false,"level":"error","suggest":[]}`
	if err != nil || string(got) != want {
		t.Errorf("%s %v", got, err)
	}
}

func TestSlipsAreMended(t *testing.T) {
	for wrong, right := range map[string]string{
		"914403001922O38216": "914403001922038216", // O for 0
		"914403001922083216": "914403001922038216", // neighbours swapped
		"91110000600037341N": "91110000600037341L", // last character
		"44052418800101014":  "",                   // too short: no guess
		"440524188001010041": "440524188001010014", // ID, neighbours swapped
		"110105194912310021": "11010519491231002X",
	} {
		c := CheckCode(wrong, onDay)
		if c.Valid || right != "" && !strings.Contains(strings.Join(c.Suggest, " "), right) || right == "" && len(c.Suggest) > 0 {
			t.Errorf("%s: suggests %v, want %s", wrong, c.Suggest, right)
		}
	}
}

func TestSuggestionsPass(t *testing.T) {
	codes := append(readLines(t, "testdata/uscc_valid.txt"), readLines(t, "testdata/ric_valid.txt")...)
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.SampledFrom(codes).Draw(t, "code")[0]
		at := rapid.IntRange(0, len(code)-1).Draw(t, "at")
		with := rapid.SampledFrom([]byte(usccAlphabet)).Draw(t, "with")
		c := CheckCode(code[:at]+string(with)+code[at+1:], onDay)
		if len(c.Suggest) > maxSuggest {
			t.Fatalf("%d suggestions", len(c.Suggest))
		}
		for _, s := range c.Suggest {
			if !CheckCode(s, onDay).Valid {
				t.Fatalf("%s suggests %s, which does not pass", c.Input, s)
			}
		}
	})
}

// Both standards promise to find every single wrong character.
func TestOneWrongCharacterIsAlwaysFound(t *testing.T) {
	for _, l := range readLines(t, "testdata/uscc_valid.txt") {
		for i := range 18 {
			for _, r := range usccAlphabet {
				wrong := l[0][:i] + string(r) + l[0][i+1:]
				if wrong != l[0] && usccFault(wrong) == nil {
					t.Fatalf("%s passes though %s was meant", wrong, l[0])
				}
			}
		}
	}
}

func TestTypesCannotHoldAWrongCode(t *testing.T) {
	if _, err := ParseUSCC("91110000600037341N"); KeyOf(err) != "code.uscc_check" {
		t.Error(err)
	}
	pilot, err := ParseUSCC("91350211M0000XUF46")
	if err != nil || !pilot.IsPilot() {
		t.Error("a pilot code must be taken:", err)
	}
	var u USCC
	if err := json.Unmarshal([]byte(`"91110000600037341N"`), &u); err == nil || !u.IsZero() {
		t.Error("a stored wrong code was read back")
	}
	if _, err := ParseResidentID("235407207006112742", onDay); KeyOf(err) != "code.id_future" {
		t.Error(err)
	}
	var id ResidentID
	if err := json.Unmarshal([]byte(`"11010519491231002X"`), &id); err != nil || id.Number() != "11010519491231002X" {
		t.Error(err)
	}
	if err := json.Unmarshal([]byte(`"110105194912310021"`), &id); err == nil {
		t.Error("a stored wrong number was read back")
	}
}

func TestPersonalNumbersDoNotSlipOut(t *testing.T) {
	id, err := ParseResidentID("11010519491231002x", onDay)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{id.String(), fmt.Sprint(id), fmt.Sprintf("%#v %+v %d %x", id, id, id, struct{ ID ResidentID }{id})} {
		if strings.Contains(s, "19491231") {
			t.Errorf("a number slips out: %s", s)
		}
	}
	if id.Masked() != "1****************X" {
		t.Error(id.Masked())
	}
	for in, want := range map[string]string{"13800138000": "138****8000", "1234567": "*******", "": ""} {
		if got := MaskPhone(in); got != want {
			t.Errorf("phone %s → %s", in, got)
		}
	}
	for in, want := range map[string]string{"张三": "张*", "欧阳示例": "欧阳**", "李": "*", "": "", "阿依古丽": "阿***", "陈𬬭示": "陈**"} {
		if got := MaskName(in); got != want {
			t.Errorf("name %s → %s, want %s", in, got, want)
		}
	}
}

func FuzzCheckCode(f *testing.F) {
	for _, s := range []string{"91110000600037341L", "统一社会信用代码：91110000600037341l", "110105491231002", "９１１１", "", ":", "\xff", "91350211M0000XUF46", "9A"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := CheckCode(s, onDay)
		if again := CheckCode(c.Normal, onDay); again.Normal != c.Normal || again.Valid != c.Valid {
			t.Fatalf("%q reads as %q, and that as %q", s, c.Normal, again.Normal)
		}
		if c.Valid && c.Level == LevelError || (c.Level == LevelOK) != (c.Reason == nil) {
			t.Fatalf("%+v contradicts itself", c)
		}
	})
}
