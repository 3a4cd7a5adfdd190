package layout

import "strings"

// Measure tells the widths of characters; the fonts implement it.
type Measure interface {
	// Advance gives the width of r in thousandths of an em.
	Advance(role Role, r rune) int
	// Blank gives the empty space left and right of r's ink inside that width,
	// in thousandths of an em.
	Blank(role Role, r rune) (left, right int)
}

// Flag marks how one character of a line is set.
type Flag uint8

// The flags.
const (
	Half  Flag = 1 << iota // set in half width, its blank half cut off
	Tight                  // no extra space after it: inside a word
)

// Line is one broken line. Joined, the texts of a paragraph's lines are the
// paragraph, character for character.
type Line struct {
	Text   string
	Flags  []Flag // one for each character of Text
	Indent int    // thousandths of an em
	Width  int    // natural width without Indent, thousandths of an em
	Last   bool   // the paragraph's last line, not to be justified
}

// halfEm is what a trimmed mark gives up, in thousandths of an em.
const halfEm = 500

// cell is one character with what may be cut from it.
type cell struct {
	r     rune
	w     int
	left  bool // blank half on the left
	right bool // blank half on the right
	bond  bond // to the cell before
}

// Break sets text in lines of width (thousandths of an em), the first indented
// by first and the others by turned. Marks are squeezed first, then what may
// not start a line is pulled in, else pushed out (clreq).
func Break(m Measure, role Role, text string, first, turned, width int) []Line {
	cs := cellsOf(m, role, text)
	var lines []Line
	for i, indent := 0, first; i < len(cs); indent = turned {
		room := max(width-indent, 1)
		end, half := fit(cs, i, room, i > 0)
		lines = append(lines, lineOf(cs[i:end], half, indent, end == len(cs)))
		i = end
	}
	return lines
}

// cellsOf measures the characters of text.
func cellsOf(m Measure, role Role, text string) []cell {
	cs := make([]cell, 0, len(text)/3+1)
	var before rune
	for _, r := range text {
		c := cell{r: r, w: m.Advance(role, r)}
		if c.w == 1000 {
			l, rt := m.Blank(role, r)
			c.left = l >= 440 && strings.ContainsRune(trimsLeft, r)
			c.right = rt >= 440 && strings.ContainsRune(trimsRight, r)
		}
		if len(cs) > 0 {
			c.bond = bondOf(before, r)
		}
		cs = append(cs, c)
		before = r
	}
	return cs
}

// fit finds where the line that starts at cell i ends, and which of its cells
// are set half.
func fit(cs []cell, i, room int, turned bool) (end int, half []bool) {
	j := i // the most that fits by width alone
	for w := 0; j < len(cs) && w+cs[j].w <= room; j++ {
		w += cs[j].w
	}
	for j < len(cs) && (cs[j].r == ' ' || natural(cs, i, j+1, turned) <= room) {
		j++ // blanks at the end take no room, a mark there only half of its own
	}
	if j = max(j, i+1); j == len(cs) {
		half, _ = squeeze(cs[i:j], turned, false)
		if width(cs[i:j], half) > room { // fits only with its last mark cut
			half, _ = squeeze(cs[i:j], turned, true)
		}
		return j, half
	}
	if cs[j].bond != free {
		if b := after(cs, j); b > 0 {
			if half, ok := pullIn(cs[i:b], room, turned); ok {
				return b, half
			}
		}
		j = pushOut(cs, i, j, room, turned)
	}
	half, _ = squeeze(cs[i:j], turned, true)
	return j, half
}

// natural is the width of cells i..j as a line of its own.
func natural(cs []cell, i, j int, turned bool) int {
	half, _ := squeeze(cs[i:j], turned, true)
	return width(cs[i:j], half)
}

// pullMost is how many characters may be pulled into a line.
const pullMost = 4

// after gives the first place close behind j where a line may break, or 0.
func after(cs []cell, j int) int {
	for b := j + 1; b <= min(j+pullMost, len(cs)); b++ {
		if b == len(cs) || cs[b].bond == free {
			return b
		}
	}
	return 0
}

// pushOut goes back from j to a place where the line may break. A word longer
// than half a line, and a line that nothing may break, are cut where it hurts least.
func pushOut(cs []cell, i, j, room int, turned bool) int {
	back := func(most bond) int {
		for b := j; b > i; b-- {
			if cs[b].bond <= most {
				return b
			}
		}
		return 0
	}
	b := back(free)
	if b == 0 || room-natural(cs, i, b, turned) > room/2 {
		if w := back(word); w > 0 {
			return w
		}
	}
	if b > 0 {
		return b
	}
	return j
}

// squeeze marks the cells of one line that stand in half width because marks
// meet, or because one stands at the line's end (GB/T 15834-2011 5.1.10) or at
// the start of a turned line. spare counts the marks that could still be cut.
func squeeze(cs []cell, turned, cutEnd bool) (half []bool, spare int) {
	half = make([]bool, len(cs))
	for k := 0; k+1 < len(cs); k++ {
		a, b := cs[k], cs[k+1]
		switch {
		case a.right && (b.right || b.left):
			half[k] = true
		case a.left && b.left:
			half[k+1] = true
		}
	}
	if turned && len(cs) > 0 && cs[0].left {
		half[0] = true
	}
	if cutEnd {
		for k := len(cs) - 1; k >= 0; k-- {
			if cs[k].r != ' ' {
				half[k] = half[k] || cs[k].right
				break
			}
		}
	}
	for k, c := range cs {
		if (c.left || c.right) && !half[k] {
			spare++
		}
	}
	return half, spare
}

// pullIn cuts marks of the line until it fits: brackets and quotation marks
// first, then commas and the like, full stops last.
func pullIn(cs []cell, room int, turned bool) (half []bool, ok bool) {
	half, spare := squeeze(cs, turned, true)
	need := (width(cs, half) - room + halfEm - 1) / halfEm
	if need > spare {
		return nil, false
	}
	for _, marks := range []string{openers + closers, "、，；：．", "。！？"} {
		for k := len(cs) - 1; k >= 0 && need > 0; k-- {
			if (cs[k].left || cs[k].right) && !half[k] && strings.ContainsRune(marks, cs[k].r) {
				half[k] = true
				need--
			}
		}
	}
	return half, need <= 0
}

// width sums a line; blanks at its end take no room.
func width(cs []cell, half []bool) int {
	w, end := 0, len(cs)
	for end > 1 && cs[end-1].r == ' ' {
		end--
	}
	for k, c := range cs[:end] {
		w += c.w
		if half[k] {
			w -= halfEm
		}
	}
	return w
}

// lineOf makes the line of these cells.
func lineOf(cs []cell, half []bool, indent int, last bool) Line {
	var text strings.Builder
	flags := make([]Flag, len(cs))
	for k, c := range cs {
		text.WriteRune(c.r)
		if half[k] {
			flags[k] |= Half
		}
		if k+1 < len(cs) && joined(c.r, cs[k+1].r) {
			flags[k] |= Tight
		}
	}
	return Line{Text: text.String(), Flags: flags, Indent: indent, Width: width(cs, half), Last: last}
}
