package screen

import (
	"fyne.io/fyne/v2"
)

// Cell is one cell of a table row: icon, words and a second, smaller line.
type Cell struct {
	Icon  string
	Words string
	Below string
	Tone  Tone
	Quiet bool // in secondary ink although neutral
	Bold  bool
	Small bool // caption size
	Right bool
}

// TableRow is a row of cells in columns: the task list, the trace of a verdict,
// the ledger of days, the outbox. Height comes from the list that shows it.
type TableRow struct {
	row
	sizes []float32 // as for Columns, in pixels at 100 %
	left  float32
	cells []Cell
	Fired bool // tinted and bold: the rule that decided
	Total bool // on the ground of a group head
}

// NewTableRow makes an empty row; sizes are pixels at 100 % or Share.
func NewTableRow(left float32, sizes ...float32) *TableRow {
	r := &TableRow{sizes: sizes, left: left}
	r.become(r)
	return r
}

// Set fills the row, one cell for each column.
func (r *TableRow) Set(cells ...Cell) {
	r.cells = cells
	r.Refresh()
}

// SetFired tints the row and makes it bold, or not.
func (r *TableRow) SetFired(on bool) { r.Fired = on; r.Refresh() }

// CreateRenderer draws the cells.
func (r *TableRow) CreateRenderer() fyne.WidgetRenderer {
	n := len(r.sizes)
	marks, words, below := make([]glyph, n), make([]line, n), make([]line, n)
	d := &drawing{objects: r.under()}
	for i := range n {
		marks[i], words[i], below[i] = newGlyph(), newLine(), newLine()
		d.objects = append(d.objects, marks[i].Image, words[i].Text, below[i].Text)
	}
	d.objects = append(d.objects, r.over()...)
	d.update = func() {
		plain := Surf
		if r.Total {
			plain = Alt
		} else if r.Fired {
			plain = AccS
		}
		r.ground(plain)
		for i := range n {
			c := Cell{}
			if i < len(r.cells) {
				c = r.cells[i]
			}
			setCell(c, r.Fired, &marks[i], &words[i], &below[i])
		}
	}
	d.min = func() fyne.Size { return fyne.NewSize(em(80), em(28)) }
	d.layout = func(s fyne.Size) {
		r.frame(s)
		x := r.left
		for i, w := range r.widths(s.Width - 2*r.left) {
			c := Cell{}
			if i < len(r.cells) {
				c = r.cells[i]
			}
			placeCell(c, &marks[i], &words[i], &below[i], x, w-8, s.Height)
			x += w
		}
	}
	return d.start(r)
}

// widths resolves the columns in a room.
func (r *TableRow) widths(room float32) []float32 {
	out := make([]float32, len(r.sizes))
	shares := float32(0)
	for i, s := range r.sizes {
		if s > 0 {
			out[i] = em(s)
			room -= out[i]
		} else {
			shares -= s
		}
	}
	for i, s := range r.sizes {
		if s <= 0 && shares > 0 {
			out[i] = max(0, round(room*-s/shares))
		}
	}
	return out
}

func setCell(c Cell, bold bool, mark *glyph, words, below *line) {
	ink, size := c.Tone.ink(), Body
	if c.Tone == Neutral && !c.Quiet {
		ink = T1
	}
	if c.Small {
		size = Caption
	}
	mark.set(c.Icon, c.Tone.ink())
	words.set(c.Words, size, ink, c.Bold || bold && !c.Small)
	below.set(c.Below, Caption, T2, false)
}

func placeCell(c Cell, mark *glyph, words, below *line, x, w, h float32) {
	y, lh := float32(0), h
	if c.Below != "" {
		lh = em(20)
		y = round((h - em(36)) / 2)
		below.place(x, y+em(19), w, em(16))
	}
	if c.Icon != "" {
		mark.place(x, y, lh, em(15))
		x, w = x+em(21), w-em(21)
	}
	if c.Right {
		used := min(words.width(), w)
		x += w + 8 - used
	}
	words.place(x, y, max(0, w), lh)
}
