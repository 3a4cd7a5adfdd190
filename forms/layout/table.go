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
	cellTop    = 1.0
	thin       = 0.2  // a rule
	pieceLines = 20   // a row longer than this goes over pages in pieces
	tableSpace = 2.5  // below a table
	narrow     = 4.0  // em: a column of no wider texts is centred
	evenRoom   = 45.0 // a cell with less room is set ragged
)

// grid is a table's columns: left edges, the right edge last, mm; which columns
// hold only short texts, to be centred; and the space over and under a cell's text.
type grid struct {
	edges   []float64
	centred []bool
	pad     float64
}

// columnsOf shares the text width out among the columns.
func columnsOf(m Measure, t *letter.Table) grid {
	total := 0
	for _, w := range t.Widths {
		total += max(w, 1)
	}
	g := grid{edges: []float64{left}, centred: make([]bool, len(t.Widths)), pad: cellTop}
	for c, w := range t.Widths {
		g.edges = append(g.edges, g.edges[c]+wide*float64(max(w, 1))/float64(total))
		g.centred[c] = len(t.Head) > 0
		for _, cells := range t.Rows {
			if c < len(cells) && widthOf(m, Song, cells[c], tableSize) > narrow*tableSize*point {
				g.centred[c] = false
			}
		}
	}
	return g
}

// table sets a table; its head comes again on every page.
func table(m Measure, t *letter.Table) ([]block, error) {
	if t == nil || len(t.Widths) == 0 {
		return nil, cases.Fail(cases.Invalid, "letter.table")
	}
	g := columnsOf(m, t)
	var head *block
	var bs []block
	if len(t.Head) > 0 {
		pieces, err := g.row(m, t.Head, cellStyle{head: true})
		if err != nil {
			return nil, err
		}
		head = &pieces[0]
		head.keep = true
		bs = append(bs, *head)
	}
	var rows []block
	for _, cells := range t.Rows {
		pieces, err := g.row(m, cells, cellStyle{keys: len(t.Head) == 0})
		if err != nil {
			return nil, err
		}
		for i := range pieces {
			pieces[i].head = head
		}
		rows = append(rows, pieces...)
	}
	return append(append(bs, unwidowed(rows)...), block{height: tableSpace}), nil
}

// cellStyle says how the cells of a row are set.
type cellStyle struct {
	head  bool // the table's head
	keys  bool // every other column, from the first, names what the next one holds
	least int  // lines that the row is high at least
}

// row sets one row, in pieces if it is very long.
func (g grid) row(m Measure, cells []string, style cellStyle) ([]block, error) {
	if len(cells) != len(g.centred) {
		return nil, cases.Fail(cases.Invalid, "letter.row", "cells", itoa(len(cells)), "columns", itoa(len(g.centred)))
	}
	lines := make([][]Line, len(cells))
	roles := make([]Role, len(cells))
	most := max(1, min(style.least, pieceLines))
	for c, text := range cells {
		if roles[c] = Song; style.head || style.keys && c%2 == 0 {
			roles[c] = Hei
		}
		for _, part := range strings.Split(typed(text), "\n") {
			room := int(g.room(c) * 1000 / (tableSize * point))
			lines[c] = append(lines[c], Break(m, roles[c], part, 0, 0, room)...)
		}
		most = max(most, len(lines[c]))
	}
	var bs []block
	for from := 0; from < most; from += pieceLines {
		bs = append(bs, g.piece(lines, roles, from, min(from+pieceLines, most), style.head))
	}
	return bs, nil
}

// room is the width of column c's text in mm.
func (g grid) room(c int) float64 { return g.edges[c+1] - g.edges[c] - 2*cellSide }

// piece sets lines from..to of a row with its rules.
func (g grid) piece(lines [][]Line, roles []Role, from, to int, head bool) block {
	h := float64(to-from-1)*tableLine + 2*g.pad + tableSize*point
	b := block{height: h}
	for c := range lines {
		y := g.pad
		if from == 0 && len(lines[c]) < to { // short cells stand in the middle of a high row
			y += float64(to-len(lines[c])) * tableLine / 2
		}
		for k := range max(min(len(lines[c]), to)-from, 0) {
			l := lines[c][from+k]
			even := roles[c] != Hei && g.room(c) >= evenRoom // what is narrow tears when it is stretched
			it := bodyItem(l, roles[c], g.edges[c]+cellSide, y+float64(k)*tableLine, g.room(c), tableSize, even)
			if head || g.centred[c] {
				it.X += (g.room(c) - float64(l.Width)*tableSize*point/1000) / 2
				it.Space = 0
			}
			b.items = append(b.items, it)
		}
	}
	for _, x := range g.edges {
		b.items = append(b.items, Item{Kind: Rule, X: x - thin/2, Y: -thin / 2, W: thin, H: h + thin})
	}
	for _, y := range []float64{0, h} {
		b.items = append(b.items, Item{Kind: Rule, X: left - thin/2, Y: y - thin/2, W: wide + thin, H: thin})
	}
	return b
}
