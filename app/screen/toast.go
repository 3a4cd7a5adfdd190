package screen

import "fyne.io/fyne/v2"

// Toast says at the bottom that something was done, and offers to undo it. The
// caller takes it away after eight seconds (the desk has the clock, not we).
type Toast struct {
	group
}

// NewToast makes a toast; undo "" offers nothing.
func NewToast(words, undo string, undone func()) *Toast {
	return newToast("check", words, undo, undone)
}

// newToast is NewToast with another icon: not all that is said was done.
func newToast(icon, words, undo string, undone func()) *Toast {
	t := &Toast{}
	back := NewFill(ToastF)
	back.Radius = 6
	objects := []fyne.CanvasObject{NewIcon(icon, OnToast, 16), NewName(words, Body, OnToast, false)}
	if undo != "" {
		b := NewButton("toast.undo", Quiet, undo, undone)
		b.onDark = true
		objects = append(objects, b)
	}
	t.content = Layer(back, Inset(0, 12, 0, 12, SpreadRow(10, []float32{em(16), Share(1)}, objects...)))
	t.ExtendBaseWidget(t)
	return t
}

func (t *Toast) covers() bool { return true }

// ShowToast floats a toast over the middle of the status bar, where it hides key
// hints for a moment and nothing that is worked on.
func (f *Frame) ShowToast(t *Toast) {
	f.Float(t, func(w fyne.Size) (fyne.Position, fyne.Size) {
		s := fyne.NewSize(min(em(420), w.Width-32), em(32))
		return fyne.NewPos(round((w.Width-s.Width)/2), w.Height-s.Height), s
	})
}
