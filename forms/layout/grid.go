package layout

import "unicode/utf8"

// Figures of GB/T 9704-2012, in mm unless named otherwise.
const (
	pageWide, pageHigh = 210.0, 297.0
	left, top          = 28.0, 37.0   // 订口, 天头 (5.2.1)
	wide, high         = 156.0, 225.0 // 版心 (5.2.1)
	columns, rows      = 28, 22       // characters a line, lines a page (5.2.3)
	point              = 25.4 / 72
	bodySize           = 15.75 // 3号, points: 28 of them fill 156 mm, 28 of 16 pt do not
	smallSize          = 14.0  // 4号
	tableSize          = 10.5  // 五号
	titleSize          = 22.0  // 2号
	headSize           = 36.0  // red head, points; the standard leaves it to taste

	em     = bodySize * point
	column = wide / columns
	// pitch puts the first line's top and the last line's foot on the edges of
	// the text block (撑满版心). It is 0.03 mm over 一行, one 3号 and 7/8 of one (3.3).
	pitch = (high - em) / (rows - 1)

	// looseMost is how far apart a justified line's characters are drawn at most, in em.
	looseMost = 0.3

	ascent  = 0.88  // of an em: top of the character's square over its base line
	epsilon = 0.001 // mm: less than any printer sees
)

// textWidth is a whole line in thousandths of an em.
const textWidth = columns * 1000

// rowTop is the top of the characters in line r (from 0) of the text block.
func rowTop(r int) float64 { return top + float64(r)*pitch }

// baseline is where characters of size pt stand whose square starts at y.
func baseline(y, size float64) float64 { return y + ascent*size*point }

// bodyItem makes the item of a body line whose characters' tops are at y;
// x and room are the place of the whole line in mm.
func bodyItem(l Line, role Role, x, y, room, size float64, justify bool) Item {
	unit := size * point / 1000
	x += float64(l.Indent) * unit
	room -= float64(l.Indent) * unit
	it := Item{Kind: Text, X: x, Y: baseline(y, size), Role: role, Size: size, Text: l.Text, Flags: l.Flags}
	gaps := 0
	for k, f := range l.Flags {
		if f&Tight == 0 && k+1 < len(l.Flags) {
			gaps++
		}
	}
	if !justify || l.Last || gaps == 0 {
		return it
	}
	if space := (room - float64(l.Width)*unit) / float64(gaps); space < looseMost*size*point {
		it.Space = space // a line looser than that is left ragged
	}
	return it
}

// plainItem sets text in one line from x, its characters' tops at y.
func plainItem(role Role, text string, x, y, size float64) Item {
	return Item{Kind: Text, X: x, Y: baseline(y, size), Role: role, Size: size, Text: text}
}

// widthOf is the width of text in mm at size pt.
func widthOf(m Measure, role Role, text string, size float64) float64 {
	w := 0
	for _, r := range text {
		w += m.Advance(role, r)
	}
	return float64(w) * size * point / 1000
}

// spaced gives it with space mm after every character and the width that makes.
func spaced(m Measure, it Item, space float64) (Item, float64) {
	it.Space = space
	n := utf8.RuneCountInString(it.Text)
	return it, widthOf(m, it.Role, it.Text, it.Size) + space*float64(max(n-1, 0))
}
