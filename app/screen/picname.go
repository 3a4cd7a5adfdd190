package screen

import (
	"image"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// PictureName is a name in which pictures stand for the characters that no font has.
// Without any it is a line of type that may be squeezed and then loses its middle.
type PictureName struct {
	widget.BaseWidget
	Words    string
	Pictures map[string]image.Image // by what stands for the character in the words
	Note     string                 // said small behind a name with a picture: 图形字
	Type     TextSize
	Token    Token
	Bold     bool
	Bare     bool // pictures as high as the type and without a frame, as on paper
}

// NewPictureName makes a name of a size.
func NewPictureName(size TextSize, token Token, bold bool) *PictureName {
	n := &PictureName{Type: size, Token: token, Bold: bold}
	n.ExtendBaseWidget(n)
	return n
}

// Set shows another name.
func (n *PictureName) Set(words string, pictures map[string]image.Image, note string) {
	n.Words, n.Pictures, n.Note = words, pictures, note
	n.Refresh()
}

// piece is a run of words, or one picture.
type piece struct {
	words   string
	picture image.Image
}

// pieces cuts the name at its pictures.
func (n *PictureName) pieces() (out []piece) {
	rest := n.Words
	for rest != "" {
		at, found := len(rest), ""
		for mark := range n.Pictures {
			i := strings.Index(rest, mark)
			if mark != "" && i >= 0 && (i < at || i == at && len(mark) > len(found)) {
				at, found = i, mark
			}
		}
		if at > 0 {
			out = append(out, piece{words: rest[:at]})
		}
		if found != "" {
			out = append(out, piece{picture: n.Pictures[found]})
		}
		rest = rest[at+len(found):]
	}
	return out
}

// side is the width of a picture with its frame.
func (n *PictureName) side() float32 {
	if n.Bare {
		return round(float32(n.Type) * current().Factor)
	}
	return round(float32(n.Type)*current().Factor) + em(2)
}

// CreateRenderer draws the name.
func (n *PictureName) CreateRenderer() fyne.WidgetRenderer {
	n.ExtendBaseWidget(n)
	d := &drawing{}
	d.min = func() fyne.Size { return fyne.NewSize(em(40), n.Type.Height()) }
	d.layout = func(s fyne.Size) {
		d.objects = d.objects[:0]
		all, x := n.pieces(), float32(0)
		note := newLine()
		if n.Note != "" && (len(all) > 1 || len(all) == 1 && all[0].picture != nil) {
			note.set(n.Note, Caption, T2, false)
		}
		room := s.Width - note.width() - em(6)
		if note.full == "" {
			room = s.Width
		}
		for i, p := range all {
			later := n.side() * float32(pictures(all[i:]))
			if p.picture != nil {
				if x+n.side() <= room {
					d.objects = append(d.objects, n.framed(p.picture, x, s.Height)...)
					x += n.side() + 2
				}
				continue
			}
			l := newLine()
			l.set(p.words, n.Type, n.Token, n.Bold)
			x += l.place(x, 0, max(0, room-later-x)+1, s.Height)
			if i+1 < len(all) {
				x += 2
			}
			d.objects = append(d.objects, l.Text)
		}
		if note.full != "" {
			note.place(x+em(4), 0, max(0, s.Width-x-em(4)), s.Height)
			d.objects = append(d.objects, note.Text)
		}
	}
	return d.start(n)
}

func pictures(all []piece) (n int) {
	for _, p := range all {
		if p.picture != nil {
			n++
		}
	}
	return n
}

// framed draws a picture on its little paper, in the middle of the line.
func (n *PictureName) framed(picture image.Image, x, height float32) []fyne.CanvasObject {
	b, side := newBox(), n.side()
	edge := Line2
	if n.Bare {
		edge = none
	}
	b.set(Paper, edge, 1, 2)
	y := round((height - side) / 2)
	b.place(x, y, side, side)
	img := canvas.NewImageFromImage(picture)
	img.FillMode, img.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	in := float32(1)
	if n.Bare {
		in = 0
	}
	img.Move(fyne.NewPos(x+in, y+in))
	img.Resize(fyne.NewSize(side-2*in, side-2*in))
	return append(b.parts(), img)
}
