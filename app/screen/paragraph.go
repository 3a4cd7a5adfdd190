package screen

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Paragraph is type that wraps: between any two Han characters, at spaces
// elsewhere, never a closing mark at the start or an opening one at the end.
type Paragraph struct {
	widget.BaseWidget
	Words  string
	Type   TextSize
	Token  Token
	Bold   bool
	Centre bool
	Most   int // lines at most; the last one then ends in …; 0 for any number
}

// NewParagraph makes wrapping type.
func NewParagraph(words string, size TextSize, token Token) *Paragraph {
	p := &Paragraph{Words: words, Type: size, Token: token}
	p.ExtendBaseWidget(p)
	return p
}

// SetWords changes the words; the layout around must be refreshed after it.
func (p *Paragraph) SetWords(words string) {
	if p.Words != words {
		p.Words = words
		p.Refresh()
	}
}

func (p *Paragraph) lines(width float32) []string {
	l := newLine()
	l.set("国", p.Type, p.Token, p.Bold)
	out := Wrap(p.Words, width, func(s string) float32 {
		return fyne.MeasureText(s, l.TextSize, l.TextStyle).Width
	})
	if p.Most > 0 && len(out) > p.Most {
		out = append(out[:p.Most-1], strings.Join(out[p.Most-1:], ""))
	}
	return out
}

// HeightFor gives the height in pixels at a width.
func (p *Paragraph) HeightFor(width float32) float32 {
	if p.Words == "" {
		return 0
	}
	return float32(len(p.lines(width))) * p.Type.Height()
}

// CreateRenderer draws the lines.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	d := &drawing{}
	var rows []line
	d.update = func() { rows = nil }
	d.min = func() fyne.Size {
		w := p.Type.Height() * 3
		return fyne.NewSize(w, p.HeightFor(max(w, p.BaseWidget.Size().Width)))
	}
	d.layout = func(s fyne.Size) {
		rows, d.objects = rows[:0], d.objects[:0]
		for i, words := range p.lines(max(s.Width, 1)) {
			l := newLine()
			l.set(words, p.Type, p.Token, p.Bold)
			x := float32(0)
			if p.Centre {
				x = max(0, (s.Width-l.width())/2)
			}
			l.place(x, float32(i)*p.Type.Height(), s.Width+1, p.Type.Height())
			rows = append(rows, l)
			d.objects = append(d.objects, l.Text)
		}
	}
	return d.start(p)
}

// No line starts with one of these, nor ends with one of noEnd.
const (
	noStart = "，。、；：！？）〕】》〉”’％…·,.;:!?)]}%"
	noEnd   = "（〔【《〈“‘([{"
)

// Wrap breaks s into lines not wider than width, if each piece allows it.
// Newlines break always. measure gives the width of a text.
func Wrap(s string, width float32, measure func(string) float32) []string {
	var out []string
	for _, part := range strings.Split(s, "\n") {
		cur := ""
		for _, piece := range pieces(part) {
			if cur != "" && measure(strings.TrimRight(cur+piece, " ")) > width {
				out = append(out, strings.TrimRight(cur, " "))
				cur = ""
			}
			for cur == "" && measure(strings.TrimRight(piece, " ")) > width && len([]rune(piece)) > 1 {
				n := fitting(piece, width, measure)
				r := []rune(piece)
				out = append(out, string(r[:n]))
				piece = string(r[n:])
			}
			if cur == "" {
				piece = strings.TrimLeft(piece, " ")
			}
			cur += piece
		}
		out = append(out, strings.TrimRight(cur, " "))
	}
	return out
}

// fitting gives how many runes of an unbreakable piece fit, at least one.
func fitting(piece string, width float32, measure func(string) float32) int {
	r := []rune(piece)
	n := 1
	for n < len(r)-1 && measure(string(r[:n+1])) <= width {
		n++
	}
	return n
}

// pieces cuts a text where a line may break; spaces stay at the end of a piece.
func pieces(s string) []string {
	var out []string
	r := []rune(s)
	from := 0
	for i := 1; i < len(r); i++ {
		if mayBreak(r[i-1], r[i]) {
			out = append(out, string(r[from:i]))
			from = i
		}
	}
	return append(out, string(r[from:]))
}

func mayBreak(a, b rune) bool {
	switch {
	case b == ' ' || strings.ContainsRune(noStart, b) || strings.ContainsRune(noEnd, a):
		return false
	case a == ' ':
		return true
	}
	return wide(a) || wide(b)
}

func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF || r == '“' || r == '”' || r == '→'
}
