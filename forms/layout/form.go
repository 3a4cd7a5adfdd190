package layout

import (
	"strings"

	"casedesk/cases"
	"casedesk/forms/letter"
)

// Figures of sheets, mm; no standard binds them. A field is high enough to write
// in by hand, a box for a round seal of 42 mm.
const (
	sheetTop   = 26.0 // of the office's name under the paper's upper edge
	sheetRule  = 0.35
	sheetSpace = 6.0 // between the rule under the office and the title
	sheetGap   = 4.0 // under the title
	fieldPad   = 2.3
	boxHigh    = 44.0
	boxInset   = 2.0
	smallPitch = tableSize * point * 1.6
)

// sheetHead sets the office at the left and the number at the right over a thin
// rule, and gives the title's place.
func (p *Page) sheetHead(m Measure, l letter.Letter) float64 {
	const size = 12.0
	p.Items = append(p.Items, plainItem(Hei, strings.ReplaceAll(l.Head, "\n", " "), left, sheetTop, size))
	if l.Number != "" {
		it := plainItem(Song, l.Number, 0, sheetTop, size)
		it.X = left + wide - widthOf(m, Song, l.Number, size)
		p.Items = append(p.Items, it)
	}
	y := sheetTop + size*point + 1.6
	p.Items = append(p.Items, Item{Kind: Rule, X: left, Y: y, W: wide, H: sheetRule})
	return y + sheetSpace
}

// fields sets a form's fields: names in 黑体, values or room to write beside them.
// The last cell of a short row takes the columns that are left.
func fields(m Measure, t *letter.Table) ([]block, error) {
	if t == nil || len(t.Widths) == 0 || len(t.High) > 0 && len(t.High) != len(t.Rows) {
		return nil, cases.Fail(cases.Invalid, "letter.table")
	}
	g := columnsOf(m, t)
	g.pad = fieldPad
	clear(g.centred)
	var bs []block
	for i, cells := range t.Rows {
		style := cellStyle{keys: true}
		if len(t.High) > 0 {
			style.least = t.High[i]
		}
		pieces, err := g.short(len(cells)).row(m, cells, style)
		if err != nil {
			return nil, err
		}
		bs = append(bs, pieces...)
	}
	return append(unwidowed(bs), block{height: tableSpace}), nil
}

// short gives the grid of a row of n cells, the last as wide as what is left.
func (g grid) short(n int) grid {
	if n == 0 || n >= len(g.centred) {
		return g
	}
	edges := append([]float64{}, g.edges[:n]...)
	return grid{append(edges, g.edges[len(g.edges)-1]), g.centred[:n], g.pad}
}

// signing sets boxes side by side: what is to be signed at the top, the room for
// hand and seal, and a line for the date at the foot.
func signing(m Measure, t *letter.Table) ([]block, error) {
	if t == nil || len(t.Widths) == 0 {
		return nil, cases.Fail(cases.Invalid, "letter.table")
	}
	g := columnsOf(m, t)
	var bs []block
	for _, cells := range t.Rows {
		if len(cells) != len(t.Widths) {
			return nil, cases.Fail(cases.Invalid, "letter.row", "cells", itoa(len(cells)), "columns", itoa(len(t.Widths)))
		}
		bs = append(bs, g.boxes(m, cells))
	}
	return append(bs, block{height: tableSpace}), nil
}

// boxes sets one row of boxes.
func (g grid) boxes(m Measure, captions []string) block {
	b := block{height: boxHigh}
	for c, caption := range captions {
		x, room := g.edges[c]+boxInset, g.edges[c+1]-g.edges[c]-2*boxInset
		for k, l := range Break(m, Song, caption, 0, 0, int(room*1000/(tableSize*point))) {
			b.items = append(b.items, bodyItem(l, Song, x, boxInset+float64(k)*tableLine, room, tableSize, false))
		}
		date := plainItem(Song, letter.WordDateLine, 0, boxHigh-boxInset-tableSize*point, tableSize)
		date.X = g.edges[c+1] - boxInset - widthOf(m, Song, letter.WordDateLine, tableSize)
		b.items = append(b.items, date)
	}
	for _, x := range g.edges {
		b.items = append(b.items, Item{Kind: Rule, X: x - thin/2, Y: -thin / 2, W: thin, H: boxHigh + thin})
	}
	for _, y := range []float64{0, boxHigh} {
		b.items = append(b.items, Item{Kind: Rule, X: left - thin/2, Y: y - thin/2, W: wide + thin, H: thin})
	}
	return b
}

// small sets notices and remarks in 五号, each paragraph indented two characters.
func small(m Measure, text string) []block {
	var bs []block
	room := wide * 1000 / (tableSize * point)
	for _, part := range strings.Split(text, "\n") {
		for _, l := range Break(m, Song, part, 2000, 0, int(room)) {
			bs = append(bs, block{height: smallPitch, items: []Item{bodyItem(l, Song, left, 0, wide, tableSize, true)}})
		}
	}
	return append(bs, block{height: tableSpace})
}
