package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Fill is a plane of a token, with or without an edge, that follows the theme.
type Fill struct {
	widget.BaseWidget
	Token  Token
	Edge   Token   // "" for none
	Thick  float32 // of the edge, pixels
	Radius float32
	W, H   float32 // least size
}

// NewFill makes a plane without an edge.
func NewFill(token Token) *Fill {
	f := &Fill{Token: token}
	f.ExtendBaseWidget(f)
	return f
}

// NewCard makes the plane of a card: white, a one-pixel line, radius 6.
func NewCard() *Fill {
	f := &Fill{Token: Surf, Edge: Line, Thick: 1, Radius: 6}
	f.ExtendBaseWidget(f)
	return f
}

// HLine makes a hairline across.
func HLine() *Fill { f := NewFill(Line); f.H = 1; return f }

// VLine makes a hairline down.
func VLine() *Fill { f := NewFill(Line); f.W = 1; return f }

// Card puts an object on a card with exact padding.
func Card(padding float32, o fyne.CanvasObject) *fyne.Container {
	return Layer(NewCard(), Pad(padding, o))
}

// CreateRenderer draws the plane.
func (f *Fill) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	b := newBox()
	d := &drawing{objects: b.parts()}
	d.update = func() {
		edge := f.Edge
		if edge == "" {
			edge = none
		}
		b.set(f.Token, edge, f.Thick, f.Radius)
	}
	d.min = func() fyne.Size { return fyne.NewSize(f.W, f.H) }
	d.layout = func(s fyne.Size) { b.place(0, 0, s.Width, s.Height) }
	return d.start(f)
}

// Icon is one icon of the design, size pixels at 100 %.
type Icon struct {
	widget.BaseWidget
	Name  string
	Token Token
	Px    float32 // at 100 %
}

// NewIcon makes an icon.
func NewIcon(name string, token Token, size float32) *Icon {
	i := &Icon{Name: name, Token: token, Px: size}
	i.ExtendBaseWidget(i)
	return i
}

// Set shows another icon.
func (i *Icon) Set(name string, token Token) {
	i.Name, i.Token = name, token
	i.Refresh()
}

// CreateRenderer draws the icon.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	i.ExtendBaseWidget(i)
	g := newGlyph()
	d := &drawing{objects: []fyne.CanvasObject{g.Image}}
	d.update = func() { g.set(i.Name, i.Token) }
	d.min = func() fyne.Size { return fyne.NewSquareSize(em(i.Px)) }
	d.layout = func(s fyne.Size) { n := em(i.Px); g.place((s.Width-n)/2, 0, s.Height, n) }
	return d.start(i)
}
