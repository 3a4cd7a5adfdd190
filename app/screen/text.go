package screen

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// A TextSize is one of the five sizes of type, in pixels at 100 %.
type TextSize float32

// The five sizes; there is no other.
const (
	Caption TextSize = 12
	Body    TextSize = 13
	Section TextSize = 15
	Title   TextSize = 20
	Figure  TextSize = 28
)

// Height is the line height of the size in pixels at the text factor.
func (s TextSize) Height() float32 {
	switch s {
	case Caption:
		return em(16)
	case Body:
		return em(20)
	case Section:
		return em(24)
	case Title:
		return em(28)
	}
	return em(36)
}

// line is one run of type inside a component.
type line struct {
	*canvas.Text
	full string
}

func newLine() line { return line{Text: canvas.NewText("", color.Transparent)} }

// set gives the words, colour and size; they take effect at place.
func (l *line) set(words string, size TextSize, token Token, bold bool) {
	l.full = words
	l.Text.Text = words
	l.TextSize = float32(size) * current().Factor
	l.TextStyle = fyne.TextStyle{Bold: bold}
	l.Color = tint(token)
	l.Hidden = words == ""
}

// width is the width of the whole words in pixels, rounded up.
func (l *line) width() float32 {
	if l.full == "" {
		return 0
	}
	return ceil(fyne.MeasureText(l.full, l.TextSize, l.TextStyle).Width)
}

// place puts the words into w pixels from x, centred in the height h from y;
// too long a text loses its middle. It returns the width used.
func (l *line) place(x, y, w, h float32) float32 {
	if l.full == "" {
		return 0
	}
	l.Text.Text = l.full
	used := l.width()
	if used > w+0.5 {
		l.Text.Text = Shorten(l.full, w, func(s string) float32 {
			return fyne.MeasureText(s, l.TextSize, l.TextStyle).Width
		})
		used = min(w, ceil(fyne.MeasureText(l.Text.Text, l.TextSize, l.TextStyle).Width))
	}
	m := l.MinSize()
	// Han characters sit a little below the middle of the font's line.
	l.Move(fyne.NewPos(round(x), floor(y+(h-m.Height)/2-l.TextSize/20)))
	l.Resize(fyne.NewSize(max(used, m.Width), m.Height))
	return used
}

func floor(f float32) float32 { return -ceil(-f) }

func ceil(f float32) float32 {
	n := float32(int(f))
	if n < f {
		n++
	}
	return n
}

// Shorten takes the middle out of s so that it fits into width, for branch
// offices differ at the end of their names. measure gives the width of a text.
func Shorten(s string, width float32, measure func(string) float32) string {
	if measure(s) <= width {
		return s
	}
	r := []rune(s)
	lo, hi := 0, len(r)-1 // runes kept; lo always fits
	cut := func(n int) string {
		head := (n + 1) / 2
		return string(r[:head]) + "…" + string(r[len(r)-(n-head):])
	}
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if measure(cut(mid)) <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return cut(lo)
}

// Text is one line of type that shortens in its middle when it lacks room.
type Text struct {
	widget.BaseWidget
	Words  string
	Type   TextSize
	Token  Token
	Bold   bool
	Right  bool // set against the right edge
	Centre bool
	Whole  bool // its minimum is its full width; else it may be squeezed
}

// NewText makes a line of type that takes its full width.
func NewText(words string, size TextSize, token Token, bold bool) *Text {
	t := &Text{Words: words, Type: size, Token: token, Bold: bold, Whole: true}
	t.ExtendBaseWidget(t)
	return t
}

// NewName makes a line that may be squeezed and then loses its middle.
func NewName(words string, size TextSize, token Token, bold bool) *Text {
	t := NewText(words, size, token, bold)
	t.Whole = false
	return t
}

// AtRight sets the line against the right edge and returns it.
func (t *Text) AtRight() *Text { t.Right = true; return t }

// SetWords changes the words.
func (t *Text) SetWords(words string) {
	if t.Words != words {
		t.Words = words
		t.Refresh()
	}
}

// CreateRenderer draws the line.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	l := newLine()
	d := &drawing{objects: []fyne.CanvasObject{l.Text}}
	d.update = func() { l.set(t.Words, t.Type, t.Token, t.Bold) }
	d.min = func() fyne.Size {
		if !t.Whole {
			return fyne.NewSize(em(40), t.Type.Height())
		}
		return fyne.NewSize(l.width(), t.Type.Height())
	}
	d.layout = func(s fyne.Size) {
		x, w := float32(0), min(l.width(), s.Width)
		switch {
		case t.Right:
			x = s.Width - w
		case t.Centre:
			x = (s.Width - w) / 2
		}
		l.place(x, 0, w+1, s.Height)
	}
	return d.start(t)
}
