package office

import (
	"bytes"
	"context"
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
	b, err := io.ReadAll(io.LimitReader(file, glyphMost))
	if err != nil {
		return cases.Case{}, cases.Fail(cases.NotFound, "file.read", "file", mark).Because(err)
	}
	if err := d.Press.Crop(b); err != nil {
		return cases.Case{}, err
	}
	return d.AddEvidence(ctx, id, Scan{Name: mark + ".png", Paper: cases.GlyphPaper(mark), Media: "image/png", Bytes: bytes.NewReader(b)})
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
