package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Entry is a field: caption above, the input, and below it what is wrong.
type Entry struct {
	widget.BaseWidget
	ID          string
	Caption     string // above the input; "" for none
	Note        string // right of the caption
	NoteTone    Tone
	Trouble     string // below, in red; "" when all is well
	Hint        string // below, in grey, when there is no trouble
	Icon        string // at the left end inside the input
	Tall        bool   // 40 pixels high, for signing in
	Lines       int    // above 1: lines of a long text
	OnChanged   func(string)
	OnSubmitted func(string)
	OnLeave     func() // the focus left the field
	OnArrive    func() // the keyboard came into the field

	input    *input
	form     bool // its undo is that of the form it stands in
	secret   bool
	locked   bool
	ghost    string // grey words of an empty input, whole
	trailing fyne.CanvasObject
	veil     veil
}

// NewEntry makes a one-line field.
func NewEntry(id, caption string) *Entry {
	e := &Entry{ID: id, Caption: caption, Lines: 1, input: &input{}}
	e.input.owner = e
	e.input.Wrapping, e.input.Scroll = fyne.TextWrapOff, container.ScrollHorizontalOnly
	e.input.ExtendBaseWidget(e.input)
	e.input.OnChanged = func(s string) {
		if e.OnChanged != nil {
			e.OnChanged(s)
		}
	}
	e.ExtendBaseWidget(e)
	return e
}

// NewSearch makes a field with a magnifying glass.
func NewSearch(id, placeholder string) *Entry {
	e := NewEntry(id, "")
	e.ghost = placeholder
	e.Icon = "search"
	return e
}

// NewSecret makes a field whose text is shown as dots.
func NewSecret(id, caption string) *Entry {
	e := NewEntry(id, caption)
	e.secret, e.input.Password = true, true
	return e
}

// NewLongEntry makes a field of several lines; Tab leaves it.
func NewLongEntry(id, caption string, lines int) *Entry {
	e := NewEntry(id, caption)
	e.Lines = lines
	e.input.MultiLine, e.input.Wrapping = true, fyne.TextWrapBreak
	return e
}

// InForm leaves Ctrl+Z and Ctrl+Y to the form that the field stands in.
func (e *Entry) InForm() *Entry {
	e.form = true
	return e
}

// Trailing shows an object (keycaps, a word) at the right end inside the input.
func (e *Entry) Trailing(o fyne.CanvasObject) *Entry {
	e.trailing = o
	return e
}

// Placeholder sets the grey words of an empty input and returns the field.
func (e *Entry) Placeholder(words string) *Entry {
	e.ghost = words
	e.Refresh()
	return e
}

// Text is what stands in the input.
func (e *Entry) Text() string { return e.input.Text }

// SetText changes what stands in the input, if it differs, so that the caret
// stays where the clerk has it.
func (e *Entry) SetText(s string) {
	if e.input.Text != s {
		e.input.SetText(s)
	}
}

// SetTrouble says what is wrong, or "" that all is well.
func (e *Entry) SetTrouble(words string) {
	if e.Trouble != words {
		e.Trouble = words
		e.Refresh()
	}
}

// SetNote shows words right of the caption.
func (e *Entry) SetNote(words string, tone Tone) {
	e.Note, e.NoteTone = words, tone
	e.Refresh()
}

// SetReadOnly locks the field; what stands in it stays in full ink.
func (e *Entry) SetReadOnly(locked bool) {
	e.locked = locked
	e.input.Hidden = locked
	e.Refresh()
}

// Focus moves the keyboard into the field.
func (e *Entry) Focus() { focus(e.input) }

// Focusable gives the part that takes the focus, for pane cycling.
func (e *Entry) Focusable() fyne.Focusable { return e.input }

func (e *Entry) children() []fyne.CanvasObject {
	if e.trailing != nil {
		return []fyne.CanvasObject{e.input, e.trailing}
	}
	return []fyne.CanvasObject{e.input}
}

// Refresh takes changed fields in.
func (e *Entry) Refresh() {
	e.BaseWidget.Refresh()
	e.input.Refresh()
}

func (e *Entry) inputHeight() float32 {
	switch {
	case e.Lines > 1:
		return float32(e.Lines)*em(19) + em(14)
	case e.Tall:
		return em(40)
	}
	return em(32)
}

// HeightFor gives the height in pixels at a width.
func (e *Entry) HeightFor(width float32) float32 {
	h := e.inputHeight()
	if e.Caption != "" || e.Note != "" {
		h += em(20)
	}
	if words := e.below(); words != "" {
		h += 4 + em(16)*float32(len(e.belowLines(words, width)))
	}
	return h
}

func (e *Entry) below() string {
	if e.Trouble != "" {
		return e.Trouble
	}
	return e.Hint
}

func (e *Entry) belowLines(words string, width float32) []string {
	p := Paragraph{Words: words, Type: Caption}
	if e.Trouble != "" {
		width -= em(18)
	}
	return p.lines(max(width, em(60)))
}
