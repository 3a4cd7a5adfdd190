package screen

import "fyne.io/fyne/v2"

// KeySheet lists every key of the screen over the window; Esc, F1 or a press
// beside it closes it.
type KeySheet struct {
	group
	keys   *Keys
	layer  *KeyLayer
	canvas fyne.Canvas
}

// NewKeySheet makes the sheet of two columns.
func NewKeySheet(title string, keys *Keys, hints ...Hint) *KeySheet {
	k := &KeySheet{keys: keys}
	beside := &shield{onTapped: k.Close}
	k.content = Layer(NewFill(Veil), beside, Centre(em(600), Layer(&shield{}, KeyTable(title, hints...))))
	k.ExtendBaseWidget(k)
	return k
}

// KeyTable is the card of the key sheet: each key and what it does.
func KeyTable(title string, hints ...Hint) fyne.CanvasObject {
	half := (len(hints) + 1) / 2
	column := func(hints []Hint) fyne.CanvasObject {
		var rows []fyne.CanvasObject
		for _, h := range hints {
			rows = append(rows, SpreadRow(8, []float32{Share(1)}, NewName(h.Words, Body, T1, false), NewKeycaps("", h.Keys...)))
		}
		return Stack(em(4), rows...)
	}
	head := SpreadRow(8, []float32{Share(1)}, NewText(title, Section, T1, true), NewKeycaps("", "F1"))
	return Card(16, Stack(8, head, Columns(28, []float32{Share(1), Share(1)}, column(hints[:half]), column(hints[half:]))))
}

// Open puts the sheet over a canvas.
func (k *KeySheet) Open(c fyne.Canvas) {
	k.canvas = c
	k.layer = k.keys.Add(map[string]func(){"Esc": k.Close, "F1": k.Close, "Enter": k.Close})
	k.layer.Alone = true
	c.Overlays().Add(k)
	k.Resize(c.Size())
}

// Close takes the sheet away.
func (k *KeySheet) Close() {
	if k.canvas == nil {
		return
	}
	k.canvas.Overlays().Remove(k)
	k.keys.Drop(k.layer)
	k.canvas = nil
}
