package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"

	"casedesk/cases"
	"casedesk/forms/layout"
	"casedesk/forms/letter"
)

// Bounds of the picture of a character. Its ink is drawn at most cropGrid dots a side:
// at the size of the body text that is some 700 dots an inch.
const (
	cropBytes  = 256 << 10
	cropLeast  = 24 // pixels of ink on the longer side
	cropMost   = 2048
	cropGrid   = 160
	cropInk    = 920 // thousandths of an em that the longer side takes
	cropFirst  = 0xF0000
	cropsMost  = 40   // different ones in a letter
	cropBars   = 4000 // runs of ink; a character has some hundreds, a photograph thousands
	cropSpread = 64   // of brightness between ink and paper
)

// Crop checks a PNG that shall stand for a character: that it is a PNG of sensible size
// with ink of one character on a clear ground. It refuses by name (Invalid, glyph.*). It
// gives the character as letters print it: the dots of its ink in their square.
func Crop(b []byte) (image.Image, error) {
	dots, err := cropInkOf(b)
	if err != nil {
		return nil, err
	}
	h, w := len(dots), len(dots[0])
	side := max(h, w) * subsetUpem / cropInk
	img := image.NewGray(image.Rect(0, 0, side, side))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for y, row := range dots {
		for x, ink := range row {
			if ink {
				img.SetGray((side-w)/2+x, (side-h)/2+y, color.Gray{})
			}
		}
	}
	return img, nil
}

