package screen_test

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"casedesk/app/office"
	"casedesk/app/present"
	. "casedesk/app/screen"
	"casedesk/cases"
	"casedesk/store/sample"
	"casedesk/store/sqlite"
)

// busy is an office that does everything itself, whose one clerk has n made-up cases
// and a printer before the workbench opens.
func busy(t *testing.T, n int) (*clerk, *out) {
	t.Helper()
	offices := counter()
	offices[0].Powers = append(offices[0].Powers, cases.MayAccept, cases.MayMark, cases.MayCheck, cases.MayDecide)
	c, printer := newClerkOf(t, offices), &out{}
	c.session.Ledger = c.store
	c.session.Printers = func(context.Context) ([]office.Printer, error) { return []office.Printer{printer}, nil }
	plan := sample.Plan{Cases: n, Seed: 3, Office: c.session.Work.Office.ID, Short: "示例政服", Hands: []cases.Role{cases.Clerk}, Today: c.now.Add(-time.Hour)}
	must(t, c.store.FileAll(context.Background(), filed(c.store, withClocks(plan.All()))))
	c.sit("zh-Hans", 100, 768)
	c.shell.Go(Route{Page: present.PageWorkbench})
	c.settle()
	c.chord("Alt+2")
	return c, printer
}

// withClocks has every third case accepted, with a clock that ends from three days ago on.
func withClocks(all iter.Seq[sample.Case]) iter.Seq[sample.Case] {
	return func(yield func(sample.Case) bool) {
		n := 0
		for c := range all {
			if n++; n%3 == 0 && len(c.Acts) == 1 {
				day := cases.DayIn(c.Acts[0].At)
				c.Acts = append(c.Acts, sample.Act{By: cases.Clerk, At: c.Acts[0].At.Add(time.Minute), Does: cases.AcceptedAct{On: day,
					Clocks: []cases.ClockRun{{ID: "C-DECIDE", From: day.Add(-9), Due: day.Add(n%40 - 3), Ruleset: "R36", Title: "《信用修复管理办法》"}}}})
			}
			if !yield(c) {
				return
			}
		}
	}
}

// filed gives every act to the one session.
func filed(s *sqlite.Session, all iter.Seq[sample.Case]) iter.Seq[sqlite.Filed] {
	return func(yield func(sqlite.Filed) bool) {
		for c := range all {
			f := sqlite.Filed{Case: c.ID}
			for _, a := range c.Acts {
				f.Acts = append(f.Acts, sqlite.FiledAct{By: s, At: a.At, Does: a.Does})
			}
			if !yield(f) {
				return
			}
		}
	}
}

// codeOf is the text of a letter's QR code, as it stands on the paper.
func codeOf(t *testing.T, l cases.LetterAct) string {
	t.Helper()
	var printed struct{ QR string }
	must(t, json.Unmarshal(l.Data, &printed))
	return printed.QR
}

// rows are the cases of the queue that show, in order.
func (c *clerk) rows() (out []Control) {
	for _, k := range Controls(c.win.Canvas()) {
		if k.Kind == "row" && strings.HasPrefix(k.ID, "queue.") {
			out = append(out, k)
		}
	}
	return out
}

// chosen is the row that is selected.
func (c *clerk) chosen() Control {
	for _, k := range c.rows() {
		if k.Chosen {
			return k
		}
	}
	return Control{}
}

