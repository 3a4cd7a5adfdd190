package present_test

import (
	"strings"
	"testing"

	"casedesk/app/present"
	"casedesk/assets"
	"casedesk/cases"
)

func finder(t testing.TB, f *shelf) (*present.Finder, *jobs) {
	t.Helper()
	words, err := assets.LoadWords("zh-Hans")
	must(t, err)
	job := &jobs{}
	commands := []present.Command{
		{ID: "go.intake", Name: present.Say("page.intake"), Keys: []string{"Ctrl", "N"}},
		{ID: "go.sync", Name: present.Say("page.sync")},
	}
	return present.NewFinder(job, sitting(t, f), words.Say, func() []present.Command { return commands }), job
}

func hits(v present.FindView) (out []string) {
	for _, l := range v.Lines {
		switch {
		case l.Head:
			out = append(out, "#"+string(l.Sort))
		case l.Sort == present.FindCommand:
			out = append(out, l.Command.ID)
		default:
			out = append(out, l.Name.In(nil))
		}
	}
	return out
}

func TestAnswerToAnEarlierSearchIsDropped(t *testing.T) {
	w, job := finder(t, queue())
	w.Search("厂")
	w.Search("丁")
	late := job.take(0)
	job.run()
	late()
	if got := hits(w.View()); !equal(got, []string{"#case", "丁厂"}) || w.View().Finding {
		t.Errorf("found %v", got)
	}
	w.Search("无此人")
	job.run()
	speak(t, w.View())
	if v := w.View(); v.Empty.Key != "find.nothing" || !equal(hits(v), []string{"#command", "go.intake"}) || v.Lines[1].Query != "无此人" {
		t.Errorf("nothing found: %+v", v)
	}
	w.Search("厂")
	w.Forget()
	job.run()
	if v := w.View(); v.Finding || len(v.Lines) != 0 || v.Query != "" {
		t.Errorf("an ended search shows %v", hits(v))
	}
}

// Cases come first, then subjects that no case knows, then commands; the arrows skip
// the heads between them.
func TestHitsAreGroupedAndWalkedByKeyboard(t *testing.T) {
	f := queue()
	number, err := cases.ParseResidentID("110101199003071233", cases.MustDate("2026-10-12"))
	must(t, err)
	f.records = []cases.Record{{Party: "新收厂", PersonID: number}, {Party: "甲厂"}, {Party: "别处"}}
	w, job := finder(t, f)
	w.Search("收")
	job.run()
	v := w.View()
	speak(t, v)
	if got := hits(v); !equal(got, []string{"#subject", "新收厂", "#command", "go.intake"}) {
		t.Fatalf("hits %v", got)
	}
	if l := v.Lines[1]; strings.Contains(l.Below, "19900101") || l.Below == "" || l.From != 1 || l.To != 2 {
		t.Errorf("a subject's line %+v", l)
	}
	if l := v.Lines[3]; l.From != 1 || l.To != 2 {
		t.Errorf("marked %d to %d of the command", l.From, l.To)
	}
	w.Move(1)
	if l, ok := w.Selected(); !ok || l.Command.ID != "go.intake" {
		t.Errorf("down selects %+v", l)
	}
	w.Move(1)
	w.Move(-5)
	if l, ok := w.Selected(); !ok || l.Sort != present.FindSubject || l.Query != "新收厂" {
		t.Errorf("up selects %+v", l)
	}
	w.Search("甲")
	job.run()
	if got := hits(w.View()); !equal(got, []string{"#case", "甲厂"}) {
		t.Errorf("a subject with a case is shown twice: %v", got)
	}
	w.Search("")
	if got := hits(w.View()); !equal(got, []string{"#command", "go.intake", "go.sync"}) || w.View().Selected != -1 {
		t.Errorf("nothing typed shows %v", got)
	}
}

func TestTroubleOfTheSearchIsSaid(t *testing.T) {
	f := queue()
	w, job := finder(t, f)
	f.fails = cases.Fail(cases.Locked, "draft.gone")
	w.Search("厂")
	job.run()
	if v := w.View(); v.Problem == nil || v.Finding {
		t.Errorf("%+v", v)
	}
}
