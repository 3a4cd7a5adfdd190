package sqlite

import (
	"slices"
	"strings"

	"casedesk/cases"
)

// query is what somebody typed, as the search understands it.
type query struct {
	text    folded
	numbers []string // spellings of it, were it a number of a document
	letters bool     // Latin letters only: initials, perhaps
	plain   bool     // Latin letters and digits only: part of a code, perhaps
}

func queryOf(typed string) query {
	q := query{text: foldText(typed), numbers: spellings(typed)}
	q.plain = len(q.text.runes) > 0 && allPlain(q.text.runes)
	q.letters = q.plain && !slices.ContainsFunc(q.text.runes, func(r rune) bool { return r < 'a' })
	return q
}

// match gives the question to the index: rows that may hold the query in a name,
// a code or a number. "" asks for nothing.
func (q query) match() string {
	var ways []string
	n := len(q.text.runes)
	if n == 1 {
		ways = append(ways, everyGram(markName, q.text.runes, 1))
	} else if n > 1 {
		ways = append(ways, everyGram(markName, q.text.runes, 2))
	}
	if q.letters && n >= leastInitials {
		ways = append(ways, allInitials(q.text.runes))
	}
	if q.plain && n >= leastCode {
		ways = append(ways, allCode(q.text.runes, 0), allCode(q.text.runes, 1))
	}
	for _, text := range q.numbers {
		if r := []rune(text); len(r) >= leastNumber {
			ways = append(ways, allNumber(r))
		}
	}
	return joinWays(ways...)
}

// joinWays asks for rows that any of the ways proposes.
func joinWays(ways ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(ways), func(w string) bool { return w == "" }), " OR ")
}

// matchPerson asks for rows that may hold the query in the number of an identity
// document.
func (q query) matchPerson() string {
	if !q.plain || len(q.text.runes) < leastCode {
		return ""
	}
	return everyGram(markPerson, q.text.runes, 4)
}

// everyGram asks for every gram of one length.
func everyGram(mark rune, text []rune, n int) string {
	var parts []string
	for i := 0; i+n <= len(text); i++ {
		parts = append(parts, term(mark, text[i:i+n]))
	}
	return joined(parts)
}

// allNumber asks for 4 characters where they are all letters and digits, which
// tell most, and for 2 elsewhere.
func allNumber(text []rune) string {
	if len(text) < 4 && allDigits(text) {
		return fewDigits(text)
	}
	var parts []string
	covered := -1 // the last character that a gram of 4 holds
	for i := range text {
		if i+4 <= len(text) && allPlain(text[i:i+4]) {
			parts = append(parts, term(markNumber, text[i:i+4]))
			covered = i + 3
		} else if i+2 <= len(text) && covered < i+1 && !allDigits(text[i:i+2]) {
			parts = append(parts, term(markNumber, text[i:i+2]))
		}
	}
	return joined(parts)
}

// fewDigits asks for 2 or 3 digits: at the end of a run of digits, or with all that
// may follow them in it.
func fewDigits(text []rune) string {
	return anyLonger(markNumber, text, 4, '0', '9')
}

// allInitials asks for every 3 initials; for 2 at the end of a name, or with any
// third behind them.
func allInitials(text []rune) string {
	if len(text) < 3 {
		return anyLonger(markInitial, text, 3, 'a', 'z')
	}
	return everyGram(markInitial, text, 3)
}

// allCode asks for part of a code that begins at an even place (0) or an odd one (1).
func allCode(text []rune, place int) string {
	var parts []string
	for i := place; i+codeGram <= len(text); i += 2 {
		parts = append(parts, term(markCode, text[i:i+codeGram]))
	}
	return joined(parts)
}

// anyLonger asks for a gram, or one that begins with it and has up to n characters.
// An OR of terms is walked as it is read; a prefix of FTS5 would be gathered first.
func anyLonger(mark rune, text []rune, n int, from, to rune) string {
	parts, all := []string{}, [][]rune{text}
	for ; n >= len(all[0]); all = longer(all, from, to) {
		for _, t := range all {
			parts = append(parts, term(mark, t))
		}
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

func longer(all [][]rune, from, to rune) (out [][]rune) {
	for _, t := range all {
		for r := from; r <= to; r++ {
			out = append(out, append(slices.Clip(t), r))
		}
	}
	return out
}

func term(mark rune, text []rune) string { return `"` + string(mark) + string(text) + `"` }

func joined(parts []string) string {
	slices.Sort(parts)
	return "(" + strings.Join(slices.Compact(parts), " AND ") + ")"
}

// hit is why a row is a hit, and where in the name.
type hit struct {
	by       cases.FoundBy
	from, to int // characters of the name as it is written
}

// verify holds a row against the query; the index only proposes. The code and the
// numbers are folded, the numbers in all their spellings.
func (q query) verify(name, code string, numbers func() []string) (hit, bool) {
	typed := q.text.String()
	if typed == "" {
		return hit{}, false
	}
	f := foldText(name)
	if i := runesIndex(f.runes, q.text.runes); i >= 0 {
		return spanOf(cases.FoundByName, f, i, len(q.text.runes)), true
	}
	if q.letters && len(q.text.runes) >= leastInitials {
		sets, at := initialsIn(f)
		if i := readAt(sets, q.text.runes); i >= 0 {
			last := at[i+len(q.text.runes)-1]
			return spanOf(cases.FoundByInitials, f, at[i], last-at[i]+1), true
		}
	}
	if q.plain && len(q.text.runes) >= leastCode && strings.Contains(code, typed) {
		return hit{by: cases.FoundByCode}, true
	}
	var all []string
	for _, want := range q.numbers {
		if len([]rune(want)) < leastNumber {
			continue
		}
		if all == nil {
			all = numbers()
		}
		if slices.ContainsFunc(all, func(number string) bool { return strings.Contains(number, want) }) {
			return hit{by: cases.FoundByNumber}, true
		}
	}
	return hit{}, false
}

// runesIndex gives where a text first holds another; -1 where it does not.
func runesIndex(text, part []rune) int {
	for i := 0; i+len(part) <= len(text); i++ {
		if slices.Equal(text[i:i+len(part)], part) {
			return i
		}
	}
	return -1
}

// holdsPerson tells whether one of the numbers holds the query.
func (q query) holdsPerson(numbers ...string) bool {
	return len(q.text.runes) >= leastCode && slices.ContainsFunc(numbers, func(n string) bool {
		return strings.Contains(foldText(n).String(), q.text.String())
	})
}

// spanOf gives n folded characters from at on as characters of the written name.
func spanOf(by cases.FoundBy, name folded, at, n int) hit {
	if at+n > len(name.from) {
		return hit{by: by}
	}
	return hit{by, name.from[at], name.from[at+n-1] + 1}
}
