package present_test

import (
	"testing"

	"casedesk/app/present"
	"casedesk/cases"
)

// queue is one row for each way a deadline can stand on 2026-10-12, a Monday.
func queue() *shelf {
	f := &shelf{cases: map[cases.ID]cases.Case{}}
	f.rows = []cases.Row{
		row(1, "甲厂", cases.Received, "2026-10-10"),
		row(2, "乙厂", cases.Supplementing, "2026-10-09"),
		row(3, "丙厂", cases.Received, "2026-10-12"),
		row(4, "丁厂", cases.Received, "2026-10-15"),
		row(5, "戊厂", cases.Received, "2026-10-16"),
		row(6, "己厂", cases.Received, "2027-03-05"),
		row(7, "庚厂", cases.Received, ""),
		row(8, "辛厂", cases.Archived, ""),
	}
	f.rows[5].Provisional = true
	for _, r := range f.rows {
		f.cases[r.Case] = cases.Case{ID: r.Case, Matter: r.Matter, State: r.State, Number: r.Number, Party: cases.Party{Name: r.Party}, Holder: us}
	}
	return f
}

func names(lines []present.QueueLine) (out []string) {
	for _, l := range lines {
		if l.Head {
			out = append(out, "#"+l.Title.Key)
		} else {
			out = append(out, l.Row.Party)
		}
	}
	return out
}

func TestQueueIsGroupedByWhatIsLeft(t *testing.T) {
	var job jobs
	w := present.NewWorkbench(&job, sitting(t, queue()))
	w.Refresh()
	job.run()
	speak(t, w.View())
	want := []string{"#group.late", "甲厂", "#group.today", "丙厂", "#group.soon", "丁厂", "#group.later", "乙厂", "戊厂", "己厂", "庚厂"}
	if got := names(w.View().Lines); !equal(got, want) {
		t.Errorf("lines %v\nwant  %v", got, want)
	}
	states := map[string]present.Badge{}
	for _, l := range w.View().Lines {
		states[l.Row.Party] = l.Badge
	}
	for party, want := range map[string]present.Badge{
		"甲厂": {State: present.BadgeLate, Days: 1}, "乙厂": {State: present.BadgeStopped}, "丙厂": {State: present.BadgeToday},
		"丁厂": {State: present.BadgeSoon, Days: 3}, "戊厂": {State: present.BadgeLater, Days: 4},
		"庚厂": {State: present.BadgeNone},
	} {
		if got := states[party]; got.State != want.State || got.Days != want.Days {
			t.Errorf("%s: %+v, want %+v", party, got, want)
		}
	}
	if states["己厂"].State != present.BadgeProvisional {
		t.Errorf("a day beyond the tables: %+v", states["己厂"])
	}
	if v := w.View(); v.Filters[0].Count != 7 || v.Filters[1].Count != 6 || v.Filters[2].Count != 1 {
		t.Errorf("counts %+v", v.Filters)
	}
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestNoFilterHidesWhatIsLate(t *testing.T) {
	var job jobs
	f := queue()
	w := present.NewWorkbench(&job, sitting(t, f))
	for i, filter := range w.View().Filters {
		w.Choose(i)
		job.run()
		if l := w.View().Lines; len(l) < 2 || l[1].Row.Party != "甲厂" {
			t.Errorf("filter %s starts with %v", filter.Key, names(l))
		}
		seen := map[cases.ID]bool{}
		for _, l := range w.View().Lines {
			if !l.Head && seen[l.Row.Case] {
				t.Errorf("filter %s shows %s twice", filter.Key, l.Row.Party)
			}
			seen[l.Row.Case] = true
		}
	}
}

func TestSelectionSkipsHeadsAndLatePreviews(t *testing.T) {
	var job jobs
	w := present.NewWorkbench(&job, sitting(t, queue()))
	w.Refresh()
	job.run()
	if v := w.View(); v.Selected != 1 || v.Preview == nil || v.Preview.Header.Name != "甲厂" {
		t.Fatalf("first selection %d, %+v", v.Selected, v.Preview)
	}
	w.Move(1)
	w.Move(1)
	stale := job.take(0)
	job.run()
	stale()
	if v := w.View(); v.Preview == nil || v.Preview.Header.Name != "丁厂" {
		t.Errorf("the preview is of another case: %+v", v.Preview)
	}
	w.Move(-100)
	if v := w.View(); v.Selected != 1 {
		t.Errorf("moved to %d", v.Selected)
	}
	w.Select(2) // a head
	if id, _ := w.SelectedCase(); id != (cases.ID{0xc, 3}) {
		t.Errorf("a head selects %v", id)
	}
	w.TogglePreview()
	w.Move(1)
	before := len(job.list)
	w.Move(1)
	if len(job.list) != before || w.View().Preview != nil {
		t.Error("a closed preview still asks")
	}
	job.run()
	w.Refresh()
	job.run()
	if id, _ := w.SelectedCase(); id != (cases.ID{0xc, 2}) {
		t.Errorf("after a refresh %v is selected", id)
	}
}

func TestTroubleWithTheStoreIsSaidAndKeepsTheLines(t *testing.T) {
	var job jobs
	f := queue()
	w := present.NewWorkbench(&job, sitting(t, f))
	w.Refresh()
	job.run()
	n := len(w.View().Lines)
	f.fails = cases.Fail(cases.Locked, "draft.gone")
	w.Refresh()
	job.run()
	if v := w.View(); v.Problem == nil || len(v.Lines) != n || v.Loading {
		t.Errorf("problem %v, %d lines", v.Problem, len(v.Lines))
	}
}

func TestFiltersStartWithWhatWaitsForTheAccount(t *testing.T) {
	for role, want := range map[cases.Role]string{cases.Clerk: "accept", cases.Reviewer: "review", cases.Signer: "sign"} {
		s := sitting(t, queue(), cases.MayAccept, cases.MayDecide)
		s.Work.Account.Roles = []cases.Role{role}
		var job jobs
		if got := present.NewWorkbench(&job, s).View().Filters[0].Key; got != want {
			t.Errorf("%s: first filter %s, want %s", role, got, want)
		}
	}
	frame := present.Frame(sitting(t, queue()))
	speak(t, frame)
	if frame.May.Key != "office.receives" || len(frame.Pages) != 4 || frame.User != "林晚晴" {
		t.Errorf("frame %+v", frame)
	}
}
