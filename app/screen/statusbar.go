package screen

import (
	"fyne.io/fyne/v2"
)

// Hint is a key and what it does, for the status bar; at most four show.
type Hint struct {
	Keys  []string
	Words string
}

// StatusBar is the lower edge, 24 high: what was saved or logged, key hints, the
// rule pack and the day.
type StatusBar struct {
	group
	left  *Pill
	right *Text
	hints []Hint
}

// NewStatusBar makes an empty bar.
func NewStatusBar() *StatusBar {
	s := &StatusBar{left: NewState("save", "", Neutral, Caption), right: NewText("", Caption, T2, false)}
	s.build()
	s.ExtendBaseWidget(s)
	return s
}

// SetLeft says what was saved or is being logged.
func (s *StatusBar) SetLeft(icon, words string) { s.left.Set(icon, words, Neutral) }

// SetAlarm says what is wrong with the store.
func (s *StatusBar) SetAlarm(icon, words string) { s.left.Set(icon, words, Bad) }

// SetRight shows the rule pack and the day.
func (s *StatusBar) SetRight(words string) {
	s.right.SetWords(words)
	s.rebuild()
}

// SetHints shows the keys of the screen.
func (s *StatusBar) SetHints(hints ...Hint) {
	s.hints = hints[:min(4, len(hints))]
	s.rebuild()
}

func (s *StatusBar) rebuild() {
	s.build()
	s.replace()
}

func (s *StatusBar) build() {
	objects := []fyne.CanvasObject{s.left}
	shown := s.hints
	if current().Factor >= 1.5 && len(shown) > 1 {
		shown = shown[len(shown)-1:] // large type has room for the key sheet only
	}
	for _, h := range shown {
		objects = append(objects, NewKeycaps(h.Words, h.Keys...))
	}
	if s.right.Words != "" && current().Factor < 1.5 {
		objects = append(objects, Fix(1, em(12), VLine()), s.right)
	}
	row := SpreadRow(16, []float32{Share(1)}, objects...)
	s.content = Layer(NewFill(Side), Lines(0, []float32{1, Share(1)}, HLine(), Inset(0, 12, 0, 12, row)))
}