// A long queue is walked by keyboard to its end and back; another order and another
// filter keep what is late on top; Esc and the arrows never leave the list.
func TestTheQueueIsWalkedByKeyboard(t *testing.T) {
	c, _ := busy(t, 400)
	c.picture("bench")
	first := c.chosen()
	if first.ID == "" || !c.must("queue").Focused {
		t.Fatalf("nothing is selected: %+v", c.rows())
	}
	c.key(fyne.KeyEnd)
	last := c.chosen()
	c.picture("bench-end")
	if last.ID == "" || last.ID == first.ID || last.Y < 500 {
		t.Fatalf("the end shows %+v", last)
	}
	for range 30 { // up into the gap: the pages before come by themselves
		c.key(fyne.KeyPageUp)
	}
	c.key(fyne.KeyHome)
	if c.chosen().ID != first.ID {
		t.Errorf("back at %s, began at %s", c.chosen().ID, first.ID)
	}
	for range 40 {
		c.key(fyne.KeyPageDown)
	}
	if c.chosen().ID != last.ID {
		t.Errorf("walked down to %s, the end was %s", c.chosen().ID, last.ID)
	}
	c.key(fyne.KeyHome)
	late := c.rows()[0].Label
	c.press("workbench.sort")
	c.picture("bench-received")
	if c.rows()[0].Label != late {
		t.Error("another order moved what is late")
	}
	c.chord("Alt+7")
	if !c.must("workbench.filter.closed").Chosen || c.rows()[0].Label != late {
		t.Error("Alt+7 did not take the last filter, or it hid what is late")
	}
	c.key(fyne.KeySpace)
	c.picture("bench-closed")
	if _, open := c.sees("workbench.open"); open {
		t.Error("Space did not close the preview")
	}
}

// The search groups what it finds, marks what was meant, and is walked while the field
// keeps the keyboard; Esc closes it alone.
func TestTheSearchIsAPanelBelowItsField(t *testing.T) {
	c, _ := busy(t, 120)
	c.keep("行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚机关,处罚内容,处罚决定日期\n示例启岑有限公司,91440199MA9X00185L,示例罚〔2026〕77号,深圳市示例区住房和建设局,罚款100元,2026-05-20")
	c.chord("Ctrl+K")
	c.picture("find-commands")
	if !c.must("workbench.search").Focused {
		t.Fatal("Ctrl+K does not get to the search")
	}
	c.must("find.command.go.sync")
	c.write("示例")
	c.picture("find-many")
	c.write("启岑")
	c.picture("find")
	subject := c.must("find.subject.91440199MA9X00185L")
	if k := c.must("workbench.search"); !k.Focused || k.Value != "示例启岑" || subject.Label != "示例启岑有限公司" {
		t.Errorf("the field %+v, the subject %+v", k, subject)
	}
	c.key(fyne.KeyEscape)
	if _, open := c.sees("find.subject.91440199MA9X00185L"); open || c.must("workbench.search").Value != "" || !c.must("queue").Focused {
		t.Error("Esc did not close the search, or did not give the keyboard back")
	}
	c.chord("Ctrl+K")
	c.write("无此一家公司")
	c.picture("find-nothing")
	c.key(fyne.KeyReturn) // the one way on
	if c.shell.Route().Page != present.PageIntake {
		t.Errorf("Enter led to %s", c.shell.Route().Page)
	}
	row, err := c.store.Rows(context.Background(), cases.Queue{Limit: 1})
	must(t, err)
	c.chord("Ctrl+K")
	c.write(row[0].Number)
	c.picture("find-elsewhere")
	c.key(fyne.KeyReturn)
	if r := c.shell.Route(); r.Page != PageCase || r.Case != row[0].Case {
		t.Errorf("Enter led to %+v", r)
	}
	if c.win.Canvas().Overlays().Top() != nil {
		t.Error("the search is still open")
	}
	c.chord("Ctrl+Down")
	if r := c.shell.Route(); r.Page != PageCase || r.Case == row[0].Case {
		t.Error("Ctrl+Down did not lead to the next case")
	}
}

// A filter is made of what is on the screen, named, taken by its key and forgotten.
func TestAFilterIsMadeAndForgotten(t *testing.T) {
	c, _ := busy(t, 60)
	c.press("workbench.save_filter")
	c.picture("filter-new")
	c.write("单位的修复")
	c.press("filterform.matter.repair", "filterform.party.organisation")
	c.picture("filter-filled")
	c.chord("Ctrl+Enter")
	c.chord("Alt+9")
	if k := c.must("workbench.filter.saved.9"); !k.Chosen || k.Label != "单位的修复" {
		t.Fatalf("%+v", k)
	}
	c.picture("filter-own")
	c.press("workbench.filter_before", "workbench.save_filter")
	c.picture("filter-change")
	c.press("filterform.drop")
	if _, there := c.sees("workbench.filter.saved.8"); there {
		t.Error("a forgotten filter is still there")
	}
}

