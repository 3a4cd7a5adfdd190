package layout

import (
	"strings"

	"casedesk/cases"
	"casedesk/forms/letter"
)

// Figures of tables, mm; the standard leaves tables free.
const (
	tableLine  = tableSize * point * 1.5 // pitch of lines in a cell
	cellSide   = 1.6                     // between rule and text
	cellTop    = 1.7
	thin       = 0.2 // a rule
	pieceLines = 20  // a row longer than this goes over pages in pieces
	tableSpace = 2.0 // above and below a table
)

// grid is a table's columns: left edges, the right edge last, mm.
type grid []float64

// table sets a table; its head comes again on every page.
func table(m Measure, t *letter.Table) ([]block, error) {
	if t == nil || len(t.Widths) == 0 {
		return nil, cases.Fail(cases.Invalid, "letter.table")
	}
	total := 0
	for _, w := range t.Widths {
		total += max(w, 1)
	}
	g := grid{left}
	for _, w := range t.Widths {
		g = append(g, g[len(g)-1]+wide*float64(max(w, 1))/float64(total))
	}
	var head *block
	bs := []block{{height: tableSpace - (pitch - em), keep: true}}
	if len(t.Head) > 0 {
		pieces, err := g.row(m, t.Head, true, false)
		if err != nil {
			return nil, err
		}
		head = &pieces[0]
		pieces[0].keep = true
		bs = append(bs, pieces[0])
	}
	for _, cells := range t.Rows {
		pieces, err := g.row(m, cells, false, len(t.Head) == 0)
		if err != nil {
			return nil, err
		}
		for i := range pieces {
			pieces[i].head = head
		}
		bs = append(bs, pieces...)
	}
	return append(bs, block{height: tableSpace}), nil
}

// row sets one row, in pieces if it is very long. keys sets the first column as a key.
func (g grid) row(m Measure, cells []string, head, keys bool) ([]block, error) {
	if len(cells) != len(g)-1 {
		return nil, cases.Fail(cases.Invalid, "letter.row", "cells", itoa(len(cells)), "columns", itoa(len(g)-1))
	}
	lines := make([][]Line, len(cells))
	roles := make([]Role, len(cells))
	most := 1
	for c, text := range cells {
		if roles[c] = Song; head || keys && c == 0 {
			roles[c] = Hei
		}
		room := int((g[c+1] - g[c] - 2*cellSide) * 1000 / (tableSize * point))
		for _, part := range strings.Split(text, "\n") {
			lines[c] = append(lines[c], Break(m, roles[c], part, 0, 0, room)...)
		}
		most = max(most, len(lines[c]))
	}
	var bs []block
	for from := 0; from < most; from += pieceLines {
		bs = append(bs, g.piece(lines, roles, from, min(from+pieceLines, most), head))
	}
	return bs, nil
}

// piece sets lines from..to of a row with its rules.
func (g grid) piece(lines [][]Line, roles []Role, from, to int, centred bool) block {
	h := float64(to-from)*tableLine + 2*cellTop - tableLine + tableSize*point
	b := block{height: h}
	for c := range lines {
		room := g[c+1] - g[c] - 2*cellSide
		n := min(len(lines[c]), to) - from
		// short cells stand in the middle of a row that others make high
		y := cellTop
		if from == 0 && len(lines[c]) < to {
			y += float64(to-len(lines[c])) * tableLine / 2
		}
		for k := range max(n, 0) {
			l := lines[c][from+k]
			it := bodyItem(l, roles[c], g[c]+cellSide, y+float64(k)*tableLine, room, tableSize, true)
			if centred {
				it.X += (room - float64(l.Width)*tableSize*point/1000) / 2
				it.Space = 0
			}
			b.items = append(b.items, it)
		}
	}
	for _, x := range g {
		b.items = append(b.items, Item{Kind: Rule, X: x - thin/2, Y: -thin / 2, W: thin, H: h + thin})
	}
	for _, y := range []float64{0, h} {
		b.items = append(b.items, Item{Kind: Rule, X: left - thin/2, Y: y - thin/2, W: wide + thin, H: thin})
	}
	return b
}