// cropInkOf gives the ink of a picture on a grid: true where there is ink.
func cropInkOf(b []byte) ([][]bool, error) {
	bad := func(why string) error { return cases.Fail(cases.Invalid, "glyph."+why) }
	if len(b) > cropBytes {
		return nil, bad("bytes")
	}
	c, err := png.DecodeConfig(bytes.NewReader(b))
	switch {
	case err != nil:
		return nil, bad("png")
	case c.Width > cropMost || c.Height > cropMost || c.Width < cropLeast && c.Height < cropLeast:
		return nil, bad("size")
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, bad("png")
	}
	grey, low, high := greyOf(img)
	if int(high)-int(low) < cropSpread {
		return nil, bad("blank")
	}
	edge := (int(low) + int(high)) / 2
	box := image.Rectangle{}
	dark := 0
	for y, row := range grey {
		for x, v := range row {
			if int(v) < edge {
				dark++
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	side := max(box.Dx(), box.Dy())
	switch {
	case side < cropLeast || 8*min(box.Dx(), box.Dy()) < side:
		return nil, bad("size")
	case 10*dark > 7*box.Dx()*box.Dy():
		return nil, bad("dark") // a black picture, or white on black
	}
	dots := sampled(grey, box, edge)
	if len(barsOf(dots)) > cropBars {
		return nil, bad("noise")
	}
	return dots, nil
}

// greyOf gives the brightness of each pixel on white paper, and the darkest and lightest.
func greyOf(img image.Image) (rows [][]uint8, low, high uint8) {
	b := img.Bounds()
	low, high = 255, 0
	for y := b.Min.Y; y < b.Max.Y; y++ {
		row := make([]uint8, 0, b.Dx())
		for x := b.Min.X; x < b.Max.X; x++ {
			_, _, _, a := img.At(x, y).RGBA()
			v := uint8((uint32(color.Gray16Model.Convert(img.At(x, y)).(color.Gray16).Y) + 0xFFFF - a) >> 8)
			low, high = min(low, v), max(high, v)
			row = append(row, v)
		}
		rows = append(rows, row)
	}
	return rows, low, high
}

// sampled puts the ink of a box on a grid of at most cropGrid dots a side; a dot is
// ink where the middle of its patch is darker than the edge, on the average.
func sampled(grey [][]uint8, box image.Rectangle, edge int) [][]bool {
	side := max(box.Dx(), box.Dy())
	n := min(side, cropGrid)
	at := func(i, from int) int { return from + i*side/n }
	w, h := max(1, box.Dx()*n/side), max(1, box.Dy()*n/side)
	dots := make([][]bool, h)
	for j := range dots {
		dots[j] = make([]bool, w)
		for i := range dots[j] {
			sum, count := 0, 0
			for y := at(j, box.Min.Y); y < max(at(j+1, box.Min.Y), at(j, box.Min.Y)+1) && y < box.Max.Y; y++ {
				for x := at(i, box.Min.X); x < max(at(i+1, box.Min.X), at(i, box.Min.X)+1) && x < box.Max.X; x++ {
					sum += int(grey[y][x])
					count++
				}
			}
			dots[j][i] = count > 0 && sum < edge*count
		}
	}
	return dots
}

// crops are the pictures of a letter as a font: picture i is the character cropFirst+i.
type crops struct {
	font  *font
	marks []string
}

// cropsOf makes the font of a letter's pictures, nil where it has none. It refuses
// marks that are none or stand twice, pictures that Crop refuses, and a picture that is
// not the one the letter names.
func cropsOf(l letter.Letter) (*crops, error) {
	if len(l.Glyphs) == 0 {
		return nil, nil
	}
	if len(l.Glyphs) > cropsMost {
		return nil, cases.Fail(cases.Invalid, "letter.long", "field", "glyphs", "have", fmt.Sprint(len(l.Glyphs)), "most", fmt.Sprint(cropsMost))
	}
	f := &font{name: "crops", long: true, upem: subsetUpem, metrics: 1, glyphs: len(l.Glyphs) + 1,
		groups: []group{{cropFirst, cropFirst + uint32(len(l.Glyphs)) - 1, 1}}}
	f.hmtx = append(words(subsetUpem, 0), make([]byte, 2*len(l.Glyphs))...)
	be := binary.BigEndian
	f.loca = be.AppendUint32(be.AppendUint32(nil, 0), 0) // glyph 0 is empty
	c := &crops{font: f}
	for _, g := range l.Glyphs {
		if err := cases.ParseMark(g.Mark); err != nil {
			return nil, err
		}
		dots, err := cropInkOf(g.PNG)
		if err != nil {
			return nil, err
		}
		if !g.SHA256.IsZero() && g.SHA256 != sha256.Sum256(g.PNG) {
			return nil, cases.Fail(cases.Damaged, "glyph.hash", "mark", g.Mark)
		}
		f.glyf = append(f.glyf, outlineOf(dots)...)
		for len(f.glyf)%4 != 0 {
			f.glyf = append(f.glyf, 0)
		}
		f.loca = be.AppendUint32(f.loca, uint32(len(f.glyf)))
		c.marks = append(c.marks, g.Mark)
	}
	return c, nil
}

// bar is a run of ink: the same dots in one row or more.
type bar struct{ x0, x1, y0, y1 int }

// barsOf parts ink into bars, the same for the same ink.
func barsOf(dots [][]bool) (out []bar) {
	open := map[[2]int]int{} // run of the row above to its bar
	for y, row := range dots {
		now := map[[2]int]int{}
		for x := 0; x < len(row); x++ {
			from := x
			for x < len(row) && row[x] {
				x++
			}
			if x == from {
				continue
			}
			run := [2]int{from, x}
			if k, grows := open[run]; grows {
				out[k].y1 = y + 1
				now[run] = k
				continue
			}
			now[run] = len(out)
			out = append(out, bar{from, x, y, y + 1})
		}
		open = now
	}
	return out
}

// outlineOf writes ink as a TrueType glyph: a box a bar, in the middle of the square
// that a Chinese character fills.
func outlineOf(dots [][]bool) []byte {
	bars := barsOf(dots)
	h, w := len(dots), len(dots[0])
	side := max(h, w)
	left, top := (subsetUpem-w*cropInk/side)/2, squareTop-(subsetUpem-h*cropInk/side)/2
	px := func(x int) int { return left + x*cropInk/side }
	py := func(y int) int { return top - y*cropInk/side }
	be := binary.BigEndian
	g := words(len(bars), px(0), py(h), px(w), py(0))
	for i := range bars {
		g = be.AppendUint16(g, uint16(4*i+3))
	}
	g = append(g, 0, 0) // no hints
	var xs, ys []byte
	x, y := 0, 0
	to := func(nx, ny int) {
		xs, ys = be.AppendUint16(xs, uint16(int16(nx-x))), be.AppendUint16(ys, uint16(int16(ny-y)))
		x, y = nx, ny
	}
	for _, b := range bars {
		to(px(b.x0), py(b.y0)) // clockwise: filled
		to(px(b.x1), py(b.y0))
		to(px(b.x1), py(b.y1)-1) // a hair over the next row, so that no seam shows
		to(px(b.x0), py(b.y1)-1)
	}
	g = append(g, bytes.Repeat([]byte{onCurve}, 4*len(bars))...)
	return append(append(g, xs...), ys...)
}

// inserted gives the letter with each picture's character in the place of its mark. A
// description that has no picture is refused like a character that no font has.
func (c *crops) inserted(l letter.Letter) (letter.Letter, error) {
	var pairs []string
	if c != nil {
		for i, mark := range c.marks {
			pairs = append(pairs, mark, string(rune(cropFirst+i)))
		}
	}
	put := strings.NewReplacer(pairs...)
	var lacking []string
	out := l.Map(func(s string) string {
		s = put.Replace(s)
		lacking = append(lacking, cases.Descriptions(s)...)
		return s
	})
	if len(lacking) > 0 {
		return l, cases.Fail(cases.Invalid, "letter.glyph", "characters", strings.Join(lacking, " "), "marks", strings.Join(lacking, " "))
	}
	return out, nil
}

// pick gives the picture that stands as r.
func (c *crops) pick(r rune) (pick, bool) {
	if c == nil || c.font.gid(r) == 0 {
		return pick{}, false
	}
	return pick{font: c.font, gid: c.font.gid(r), char: r}, true
}

// text is what a reader takes out where r is printed.
func (c *crops) text(r rune) string {
	if c != nil && r >= cropFirst && int(r-cropFirst) < len(c.marks) {
		return c.marks[r-cropFirst]
	}
	return string(r)
}

// measure is a library that knows a letter's pictures too.
type measure struct {
	*Library
	crops *crops
}

// Advance and Blank are those of the library; a picture fills its square.
func (m measure) Advance(role layout.Role, r rune) int {
	if _, is := m.crops.pick(r); is {
		return subsetUpem
	}
	return m.Library.Advance(role, r)
}

func (m measure) Blank(role layout.Role, r rune) (left, right int) {
	if _, is := m.crops.pick(r); is {
		return 0, 0
	}
	return m.Library.Blank(role, r)
}
