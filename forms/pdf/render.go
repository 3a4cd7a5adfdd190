package pdf

import (
	"bytes"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/jung-kurt/gofpdf"

	"casedesk/cases"
	"casedesk/forms/layout"
	"casedesk/forms/letter"
)

// drawVersion counts changes of this package and of layout that change bytes.
const drawVersion = "3"

// Versions of the modules that make bytes; a test holds them equal to go.mod's.
const (
	gofpdfVersion  = "1.16.2"
	deflateVersion = "1.20.3"
)

// RendererID names all that the bytes of a letter depend on besides the letter:
// toolchain, gofpdf, compressor, this renderer, font set, wording.
func RendererID(lib *Library, wording string) string {
	return "casedesk-" + drawVersion + " " + runtime.Version() + " gofpdf-" + gofpdfVersion +
		" deflate-" + deflateVersion + " fonts-" + lib.FontSet() + " wording-" + wording
}

// Render makes the PDF of a letter: the same bytes in any process of the same
// RendererID. A character that no font has is an error that names it
// (Invalid, letter.glyph); so is what layout.Lay refuses.
func Render(lib *Library, l letter.Letter) ([]byte, error) {
	b, _, err := RenderPages(lib, l)
	return b, err
}

// RenderPages is Render that also counts the pages.
func RenderPages(lib *Library, l letter.Letter) ([]byte, int, error) {
	crops, err := cropsOf(l)
	if err != nil {
		return nil, 0, err
	}
	set, err := crops.inserted(l)
	if err != nil {
		return nil, 0, err
	}
	pages, err := layout.Lay(measure{lib, crops}, set)
	if err != nil {
		return nil, 0, err
	}
	face, err := faceOf(lib, pages, crops)
	if err != nil {
		return nil, 0, err
	}
	raw, err := draw(face, pages, moment(l.Date))
	if err != nil {
		return nil, 0, cases.Fail(cases.Invalid, "letter.draw").Because(err)
	}
	b, err := finish(lib, raw, face, l)
	return b, len(pages), err
}

// moment is the time inside the file: the letter's day, midnight in China.
func moment(d cases.Date) time.Time {
	return d.Time().Add(-8 * time.Hour).In(time.FixedZone("", 8*3600))
}

// draw puts the pages through gofpdf. Helvetica only stands in for the letter's
// font, whose object takes its place in finish.
func draw(f *face, pages []layout.Page, at time.Time) ([]byte, error) {
	p := gofpdf.New("P", "mm", "A4", "")
	p.SetMargins(0, 0, 0)
	p.SetAutoPageBreak(false, 0)
	p.SetCompression(false)
	p.SetCatalogSort(true)
	p.SetCreationDate(at)
	p.SetModificationDate(at)
	for _, page := range pages {
		p.AddPage()
		for _, it := range page.Items {
			drawItem(p, f, it)
		}
	}
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// drawItem draws one item.
func drawItem(p *gofpdf.Fpdf, f *face, it layout.Item) {
	p.SetFillColor(it.Color.RGB())
	switch it.Kind {
	case layout.Rule:
		p.Rect(it.X, it.Y, it.W, it.H, "F")
	case layout.Ring:
		p.SetDrawColor(it.Color.RGB())
		p.SetLineWidth(0.4)
		p.Circle(it.X+it.W/2, it.Y+it.H/2, it.W/2, "D")
	case layout.Code:
		drawCode(p, it)
	case layout.Text:
		p.SetFont("Helvetica", "", it.Size)
		if it.Angle == 0 {
			p.RawWriteStr(textOperators(p, f, it))
			return
		}
		// a mark across the page is for the eye: taken as text it would stand in
		// the middle of sentences
		p.TransformBegin()
		p.TransformRotate(it.Angle, it.X, it.Y)
		p.RawWriteStr("/Span<</ActualText<FEFF>>>BDC")
		p.RawWriteStr(textOperators(p, f, it))
		p.RawWriteStr("EMC")
		p.TransformEnd()
	}
}

// textOperators writes a text as glyph numbers; Tc carries the justification
// and is off inside words.
func textOperators(p *gofpdf.Fpdf, f *face, it layout.Item) string {
	_, high := p.GetPageSize()
	k := p.GetConversionRatio()
	var b strings.Builder
	b.Grow(4*len(it.Text) + 64)
	fmt.Fprintf(&b, "BT %.3f %.3f Td", it.X*k, (high-it.Y)*k)
	space := strconv.FormatFloat(it.Space*k, 'f', 3, 64)
	now, open, n := "", false, 0
	for _, r := range it.Text {
		var fl layout.Flag
		if n < len(it.Flags) {
			fl = it.Flags[n]
		}
		n++
		want := space
		if fl&layout.Tight != 0 {
			want = "0"
		}
		if want != now {
			if open {
				b.WriteString("> Tj")
			}
			b.WriteString(" " + want + " Tc <")
			now, open = want, true
		}
		g := f.glyphs[use{it.Role, r, fl&layout.Half != 0}]
		for shift := 12; shift >= 0; shift -= 4 {
			b.WriteByte("0123456789ABCDEF"[g>>shift&15])
		}
	}
	if open {
		b.WriteString("> Tj")
	}
	b.WriteString(" ET")
	return b.String()
}

// drawCode draws a QR code as one path, so that no reader shows seams.
func drawCode(p *gofpdf.Fpdf, it layout.Item) {
	_, high := p.GetPageSize()
	k := p.GetConversionRatio()
	dot := it.W / float64(len(it.Modules)) * k
	var b strings.Builder
	for y, row := range it.Modules {
		for x := 0; x < len(row); x++ {
			from := x
			for x < len(row) && row[x] {
				x++
			}
			if x > from {
				fmt.Fprintf(&b, "%.3f %.3f %.3f %.3f re\n", it.X*k+float64(from)*dot,
					(high-it.Y)*k-float64(y+1)*dot, float64(x-from)*dot, dot)
			}
		}
	}
	b.WriteString("f")
	p.RawWriteStr(b.String())
}
