package intake

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"casedesk/cases"
)

// Compiled once and only read.
var (
	fineWords     = regexp.MustCompile(`(?:罚款|罚)(?:人民币)?[:￥¥]?([0-9][0-9,]*(?:\.[0-9]+)?)(万?)元`)
	personNumbers = regexp.MustCompile(`[0-9]{13,}[0-9Xx]`)
	ruinedCode    = regexp.MustCompile(`^[0-9.]+[Ee]\+?1[0-9]$`)
)

// dateBase is the day that a workbook counts its serial dates from.
type dateBase uint8

const (
	base1900 dateBase = iota // day 1 is 1900-01-01, with a 29 February that never was
	base1904                 // day 0 is 1904-01-01
)

// readDate reads a date in any usual form, with a time behind it or not, or as the
// serial number that spreadsheets store.
func readDate(s string, base dateBase) (cases.Date, error) {
	s = strings.TrimSpace(norm.NFKC.String(s))
	if day, rest, found := strings.Cut(s, "T"); found && strings.Contains(rest, ":") {
		s = day
	} else if at := strings.LastIndexAny(s, " \n"); at > 0 && strings.Contains(s[at:], ":") {
		s = s[:at]
	}
	s = strings.Join(strings.Fields(s), "")
	if d := serialDate(s, base); !d.IsZero() {
		return d, nil
	}
	d, err := cases.ParseDate(strings.TrimSuffix(s, "止"))
	switch cases.KeyOf(err) {
	case "":
		return d, nil
	case "date.form":
		return d, cases.Fail(cases.Invalid, "import.date_form")
	}
	return d, cases.Fail(cases.Invalid, "import.date_impossible")
}

// serialDate reads 44696 or 44696.5; zero for what is no serial of 1930 to 2199.
func serialDate(s string, base dateBase) cases.Date {
	whole, part, _ := strings.Cut(s, ".")
	n, err := strconv.Atoi(whole)
	if err != nil || len(whole) != 5 && len(whole) != 6 || strings.Trim(part, "0123456789") != "" {
		return cases.Date{}
	}
	if base == base1904 {
		return cases.DateOf(1904, 1, 1).Add(n)
	}
	if n < 10_958 || n > 109_572 {
		return cases.Date{}
	}
	return cases.DateOf(1899, 12, 30).Add(n)
}

// fineInText finds 罚款 and an amount in Arabic digits; ok only when the text has
// exactly one, so that nothing has to be guessed.
func fineInText(text string) (fen cases.Fen, ok bool) {
	found := fineWords.FindAllStringSubmatch(strings.Join(strings.Fields(norm.NFKC.String(text)), ""), 2)
	if len(found) != 1 {
		return 0, false
	}
	fen, err := cases.ParseYuan(found[0][1] + found[0][2] + "元")
	return fen, err == nil && fen > 0
}

// partyKind reads 行政相对人类别, and where it is silent infers from codes.
func partyKind(s string, r cases.Record) cases.PartyKind {
	switch s = strings.TrimSpace(norm.NFKC.String(s)); {
	case strings.Contains(s, "个体"):
		return cases.PartySoleTrader
	case strings.Contains(s, "法人"), strings.Contains(s, "组织"), strings.Contains(s, "企业"), strings.Contains(s, "单位"):
		return cases.PartyOrganisation
	case strings.Contains(s, "自然人"), strings.Contains(s, "个人"):
		return cases.PartyPerson
	case r.USCC.IsSoleTrader():
		return cases.PartySoleTrader
	case !r.USCC.IsZero():
		return cases.PartyOrganisation
	case !r.PersonID.IsZero():
		return cases.PartyPerson
	}
	return ""
}

// fieldOf names the field of regulation: from its own column where there is one,
// else inferred from the deciding body or the violation, and then marked so.
func fieldOf(column string, r cases.Record) (field, from string) {
	if f := fieldIn(column); f != "" {
		return f, "column"
	}
	market := strings.Contains(r.Body, "市场监督") || r.Body == ""
	if f := fieldIn(r.Violation); f != "" && market {
		return f, "violation"
	}
	if f := fieldIn(r.Body); f != "" {
		return f, "body"
	}
	return "", ""
}

func fieldIn(s string) string {
	for _, pair := range [...][2]string{{"特种设备", "special_equipment"}, {"食品药品监督", ""}, {"食品", "food"}, {"药品", "drug"}, {"消防", "fire"},
		{"安全生产", "work_safety"}, {"应急管理", "work_safety"}, {"住房", "housing"}, {"建设局", "housing"}, {"住建", "housing"},
		{"生态环境", "environment"}, {"环境保护", "environment"}, {"交通运输", "transport"}, {"人力资源", "labour"}, {"市场监督", "market"}, {"市场监管", "market"}} {
		if strings.Contains(s, pair[0]) {
			return pair[1]
		}
	}
	return ""
}

// maskValue makes a cell fit to be shown in a list of troubles: short, and with no
// number of a person in it.
func maskValue(field, value string, kind cases.CodeKind) string {
	value = strings.TrimSpace(value)
	if field == "id_number" || kind == cases.CodeID {
		runes := []rune(value)
		for i := 1; i < len(runes)-1; i++ {
			runes[i] = '*'
		}
		value = string(runes)
	}
	if field != "credit_code" && field != "punish_org_code" && field != "credit_code_or_tax_code" {
		value = personNumbers.ReplaceAllStringFunc(value, func(n string) string {
			return n[:1] + strings.Repeat("*", len(n)-2) + n[len(n)-1:]
		})
	}
	if runes := []rune(value); len(runes) > 60 {
		value = string(runes[:60]) + "…"
	}
	return value
}
