package screen_test

import (
	"image"
	"slices"
	"strings"
	"testing"

	. "casedesk/app/screen"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func find(t *testing.T, c fyne.Canvas, id string) Control {
	t.Helper()
	for _, k := range Controls(c) {
		if k.ID == id {
			return k
		}
	}
	t.Fatalf("no control %s among %v", id, ids(c))
	return Control{}
}

func ids(c fyne.Canvas) []string {
	var out []string
	for _, k := range Controls(c) {
		out = append(out, k.ID)
	}
	return out
}

// press taps the middle of a control, as the end-to-end run does.
func press(t *testing.T, c fyne.Canvas, id string) {
	t.Helper()
	k := find(t, c, id)
	test.TapCanvas(c, fyne.NewPos(float32(k.X)+float32(k.W)/2, float32(k.Y)+float32(k.H)/2))
}

func key(c fyne.Canvas, name fyne.KeyName) {
	e := &fyne.KeyEvent{Name: name}
	if f := c.Focused(); f != nil {
		f.TypedKey(e)
	} else if on := c.OnTypedKey(); on != nil {
		on(e)
	}
}

func shortcut(c fyne.Canvas, name fyne.KeyName, m fyne.KeyModifier) {
	s := &desktop.CustomShortcut{KeyName: name, Modifier: m}
	if f, ok := c.Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
	} else {
		c.(fyne.Shortcutable).TypedShortcut(s)
	}
}

func TestButtonIsPressedByPointerAndKey(t *testing.T) {
	n := 0
	b := NewButton("go", Primary, "送审", func() { n++ })
	w := window(t, false, 100, func() fyne.CanvasObject { return Centre(0, b) })
	press(t, w.Canvas(), "go")
	key(w.Canvas(), fyne.KeyReturn)
	key(w.Canvas(), fyne.KeySpace)
	if n != 3 || !find(t, w.Canvas(), "go").Focused {
		t.Errorf("pressed %d times", n)
	}
	b.Disable()
	press(t, w.Canvas(), "go")
	if k := find(t, w.Canvas(), "go"); n != 3 || k.Enabled {
		t.Error("a disabled button was pressed")
	}
}

func TestOptionsBeginWithNothingChosen(t *testing.T) {
	var got []string
	o := NewOptions("verdict", true, func(id string) { got = append(got, id) }, Choice{ID: "yes", Label: "同意"}, Choice{ID: "no", Label: "不同意", Detail: "须写理由"}, Choice{ID: "back", Label: "退回", Off: true})
	w := window(t, false, 100, func() fyne.CanvasObject { return Stack(0, o) })
	if o.Chosen() != "" {
		t.Fatal("chosen beforehand")
	}
	w.Canvas().Focus(o.Focusable())
	key(w.Canvas(), fyne.Key2)
	key(w.Canvas(), fyne.Key3)  // off
	key(w.Canvas(), fyne.KeyUp) // from the first round to the last that can be chosen
	if !find(t, w.Canvas(), "verdict.no").Focused {
		t.Error("the arrow did not walk")
	}
	press(t, w.Canvas(), "verdict.yes")
	o.SideBySide()
	if left, right := find(t, w.Canvas(), "verdict.yes"), find(t, w.Canvas(), "verdict.no"); left.Y != right.Y || left.X >= right.X {
		t.Errorf("not side by side: %+v %+v", left, right)
	}
	if strings.Join(got, " ") != "no yes" || !find(t, w.Canvas(), "verdict.yes").Chosen {
		t.Errorf("chosen %v", got)
	}
}

func TestFieldPassesWindowKeysOn(t *testing.T) {
	keys := NewKeys()
	var got []string
	on := func(name string) func() { return func() { got = append(got, name) } }
	keys.Add(map[string]func(){"Ctrl+Enter": on("finish"), "F6": on("pane"), "Esc": on("back"), "Ctrl+=": on("larger"), "Ctrl+Z": on("undo")})
	note := NewLongEntry("note", "备注", 3)
	w := window(t, false, 100, func() fyne.CanvasObject { return Stack(8, note, NewEntry("next", "下一项")) })
	keys.Attach(w.Canvas())
	note.Focus()
	test.Type(w.Canvas().Focused(), "整改完成")
	shortcut(w.Canvas(), fyne.KeyReturn, fyne.KeyModifierControl)
	shortcut(w.Canvas(), fyne.KeyEqual, fyne.KeyModifierControl)
	key(w.Canvas(), fyne.KeyF6)
	key(w.Canvas(), fyne.KeyEscape)
	if strings.Join(got, " ") != "finish larger pane back" || note.Text() != "整改完成" {
		t.Errorf("keys %v, text %q", got, note.Text())
	}
	test.FocusNext(w.Canvas()) // Tab leaves even a long text
	if !find(t, w.Canvas(), "next").Focused {
		t.Error("the long text keeps the focus")
	}
	w.Canvas().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutUndo{})
	if got[len(got)-1] != "undo" {
		t.Errorf("undo outside a field did not arrive: %v", got)
	}
}

