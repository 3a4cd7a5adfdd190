package screen_test

import (
	"testing"

	. "casedesk/app/screen"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// window shows an object at the design's size in a theme.
func window(t *testing.T, dark bool, percent int, build func() fyne.CanvasObject) fyne.Window {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(NewTheme(dark, percent))
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	w.SetContent(build())
	w.Resize(fyne.NewSize(1366, 768))
	return w
}

// The pictures are the design as built. A difference is looked at by a person:
// the picture made is then in testdata/failed.
func TestPictures(t *testing.T) {
	for _, c := range []struct {
		name    string
		dark    bool
		percent int
		page    string
	}{
		{"components", false, 100, ""}, {"components-dark", true, 100, ""},
		{"bench", false, 100, "bench"}, {"bench-200", false, 200, "bench"}, {"case", false, 100, "case"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var first fyne.Focusable
			w := window(t, c.dark, c.percent, func() fyne.CanvasObject {
				switch c.page {
				case "bench":
					l := queueList(12, nil)
					first = l
					return sampleFrame(workbench(l))
				case "case":
					page, chosen := casePage()
					first = chosen
					return sampleFrame(page)
				}
				return componentsPage(func(f fyne.Focusable) { first = f })
			})
			w.Canvas().Focus(first)
			test.AssertImageMatches(t, c.name+".png", w.Canvas().Capture())
		})
	}
}
