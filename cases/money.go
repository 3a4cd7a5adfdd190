package cases

import (
	"strconv"
	"strings"
)

// Fen is an amount of money in 分 (1/100 元). No amount here ever passes through
// floating point.
type Fen int64

// MaxFen is the largest amount that can be read: 9 999 999 999 999.99 元.
const MaxFen Fen = 999_999_999_999_999

// ParseYuan reads an amount in 元, such as 86000, 86,000.50, ￥86 000元 or 8.6万元;
// a unit that is written wins. Errors: money.form, money.negative, money.too_fine
// (a part of a 分), money.too_big.
func ParseYuan(s string) (Fen, error) { return parseMoney(s, 2) }

// ParseWan reads an amount in 万元 as 双公示 sheets hold it, with up to six
// decimals, so that 0.000001 is 1 分; a unit that is written wins. Errors as ParseYuan.
func ParseWan(s string) (Fen, error) { return parseMoney(s, 6) }

// parseMoney reads s, whose unit is 10^shift 分 unless it says another.
func parseMoney(s string, shift int) (Fen, error) {
	text := foldMoney(s)
	for _, unit := range [...]struct {
		word  string
		shift int
	}{{"亿元", 10}, {"万元", 6}, {"亿", 10}, {"万", 6}, {"元整", 2}, {"圆", 2}, {"元", 2}} {
		if rest, ok := strings.CutSuffix(text, unit.word); ok {
			text, shift = rest, unit.shift
			break
		}
	}
	if strings.HasPrefix(text, "-") && strings.Trim(text, "-0.") != "" {
		return 0, Fail(Invalid, "money.negative")
	}
	whole, part, dot := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	if whole == "" && part == "" || !digitsOrNone(whole) || !digitsOrNone(part) || dot && part == "" && whole == "" {
		return 0, Fail(Invalid, "money.form")
	}
	if len(part) > shift {
		if strings.Trim(part[shift:], "0") != "" {
			return 0, Fail(Invalid, "money.too_fine")
		}
		part = part[:shift]
	}
	digits := strings.TrimLeft(whole+part+strings.Repeat("0", shift-len(part)), "0")
	if len(digits) > 15 {
		return 0, Fail(Invalid, "money.too_big")
	}
	if digits == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return 0, Fail(Invalid, "money.form").Because(err)
	}
	return Fen(n), nil
}

// foldMoney drops what only groups or decorates an amount.
func foldMoney(s string) string {
	var b strings.Builder
	for _, r := range strings.TrimPrefix(strings.TrimSpace(s), "人民币") {
		r = foldWidth(r)
		if isBlank(r) || strings.ContainsRune(",，'¥￥", r) {
			continue
		}
		b.WriteRune(r)
	}
	return strings.TrimPrefix(b.String(), "人民币")
}

func digitsOrNone(s string) bool { return s == "" || allDigits(s) }

// Yuan gives the amount in 元 as plain digits: 86000 or 86000.50.
func (f Fen) Yuan() string {
	sign, n := "", f
	if n < 0 {
		sign, n = "-", -n
	}
	s := sign + strconv.FormatInt(int64(n/100), 10)
	if n%100 != 0 {
		s += "." + twoDigits(int64(n%100))
	}
	return s
}

// Wan gives the amount in 万元 as plain digits, without trailing zeros: 8.6.
func (f Fen) Wan() string {
	sign, n := "", f
	if n < 0 {
		sign, n = "-", -n
	}
	part := strconv.FormatInt(int64(n%1_000_000)+1_000_000, 10)[1:]
	s := sign + strconv.FormatInt(int64(n/1_000_000), 10)
	if part = strings.TrimRight(part, "0"); part != "" {
		s += "." + part
	}
	return s
}

// Form gives 86 000 元, the way screens and forms show an amount.
func (f Fen) Form() string {
	whole, part, dot := strings.Cut(f.Yuan(), ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + " " + whole[at:]
	}
	if dot {
		whole += "." + part
	}
	return sign + whole + " 元"
}

// Letter gives 86000元（人民币捌万陆仟元整）, the way letters name an amount.
func (f Fen) Letter() string { return f.Yuan() + "元（" + f.Capitals() + "）" }

func twoDigits(n int64) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }
