package sqlite

import (
	"slices"
	"strings"

	"casedesk/cases"
)

// query is what somebody typed, as the search understands it.
type query struct {
	common  commonness
	text    folded
	numbers []string // spellings of it, were it a number of a document
	letters bool     // Latin letters only: initials, perhaps
	plain   bool     // Latin letters and digits only: part of a code, perhaps
}

func queryOf(typed string, common commonness) query {
	q := query{common: common, text: foldText(typed), numbers: spellings(typed)}
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
		ways = append(ways, q.all(everyGram(markName, q.text.runes, 1)))
	} else if n > 1 {
		ways = append(ways, q.all(everyGram(markName, q.text.runes, 2)))
	}
	if q.letters && n >= leastInitials {
		ways = append(ways, q.initials())
	}
	if q.plain && n >= leastCode {
		ways = append(ways, q.all(codeGrams(q.text.runes)), q.oddCode())
	}
	for _, text := range q.numbers {
		if r := []rune(text); len(r) >= leastNumber {
			ways = append(ways, q.number(r))
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
	return q.all(everyGram(markPerson, q.text.runes, 4))
}

// all asks for rows that hold all of the grams, going by those that tell most.
func (q query) all(grams []string) string {
	if len(grams) == 0 {
		return ""
	}
	return `("` + strings.Join(q.common.rarest(grams), `" AND "`) + `")`
}

// everyGram gives every gram of one length.
func everyGram(mark rune, text []rune, n int) (grams []string) {
	for i := 0; i+n <= len(text); i++ {
		grams = append(grams, gram(mark, text[i:i+n]))
	}
	return grams
}

// number asks for part of a number. 2 or 3 digits may be the end of a run of digits,
// or go on in it.
func (q query) number(text []rune) string {
	if len(text) < 4 && allDigits(text) {
		return anyLonger(markNumber, text, 4, '0', '9')
	}
	return q.all(partNumber(text))
}

// partNumber gives 4 characters where they are all letters and digits, which tell
// most, 2 elsewhere, and the last 2 or 3 of digits that end within it.
func partNumber(text []rune) (grams []string) {
	covered := -1 // the last character that a gram of 4 holds
	for i := range text {
		if i+4 <= len(text) && allPlain(text[i:i+4]) {
			grams = append(grams, gram(markNumber, text[i:i+4]))
			covered = i + 3
		} else if i+2 <= len(text) && covered < i+1 && !allDigits(text[i:i+2]) {
			grams = append(grams, gram(markNumber, text[i:i+2]))
		}
		if i+1 < len(text) && isDigit(text[i]) && !isDigit(text[i+1]) {
			grams = append(grams, digitEnds(text[:i+1])...)
		}
	}
	return grams
}

// digitEnds gives the grams of the last 2 and 3 digits of a text that ends a run.
func digitEnds(text []rune) (grams []string) {
	for n := 2; n <= min(3, len(text)) && allDigits(text[len(text)-n:]); n++ {
		grams = append(grams, gram(markNumber, text[len(text)-n:]))
	}
	return grams
}

// initials asks for every 3 initials; for 2 at the end of a name, or with any third
// behind them.
func (q query) initials() string {
	if len(q.text.runes) < 3 {
		return anyLonger(markInitial, q.text.runes, 3, 'a', 'z')
	}
	return q.all(everyGram(markInitial, q.text.runes, 3))
}

// codeGrams gives those of part of a code that begins at an even place.
func codeGrams(text []rune) (grams []string) {
	for i := 0; i+codeGram <= len(text); i += 2 {
		grams = append(grams, gram(markCode, text[i:i+codeGram]))
	}
	return grams
}

// oddCode asks for part of a code that begins at an odd place. Where all that it holds
// whole is common, such as 019 in 440199, the gram that only ends in it is asked for too.
func (q query) oddCode() string {
	text := q.text.runes
	grams := codeGrams(text[1:])
	if slices.ContainsFunc(grams, func(g string) bool { return !q.common.is(g) }) {
		return q.all(grams)
	}
	var before []string
	for _, r := range "0123456789abcdefghijklmnopqrstuvwxyz" {
		before = append(before, gram(markCode, []rune{r, text[0], text[1]}))
	}
	return "(" + anyOf(before) + " AND " + q.all(grams) + ")"
}

// anyLonger asks for a gram, or one that begins with it and has up to n characters.
// An OR of terms is walked as it is read; a prefix of FTS5 would be gathered first.
func anyLonger(mark rune, text []rune, n int, from, to rune) string {
	parts, all := []string{}, [][]rune{text}
	for ; n >= len(all[0]); all = longer(all, from, to) {
		for _, t := range all {
			parts = append(parts, gram(mark, t))
		}
	}
	return anyOf(parts)
}

func anyOf(grams []string) string { return `("` + strings.Join(grams, `" OR "`) + `")` }

func longer(all [][]rune, from, to rune) (out [][]rune) {
	for _, t := range all {
		for r := from; r <= to; r++ {
			out = append(out, append(slices.Clip(t), r))
		}
	}
	return out
}

func gram(mark rune, text []rune) string { return string(mark) + string(text) }

// hit is why a row is a hit, and where in the name.
type hit struct {
	by       cases.FoundBy
	from, to int // characters of the name as it is written
}

// verify holds a row against the query; the index only proposes. The code is folded;
// holds tells whether a number of the row holds a text in one of its spellings.
func (q query) verify(name, code string, holds func(want string) bool) (hit, bool) {
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
	for _, want := range q.numbers {
		if len([]rune(want)) >= leastNumber && holds(want) {
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
