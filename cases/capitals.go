package cases

import "strings"

// Capitals gives the amount in 人民币大写 after 《正确填写票据和结算凭证的基本规定》
// (annex of 支付结算办法): 人民币 in front; 整 after 元, none after 角 (where it may
// be left out) or 分; one 零 for zeros between digits; 零 between 元 and 分 where
// there is no 角. Where the rule leaves a 零 to the writer (before 仟 after 万, before 角) none
// is written. A sum under one 元 does not write 元. Below zero begins with 负.
func (f Fen) Capitals() string {
	sign, n := "", int64(f)
	if n < 0 {
		sign, n = "负", -n
	}
	yuan, jiao, fen := n/100, n/10%10, n%10
	var b strings.Builder
	b.WriteString("人民币" + sign)
	if yuan > 0 || jiao+fen == 0 {
		b.WriteString(wholeCapitals(yuan) + "元")
	}
	switch {
	case jiao == 0 && fen == 0:
		b.WriteString("整")
	case jiao > 0:
		b.WriteString(capitalDigit(jiao) + "角")
	case yuan > 0:
		b.WriteString("零")
	}
	if fen > 0 {
		b.WriteString(capitalDigit(fen) + "分")
	}
	return b.String()
}

func capitalDigit(n int64) string { return string([]rune("零壹贰叁肆伍陆柒捌玖")[n]) }

// wholeCapitals writes a whole number of 元, four digits at a time. A 零 stands
// for any run of zeros that has a digit on both sides.
func wholeCapitals(n int64) string {
	if n == 0 {
		return "零"
	}
	var b strings.Builder
	zero := false // a 零 is due before the next digit
	for _, group := range [...]struct {
		unit int64
		name string
	}{{1_0000_0000_0000_0000, "亿亿"}, {1_0000_0000_0000, "万亿"}, {1_0000_0000, "亿"}, {1_0000, "万"}, {1, ""}} {
		four := n / group.unit % 1_0000
		if four == 0 {
			zero = b.Len() > 0
			continue
		}
		for place, name := range [4]string{"仟", "佰", "拾", ""} {
			digit := four / [4]int64{1000, 100, 10, 1}[place] % 10
			if digit == 0 {
				zero = zero || b.Len() > 0
				continue
			}
			if zero {
				b.WriteString("零")
			}
			zero = false
			b.WriteString(capitalDigit(digit) + name)
		}
		zero = false
		b.WriteString(group.name)
	}
	// 壹万亿元 needs no 亿 twice; but 万亿 followed by 亿 writes it once.
	return strings.Replace(b.String(), "万亿", wanYi(n), 1)
}

// wanYi decides how 万亿 is written: 万 alone where a 亿 group follows.
func wanYi(n int64) string {
	if n/1_0000_0000%1_0000 > 0 {
		return "万"
	}
	return "万亿"
}
