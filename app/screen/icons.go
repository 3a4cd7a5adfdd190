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
	px    float32
}

// icon gives the named lucide icon in a token's colour for a size in pixels. Fyne
// recolours only fills and lucide draws strokes, so the colour is written into
// the SVG; so is the stroke width, which Fyne's rasteriser does not scale. The
// resource name carries both, because Fyne caches pictures by name.
func icon(name string, token Token, px float32) fyne.Resource {
	t := current()
	t.mu.Lock()
	defer t.mu.Unlock()
	k := iconKey{name, token, px}
	if r, ok := t.icons[k]; ok {
		return r
	}
	c := color.NRGBAModel.Convert(t.Color(token, 0)).(color.NRGBA)
	hex := fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
	thick := fmt.Sprintf("%.2f", max(1.15, 1.8*px/24))
	plain := assets.Icon(name)
	if plain == nil {
		plain = assets.Icon("circle-question-mark")
	}
	svg := bytes.ReplaceAll(plain, []byte("currentColor"), []byte(hex))
	svg = bytes.Replace(svg, []byte(`stroke-width="1.8"`), []byte(`stroke-width="`+thick+`"`), 1)
	r := fyne.NewStaticResource(name+hex[1:]+"-"+thick+".svg", svg)
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

// set names the icon, which takes effect at place; no name hides it.
func (g *glyph) set(name string, token Token) {
	g.name, g.token = name, token
	g.Hidden = name == ""
}

// place puts the icon of size s at x, centred in the height h that starts at y.
func (g *glyph) place(x, y, h, s float32) {
	if g.name == "" {
		return
	}
	if r := icon(g.name, g.token, s); g.Resource != r {
		g.Resource = r
		g.Image.Refresh()
	}
	g.Move(fyne.NewPos(round(x), round(y+(h-s)/2)))
	g.Resize(fyne.NewSquareSize(s))
}
