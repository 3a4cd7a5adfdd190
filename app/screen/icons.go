package screen

import (
	"bytes"
	"fmt"
	"image/color"

	"casedesk/assets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

type iconKey struct {
	name  string
	token Token
}

// icon gives the named lucide icon in a token's colour. Fyne recolours only
// fills and lucide draws strokes, so the colour is written into the SVG; the
// resource name carries it, because Fyne caches pictures by name.
func icon(name string, token Token) fyne.Resource {
	t := current()
	t.mu.Lock()
	defer t.mu.Unlock()
	k := iconKey{name, token}
	if r, ok := t.icons[k]; ok {
		return r
	}
	c := color.NRGBAModel.Convert(t.Color(token, 0)).(color.NRGBA)
	hex := fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
	svg := bytes.ReplaceAll(assets.Icon(name), []byte("currentColor"), []byte(hex))
	r := fyne.NewStaticResource(name+hex[1:]+".svg", svg)
	t.icons[k] = r
	return r
}

// glyph is an icon inside a component: a square picture that can be recoloured.
type glyph struct {
	*canvas.Image
	name  string
	token Token
}

func newGlyph() glyph {
	img := canvas.NewImageFromResource(nil)
	img.FillMode = canvas.ImageFillContain
	return glyph{Image: img}
}

// set shows an icon; no name hides it.
func (g *glyph) set(name string, token Token) {
	if name == "" {
		g.name = ""
		g.Hide()
		return
	}
	r := icon(name, token)
	if g.Resource != r {
		g.Resource = r
		g.name, g.token = name, token
		g.Image.Refresh()
	}
	g.Show()
}

// place puts the icon of size s at x, centred in the height h that starts at y.
func (g *glyph) place(x, y, h, s float32) {
	g.Move(fyne.NewPos(round(x), round(y+(h-s)/2)))
	g.Resize(fyne.NewSquareSize(s))
}
