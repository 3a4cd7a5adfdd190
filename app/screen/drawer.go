package screen

import "fyne.io/fyne/v2"

// Article is one provision as the law drawer shows it. Number stays empty while
// the text is not verified: an unverified article never shows its number.
type Article struct {
	Title      string
	Number     string
	Paraphrase string
	Force      string // from when to when
	Source     string // and when last checked
	Check      string // the word 已核 or 待核实
	Verified   bool
}

// Drawer is the law drawer at the right of a case, 284 wide; F4 opens and closes.
type Drawer struct {
	group
	body    *fyne.Container
	scroll  *Scroll
	onClose func()
}

// DrawerWidth is the width of the law drawer in pixels.
const DrawerWidth = 284

// NewDrawer makes an empty drawer; foot stands below the articles (may be nil).
func NewDrawer(title, closeWord string, closed func(), foot fyne.CanvasObject) *Drawer {
	d := &Drawer{body: Stack(0), onClose: closed}
	d.scroll = NewScroll(d.body)
	head := SpreadRow(8, []float32{em(16), Share(1)}, NewIcon("scale", T1, 16), NewText(title, Section, T1, true),
		NewButton("law.close", Quiet, closeWord, closed).WithKeys("F4"))
	rows := []fyne.CanvasObject{Inset(0, 12, 0, 12, head), HLine(), d.scroll}
	sizes := []float32{em(36), 1, Share(1)}
	if foot != nil {
		rows = append(rows, HLine(), Inset(0, 12, 0, 12, foot))
		sizes = append(sizes, 1, em(36))
	}
	d.content = Layer(NewCard(), Pad(1, Lines(0, sizes, rows...)))
	d.ExtendBaseWidget(d)
	return d
}

// SetArticles shows other provisions.
func (d *Drawer) SetArticles(articles ...Article) {
	d.body.Objects = nil
	for _, a := range articles {
		check := NewPill("circle-question-mark", a.Check, Warn)
		if a.Verified {
			check = NewPill("circle-check", a.Check, Good)
		}
		title := NewParagraph(a.Title, Body, T1)
		title.Bold = true
		parts := []fyne.CanvasObject{SpreadRow(8, []float32{Share(1)}, title, check)}
		for _, w := range []struct {
			words string
			size  TextSize
			ink   Token
		}{{a.Number, Caption, T2}, {a.Paraphrase, Body, T1}, {a.Force, Caption, T2}, {a.Source, Caption, T3}} {
			if w.words != "" {
				parts = append(parts, NewParagraph(w.words, w.size, w.ink))
			}
		}
		d.body.Add(Pad(12, Stack(3, parts...)))
		d.body.Add(HLine())
	}
	d.scroll.Relayout()
}
