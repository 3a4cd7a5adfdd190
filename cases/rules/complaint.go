package rules

import (
	"fmt"
	"sort"
	"strings"
	"unicode"

	"casedesk/cases"
)

// Complaint is one thing wrong with a pack, with its place. Key names the
// sentence for people (assets/lang), Args fill its places.
type Complaint struct {
	File   string
	Line   int // from 1; 0 when the complaint is about the whole file
	Column int // from 1, in characters
	Key    string
	Args   []cases.Arg
	Source string // the line as written
	Width  int    // columns the caret covers on a terminal
}

// String gives file:line:column, the key with its arguments, the source line and
// a caret under the place; a wide character counts two columns.
func (c Complaint) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: %s", c.File, c.Line, c.Column, c.Key)
	for _, a := range c.Args {
		fmt.Fprintf(&b, " %s=%s", a.Name, a.Value)
	}
	if c.Line > 0 {
		fmt.Fprintf(&b, "\n%s", c.Excerpt())
	}
	return b.String()
}

// Excerpt gives the source line and, below it, the caret.
func (c Complaint) Excerpt() string {
	var pad strings.Builder
	for i, r := range []rune(c.Source) {
		if i >= c.Column-1 {
			break
		}
		if r == '\t' {
			pad.WriteByte('\t')
		} else {
			pad.WriteString(strings.Repeat(" ", columns(r)))
		}
	}
	return fmt.Sprintf(" | %s\n | %s%s", c.Source, pad.String(), strings.Repeat("^", max(1, c.Width)))
}

// Complaints is everything wrong with some packs, in the order of the files.
type Complaints []Complaint

// Error lists all complaints.
func (cs Complaints) Error() string {
	lines := make([]string, len(cs))
	for i, c := range cs {
		lines[i] = c.String()
	}
	return strings.Join(lines, "\n")
}

func (cs Complaints) sorted() Complaints {
	sort.SliceStable(cs, func(i, j int) bool {
		if cs[i].File != cs[j].File {
			return cs[i].File < cs[j].File
		}
		if cs[i].Line != cs[j].Line {
			return cs[i].Line < cs[j].Line
		}
		return cs[i].Column < cs[j].Column
	})
	return cs
}

// columns tells how many terminal columns a character takes: two for Han, kana,
// hangul, full-width forms and the punctuation that goes with them.
func columns(r rune) int {
	wide := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) ||
		r >= 0x3000 && r <= 0x303E || r >= 0xFF01 && r <= 0xFF60 || r >= 0xFFE0 && r <= 0xFFE6
	if wide {
		return 2
	}
	return 1
}

func textColumns(s string) (n int) {
	for _, r := range s {
		n += columns(r)
	}
	return n
}
