package layout

import "math"

// block is a piece that stays on one page. Its items' Y counts from the block's top.
type block struct {
	rows   int     // height in lines of the grid; 0 means height counts
	height float64 // mm, for blocks off the grid
	items  []Item
	keep   bool   // stays with the next block
	head   *block // repeated above when the block comes first on a page
}

// gap tells a block that is nothing but space.
func (b block) gap() bool { return b.rows == 0 && len(b.items) == 0 }

// sheet is a page being filled; y is the first free place, first the lower edge of
// the first page's text block, both mm from the page's top.
type sheet struct {
	pages []Page
	y     float64
	first float64
}

// foot is the lower edge of the text block of the page being filled.
func (s *sheet) foot() float64 {
	if len(s.pages) == 1 && s.first > 0 {
		return s.first
	}
	return foot
}

// foot is the lower edge of the text block, from the page's top.
const foot = top + high

// place gives where a block would stand if its top were y or below.
func place(b block, y float64) (at, end float64) {
	if b.rows == 0 {
		return y, y + b.height
	}
	r := int(math.Ceil((y - top - epsilon) / pitch))
	at = rowTop(r)
	return at, at + float64(b.rows)*pitch
}

// fits tells whether all blocks fit from y on and above low; the gap under the
// last line of the page needs no room, nor one under a table.
func fits(bs []block, y, low float64) bool {
	for _, b := range bs {
		if b.gap() {
			y += b.height
			continue
		}
		var bottom float64
		_, y = place(b, y)
		if bottom = y; b.rows > 0 {
			bottom -= pitch - em
		}
		if bottom > low+epsilon {
			return false
		}
	}
	return true
}

// pour sets the blocks one under the other, on new pages where they do not fit.
func (s *sheet) pour(bs []block) {
	for i := range bs {
		if bs[i].gap() && s.y+bs[i].height > s.foot()+epsilon {
			continue // a gap at the foot of a page is none
		}
		k := i + 1
		for k < len(bs) && bs[k-1].keep {
			k++
		}
		first := i == 0 || !bs[i-1].keep
		whole := first && !fits(bs[i:k], s.y, s.foot()) && fits(bs[i:k], top, foot)
		if whole || !fits(bs[i:i+1], s.y, s.foot()) {
			s.turn()
			if bs[i].head != nil {
				s.put(*bs[i].head)
			}
		}
		s.put(bs[i])
	}
}

// turn begins a new page.
func (s *sheet) turn() {
	s.pages = append(s.pages, Page{})
	s.y = top
}

// put sets one block at the first free place of the last page.
func (s *sheet) put(b block) {
	at, end := place(b, s.y)
	p := &s.pages[len(s.pages)-1]
	for _, it := range b.items {
		it.Y += at
		p.Items = append(p.Items, it)
	}
	s.y = end
}
