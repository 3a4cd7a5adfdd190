package screen

import (
	"fmt"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Preview shows the pages of a letter as rastered from the very file that is
// printed, one page at a time on the desk's grey. It asks for pages and is given
// them; it never rasters itself.
type Preview struct {
	group
	// Wants asks for page n (from 0) at a number of pixels across. The answer comes
	// by SetPage.
	Wants   func(n, pixels int)
	OnPaged func(n, of int)

	page, pages int
	zoom        float32 // 1 fits the width
	picture     *canvas.Image
	got         map[int]image.Image
	asked       map[int]bool // for the present size
	scroll      *container.Scroll
	wait        *Skeleton
}

// a4 is the height of an A4 page over its width.
const a4 = 297.0 / 210

// NewPreview makes an empty preview.
func NewPreview(wants func(n, pixels int)) *Preview {
	p := &Preview{Wants: wants, zoom: 1, got: map[int]image.Image{}, asked: map[int]bool{}, picture: canvas.NewImageFromImage(nil), wait: NewSkeleton(3)}
	// The pages come in the size they are shown in; Fyne's smooth scaling would hold up the window for
	// a third of a second whenever it is off by a dot.
	p.picture.FillMode, p.picture.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleFastest
	p.wait.Token = Faint // paper is white in the dark too
	edge := &Fill{Token: Paper, Edge: Line2, Thick: 1}
	edge.ExtendBaseWidget(edge)
	sheet := container.New(&sheetLayout{p}, edge, p.picture, p.wait)
	p.scroll = container.NewScroll(sheet)
	p.content = Layer(NewFill(Desk), container.New(&previewRoom{p}, p.scroll))
	p.ExtendBaseWidget(p)
	return p
}

// SetPages begins a letter of a number of pages at its first one.
func (p *Preview) SetPages(pages int) {
	p.pages, p.page = pages, 0
	p.again()
}

// SetPage gives the picture of a page; a page no longer wanted is kept.
func (p *Preview) SetPage(n int, img image.Image) {
	p.got[n] = img
	if n == p.page {
		p.show()
		p.want(n + 1) // whoever turns the page finds it there
	}
}

// again asks for the pages anew, in the present size.
func (p *Preview) again() {
	clear(p.got)
	clear(p.asked)
	p.show()
}

// want asks for a page that is neither there nor on its way.
func (p *Preview) want(n int) {
	if _, there := p.got[n]; there || p.asked[n] || p.Wants == nil || n >= p.pages || p.paper().Width <= 8 {
		return
	}
	p.asked[n] = true
	p.Wants(n, p.Pixels())
}

// Pixels is how many pixels across a page is wanted now.
func (p *Preview) Pixels() int {
	scale := float32(1)
	if c := canvasOf(p); c != nil {
		scale = c.Scale()
	}
	return int(round(p.paper().Width * scale))
}

// Page is the page shown (from 0) and how many there are.
func (p *Preview) Page() (n, of int) { return p.page, p.pages }

// Zoom is the size in per cent; 100 fits the width.
func (p *Preview) Zoom() string { return fmt.Sprintf("%d %%", int(p.zoom*100+0.5)) }

// Turn goes a number of pages on (negative: back).
func (p *Preview) Turn(by int) {
	if n := p.page + by; n >= 0 && n < p.pages && by != 0 {
		p.page = n
		p.scroll.ScrollToTop()
		p.show()
	}
}

// Enlarge makes the page larger (true) or smaller by a quarter, from 50 to 300 %.
func (p *Preview) Enlarge(larger bool) {
	z := p.zoom / 1.25
	if larger {
		z = p.zoom * 1.25
	}
	if z = min(max(z, 0.5), 3); z > 0.98 && z < 1.02 {
		z = 1
	}
	p.zoom = z
	p.again() // they were rastered for another size
}

// Fit makes the page as wide as its room.
func (p *Preview) Fit() {
	p.zoom = 1
	p.again()
}

// show asks for the present page if it is not there yet.
func (p *Preview) show() {
	img, ok := p.got[p.page]
	if ok {
		p.picture.Image = img // the last page stays until the next has come
	} else {
		p.want(p.page)
	}
	p.wait.Hidden = p.picture.Image != nil
	p.picture.Hidden = p.picture.Image == nil
	p.scroll.Refresh()
	p.Refresh()
	if p.OnPaged != nil {
		p.OnPaged(p.page, p.pages)
	}
}

// paper is the size of the page in pixels.
func (p *Preview) paper() fyne.Size {
	ratio := float32(a4)
	if img := p.picture.Image; img != nil && img.Bounds().Dx() > 0 {
		ratio = float32(img.Bounds().Dy()) / float32(img.Bounds().Dx())
	}
	w := max(0, p.scroll.Size().Width-24) * p.zoom
	return fyne.NewSize(round(w), round(w*ratio))
}

type previewRoom struct{ p *Preview }

// Layout fits the page to the new width and asks for it in that size.
func (l *previewRoom) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	wide := l.p.scroll.Size().Width != s.Width
	objects[0].Move(fyne.Position{})
	objects[0].Resize(s)
	if wide && l.p.pages > 0 {
		l.p.again()
	}
}

// MinSize asks for little.
func (l *previewRoom) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(em(120), em(120)) }

// sheetLayout puts the page 12 pixels from the edges, in the middle.
type sheetLayout struct{ p *Preview }

// Layout places paper, picture and the bars shown while waiting.
func (l *sheetLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	m := l.p.paper()
	at := fyne.NewPos(round(max(12, (s.Width-m.Width)/2)), 12)
	objects[0].Move(at.SubtractXY(1, 1))
	objects[0].Resize(m.AddWidthHeight(2, 2))
	objects[1].Move(at)
	objects[1].Resize(m)
	objects[2].Move(at.AddXY(24, 24))
	objects[2].Resize(fyne.NewSize(max(0, m.Width-48), objects[2].MinSize().Height))
}

// MinSize is the page and its margins.
func (l *sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return l.p.paper().AddWidthHeight(24, 24)
}
