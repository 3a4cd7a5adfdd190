package present_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"

	"casedesk/app/office"
	"casedesk/app/present"
	"casedesk/cases"
)

// crossed is the picture of a made-up character.
func crossed() image.Image {
	img := image.NewGray(image.Rect(0, 0, 96, 96))
	for y := range 96 {
		for x := range 96 {
			img.SetGray(x, y, color.Gray{255})
			if x > 40 && x < 54 || y > 40 && y < 54 {
				img.SetGray(x, y, color.Gray{0})
			}
		}
	}
	return img
}

// A name with two characters that no font has: the letter names them, each gets its
// picture, which is looked at first, and then the letter is issued and the head of the
// case shows the pictures.
func TestAPictureStandsForACharacterThatNoFontHas(t *testing.T) {
	w := newWorld(t)
	s := w.sit(cases.Window, cases.Clerk)
	c, err := s.Work.Receive(context.Background(), office.Application{Matter: cases.Repair, Party: cases.Party{Kind: cases.PartyPerson, Name: "李⿰韦华⿱𠃌日"},
		Record: cases.Record{Party: "李⿰韦华⿱𠃌日", DocNumber: "示例建罚〔2026〕41号", Body: "深圳市示例区住房和建设局", DecidedOn: cases.MustDate("2026-05-20"), Sample: true}})
	must(t, err)
	p, file := present.NewLetters(&w.job, s), present.NewCaseFile(&w.job, s)
	look := func() present.LettersView { w.job.run(); speak(t, p.View()); return p.View() }
	p.Moved = file.Show
	p.Open(c.ID)
	w.job.run()
	p.Issue(cases.LetterReceipt)
	if v := look(); cases.KeyOf(v.Problem) != "letter.glyph" || !slices.Equal(v.Lacking, []string{"⿰韦华", "⿱𠃌日"}) {
		t.Fatalf("%v, lacking %v", v.Problem, v.Lacking)
	}
	p.ReadGlyph("⿰韦华", strings.NewReader("no picture"))
	if v := look(); cases.KeyOf(v.Problem) != "glyph.png" || v.Offer != nil || len(v.Lacking) != 2 {
		t.Errorf("%v, %v", v.Problem, v.Offer)
	}
	var asPNG, asJPEG bytes.Buffer
	must(t, png.Encode(&asPNG, crossed()))
	must(t, jpeg.Encode(&asJPEG, crossed(), nil))
	p.ReadGlyph("⿰韦华", bytes.NewReader(asPNG.Bytes()))
	if v := look(); v.Offer == nil || v.Offer.Mark != "⿰韦华" || v.Offer.Picture.Bounds().Dx() < 96 || len(p.Of().Evidence) != 0 {
		t.Fatalf("%+v, %v", v.Offer, v.Problem)
	}
	p.DropGlyph()
	p.KeepGlyph()
	if v := look(); v.Offer != nil || len(p.Of().Evidence) != 0 {
		t.Error("a picture that was not wanted is kept")
	}
	for mark, b := range map[string][]byte{"⿰韦华": asPNG.Bytes(), "⿱𠃌日": asJPEG.Bytes()} {
		p.ReadGlyph(mark, bytes.NewReader(b))
		w.job.run()
		p.KeepGlyph()
		if v := look(); v.Problem != nil || v.Said.Key != "glyph.kept" || slices.Contains(v.Lacking, mark) {
			t.Fatalf("%s: %v, %v", mark, v.Problem, v.Lacking)
		}
	}
	p.Issue(cases.LetterReceipt)
	if v := look(); v.Problem != nil || len(v.Issued) != 1 || len(v.Lacking) != 0 {
		t.Fatalf("%v, %v", v.Problem, v.Lacking)
	}
	if h := file.View().Header; len(h.Glyphs) != 2 || h.Glyphs["⿱𠃌日"] == nil {
		t.Errorf("the head has %d pictures", len(h.Glyphs))
	}
}

// Whoever types such a name is told at once, and goes on.
func TestANameThatCannotBePrintedIsToldAtIntake(t *testing.T) {
	w := newWorld(t)
	p := present.NewIntake(&w.job, w.sit(cases.Window, cases.Clerk))
	imported(t, w.sit(cases.Window, cases.Clerk), penalty())
	p.Answer("source", "public")
	p.Answer("fault", "made_good")
	p.Search("91440199MA9X00185L")
	w.job.run()
	p.Next()
	p.ChooseRecord(0)
	p.Next()
	w.job.run()
	for name, lacks := range map[string]bool{"李⿰韦华": true, "李娜𬬭": false, "李": false} {
		p.Set("party.name", name)
		w.job.run()
		for _, f := range p.View().Fields {
			if f.Key == "party.name" && ((cases.KeyOf(f.Fault) == "glyph.later") != lacks || f.Fault != nil && !f.Warn) {
				t.Errorf("%s: %v, warn %v", name, f.Fault, f.Warn)
			}
		}
	}
	speak(t, p.View())
}
