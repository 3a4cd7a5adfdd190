package cases

import "strings"

// lookalikes are characters that eyes and keyboards take for one another. The
// letters GB 32100 leaves out stand first in their group.
const lookalikes = "OQD0 IL17T Z27 S58B VUWY G6 B8 69 38 56 MN CG EF KX PR HN"

const maxSuggest = 3

// suggestUSCCs gives codes one slip away from code that pass both checks.
func suggestUSCCs(code string) []string {
	if len(code) != 18 {
		return []string{}
	}
	passes := func(s string) bool {
		return usccFault(s) == nil && usccDoubt(s) == nil && codeKind(s) == CodeUSCC
	}
	// Letters that cannot occur are surely misread: mend all of them first.
	if fixed := strings.NewReplacer("O", "0", "I", "1", "Z", "2", "S", "5", "V", "U").Replace(code); fixed != code && passes(fixed) {
		return []string{fixed}
	}
	return nearCodes(code, usccAlphabet, passes)
}

// suggestIDs gives numbers one slip away from number that pass every check.
func suggestIDs(number string, today Date) []string {
	if len(number) != 18 {
		return []string{}
	}
	return nearCodes(number, "0123456789X", func(s string) bool { return idFault(s, today) == nil && codeKind(s) == CodeID })
}

// nearCodes tries, likeliest slip first: two neighbours swapped, one character
// taken for another that looks like it, the last character wrong, any other one.
func nearCodes(code, alphabet string, passes func(string) bool) []string {
	found := []string{}
	try := func(s string) {
		if len(found) == maxSuggest || s == code || !passes(s) {
			return
		}
		for _, f := range found {
			if f == s {
				return
			}
		}
		found = append(found, s)
	}
	for i := range len(code) - 1 {
		try(code[:i] + code[i+1:i+2] + code[i:i+1] + code[i+2:])
	}
	substitute := func(from, to int, only func(was, is byte) bool) {
		for i := from; i < to; i++ {
			for j := range len(alphabet) {
				if only(code[i], alphabet[j]) {
					try(code[:i] + alphabet[j:j+1] + code[i+1:])
				}
			}
		}
	}
	substitute(0, len(code), looksLike)
	anything := func(byte, byte) bool { return true }
	substitute(len(code)-1, len(code), anything)
	substitute(0, len(code)-1, anything)
	return found
}

func looksLike(a, b byte) bool {
	for group := range strings.FieldsSeq(lookalikes) {
		if strings.IndexByte(group, a) >= 0 && strings.IndexByte(group, b) >= 0 {
			return true
		}
	}
	return false
}
