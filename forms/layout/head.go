package layout

import (
	"math"
	"strings"
	"unicode/utf8"

	"casedesk/cases"
	"casedesk/forms/letter"
)

// Figures of the two heads, mm (GB/T 9704-2012 7.2.4–7.2.7, 10.1).
const (
	headDown    = 35.0  // red head's upper edge under the text block's upper edge
	ruleUnder   = 4.0   // red line under the number
	ruleThick   = 0.7   // of the red line
	slipDown    = 30.0  // a slip's head under the paper's upper edge
	slipRule    = 4.0   // double line under a slip's head
	slipWide    = 170.0 // length of the double lines
	slipFoot    = 20.0  // lower double line over the paper's lower edge
	thickRule   = 0.9
	doubleGap   = 0.7
	thinRule    = 0.35
	titlePitch  = 33 * point
	headSpacing = 3.2 // at most between the characters of a head
	headLeast   = 20.0
)

// line is one 一行 of the standard (3.3): a 3号 character and 7/8 of one.
const line = em * 15 / 8

// heading puts head, number and title on the first page and leaves s.y where
// the addressee may stand, after one blank line.
func (s *sheet) heading(m Measure, l letter.Letter) error {
	var title float64
	p := &s.pages[0]
	switch l.Format {
	case letter.RedHead:
		title = p.redHead(m, l)
	case letter.Slip:
		title = p.slipHead(m, l)
	case letter.Sheet:
		title = p.sheetHead(m, l)
	default:
		return cases.Fail(cases.Invalid, "letter.format", "format", string(l.Format))
	}
	for _, text := range titleLines(m, l.Title) {
		it := plainItem(Title, text, 0, title, titleSize)
		it.X = left + (wide-widthOf(m, Title, text, titleSize))/2
		p.Items = append(p.Items, it)
		title += titlePitch
	}
	bottom := title - titlePitch + titleSize*point
	if s.y = bottom + 2*line - em - pitch/2; l.Format == letter.Sheet { // the line of the grid nearest to one blank line
		s.y = bottom + sheetGap
	}
	return nil
}

// redHead sets the red head, the number two lines under it and the red line 4 mm
// under that; it gives the title's place, two lines further down.
func (p *Page) redHead(m Measure, l letter.Letter) float64 {
	bottom := p.bigHead(m, l.Head, top+headDown, wide)
	y := bottom + 2*line + (line - em)
	it := plainItem(Song, l.Number, 0, y, bodySize)
	it.X = left + (wide-widthOf(m, Song, l.Number, bodySize))/2
	if l.Number != "" {
		p.Items = append(p.Items, it)
	}
	y += em + ruleUnder
	p.Items = append(p.Items, Item{Kind: Rule, X: left, Y: y, W: wide, H: ruleThick, Color: Red})
	return y + ruleThick + 2*line
}

// slipHead sets a slip's head, its double lines and the number at the right
// edge; it gives the title's place, two lines under the number.
func (p *Page) slipHead(m Measure, l letter.Letter) float64 {
	x := (pageWide - slipWide) / 2
	y := p.bigHead(m, l.Head, slipDown, slipWide) + slipRule
	bar := func(y, h float64) {
		p.Items = append(p.Items, Item{Kind: Rule, X: x, Y: y, W: slipWide, H: h, Color: Red})
	}
	bar(y, thickRule)
	bar(y+thickRule+doubleGap, thinRule)
	low := pageHigh - slipFoot
	bar(low-thickRule-doubleGap-thinRule, thinRule)
	bar(low-thickRule, thickRule)
	y += thickRule + doubleGap + thinRule + em*7/8
	if l.Number != "" {
		it := plainItem(Song, l.Number, 0, y, bodySize)
		it.X = left + wide - widthOf(m, Song, l.Number, bodySize)
		p.Items = append(p.Items, it)
	}
	return y + em + 2*line + (line-em)/2
}

// bigHead sets the lines of a head from y on, as large as width allows up to
// headSize, and gives its lower edge.
func (p *Page) bigHead(m Measure, head string, y, width float64) float64 {
	lines := strings.Split(head, "\n")
	size := headSize
	for _, text := range lines {
		size = math.Min(size, headSize*width/math.Max(widthOf(m, Title, text, headSize), 1))
	}
	if size < headLeast && len(lines) == 1 { // a very long name takes two lines
		runes := []rune(head)
		half := (len(runes) + 1) / 2
		return p.bigHead(m, string(runes[:half])+"\n"+string(runes[half:]), y, width)
	}
	for i, text := range lines {
		it := plainItem(Title, text, 0, y, size)
		it.Color = Red
		gaps := math.Max(float64(utf8.RuneCountInString(text)-1), 1)
		space := (width - widthOf(m, Title, text, size)) / gaps
		it, w := spaced(m, it, math.Max(0, math.Min(space, headSpacing)))
		it.X = (2*left + wide - w) / 2
		if width == slipWide {
			it.X = (pageWide - w) / 2
		}
		p.Items = append(p.Items, it)
		if i < len(lines)-1 {
			y += size * point * 1.3
		}
	}
	return y + size*point
}

// titleLines breaks a title; where it must turn, its lines are about as long as
// each other (7.3.1).
func titleLines(m Measure, title string) []string {
	var out []string
	const whole = 20100 // thousandths of an em in 156 mm at titleSize
	for _, part := range strings.Split(title, "\n") {
		ls := Break(m, Title, part, 0, 0, whole)
		if n := len(ls); n > 1 {
			for w := whole - 1000; w > int(whole/2); w -= 1000 {
				even := Break(m, Title, part, 0, 0, w)
				if len(even) > n {
					break
				}
				ls = even
			}
		}
		for _, l := range ls {
			out = append(out, l.Text)
		}
	}
	return out
}
