package office

import (
	"bytes"
	"context"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"
	"maps"
	"slices"

	"casedesk/cases"
)

// glyphMost is the most bytes of a picture that are read.
const glyphMost = 1 << 20

// AddGlyph keeps the picture of a character that no font has with the case; letters of
// the case print it where the mark stands. The picture is checked before it is kept.
func (d Desk) AddGlyph(ctx context.Context, id cases.ID, mark string, file io.Reader) (cases.Case, error) {
	if err := cases.ParseMark(mark); err != nil {
		return cases.Case{}, err
	}
	b, _, err := d.ReadGlyph(file)
	if err != nil {
		return cases.Case{}, err
	}
	return d.AddEvidence(ctx, id, Scan{Name: mark + ".png", Paper: cases.GlyphPaper(mark), Media: "image/png", Bytes: bytes.NewReader(b)})
}

// ReadGlyph reads and checks the picture of a character, and gives what is kept of it and
// how letters print it. A JPEG becomes a PNG, whose points do not change again.
func (d Desk) ReadGlyph(file io.Reader) ([]byte, image.Image, error) {
	b, err := io.ReadAll(io.LimitReader(file, glyphMost))
	if err != nil {
		return nil, nil, cases.Fail(cases.NotFound, "glyph.read").Because(err)
	}
	b = asPNG(b)
	ink, err := d.Press.Crop(b)
	return b, ink, err
}

// glyphSide is the longest side, in pixels, of a JPEG that is read.
const glyphSide = 4096

func asPNG(b []byte) []byte {
	size, err := jpeg.DecodeConfig(bytes.NewReader(b))
	if err != nil || size.Width > glyphSide || size.Height > glyphSide {
		return b
	}
	img, err := jpeg.Decode(bytes.NewReader(b))
	if err != nil {
		return b
	}
	grey := image.NewGray(img.Bounds()) // the ink is all that counts
	draw.Draw(grey, grey.Rect, img, img.Bounds().Min, draw.Src)
	var out bytes.Buffer
	if err := png.Encode(&out, grey); err != nil {
		return b
	}
	return out.Bytes()
}

// GlyphPictures gives the pictures of a case by their marks, as letters print them. What
// cannot be read is left out: it is refused where it is printed.
func (d Desk) GlyphPictures(ctx context.Context, c cases.Case) map[string]image.Image {
	out := map[string]image.Image{}
	for mark, e := range c.GlyphFiles() {
		b, err := d.Store.Blob(ctx, e.Blob, e.Key)
		if err != nil {
			continue
		}
		if ink, err := d.Press.Crop(b); err == nil {
			out[mark] = ink
		}
	}
	return out
}

// glyphs reads the pictures of a case, by rising mark.
func (d Desk) glyphs(ctx context.Context, c cases.Case) (out []cases.Glyph, err error) {
	files := c.GlyphFiles()
	for _, mark := range slices.Sorted(maps.Keys(files)) {
		b, err := d.Store.Blob(ctx, files[mark].Blob, files[mark].Key)
		if err != nil {
			return nil, err
		}
		out = append(out, cases.Glyph{Mark: mark, PNG: b})
	}
	return out, nil
}