func TestSecretIsNotReported(t *testing.T) {
	e := NewSecret("pass", "口令")
	w := window(t, false, 100, func() fyne.CanvasObject { return Stack(0, e) })
	e.Focus()
	test.Type(w.Canvas().Focused(), "abc")
	if k := find(t, w.Canvas(), "pass"); k.Value != "" || e.Text() != "abc" {
		t.Errorf("reported %q", k.Value)
	}
}

func TestDialogTakesTheKeyboard(t *testing.T) {
	keys := NewKeys()
	below, answers := 0, []bool{}
	under := NewButton("below", Secondary, "下面", nil)
	w := window(t, false, 100, func() fyne.CanvasObject { return Stack(0, under) })
	w.Canvas().Focus(under)
	keys.Attach(w.Canvas())
	keys.Add(map[string]func(){"F4": func() { below++ }, "Enter": func() { below++ }})
	ask := func() *Dialog {
		d := NewDialog(Ask{ID: "ask", Title: "撤回", Words: "撤回以后案件留档，不能再改。要撤回吗？", Reason: "理由", Required: true, No: "返回", Yes: "撤回", Danger: true}, keys, func(yes bool) { answers = append(answers, yes) })
		d.Open(w.Canvas())
		return d
	}
	ask()
	if got := ids(w.Canvas()); slices.Contains(got, "below") || find(t, w.Canvas(), "ask.yes").Enabled {
		t.Errorf("controls under a dialog: %v", got)
	}
	key(w.Canvas(), fyne.KeyReturn) // no reason yet
	key(w.Canvas(), fyne.KeyF4)
	test.Type(w.Canvas().Focused(), "重复")
	key(w.Canvas(), fyne.KeyReturn)
	ask()
	key(w.Canvas(), fyne.KeyEscape)
	ask()
	press(t, w.Canvas(), "ask.no")
	if below != 0 || !slices.Equal(answers, []bool{true, false, false}) || !slices.Contains(ids(w.Canvas()), "below") {
		t.Errorf("answers %v, keys below %d", answers, below)
	}
	if w.Canvas().Focused() != under {
		t.Error("the keyboard did not come back")
	}
}

func TestQueueByKeyboardAndPointer(t *testing.T) {
	opened := -1
	l := queueList(3000, func(i int) { opened = i })
	w := window(t, false, 100, func() fyne.CanvasObject { return sampleFrame(workbench(l)) })
	w.Canvas().Focus(l)
	if l.Selected() != 1 {
		t.Errorf("the first case, not its head, is selected: %d", l.Selected())
	}
	key(w.Canvas(), fyne.KeyDown)
	key(w.Canvas(), fyne.KeyReturn)
	if opened != 2 {
		t.Errorf("opened %d", opened)
	}
	key(w.Canvas(), fyne.KeyEnd)
	if l.Selected() != 3000 {
		t.Errorf("End selects %d", l.Selected())
	}
	rows := 0
	for _, k := range Controls(w.Canvas()) {
		if k.Kind == "row" {
			rows++
			if k.Y+k.H > 745 || k.Y < 90 {
				t.Errorf("row outside the list: %+v", k)
			}
		}
	}
	if rows < 10 || rows > 17 {
		t.Errorf("%d rows in view", rows)
	}
	key(w.Canvas(), fyne.KeyHome)
	press(t, w.Canvas(), "queue.穗东修〔2026〕0318")
	if l.Selected() != 2 {
		t.Errorf("pressed row 2, selected %d", l.Selected())
	}
}

func TestPanesRememberTheirPlace(t *testing.T) {
	a, b, c := NewButton("a", Secondary, "一", nil), NewButton("b", Secondary, "二", nil), NewButton("c", Secondary, "三", nil)
	left, right := Stack(0, a, b), Stack(0, c)
	w := window(t, false, 100, func() fyne.CanvasObject { return Columns(0, []float32{Share(1), Share(1)}, left, right) })
	p := NewPanes(w.Canvas())
	p.Add(left, a)
	p.Add(right, c)
	p.Next()
	if w.Canvas().Focused() != a {
		t.Fatal("F6 begins with the first pane")
	}
	w.Canvas().Focus(b)
	p.Next()
	p.Back()
	if w.Canvas().Focused() != b {
		t.Error("the pane forgot its place")
	}
}

func TestPreviewAsksForPages(t *testing.T) {
	type ask struct{ n, pixels int }
	var asked []ask
	p := NewPreview(func(n, pixels int) { asked = append(asked, ask{n, pixels}) })
	window(t, false, 100, func() fyne.CanvasObject { return Fix(524, 700, p) }).Resize(fyne.NewSize(524, 700))
	p.SetPages(2)
	if len(asked) == 0 || asked[len(asked)-1] != (ask{0, 500}) {
		t.Fatalf("asked %v, want page 0 as large as it shows", asked)
	}
	p.SetPage(0, image.NewRGBA(image.Rect(0, 0, 10, 14)))
	p.Turn(1)
	p.Turn(1)
	if n, of := p.Page(); n != 1 || of != 2 || asked[len(asked)-1].n != 1 {
		t.Errorf("page %d of %d, asked %v", n, of, asked)
	}
	p.Enlarge(true)
	if p.Zoom() != "125 %" || asked[len(asked)-1] != (ask{1, 625}) {
		t.Errorf("zoom %s, asked %v", p.Zoom(), asked[len(asked)-1])
	}
}
