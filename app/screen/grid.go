package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Grid is a small still table with hairlines, such as the three days' verdicts;
// one column may be tinted as the chosen one. Long lists are a RowList.
type Grid struct {
	widget.BaseWidget
	Sizes  []float32 // columns: pixels at 100 % or Share
	Cells  [][]Cell
	Tinted int     // column, -1 for none
	Row    float32 // height at 100 %, 26 unless set
}

// NewGrid makes an empty grid without a tinted column.
func NewGrid(sizes ...float32) *Grid {
	g := &Grid{Sizes: sizes, Tinted: -1, Row: 26}
	g.ExtendBaseWidget(g)
	return g
}

// Set shows other cells and tints a column (-1 for none).
func (g *Grid) Set(tinted int, cells ...[]Cell) {
	g.Cells, g.Tinted = cells, tinted
	g.Refresh()
}

// CreateRenderer draws the cells.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	g.ExtendBaseWidget(g)
	d := &drawing{}
	d.min = func() fyne.Size { return fyne.NewSize(em(160), em(g.Row)*float32(len(g.Cells))) }
	d.layout = func(s fyne.Size) {
		d.objects = d.objects[:0]
		widths := (&TableRow{sizes: g.Sizes}).widths(s.Width)
		plane := func(t Token, x, y, w, h float32) {
			b := newBox()
			b.set(t, none, 0, 0)
			b.place(x, y, w, h)
			d.objects = append(d.objects, b.fill)
		}
		x := float32(0)
		for i, w := range widths {
			if i == g.Tinted {
				plane(AccS, x, 0, w, s.Height)
			}
			if i > 0 {
				plane(Line, x, 0, 1, s.Height)
			}
			x += w
		}
		for row, cells := range g.Cells {
			y := em(g.Row) * float32(row)
			plane(Line, 0, y, s.Width, 1)
			d.objects = append(d.objects, g.line(cells, widths, y)...)
		}
	}
	return d.start(g)
}

// line draws the cells of one row.
func (g *Grid) line(cells []Cell, widths []float32, y float32) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	x := float32(0)
	for i, w := range widths {
		if i < len(cells) {
			mark, words, below := newGlyph(), newLine(), newLine()
			setCell(cells[i], false, &mark, &words, &below)
			placeCell(cells[i], &mark, &words, &below, x+12, w-20, em(g.Row))
			for _, o := range []fyne.CanvasObject{mark.Image, words.Text, below.Text} {
				o.Move(o.Position().AddXY(0, y))
				out = append(out, o)
			}
		}
		x += w
	}
	return out
}
