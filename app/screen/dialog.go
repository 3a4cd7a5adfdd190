package screen

import (
	"strings"

	"fyne.io/fyne/v2"
)

// Dialog asks one thing over the window, 400 wide: a title, a sentence, perhaps a
// field, Esc at the left and Enter at the right. It lies in the canvas's overlay
// stack, so Tab cannot leave it and the focus returns when it closes.
type Dialog struct {
	group
	Reason *Entry // nil: none
	No     *Button
	Yes    *Button
	keys   *Keys
	layer  *KeyLayer
	canvas fyne.Canvas
	closed func(yes bool)
}

// Ask is what a dialog says.
type Ask struct {
	ID       string // stable name before ".yes", ".no", ".reason"
	Icon     string // "" for none
	Tone     Tone   // of the icon
	Title    string
	Words    string
	Reason   string // caption of a field for a reason; "" for none
	Required bool   // Yes waits for a reason
	Exactly  string // Yes waits until the field holds exactly this; "" for anything
	Body     fyne.CanvasObject
	No, Yes  string // the verbs
	Danger   bool   // Yes cannot be undone
}

// NewDialog makes a dialog that tells closed what was answered.
func NewDialog(a Ask, keys *Keys, closed func(yes bool)) *Dialog {
	d := &Dialog{keys: keys, closed: closed}
	title := NewParagraph(a.Title, Section, T1)
	title.Bold = true
	head := fyne.CanvasObject(title)
	if a.Icon != "" {
		head = SpreadRow(8, []float32{em(20), Share(1)}, NewIcon(a.Icon, a.Tone.ink(), 18), title)
	}
	parts := []fyne.CanvasObject{head, NewParagraph(a.Words, Body, T1)}
	if a.Reason != "" {
		d.Reason = NewEntry(a.ID+".reason", a.Reason)
		d.Reason.OnSubmitted = func(string) { d.Yes.do() }
		parts = append(parts, d.Reason)
	}
	if a.Body != nil {
		parts = append(parts, a.Body)
	}
	d.No = NewButton(a.ID+".no", Secondary, a.No, func() { d.Close(false) }).WithKeys("Esc")
	kind := Primary
	if a.Danger {
		kind = Danger
	}
	d.Yes = NewButton(a.ID+".yes", kind, a.Yes, func() { d.Close(true) }).WithKeys("Enter")
	if a.Required && d.Reason != nil {
		d.Yes.disabled = true
		d.Reason.OnChanged = func(s string) { d.Yes.SetEnabled(s != "" && (a.Exactly == "" || strings.TrimSpace(s) == a.Exactly)) }
	}
	parts = append(parts, SpreadRow(8, []float32{Share(1)}, Space(1, 1), d.No, d.Yes))
	plane := NewCard()
	plane.Edge = Line2
	sheet := Centre(em(400), Layer(&shield{}, plane, Pad(20, Stack(10, parts...))))
	veil := &shield{}
	d.content = Layer(NewFill(Veil), veil, sheet)
	d.ExtendBaseWidget(d)
	return d
}

// Open puts the dialog over a canvas and the keyboard into it.
func (d *Dialog) Open(c fyne.Canvas) {
	d.canvas = c
	d.layer = d.keys.Add(map[string]func(){
		"Esc":   func() { d.Close(false) },
		"Enter": func() { d.Yes.do() },
	})
	d.layer.Alone = true
	c.Overlays().Add(d)
	d.Resize(c.Size())
	if d.Reason != nil {
		c.Focus(d.Reason.Focusable()) // not Focus: an object knows its canvas only once painted
	} else {
		c.Focus(d.Yes)
	}
}

// Close takes the dialog away and tells what was answered.
func (d *Dialog) Close(yes bool) {
	if d.canvas == nil {
		return
	}
	d.canvas.Overlays().Remove(d)
	d.keys.Drop(d.layer)
	d.canvas = nil
	if d.closed != nil {
		d.closed(yes)
	}
}
