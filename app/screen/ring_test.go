package screen

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A click shows no ring, for who points knows where; the keyboard brings it back.
func TestTheRingIsForTheKeyboard(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(NewTheme(false, 100))
	tabs := NewTabs("x", "a", nil, Tab{ID: "a", Label: "甲"}, Tab{ID: "b", Label: "乙"})
	w := test.NewTempWindow(t, tabs)
	b := tabs.tabs[1]
	test.Tap(b)
	if !b.focused || b.ringed() {
		t.Errorf("after a click: focused %v, ring %v", b.focused, b.ringed())
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if first := tabs.tabs[0]; w.Canvas().Focused() != fyne.Focusable(first) || !first.ringed() {
		t.Error("after an arrow key the ring is not where the keyboard is")
	}
}

// No key chooses a tenth answer, so none is shown for it.
func TestATenthAnswerShowsNoKey(t *testing.T) {
	var choices []Choice
	for i := range 10 {
		choices = append(choices, Choice{ID: strconv.Itoa(i), Label: "答"})
	}
	cards := NewOptions("x", false, nil, choices...).cards
	if d := cards[8].digit(); len(d) != 1 || d[0] != "9" {
		t.Errorf("the ninth: %v", d)
	}
	if d := cards[9].digit(); len(d) != 0 {
		t.Errorf("the tenth: %v", d)
	}
}

// Facts that do not fit are left out whole, and come back when there is room.
func TestFactsAreNeverCut(t *testing.T) {
	l := &asFits{gap: 10}
	objects := []fyne.CanvasObject{Space(60, 10), Space(60, 10), Space(60, 10)}
	for width, want := range map[float32]int{60: 1, 129: 1, 130: 2, 199: 2, 200: 3} {
		l.Layout(objects, fyne.NewSize(width, 20))
		shown := 0
		for _, o := range objects {
			if o.Visible() {
				shown++
			}
		}
		if shown != want {
			t.Errorf("%v pixels: %d facts, want %d", width, shown, want)
		}
	}
}
