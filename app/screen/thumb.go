package screen

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Thumb is the picture of one paper of evidence with a caption, or the empty
// place for one that is wanted, or a page that cannot be read.
type Thumb struct {
	press
	Picture image.Image // nil: none yet
	Wanted  string      // what belongs into an empty place; "" for none
	Broken  string      // the words for a page that cannot be read
	Caption string
	Icon    string // before the caption
	Tone    Tone
	Small   bool // 54 by 70 instead of 64 by 84
}

// NewThumb makes a picture of a paper; id is its stable name.
func NewThumb(id, caption string, picture image.Image, tapped func()) *Thumb {
	t := &Thumb{Picture: picture, Caption: caption}
	t.ID, t.Label, t.OnTapped = id, caption, tapped
	t.become(t, "button")
	return t
}

// NewSlot makes the empty place for a paper that is wanted.
func NewSlot(id, wanted string, tapped func()) *Thumb {
	t := &Thumb{Wanted: wanted}
	t.ID, t.Label, t.OnTapped = id, wanted, tapped
	t.become(t, "button")
	return t
}

// NewBroken makes the place of a page that cannot be read.
func NewBroken(id, words, caption string, tapped func()) *Thumb {
	t := NewThumb(id, caption, nil, tapped)
	t.Broken, t.Label = words, words
	return t
}

func (t *Thumb) paper() (w, h float32) {
	switch {
	case t.Wanted != "":
		return em(78), em(84)
	case t.Small:
		return em(54), em(70)
	}
	return em(64), em(84)
}

// look gives ground, icon, its ink and the words inside for the state.
func (t *Thumb) look() (fill Token, name string, ink Token, words string) {
	switch {
	case t.Wanted != "":
		return Surf, "scan-line", Acc, t.Wanted
	case t.Broken != "":
		return Surf, "image-off", Amb, t.Broken
	case t.Picture == nil:
		return Paper, "file-text", Ink, ""
	}
	return Paper, "", Ink, ""
}

// CreateRenderer draws the paper.
func (t *Thumb) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	back, mark, sign, halo := newBox(), newGlyph(), newGlyph(), newRing()
	img := canvas.NewImageFromImage(nil)
	img.FillMode, img.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	words := NewParagraph("", Caption, Acc)
	words.Centre, words.Most = true, 3
	caption := newLine()
	d := &drawing{objects: append(back.parts(), img, mark.Image, words, sign.Image, caption.Text, halo.Rectangle)}
	d.update = func() {
		img.Image, img.Hidden = t.Picture, t.Picture == nil
		fill, name, ink, say := t.look()
		back.set(fill, Line2, 1, 3)
		mark.set(name, ink)
		words.Words, words.Token = say, ink
		sign.set(t.Icon, t.Tone.ink())
		caption.set(t.Caption, Caption, t.Tone.ink(), false)
		halo.set(t.ringed(), 5)
	}
	d.min = func() fyne.Size {
		w, h := t.paper()
		if t.Caption != "" {
			h += em(18)
		}
		return fyne.NewSize(w, h)
	}
	d.layout = func(s fyne.Size) {
		w, h := t.paper()
		back.place(0, 0, w, h)
		halo.around(0, 0, w, h, 3)
		img.Move(fyne.NewPos(1, 1))
		img.Resize(fyne.NewSize(w-2, h-2))
		wh := words.HeightFor(w - 8)
		top := round((h - em(20) - wh - em(4)) / 2)
		if wh == 0 {
			top = round((h - em(20)) / 2)
		}
		mark.place((w-em(20))/2, top, em(20), em(18))
		words.Move(fyne.NewPos(4, top+em(22)))
		words.Resize(fyne.NewSize(w-8, wh))
		cw := caption.width()
		if t.Icon != "" {
			cw += em(17)
		}
		x := max(0, (w-cw)/2)
		if t.Icon != "" {
			sign.place(x, h+2, em(16), em(13))
			x += em(17)
		}
		caption.place(x, h+2, max(0, s.Width-x), em(16))
	}
	return d.start(t)
}