// Marked cases are printed in one run; a fault in the middle names the copy that may
// lie in the tray, on the workbench too, and nothing more is printed before somebody
// looked. F9 confirms by the code on the paper.
func TestMarkedCasesArePrintedInOneRun(t *testing.T) {
	c, printer := busy(t, 40)
	ctx := context.Background()
	var codes []string
	for _, k := range c.rows()[:3] {
		number := strings.TrimPrefix(k.ID, "queue.")
		found, err := c.store.Find(ctx, number, 40)
		must(t, err)
		i := slices.IndexFunc(found, func(f cases.Found) bool { return f.Row.Number == number })
		x, _, err := c.session.Work.Issue(ctx, found[i].Row.Case, cases.LetterReceipt)
		must(t, err)
		codes = append(codes, codeOf(t, x.Letters[len(x.Letters)-1]))
		c.chord("Ctrl+Space")
	}
	c.picture("marked")
	c.chord("Ctrl+P")
	c.picture("batch")
	printer.fault = nil
	if !c.must("batch.print").Enabled {
		t.Fatal("nothing can be printed")
	}
	c.key(fyne.KeySpace)
	if k := c.must("batch.print"); k.Label != "打印 5 份" {
		t.Errorf("one copy taken out: %s", k.Label)
	}
	c.key(fyne.KeySpace)
	printer.fault = errors.New("the cable was pulled")
	c.chord("Ctrl+P")
	c.picture("batch-ask")
	if printed := len(printer.titles); printed != 0 {
		t.Fatalf("%d sheets", printed)
	}
	c.chord("Esc")
	c.picture("bench-tray")
	c.press("workbench.tray", "batch.not_there", "batch.resume")
	if len(printer.titles) != 6 {
		t.Fatalf("%d sheets", len(printer.titles))
	}
	c.picture("batch-printed")
	c.chord("F9")
	c.picture("scan")
	c.write(codes[1])
	c.key(fyne.KeyReturn)
	c.picture("scan-which")
	c.key(fyne.Key1)
	c.picture("scan-in-hand")
	c.write("https://example.gov.cn/v/1")
	c.key(fyne.KeyReturn)
	c.picture("scan-other")
	c.key(fyne.KeyEscape)
	c.press("batch.all_in_hand")
	c.picture("batch-settled")
	open, err := c.store.Copies(ctx, cases.ID{})
	if err != nil || len(open) != 0 {
		t.Errorf("%d copies are not settled, %v", len(open), err)
	}
	c.chord("Esc")
	c.chord("Esc")
	if _, there := c.sees("workbench.unmark"); there {
		t.Error("the marks are still there")
	}
}

// In English, in the dark and with large type nothing stands on anything else.
func TestTheWorkbenchInOtherClothes(t *testing.T) {
	c, _ := busy(t, 60)
	for _, as := range []struct {
		name, lang string
		dark       bool
		percent    int
	}{{"en", "en", false, 100}, {"dark", "zh-Hans", true, 100}, {"150", "zh-Hans", false, 150}, {"200", "zh-Hans", false, 200}} {
		c.sit(as.lang, as.percent, 768)
		fyne.CurrentApp().Settings().SetTheme(NewTheme(as.dark, as.percent))
		c.shell.Go(Route{Page: present.PageWorkbench})
		c.settle()
		c.chord("Alt+2")
		c.chord("Ctrl+Space")
		c.picture("bench-" + as.name)
		c.chord("Ctrl+P")
		c.picture("batch-" + as.name)
		c.chord("Esc")
		c.chord("Esc") // the marks
		c.press("workbench.save_filter")
		c.picture("filter-" + as.name)
		c.chord("Esc")
		c.chord("Ctrl+K")
		c.write("示例")
		c.picture("find-" + as.name)
		field, hits := c.must("workbench.search"), c.must("find")
		if field.Y+field.H > hits.Y || hits.H < 100 {
			t.Errorf("%s: the search shows %+v below %+v", as.name, hits, field)
		}
		c.key(fyne.KeyEscape)
		c.chord("F9")
		c.picture("scan-" + as.name)
		c.chord("Esc")
	}
}
