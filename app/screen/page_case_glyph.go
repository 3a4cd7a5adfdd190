package screen

import (
	"image"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"casedesk/app/present"
)

// pictureKinds are the endings of files that can be the picture of a character.
func pictureKinds() []string { return []string{".png", ".jpg", ".jpeg", ".PNG", ".JPG", ".JPEG"} }

// glyphButtons offer to add the picture of each character that a letter lacks.
func (l *caseLetters) glyphButtons(v present.LettersView) (out []fyne.CanvasObject) {
	for i, mark := range v.Lacking {
		b := NewButton("glyph.add."+strconv.Itoa(i), Secondary, l.room.Say("glyph.add", arg("mark", mark)), func() {
			l.room.Pick(pictureKinds(), func(f PickedFile) { l.p.ReadGlyph(mark, f) })
		}).WithIcon("image")
		b.SetEnabled(!v.Busy)
		out = append(out, b)
	}
	return out
}

// printedType is the size of a letter's body, 16 points, in pixels of a screen at 96
// dots an inch, whatever the size of the window's own type.
func printedType() TextSize { return TextSize(16 * 96 / 72.0 / current().Factor) }

// showOffer asks whether the picture that was read is the right one.
func (l *caseLetters) showOffer(v present.LettersView) {
	if v.Offer == l.offered {
		return
	}
	l.offered = v.Offer
	if v.Offer == nil {
		return
	}
	say, mark := l.room.Say, arg("mark", v.Offer.Mark)
	name := NewPictureName(printedType(), Ink, false)
	name.Bare = true
	name.Set(v.Header.Name, map[string]image.Image{v.Offer.Mark: v.Offer.Picture}, "")
	paper := func(o fyne.CanvasObject) fyne.CanvasObject {
		f := NewFill(Paper)
		f.Edge, f.Thick, f.Radius = Line2, 1, 3
		return Layer(f, o)
	}
	large := canvas.NewImageFromImage(v.Offer.Picture)
	large.FillMode, large.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	large.SetMinSize(fyne.NewSize(96, 96))
	body := Columns(12, []float32{0, Share(1)}, Stack(4, NewText(say("glyph.large"), Caption, T2, false), paper(Pad(4, large))),
		Stack(4, NewText(say("glyph.true"), Caption, T2, false), paper(Pad(8, Fix(0, 30, name)))))
	NewDialog(Ask{ID: "glyph", Icon: "image", Tone: Info, Title: say("glyph.title", mark), Words: say("glyph.words", mark), Body: body,
		No: say("keys.back"), Yes: say("glyph.keep")}, l.room.Keys, func(yes bool) {
		if yes {
			l.p.KeepGlyph()
			return
		}
		l.p.DropGlyph()
	}).Open(l.room.Canvas)
}
