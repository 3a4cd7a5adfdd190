package layout

import (
	"strconv"

	"casedesk/forms/letter"
)

// Figures of marks and page numbers, mm and points.
const (
	numberDown = 7.0 // 一字线 of the page number under the text block (7.5)
	dashRise   = 0.38
	markSize   = 120.0 // points, the great mark across the page
	cornerSize = 14.0
)

// itoa writes n in decimal.
func itoa(n int) string { return strconv.Itoa(n) }

// number sets the page number of page n (from 1) of all: odd pages right, even
// pages left, one character in (7.5). A slip's first page has none (10.1), nor has
// a sheet of one page.
func (p *Page) number(m Measure, n, all int, f letter.Format) {
	if f == letter.Slip && n == 1 || f == letter.Sheet && all == 1 {
		return
	}
	const size = smallSize
	it := Item{Kind: Text, Role: Plain, Size: size, Text: "— " + itoa(n) + " —"}
	it.Y = foot + numberDown + dashRise*size*point
	it.X = left + size*point
	if n%2 == 1 {
		it.X = left + wide - size*point - widthOf(m, Plain, it.Text, size)
	}
	p.Items = append(p.Items, it)
}

// watermark puts 样张 and 演示 behind the text, pale and across, and once small
// and readable in the upper right corner.
func (p *Page) watermark(m Measure, l letter.Letter) {
	var words []string
	if l.Specimen {
		words = append(words, letter.WordSpecimen)
	}
	if l.Sample {
		words = append(words, letter.WordSample)
	}
	if len(words) == 0 {
		return
	}
	marks := make([]Item, 0, 2*len(words))
	corner := left + wide
	for k := len(words) - 1; k >= 0; k-- {
		w := widthOf(m, Hei, words[k], cornerSize)
		it := plainItem(Hei, words[k], corner-w, 18, cornerSize)
		it.Color = Grey
		marks = append(marks, it)
		corner -= w + cornerSize*point
	}
	for k, word := range words {
		mid := pageHigh * float64(2*k+1) / float64(2*len(words))
		w := widthOf(m, Hei, word, markSize)
		// turned 45°, the word's middle stands in the page's middle
		const half = 0.70710678
		lift := (ascent - 0.5) * markSize * point
		it := Item{Kind: Text, Role: Hei, Size: markSize, Text: word, Color: Pale, Angle: 45}
		it.X = pageWide/2 - w/2*half + lift*half
		it.Y = mid + w/2*half + lift*half
		marks = append(marks, it)
	}
	p.Items = append(marks, p.Items...)
}
