package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// A BadgeState is how near a deadline is.
type BadgeState uint8

// The states of a deadline.
const (
	Later       BadgeState = iota // 剩 n 日: outline
	Soon                          // 剩 n 日, n ≤ 3: amber tint
	Today                         // 今天: red tint, icon
	Late                          // 逾期 n 日: red fill, icon
	Stopped                       // 停 n 日: outline, pause
	Provisional                   // 暂定: outline, question
	Over                          // 已办结: outline
	NoClock                       // no clock runs: a dash without a frame
)

// Badge shows what is left of a deadline, 84 by 24; the words carry the number.
type Badge struct {
	widget.BaseWidget
	State BadgeState
	Words string
}

// NewBadge makes a deadline badge.
func NewBadge(state BadgeState, words string) *Badge {
	b := &Badge{State: state, Words: words}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows another state.
func (b *Badge) Set(state BadgeState, words string) {
	b.State, b.Words = state, words
	b.Refresh()
}

// CreateRenderer draws the badge.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	k := newBadgeParts()
	d := &drawing{objects: k.parts()}
	d.update = func() { k.set(b.State, b.Words) }
	d.min = func() fyne.Size { return fyne.NewSize(em(84), em(24)) }
	d.layout = func(s fyne.Size) { k.place(0, (s.Height-em(24))/2, s.Width) }
	return d.start(b)
}

// badgeParts is a badge inside a row.
type badgeParts struct {
	back *box
	mark glyph
	word line
}

func newBadgeParts() *badgeParts {
	return &badgeParts{back: newBox(), mark: newGlyph(), word: newLine()}
}

func (k *badgeParts) parts() []fyne.CanvasObject {
	return append(k.back.parts(), k.mark.Image, k.word.Text)
}

func (k *badgeParts) set(state BadgeState, words string) {
	fill, edge, ink, name, bold := Surf, Line, T2, "", false
	switch state {
	case NoClock:
		fill, edge = none, none
	case Late:
		fill, edge, ink, name, bold = RedF, RedF, OnAcc, "circle-alert", true
	case Today:
		fill, edge, ink, name, bold = RedS, RedS, Red, "clock-alert", true
	case Soon:
		fill, edge, ink, bold = AmbS, AmbS, Amb, true
	case Stopped:
		fill, edge, name = Alt, Line2, "pause"
	case Provisional:
		name = "circle-question-mark"
	}
	k.back.set(fill, edge, 1, 3)
	k.mark.set(name, ink)
	k.word.set(words, Body, ink, bold)
}

func (k *badgeParts) place(x, y, w float32) {
	h := em(24)
	k.back.place(x, y, w, h)
	tw := k.word.width()
	all := tw
	if k.mark.name != "" {
		all += em(18)
	}
	at := x + max(em(4), (w-all)/2)
	if k.mark.name != "" {
		k.mark.place(at, y, h, em(14))
		at += em(18)
	}
	k.word.place(at, y, x+w-at, h)
}
