package intake

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// columnOf tells which field a header means, "" for none. It tries, in this
// order: the whole header; what stands in brackets, where the rest is only "code
// N of the party"; the header without brackets; a single slip of the pen where
// only one field is near.
func columnOf(header string, known map[string]string) string {
	full := foldHeader(header)
	if full == "" {
		return ""
	}
	outer, inner := splitBrackets(full)
	for _, try := range []string{full, squeeze(full)} {
		if f := known[try]; f != "" {
			return f
		}
	}
	if strings.HasPrefix(outer, "行政相对人代码") || strings.HasPrefix(outer, "相对人代码") {
		if f := known[squeeze(inner)]; f != "" {
			return f
		}
	}
	if namesBothCodes(full) {
		near, others := nearestField(squeeze(full), known)
		if near == "" && !others {
			return "credit_code_or_tax_code"
		}
		return near // a slip of a header that belongs to one of the two
	}
	if f := known[squeeze(outer)]; f != "" {
		return f
	}
	near, _ := nearestField(squeeze(outer), known)
	return near
}

// namesBothCodes tells whether a header speaks of the credit code and of the tax number.
func namesBothCodes(s string) bool {
	return strings.Contains(s, "纳税人识别") && (strings.Contains(s, "信用代码") || strings.Contains(s, "信息代码"))
}

// foldHeader brings widths and letter case together and drops blanks.
func foldHeader(s string) string {
	s = norm.NFKC.String(s)
	s = strings.NewReplacer("【", "(", "】", ")", "〔", "(", "〕", ")", "[", "(", "]", ")", "{", "(", "}", ")").Replace(s)
	return strings.ToUpper(strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r <= ' ' || r == '\u200b' || r == '\ufeff' || r == '*' || r == ':' || r == '"'
	}), ""))
}

// squeeze drops every mark, so that -1, _1 and /1 are one.
func squeeze(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return strings.ContainsRune("()-_/、,.;·|—–", r)
	}), "")
}

func splitBrackets(s string) (outer, inner string) {
	outer, rest, found := strings.Cut(s, "(")
	if !found {
		return s, ""
	}
	inner, after, _ := strings.Cut(rest, ")")
	return outer + after, inner
}

// nearestField takes a header one slip away from known ones, if all of these
// mean the same field; others tells that they do not. Short headers are too close to
// one another for that.
func nearestField(s string, known map[string]string) (found string, others bool) {
	runes := []rune(s)
	if len(runes) < 6 || s[0] < 0x80 {
		return "", false
	}
	for header, field := range known {
		if header[0] < 0x80 || !oneSlip(runes, []rune(header)) {
			continue
		}
		if found != "" && found != field {
			return "", true
		}
		found = field
	}
	return found, false
}

// oneSlip tells whether a and b differ by one character: changed, lost, or more.
func oneSlip(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i < len(a) && string(a[i+1:]) == string(b[i+1:])
	}
	return string(a[i:]) == string(b[i+1:])
}

// inYuan tells whether a header of an amount names 元 as its unit; the template's
// own unit is 万元.
func inYuan(header string) bool {
	full := foldHeader(header)
	return strings.Contains(full, "元") && !strings.Contains(full, "万元")
}
