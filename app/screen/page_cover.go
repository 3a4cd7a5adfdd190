package screen

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/assets"
)

// Cover is the page over everything while nobody is there. It shows nothing of any case.
type Cover struct {
	words  assets.Words
	p      *present.Cover
	office string
	powers string
	secret *Entry
	stick  *Entry
	second *fyne.Container
	lines  *fyne.Container
	enter  *Button
	way    *fyne.Container
	help   *fyne.Container
	root   *fyne.Container
	below  *Scroll // holds what was kept when the text is large
	other  func()
	links  []*Button
	shown  string // which links show
}

// NewCover draws the presenter; office and powers say whose machine it is, other lets
// somebody else sign in.
func NewCover(words assets.Words, p *present.Cover, office, powers string, other func()) *Cover {
	c := &Cover{words: words, p: p, office: office, powers: powers, other: other, lines: Stack(12), second: Stack(0), way: Layer(), help: Stack(0)}
	c.secret = NewSecret("cover.secret", "")
	c.secret.Tall = true
	c.secret.OnChanged = p.Type
	c.secret.OnSubmitted = func(string) { p.Enter() }
	c.stick = stickField(words, "cover.stick", p.Plug, p.Enter)
	c.enter = NewButton("cover.enter", Primary, words.Say("cover.enter"), p.Enter).WithKeys("Enter")
	c.enter.Tall = true
	c.root = c.build()
	p.Changed = c.show
	c.show(p.View())
	return c
}

// Object is what the window shows.
func (c *Cover) Object() fyne.CanvasObject { return c.root }

// Focus gives the keyboard to the PIN.
func (c *Cover) Focus(canvas fyne.Canvas) { canvas.Focus(c.secret.Focusable()) }

func (c *Cover) build() *fyne.Container {
	w, v := c.words, c.p.View()
	head := SpreadRow(12, []float32{em(24), Share(1)}, NewIcon("lock", Acc, 24), NewText(w.Say("cover.title"), Title, T1, true))
	why := NewParagraph(v.Why.In(w.Say)+v.Kept.In(w.Say), Body, T2)
	open := []fyne.CanvasObject{Stack(12, c.secret, c.second), c.enter, c.way, c.help}
	kept := Card(16, c.lines)
	status := NewStatusBar()
	status.SetLeft("eye-off", w.Say("cover.nothing"))
	status.SetHints(Hint{[]string{"Enter"}, w.Say("cover.enter")}, Hint{[]string{"Ctrl", "="}, w.Say("keys.larger")}, Hint{[]string{"F11"}, w.Say("keys.dark")})
	var body fyne.CanvasObject
	if large() {
		left := Layer(NewFill(Surf), NewScroll(Inset(24, 32, 24, 32, Stack(20, append([]fyne.CanvasObject{Stack(8, head, why)}, open...)...))))
		c.below = NewScroll(Inset(24, 32, 24, 32, kept))
		body = Columns(0, []float32{Share(1), 1, Share(1)}, left, VLine(), Layer(NewFill(Side), c.below))
	} else {
		machine := Stack(16, NewText(w.Say("signin.machine"), Caption, T2, false), findingLine("building-2", Neutral, c.office, c.powers))
		right := Layer(NewFill(Surf), Centre(em(360), Stack(20, append([]fyne.CanvasObject{Stack(8, head, why), kept}, open...)...)))
		body = Columns(0, []float32{520, 1, Share(1)}, machineSide(w, machine), VLine(), right)
	}
	return Lines(0, []float32{Share(1), StatusHeight()}, body, status)
}

func (c *Cover) show(v present.CoverView) {
	w := c.words
	c.lines.Objects = nil
	for _, f := range v.Lines {
		c.lines.Add(findingLine(findingIcon(f.Tone), toneOf(f.Tone), f.Title.In(w.Say), f.Detail.In(w.Say)))
	}
	caption := "cover.pass"
	if v.ByPIN {
		caption = "cover.pin"
	}
	var roles []string
	for _, r := range v.Roles {
		roles = append(roles, r.In(w.Say))
	}
	c.secret.Caption = w.Say(caption, arg("name", v.Person), arg("roles", strings.Join(roles, " · ")))
	if !v.HasTyped && c.secret.Text() != "" {
		c.secret.SetText("")
	}
	c.secret.SetTrouble(present.Explain(v.Problem).In(w.Say))
	c.secret.Refresh()
	only(c.second)
	only(c.help)
	if v.Second && !v.ByPIN {
		only(c.second, c.stick)
	}
	if v.Forgot {
		only(c.help, NewParagraph(w.Say("cover.forgot_note"), Caption, T2))
	}
	c.enter.SetEnabled(v.CanEnter)
	label := "cover.enter"
	switch {
	case v.Closing:
		label = "cover.closing"
	case v.Busy:
		label = "cover.opening"
	}
	c.enter.SetLabel(w.Say(label))
	c.ways(v)
	for _, b := range c.links {
		b.SetEnabled(!v.Closing) // what was kept is still to come and pushes them down
	}
	if c.below != nil {
		c.below.Relayout()
	}
	c.root.Refresh()
}

// ways are the links below the button.
func (c *Cover) ways(v present.CoverView) {
	if shape := fmt.Sprint(v.HasPIN, v.ByPIN); c.shown == shape {
		return
	} else {
		c.shown = shape
	}
	w := c.words
	c.links = []*Button{NewButton("cover.other", Quiet, w.Say("cover.other"), c.other)}
	if v.HasPIN {
		words := "cover.by_pass"
		if !v.ByPIN {
			words = "cover.by_pin"
		}
		c.links = append(c.links, NewButton("cover.way", Quiet, w.Say(words), func() { c.p.BySecret(!v.ByPIN); focus(c.secret.Focusable()) }))
	}
	c.links = append(c.links, NewButton("cover.forgot", Quiet, w.Say("cover.forgot"), c.p.Forgot))
	links := make([]fyne.CanvasObject, len(c.links))
	for i, b := range c.links {
		links[i] = b
	}
	c.way.Objects = []fyne.CanvasObject{Row(16, links...)}
	if large() {
		c.way.Objects = []fyne.CanvasObject{Stack(8, links...)}
	}
}
