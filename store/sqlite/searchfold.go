package sqlite

import (
	"embed"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:embed words/*.txt
var wordFiles embed.FS

// folded is a text as the search sees it: one width, small letters, no blanks and
// no punctuation, each character in the one form that its variants are looked up as.
type folded struct {
	runes []rune
	from  []int // for each, the index of the character it came from
}

func (f folded) String() string { return string(f.runes) }

// speller knows which characters stand for one another.
type speller struct {
	one  map[rune]rune
	many map[rune][]spelling // by the first character of what stands for one
}

type spelling struct {
	text []rune
	as   rune
}

// spell gives the speller, which is read from the files once.
var spell = sync.OnceValue(func() speller {
	s := speller{map[rune]rune{}, map[rune][]spelling{}}
	for _, name := range []string{"variants.txt", "spellings.txt"} {
		for fields := range wordLines(name) {
			as := []rune(fields[0])[0]
			if other, ok := s.one[as]; ok {
				as = other
			}
			for _, v := range fields[1:] {
				if r := []rune(v); len(r) == 1 {
					s.one[r[0]] = as
				} else {
					s.many[r[0]] = append(s.many[r[0]], spelling{r, as})
				}
			}
		}
	}
	s.oldCodes()
	for from, as := range s.one {
		if other, ok := s.one[as]; ok {
			s.one[from] = other // a form of a form
		}
	}
	return s
})

// oldCodes adds the private-use characters of old code pages.
func (s speller) oldCodes() {
	for fields := range wordLines("oldcodes.txt") {
		private, errPrivate := strconv.ParseUint(fields[0], 16, 32)
		since, err := strconv.ParseUint(fields[1], 16, 32)
		if err != nil || errPrivate != nil {
			continue // a test counts them
		}
		as := rune(since)
		if other, ok := s.one[as]; ok {
			as = other
		}
		s.one[rune(private)] = as
	}
}

// wordLines goes through the lines of a word file, split at blanks.
func wordLines(name string) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		text, err := wordFiles.ReadFile("words/" + name)
		if err != nil {
			panic(err) // the file is part of the program
		}
		for line := range strings.Lines(string(text)) {
			if fields := strings.Fields(line); len(fields) > 1 && fields[0] != "#" && !yield(fields) {
				return
			}
		}
	}
}

// foldText brings a text into the form that the search compares.
func foldText(s string) folded {
	words, text := spell(), []rune(s)
	f := folded{make([]rune, 0, len(text)), make([]int, 0, len(text))}
	for i := 0; i < len(text); i++ {
		if as, n := words.described(text[i:]); n > 0 {
			f.add(as, i)
			i += n - 1
			continue
		}
		if r, ok := foldPlain(text[i]); ok {
			if r > 0 {
				f.add(words.form(r), i)
			}
			continue
		}
		for _, r := range foldOther(text[i]) {
			f.add(words.form(r), i)
		}
	}
	return f
}

// form gives the character that another is looked up as.
func (s speller) form(r rune) rune {
	if as, ok := s.one[r]; ok {
		return as
	}
	return r
}

func (f *folded) add(r rune, from int) {
	f.runes, f.from = append(f.runes, r), append(f.from, from)
}

// described finds a character that is written by its parts at the start of text.
func (s speller) described(text []rune) (as rune, n int) {
	for _, d := range s.many[text[0]] {
		if len(text) >= len(d.text) && string(text[:len(d.text)]) == string(d.text) && len(d.text) > n {
			as, n = d.as, len(d.text)
		}
	}
	return as, n
}

// foldPlain gives what a character of ASCII or of everyday Han counts as, 0 for
// nothing; ok tells whether it is one.
func foldPlain(r rune) (as rune, ok bool) {
	switch {
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r >= 0x4E00 && r <= 0x9FFF:
		return r, true
	case r >= 'A' && r <= 'Z':
		return r - 'A' + 'a', true
	}
	return 0, r < 0x80
}

// foldOther gives what any other character counts as: nothing for marks, the
// characters of its compatibility form else.
func foldOther(r rune) []rune {
	var out []rune
	for _, c := range norm.NFKC.String(string(r)) {
		if unicode.IsLetter(c) || unicode.IsNumber(c) || unicode.Is(unicode.Co, c) || unicode.IsMark(c) || isRare(c) {
			out = append(out, unicode.ToLower(c))
		}
	}
	return out
}

// isRare takes characters for letters that are younger than the tables of this
// program: all of the planes that hold nothing but Han.
func isRare(r rune) bool { return r >= 0x20000 && r <= 0x3FFFF }
