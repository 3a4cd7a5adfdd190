package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"casedesk/cases"
	"casedesk/forms/letter"
)

// crossed is the picture of a made-up character.
func crossed(t *testing.T) []byte {
	img := image.NewGray(image.Rect(0, 0, 96, 96))
	for y := range 96 {
		for x := range 96 {
			img.SetGray(x, y, color.Gray{255})
			if x > 40 && x < 54 || y > 40 && y < 54 {
				img.SetGray(x, y, color.Gray{0})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A name with a character that no font has: the receipt is refused and names it; with
// its picture in the case it is issued, the same bytes again from the record, which
// names the picture's hash and keeps the description.
func TestAnUnknownCharacterIsPrintedFromThePictureInTheCase(t *testing.T) {
	w, ctx := newWorld(t), context.Background()
	counter := w.sit(cases.Window, cases.Clerk)
	a := repairApplication()
	a.Party.Name, a.Record.Party = "李⿰韦华", "李⿰韦华"
	c := must[cases.Case](t)(counter.Receive(ctx, a))
	w.refused(counter, c.ID, "letter.glyph", func() error { _, _, err := counter.Issue(ctx, c.ID, cases.LetterReceipt); return err })
	w.refused(counter, c.ID, "glyph.mark", func() error {
		_, err := counter.AddGlyph(ctx, c.ID, "韦华", bytes.NewReader(crossed(t)))
		return err
	})
	w.refused(counter, c.ID, "glyph.png", func() error {
		_, err := counter.AddGlyph(ctx, c.ID, "⿰韦华", strings.NewReader("no picture"))
		return err
	})
	must[cases.Case](t)(counter.AddGlyph(ctx, c.ID, "⿰韦华", bytes.NewReader(crossed(t))))
	w.issue(counter, c.ID, cases.LetterReceipt) // verified, and rendered again byte for byte
	c = must[cases.Case](t)(counter.Store.Case(ctx, c.ID))
	var l letter.Letter
	if err := json.Unmarshal(c.Letters[0].Data, &l); err != nil {
		t.Fatal(err)
	}
	if len(l.Glyphs) != 1 || l.Glyphs[0].SHA256 != hash(crossed(t)) || !strings.Contains(string(l.Record), "李⿰韦华") || l.Addressee != "李⿰韦华：" {
		t.Errorf("%+v %s", l.Glyphs, l.Record)
	}
	if _, err := counter.Sheet(c, cases.SheetRepair, ""); err != nil {
		t.Errorf("a form: %v", err)
	}
}
