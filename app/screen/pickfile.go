package screen

import (
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// PickedFile is a file that somebody chose; it closes itself once it was read.
type PickedFile struct {
	Name  string
	Media string
	io.Reader
}

// pickFile asks for a file over the window of a canvas. Kinds are endings such as
// ".png"; none takes any file. Nothing is told where nobody chooses one.
func pickFile(canvas fyne.Canvas, keys *Keys, kinds []string, got func(PickedFile)) {
	w := windowOf(canvas)
	if w == nil {
		return
	}
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if err == nil && f != nil {
			got(PickedFile{f.URI().Name(), f.URI().MimeType(), untilRead{f}})
		}
	}, w)
	if len(kinds) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(kinds))
	}
	layer := keys.Add(map[string]func(){"Esc": d.Hide})
	layer.Alone = true
	veil := Layer(NewFill(Veil), &shield{}) // the dialog has none of its own
	canvas.Overlays().Add(veil)
	veil.Resize(canvas.Size())
	d.SetOnClosed(func() {
		keys.Drop(layer)
		canvas.Overlays().Remove(veil)
	})
	size := w.Canvas().Size()
	d.Resize(fyne.NewSize(min(size.Width-32, em(860)), min(size.Height-32, em(600))))
	d.Show()
}

// windowOf finds the window of a canvas, also of one behind a curtain.
func windowOf(c fyne.Canvas) fyne.Window {
	if curtain, ok := c.(*Curtain); ok {
		return curtain.window
	}
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if w.Canvas() == c {
			return w
		}
	}
	return nil
}

// untilRead closes a file at its end: on some systems an open file cannot be moved.
type untilRead struct{ io.ReadCloser }

// Read reads on.
func (f untilRead) Read(p []byte) (int, error) {
	n, err := f.ReadCloser.Read(p)
	if err != nil {
		_ = f.Close() // it was only read
	}
	return n, err
}
