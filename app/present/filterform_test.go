package present_test

import (
	"testing"

	"casedesk/app/present"
	"casedesk/cases"
)

func digits(v present.WorkbenchView) (out []string) {
	for _, f := range v.Filters {
		out = append(out, string('0'+rune(f.Digit))+f.Key)
	}
	return out
}

// A filter is made, named, takes its key, moves, is changed and is forgotten; the
// built-in ones keep the digits that are left, and late cases stay on top of it.
func TestAnAccountKeepsFiltersOfItsOwn(t *testing.T) {
	f := queue()
	f.rows[4].Matter, f.rows[4].Clerk = cases.Objection, me
	w, job := desk(t, f)
	form := present.NewFilterForm(job, w.Session())
	form.Kept = w.LoadFilters
	form.Open(w.View().Filters[0], cases.ByReceived)
	job.run()
	form.Take("matter", string(cases.Objection))
	form.Take("clerk", "me")
	job.run()
	speak(t, form.View())
	if v := form.View(); !v.New || v.Count != 1 || v.Digit != 9 {
		t.Fatalf("a new filter passes %d cases, digit %d, new %v", v.Count, v.Digit, v.New)
	}
	form.Rename("我的异议")
	form.Save()
	job.run()
	at := len(w.View().Filters) - 1
	own := w.View().Filters[at]
	if own.Name.In(nil) != "我的异议" || own.Digit != 9 || own.Count != 1 || form.View().Open {
		t.Fatalf("kept %+v", own)
	}
	w.Choose(at)
	job.run()
	if got := shown(w); !equal(got, []string{"甲厂", "乙厂", "戊厂"}) || w.View().Order != cases.ByReceived {
		t.Errorf("it shows %v", got)
	}
	for range 6 {
		w.MoveFilter(w.View().Filter, -1)
		job.run()
	}
	if got := digits(w.View()); got[2] != "3saved.3" || got[3] != "4supplementing" || w.View().Filter != 2 {
		t.Fatalf("moved to %v, chosen %d", got, w.View().Filter)
	}

	form.Open(w.View().Filters[1], cases.ByDue)
	job.run()
	form.Rename("核对中")
	form.Save()
	job.run()
	w.MoveFilter(len(w.View().Filters)-1, 1) // there is nothing beyond nine
	for range 6 {
		for i, x := range w.View().Filters {
			if x.Saved && x.Name.In(nil) == "核对中" {
				w.MoveFilter(i, -1)
			}
		}
		job.run()
	}
	if got := w.View().Filters; !got[2].Saved || !got[3].Saved || got[2].Name.In(nil) != "核对中" || got[3].Name.In(nil) != "我的异议" || got[3].Key != "saved.4" || w.View().Filter != 3 {
		t.Errorf("they did not change places: %v, chosen %d", digits(w.View()), w.View().Filter)
	}

	form.Open(w.View().Filters[3], w.View().Order)
	form.Take("clerk", "")
	form.Toggle(cases.Archived)
	form.Toggle(cases.Archived)
	form.Save()
	job.run()
	if got := w.View().Filters[3]; got.Count != 1 || f.saved[0].Name == f.saved[1].Name {
		t.Errorf("changed %+v", got)
	}
	form.Open(w.View().Filters[3], cases.ByDue)
	form.Drop()
	job.run()
	if len(f.saved) != 1 || len(w.View().Filters) != 7 || w.View().Filter != 0 {
		t.Errorf("forgotten: %v left, chosen %d", digits(w.View()), w.View().Filter)
	}
}

func TestAFilterNeedsAFreeKeyAndAStoreThatKeepsIt(t *testing.T) {
	f := queue()
	for n := 1; n <= 9; n++ {
		f.saved = append(f.saved, cases.SavedFilter{Key: n, Name: "甲"})
	}
	w, job := desk(t, f)
	if v := w.View().Filters; v[9].Key != "mine" || v[9].Digit != 0 {
		t.Errorf("nine of its own: %v", digits(w.View()))
	}
	form := present.NewFilterForm(job, w.Session())
	form.Open(w.View().Filters[9], cases.ByDue)
	job.run()
	if v := form.View(); cases.KeyOf(v.Problem) != "filter.full" {
		t.Errorf("a tenth filter: %v", v.Problem)
	}
	form.Save()
	job.run()
	if len(f.saved) != 9 || !form.View().Open {
		t.Error("a tenth filter was kept")
	}
	form.Open(w.View().Filters[2], cases.ByDue)
	job.run()
	f.fails = cases.Fail(cases.Exhausted, "store.filter")
	form.Save()
	job.run()
	if v := form.View(); !v.Open || v.Problem == nil {
		t.Error("what could not be kept is gone")
	}
}
