package screen

import (
	"fyne.io/fyne/v2"
)

// Criterion is one condition of repair, in words, with what proves it.
type Criterion struct {
	ID      string // stable name, such as "criteria.pledge"
	Icon    string // of its state
	State   string // 满足, 不满足, 待核
	Tone    Tone
	Place   string // 1 / 4
	Title   string
	Fact    string
	Source  string
	Check   *Pill // 已核 or 待核实; nil for none
	Remark  *Pill // such as 由人认定; nil for none
	Actions []*Button
	Proof   []*Thumb
}

// CriteriaRow is one condition: state, words and actions, proof. Selected, it is
// tinted and, with the keyboard, ringed.
type CriteriaRow struct {
	press
	content fyne.CanvasObject
	chosen  bool
	onKey   func(*fyne.KeyEvent) bool // asked first, by the list around it
}

// NewCriteriaRow makes the row; tapped selects it.
func NewCriteriaRow(c Criterion, tapped func()) *CriteriaRow {
	r := &CriteriaRow{}
	r.ID, r.Label, r.OnTapped = c.ID, c.Title, tapped
	head := NewState(c.Icon, c.State, c.Tone, Body)
	head.Bold = true
	state := Stack(2, head, Inset(0, 0, 0, em(18), NewText(c.Place, Caption, T2, false)))
	title := NewParagraph(c.Title, Body, T1)
	title.Bold = true
	source := []fyne.CanvasObject{NewText(c.Source, Caption, T2, false)}
	if c.Check != nil {
		source = append(source, c.Check)
	}
	var actions []fyne.CanvasObject
	if c.Remark != nil {
		actions = append(actions, c.Remark)
	}
	for _, a := range c.Actions {
		actions = append(actions, a)
	}
	words := Stack(2, title, NewParagraph(c.Fact, Caption, T1), Row(8, source...), Row(12, actions...))
	proof := make([]fyne.CanvasObject, len(c.Proof))
	for i, p := range c.Proof {
		proof[i] = p
	}
	parts := []fyne.CanvasObject{state, words}
	if len(proof) > 0 || !large() { // large text takes the room of proof that is not asked
		parts = append(parts, Layer(Space(em(158), 1), Columns(8, nil, proof...)))
	}
	r.content = Inset(12, 12, 12, 13, Columns(8, []float32{em(80), Share(1)}, parts...))
	r.become(r, "row")
	return r
}

// SetChosen shows the row as the selected one.
func (r *CriteriaRow) SetChosen(on bool) {
	if r.chosen != on {
		r.chosen = on
		r.Refresh()
	}
}

// Chosen tells whether the row is the selected one.
func (r *CriteriaRow) Chosen() bool { return r.chosen }

// TypedKey lets the list around the row move and act first.
func (r *CriteriaRow) TypedKey(e *fyne.KeyEvent) {
	if r.onKey == nil || !r.onKey(e) {
		r.press.TypedKey(e)
	}
}

func (r *CriteriaRow) control() Control {
	c := r.press.control()
	c.Chosen = r.chosen
	return c
}

func (r *CriteriaRow) children() []fyne.CanvasObject { return []fyne.CanvasObject{r.content} }

// HeightFor gives the height in pixels at a width.
func (r *CriteriaRow) HeightFor(width float32) float32 {
	return max(em(119), heightFor(r.content, width))
}

// CreateRenderer draws the row.
func (r *CriteriaRow) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	back, under, bar, halo := newBox(), newBox(), newBox(), newRing()
	d := &drawing{objects: append(append(back.parts(), under.parts()...), r.content)}
	d.objects = append(append(d.objects, bar.parts()...), halo.Rectangle)
	d.update = func() {
		fill := Surf
		if r.chosen {
			fill = AccS
		}
		back.set(fill, none, 0, 0)
		under.set(Line, none, 0, 0)
		bar.set(Acc, none, 0, 0)
		bar.hide(!r.chosen)
		halo.set(r.focused, 0)
	}
	d.min = func() fyne.Size {
		w := em(360)
		return fyne.NewSize(w, r.HeightFor(max(w, r.BaseWidget.Size().Width)))
	}
	d.layout = func(s fyne.Size) {
		back.place(0, 0, s.Width, s.Height)
		under.place(0, s.Height-1, s.Width, 1)
		bar.place(0, 0, 3, s.Height)
		halo.around(0, 0, s.Width, s.Height, 0)
		r.content.Move(fyne.Position{})
		r.content.Resize(s)
	}
	return d.start(r)
}
