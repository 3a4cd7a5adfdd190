package screen

// veil lies over a field whose text is masked: what is typed waits until the text is
// in the clear, so that nobody edits asterisks.
type veil struct {
	down bool
	lift func() // asks for the text in the clear
	held []func()
}

// edit changes the text now, or once the veil is lifted.
func (v *veil) edit(change func()) {
	if !v.down {
		change()
		return
	}
	v.held = append(v.held, change)
	if len(v.held) == 1 && v.lift != nil {
		v.lift()
	}
}

// Veil masks or bares the field; text is what shows. What was typed meanwhile goes to
// the end of the text in the clear. Nothing typed is kept for a field that was left.
func (e *Entry) Veil(down bool, text string) {
	was := e.veil.down
	e.veil.down = down
	e.SetText(text)
	if down && !e.input.focused {
		e.veil.held = nil
	}
	if down || !was {
		return
	}
	held := e.veil.held
	e.veil.held = nil
	e.input.CursorColumn = len([]rune(text))
	for _, change := range held {
		change()
	}
	e.input.Refresh()
}
