package screen

import "fyne.io/fyne/v2"

// Banner says one sentence across the page with one way on. It pushes content
// down and never covers it; a page has at most one.
type Banner struct {
	group
	Tone  Tone
	Words string
}

// bannerIcon is the icon of a tone.
func bannerIcon(t Tone) string {
	return [...]string{"info", "info", "triangle-alert", "circle-alert", "circle-check"}[t]
}

// NewBanner makes a banner; link "" shows no way on.
func NewBanner(id string, tone Tone, words, link string, tapped func()) *Banner {
	b := &Banner{Tone: tone, Words: words}
	objects := []fyne.CanvasObject{NewIcon(bannerIcon(tone), tone.ink(), 16), NewParagraph(words, Body, T1)}
	if link != "" {
		objects = append(objects, NewButton(id, Quiet, link, tapped))
	}
	back := NewFill(tone.tint())
	back.Radius = 4
	b.content = Layer(back, Inset(4, 12, 4, 12, SpreadRow(8, []float32{em(16), Share(1)}, objects...)))
	b.ExtendBaseWidget(b)
	return b
}
