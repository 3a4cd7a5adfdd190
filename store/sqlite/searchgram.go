package sqlite

import (
	"slices"
	"strings"

	"casedesk/cases"
)

// The marks of the grams: one text may stand in a name and in a number, and each
// is looked for where it may be.
const (
	markName    = 'n' // 1 and 2 characters of a name
	markInitial = 'p' // 3 initials of a name, and its last 2
	markCode    = 'k' // 3 characters of a code of a firm, from every second on
	markNumber  = 'd' // of a number of a document: see numberGrams
	markPerson  = 'i' // 4 characters of the number of an identity document
)

// The least that is looked for (fewer would be most of the store).
const (
	leastInitials = 2
	leastCode     = 4
	leastNumber   = 2
)

// codeGram is such that the least of a code holds one whole gram wherever it begins.
const codeGram = 3

// sought is what the search knows of one row: folded texts in clear, and the
// number of an identity document, of which only grams are ever kept.
type sought struct {
	name    folded
	code    folded
	numbers []string // folded, every spelling once
	person  []folded
}

func soughtIn(name, code string, person []string, numbers ...string) sought {
	s := sought{name: foldText(name), code: foldText(code)}
	for _, p := range person {
		if f := foldText(p); len(f.runes) >= leastCode {
			s.person = append(s.person, f)
		}
	}
	for _, n := range numbers {
		s.numbers = append(s.numbers, spellings(n)...)
	}
	slices.Sort(s.numbers)
	s.numbers = slices.Compact(s.numbers)
	return s
}

// spellings gives a number as it was written and as all spellings fold to.
func spellings(number string) (out []string) {
	for _, text := range []string{number, cases.DocNumberKey(number)} {
		if f := foldText(text).String(); f != "" && !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// spellingHolds tells whether a spelling of a number holds a text. What all spellings
// fold to has no letter and no digit that the number as written lacks, which saves
// working it out for most of what the index proposes in vain.
func spellingHolds(number, want string) bool {
	written := foldText(number).String()
	if strings.Contains(written, want) {
		return true
	}
	lacks := func(r rune) bool { return r < 0x80 && !strings.ContainsRune(written, r) }
	return !strings.ContainsFunc(want, lacks) && strings.Contains(foldText(cases.DocNumberKey(number)).String(), want)
}

// text is kept beside a record: hits are verified against it. Its lines are the
// name, the code and the numbers.
func (s sought) text() string {
	return s.name.String() + "\n" + s.code.String() + "\n" + strings.Join(s.numbers, "\n")
}

// grams gives the row's tokens, each once.
func (s sought) grams() string {
	g := gramSet{seen: map[string]bool{}}
	for i := range s.name.runes {
		g.add(markName, s.name.runes[i:i+1])
	}
	g.runs(markName, s.name.runes, 2)
	g.initials(s.name)
	for i := 0; i+codeGram <= len(s.code.runes); i += 2 {
		g.add(markCode, s.code.runes[i:i+codeGram])
	}
	for _, p := range s.person {
		g.runs(markPerson, p.runes, 4)
	}
	for _, n := range s.numbers {
		g.number([]rune(n))
	}
	return g.b.String()
}

// gramSet writes tokens with blanks between them.
type gramSet struct {
	b    strings.Builder
	seen map[string]bool
}

func (g *gramSet) add(mark rune, text []rune) { g.token(gram(mark, text)) }

func (g *gramSet) token(token string) {
	if g.seen[token] {
		return
	}
	g.seen[token] = true
	g.b.WriteByte(' ')
	g.b.WriteString(token)
}

func (g *gramSet) runs(mark rune, text []rune, n int) {
	for i := 0; i+n <= len(text); i++ {
		g.add(mark, text[i:i+n])
	}
}

// number adds what a number is found by: every 2 characters that are not both
// digits, every 4 letters and digits, and the last 2 and 3 digits of each run of
// digits. Two or three digits elsewhere begin 4 of the run, so that they need no
// grams of their own, which were a fifth of the index and told next to nothing.
func (g *gramSet) number(text []rune) {
	for i := range text {
		if i+2 <= len(text) && !allDigits(text[i:i+2]) {
			g.add(markNumber, text[i:i+2])
		}
		if i+4 <= len(text) && allPlain(text[i:i+4]) {
			g.add(markNumber, text[i:i+4])
		}
		if isDigit(text[i]) && (i+1 == len(text) || !isDigit(text[i+1])) {
			for _, end := range digitEnds(text[:i+1]) {
				g.token(end)
			}
		}
	}
}

// initials adds the grams of every reading.
func (g *gramSet) initials(name folded) {
	sets, _ := initialsIn(name)
	for i := range sets {
		if n := min(3, len(sets)-i); n >= leastInitials {
			g.choices(sets[i : i+n])
		}
	}
}

func (g *gramSet) choices(sets []initials) {
	texts := [][]rune{nil}
	for _, set := range sets {
		var longer [][]rune
		for _, t := range texts {
			for l := 'a'; l <= 'z'; l++ {
				if set.has(l) {
					longer = append(longer, append(slices.Clip(t), l))
				}
			}
		}
		texts = longer
	}
	for _, t := range texts {
		g.add(markInitial, t)
	}
}

// allPlain tells whether a text is of Latin letters and digits.
func allPlain(text []rune) bool {
	return !slices.ContainsFunc(text, func(r rune) bool { return r >= 0x80 })
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func allDigits(text []rune) bool {
	return !slices.ContainsFunc(text, func(r rune) bool { return !isDigit(r) })
}
