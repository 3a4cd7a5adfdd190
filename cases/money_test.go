package cases

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestAmountsAreReadExactly(t *testing.T) {
	for in, want := range map[string]Fen{"0.03": 30000, "8.6": 8_600_000, "0.000001": 1, "0.04548": 45480, "3": 3_000_000, ".5": 500_000,
		"１２．３": 12_300_000, "8.6万元": 8_600_000, "86,000元": 8_600_000, "0.1000000": 100_000, "0": 0, "￥1 000元整": 100_000, "-0": 0} {
		if got, err := ParseWan(in); got != want || err != nil {
			t.Errorf("ParseWan(%q) = %d, %v; want %d", in, got, err, want)
		}
	}
	for in, want := range map[string]Fen{"86000": 8_600_000, "0.01": 1, "454.8元": 45480, "1.2万": 1_200_000, "人民币86 000.50元": 8_600_050} {
		if got, err := ParseYuan(in); got != want || err != nil {
			t.Errorf("ParseYuan(%q) = %d, %v; want %d", in, got, err, want)
		}
	}
	for in, key := range map[string]string{"": "money.form", "abc": "money.form", ".": "money.form", "1.2.3": "money.form", "-5": "money.negative",
		"0.0000001": "money.too_fine", "99999999999999": "money.too_big", "1e3": "money.form", "捌万": "money.form", "元": "money.form"} {
		if got, err := ParseWan(in); KeyOf(err) != key {
			t.Errorf("ParseWan(%q) = %d, %v; want %s", in, got, err, key)
		}
	}
}

func TestAmountsArePrinted(t *testing.T) {
	for f, want := range map[Fen][2]string{
		8_600_000: {"86 000 元", "86000元（人民币捌万陆仟元整）"}, 45_480: {"454.80 元", "454.80元（人民币肆佰伍拾肆元捌角）"},
		1: {"0.01 元", "0.01元（人民币壹分）"}, 123_456_789_00: {"123 456 789 元", "123456789元（人民币壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元整）"},
		0: {"0 元", "0元（人民币零元整）"}, -8_600_000: {"-86 000 元", "-86000元（人民币负捌万陆仟元整）"},
	} {
		if f.Form() != want[0] || f.Letter() != want[1] {
			t.Errorf("%d: %s, %s; want %v", f, f.Form(), f.Letter(), want)
		}
	}
}

func TestAmountsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Fen(rapid.Int64Range(0, int64(MaxFen)).Draw(t, "fen"))
		for name, read := range map[string]func() (Fen, error){
			"万元": func() (Fen, error) { return ParseWan(f.Wan()) }, "元": func() (Fen, error) { return ParseYuan(f.Yuan()) },
			"form": func() (Fen, error) { return ParseWan(f.Form()) },
		} {
			if got, err := read(); got != f || err != nil {
				t.Fatalf("%d in %s comes back as %d, %v", f, name, got, err)
			}
		}
	})
}

// The table holds variants of several libraries; ours is the official one, and
// where theirs differs the right answer stands here.
func TestCapitalsOfOtherLibraries(t *testing.T) {
	ours := map[string]string{
		"1.02": "人民币壹元零贰分",                                    // theirs: lower-case numerals
		"1.0":  "人民币壹元整", "-1.0": "人民币负壹元整", "1.00": "人民币壹元整", // theirs: no 整
	}
	checked := 0
	for _, row := range readCSV(t, "testdata/rmb_capitals.csv") {
		value, err := strconv.ParseFloat(row[0], 64)
		if err != nil {
			t.Fatal(err)
		}
		want := row[1]
		if other, ok := ours[row[0]]; ok {
			want = other
		}
		switch want {
		case "人民币负零元壹分", "人民币零元零角零分", "人民币零元壹角零分":
			continue // options of that library which no rule knows
		case "壹元整", "陆万柒仟伍佰伍拾陆元叁角贰分", "肆佰万元整":
			want = "人民币" + want // printed without the prefix there
		}
		sign := 1.0
		if value < 0 {
			sign = -1
		}
		checked++
		if got := Fen(value*100 + sign*0.5).Capitals(); got != want {
			t.Errorf("%s = %s, want %s", row[0], got, want)
		}
	}
	if checked < 15 {
		t.Errorf("only %d rows were checked", checked)
	}
}

func TestCapitalsPlaceZeros(t *testing.T) {
	for f, want := range map[Fen]string{
		1_409_50: "人民币壹仟肆佰零玖元伍角", 6_007_14: "人民币陆仟零柒元壹角肆分", 325_04: "人民币叁佰贰拾伍元零肆分", // examples of the rule itself, in the spelling we chose of those it allows
		107_000_53: "人民币壹拾万柒仟元伍角叁分", 1_680_32: "人民币壹仟陆佰捌拾元叁角贰分",
		1_0000_0000_00: "人民币壹亿元整", 1_0000_0001_00: "人民币壹亿零壹元整", 10_0010_0000_00: "人民币壹拾亿零壹拾万元整",
		1_0000_0000_0000_00: "人民币壹万亿元整", 1_2000_0000_0000_00: "人民币壹万贰仟亿元整", 9_9999_9999_9999_99: "人民币玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
		1_0000_0001_0000_00: "人民币壹万亿零壹万元整", 2000_0500_00: "人民币贰仟万零伍佰元整",
	} {
		if got := f.Capitals(); got != want {
			t.Errorf("%s = %s, want %s", f.Yuan(), got, want)
		}
	}
}

func FuzzMoney(f *testing.F) {
	for _, s := range []string{"8.6", "86,000元", "1e9", "-0.00", "人民币", "９．９万", "\xff", "0.0000010"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseWan(s)
		if err == nil && (n < 0 || n > MaxFen) || err != nil && n != 0 {
			t.Fatalf("%q = %d, %v", s, n, err)
		}
		if back, err2 := ParseWan(n.Wan()); err == nil && (err2 != nil || back != n) {
			t.Fatalf("%q = %d, which comes back as %d", s, n, back)
		}
	})
}
