package screen

import "fyne.io/fyne/v2"

// A ButtonKind says how much a button asks for attention.
type ButtonKind uint8

// The kinds of button; a page has at most one Primary.
const (
	Secondary ButtonKind = iota // outline
	Primary                     // accent fill
	Quiet                       // a link: no frame
	Danger                      // red outline, for what is hard to undo
)

// Button is a verb with an icon and the keys that press it too.
type Button struct {
	press
	Kind  ButtonKind
	Icon  string
	Keys  []string
	Small bool // 28 pixels high instead of 32
	Tall  bool // 40 pixels high, for signing in
	// IconOnly draws no word; the label still names the control for scripts and
	// stands elsewhere on the screen.
	IconOnly bool

	onDark bool // on a toast
}

// NewButton makes a button; id is its stable name.
func NewButton(id string, kind ButtonKind, label string, tapped func()) *Button {
	b := &Button{Kind: kind}
	b.ID, b.Label, b.OnTapped = id, label, tapped
	b.become(b, "button")
	return b
}

// WithIcon adds an icon before the word and returns the button.
func (b *Button) WithIcon(name string) *Button { b.Icon = name; return b }

// WithKeys shows keys on the button and returns it.
func (b *Button) WithKeys(keys ...string) *Button { b.Keys = keys; return b }

// AsSmall makes the button 28 pixels high and returns it.
func (b *Button) AsSmall() *Button { b.Small = true; return b }

// SetLabel changes the word.
func (b *Button) SetLabel(label string) {
	if b.Label != label {
		b.Label = label
		b.Refresh()
	}
}

func (b *Button) height() float32 {
	switch {
	case b.Tall:
		return em(40)
	case b.Small:
		return em(28)
	case b.Kind == Quiet:
		return em(24)
	}
	return em(32)
}

func (b *Button) side() float32 {
	if b.Kind == Quiet {
		return 0
	}
	if b.Kind == Primary {
		return em(12)
	}
	return em(11)
}

// tokens gives fill, edge and ink for the state.
func (b *Button) tokens() (fill, edge, ink Token) {
	switch {
	case b.disabled && b.Kind == Quiet:
		return none, none, T3
	case b.disabled:
		return Gry, Gry, T3
	case b.Kind == Primary:
		return AccF, AccF, OnAcc
	case b.onDark:
		return none, none, ToastLink
	case b.Kind == Quiet && b.IconOnly:
		return none, none, T2
	case b.Kind == Quiet:
		return none, none, Acc
	}
	edge, ink = Line2, T1
	if b.Kind == Danger {
		edge, ink = Red, Red
	}
	fill = Surf
	if b.hovered {
		fill = Alt
	}
	return fill, edge, ink
}

// CreateRenderer draws the button.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	back, mark, word, keys, halo := newBox(), newGlyph(), newLine(), &caps{}, newRing()
	d := &drawing{}
	d.update = func() {
		fill, edge, ink := b.tokens()
		back.set(fill, edge, 1, 4)
		mark.set(b.Icon, ink)
		word.set(b.Label, Body, ink, b.Kind == Primary)
		if b.IconOnly {
			word.set("", Body, ink, false)
		}
		capEdge, capFill, capInk := Line, Surf, T2
		if b.Kind == Primary && !b.disabled {
			capEdge, capFill, capInk = ChartLate, AccF, OnAcc
		} else if b.disabled {
			capFill, capInk = Gry, T3
		}
		keys.set(b.Keys, capFill, capEdge, capInk)
		halo.set(b.ringed(), 6)
		d.objects = append(append(back.parts(), mark.Image, word.Text), keys.parts()...)
		d.objects = append(d.objects, halo.Rectangle)
	}
	inner := func() float32 {
		w := word.width()
		if b.Icon != "" {
			w += em(16)
			if word.full != "" {
				w += em(8)
			}
		}
		if len(b.Keys) > 0 {
			w += keys.width() + em(8)
		}
		return w
	}
	d.min = func() fyne.Size { return fyne.NewSize(inner()+2*b.side(), b.height()) }
	d.layout = func(s fyne.Size) {
		back.place(0, 0, s.Width, s.Height)
		halo.around(0, 0, s.Width, s.Height, 4)
		x := max(b.side(), (s.Width-inner())/2)
		if b.Kind == Quiet {
			x = 0
			halo.around(0, 0, s.Width, s.Height, 2)
		}
		if b.Icon != "" {
			mark.place(x, 0, s.Height, em(16))
			x += em(24)
		}
		room := s.Width - x - b.side()
		if len(b.Keys) > 0 {
			room -= keys.width() + em(8)
		}
		x += word.place(x, 0, room+1, s.Height)
		keys.place(x+em(8), 0, s.Height)
	}
	return d.start(b)
}
