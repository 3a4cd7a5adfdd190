package screen_test

import (
	"slices"
	"testing"

	. "casedesk/app/screen"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestCriteriaByKeyboard(t *testing.T) {
	entered := -1
	l := criteria(func(i int) { entered = i })
	w := window(t, false, 100, func() fyne.CanvasObject { return l })
	w.Canvas().Focus(l.Focusable())
	key(w.Canvas(), fyne.KeyUp)
	key(w.Canvas(), fyne.KeyReturn)
	if k := find(t, w.Canvas(), "criteria.period"); entered != 0 || !k.Focused || !k.Chosen {
		t.Errorf("entered %d, %+v", entered, k)
	}
	press(t, w.Canvas(), "criteria.pledge")
	if l.Selected() != 1 {
		t.Errorf("selected %d", l.Selected())
	}
	test.FocusNext(w.Canvas()) // into the row's own actions
	if !find(t, w.Canvas(), "criteria.fixed").Focused {
		t.Error("Tab does not reach the row's first action")
	}
}

func TestToastHidesWhatLiesUnderIt(t *testing.T) {
	undone := false
	under := NewButton("under", Secondary, "下面", nil)
	f := NewFrame(nil, NewStatusBar())
	f.Float(under, func(w fyne.Size) (fyne.Position, fyne.Size) {
		return fyne.NewPos(w.Width/2-50, w.Height-28), fyne.NewSize(100, 24)
	})
	w := window(t, false, 100, func() fyne.CanvasObject { return f })
	toast := NewToast("已并入 0302，两张回执都留着", "撤销 Ctrl Z", func() { undone = true })
	f.ShowToast(toast)
	if got := ids(w.Canvas()); slices.Contains(got, "under") {
		t.Errorf("the toast covers nothing: %v", got)
	}
	press(t, w.Canvas(), "toast.undo")
	f.Sink(toast)
	if got := ids(w.Canvas()); !undone || !slices.Contains(got, "under") {
		t.Errorf("undone %v, then %v", undone, got)
	}
}

func TestKeySheetClosesOnEscape(t *testing.T) {
	keys := NewKeys()
	w := window(t, false, 100, func() fyne.CanvasObject { return NewButton("page", Secondary, "页", nil) })
	keys.Attach(w.Canvas())
	keys.Add(map[string]func(){"F1": func() { NewKeySheet("按键表", keys, Hint{[]string{"F4"}, "法条"}).Open(w.Canvas()) }})
	key(w.Canvas(), fyne.KeyF1)
	if len(Controls(w.Canvas())) != 0 {
		t.Error("controls under the sheet")
	}
	key(w.Canvas(), fyne.KeyEscape)
	if len(Controls(w.Canvas())) != 1 {
		t.Error("the sheet stays")
	}
}

func TestSidebarIsARailWhereThereIsNoRoom(t *testing.T) {
	for _, c := range []struct {
		percent int
		width   float32
		rail    bool
	}{{100, 1366, false}, {100, 980, true}, {150, 1366, false}, {200, 1366, true}} {
		f := sampleFrame(Space(1, 1))
		w := window(t, false, c.percent, func() fyne.CanvasObject { return f })
		w.Resize(fyne.NewSize(c.width, 768))
		if side, rail := SideWidth(c.width); rail != c.rail || find(t, w.Canvas(), "nav.sync").W > int(side) {
			t.Errorf("%d %% at %v: rail %v", c.percent, c.width, rail)
		}
	}
}

// What a scroll hides is not reported, what it half shows is clipped.
func TestControlsInsideAScroll(t *testing.T) {
	var rows []fyne.CanvasObject
	for _, id := range []string{"a", "b", "c", "d"} {
		rows = append(rows, Fix(0, 100, NewButton(id, Secondary, id, nil)))
	}
	w := window(t, false, 100, func() fyne.CanvasObject {
		return Lines(0, []float32{250, Share(1)}, NewScroll(Stack(0, rows...)), Space(1, 1))
	})
	if got := ids(w.Canvas()); !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Errorf("shows %v", got)
	}
	if k := find(t, w.Canvas(), "c"); k.H != 50 {
		t.Errorf("half a button is %d high", k.H)
	}
}

func TestTabOrderIsReadingOrder(t *testing.T) {
	w := window(t, false, 100, func() fyne.CanvasObject {
		return Stack(8, Row(8, NewButton("1", Secondary, "一", nil), NewButton("2", Secondary, "二", nil)), NewEntry("3", "三"), NewCheck("4", "四", nil))
	})
	var order []string
	for range 4 {
		test.FocusNext(w.Canvas())
		for _, k := range Controls(w.Canvas()) {
			if k.Focused {
				order = append(order, k.ID)
			}
		}
	}
	if !slices.Equal(order, []string{"1", "2", "3", "4"}) {
		t.Errorf("Tab goes %v", order)
	}
}

func TestTabsAndFiltersByKeyboard(t *testing.T) {
	var got []string
	say := func(id string) { got = append(got, id) }
	tabs := NewTabs("case", "a", say, Tab{ID: "a", Label: "总览"}, Tab{ID: "b", Label: "任务"})
	filters := NewFilters("filter", "x", say, Filter{ID: "x", Label: "在办"}, Filter{ID: "y", Label: "逾期"})
	window(t, false, 100, func() fyne.CanvasObject { return Stack(0, tabs, filters) })
	tabs.Step(1, false)
	tabs.Step(1, false) // there is no third
	tabs.Step(0, true)
	filters.ChooseAt(2)
	filters.ChooseAt(7)
	if !slices.Equal(got, []string{"b", "a", "y"}) || tabs.Chosen() != "a" || filters.Chosen() != "y" {
		t.Errorf("chosen %v", got)
	}
}

func TestStripShowsWholeDaysOnly(t *testing.T) {
	s := strip()
	window(t, false, 100, func() fyne.CanvasObject { return s })
	if n := s.Shows(196 + 76 + 3*26 + 20); n != 3 {
		t.Errorf("%d days", n)
	}
	if s.ClockAt(20) != -1 || s.ClockAt(20+53+41) != 1 || s.ClockAt(500) != -1 {
		t.Error("a press finds the wrong clock")
	}
}

func TestGridHasRoomForItsRows(t *testing.T) {
	g := NewGrid(100, Share(1), Share(1))
	g.Set(1, []Cell{{Words: ""}, {Words: "认定 01-15"}, {Words: "今天"}}, []Cell{{Words: "程度", Quiet: true}, {Words: "不分级"}, {Words: "严重", Bold: true}})
	window(t, false, 100, func() fyne.CanvasObject { return Stack(0, g) })
	if h := g.MinSize().Height; h != 52 {
		t.Errorf("two rows are %v high", h)
	}
}
