package present_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"casedesk/app/office"
	"casedesk/app/present"
	"casedesk/cases"
)

// manyReceipts is a clerk with the receipts of n cases that nobody printed yet.
func manyReceipts(t testing.TB, n int) (present.Session, []cases.ID, *paper, *jobs) {
	t.Helper()
	w := newWorld(t)
	s := w.sit(cases.Window, cases.Clerk)
	out := &paper{}
	s.Ledger, s.Printers = s.Store.(store).Session, func(context.Context) ([]office.Printer, error) { return []office.Printer{out}, nil }
	var ids []cases.ID
	for i := range n {
		a := application()
		a.Party.Name = fmt.Sprintf("示例%02d有限公司", i)
		a.Record.Party, a.Record.DocNumber = a.Party.Name, fmt.Sprintf("示例罚〔2026〕%d号", 20+i)
		c, err := s.Work.Receive(context.Background(), a)
		must(t, err)
		_, _, err = s.Work.Issue(context.Background(), c.ID, cases.LetterReceipt)
		must(t, err)
		ids = append(ids, c.ID)
	}
	return s, ids, out, &jobs{}
}

func counted(v present.BatchView) string {
	n := map[cases.CopyState]int{}
	for _, c := range v.Copies {
		n[c.Copy.State]++
	}
	return fmt.Sprintf("made %d handing %d sent %d in hand %d spoiled %d", n[cases.CopyMade], n[cases.CopyHanding], n[cases.CopySent], n[cases.CopyInHand], n[cases.CopySpoiled])
}

func wantCounted(t testing.TB, b *present.Batch, want string) {
	t.Helper()
	if got := counted(b.View()); got != want {
		t.Fatalf("%s; want %s (%v)", got, want, b.View().Problem)
	}
}

// Six letters make twelve copies; somebody stops the run between two of them, goes on,
// confirms them all, and one that is spoiled is printed again in its place.
func TestABatchIsPrintedStoppedAndGoesOn(t *testing.T) {
	s, ids, out, job := manyReceipts(t, 6)
	b := present.NewBatch(job, s)
	b.Open(ids)
	job.run()
	speak(t, b.View())
	if v := b.View(); v.Chosen() != 12 || v.Printers[0] != "窗口打印机" || v.Why != nil {
		t.Fatalf("%d copies can be printed, %v", v.Chosen(), v.Why)
	}
	b.Toggle(11)
	b.Toggle(11)
	var seen []string
	b.Changed = func(v present.BatchView) {
		if v.Busy && (len(seen) == 0 || seen[len(seen)-1] != fmt.Sprint(v.Place)) {
			seen = append(seen, fmt.Sprint(v.Place))
		}
		if v.Busy && v.Place == 5 {
			b.Stop()
		}
	}
	b.Print()
	b.Print() // a second press
	job.run()
	wantCounted(t, b, "made 7 handing 0 sent 5 in hand 0 spoiled 0")
	if v := b.View(); v.Left != 7 || v.Unseen != 5 || strings.Join(seen, " ") != "1 2 3 4 5" || v.Copies[0].Copy.Of != 12 || v.Copies[4].Party == "" {
		t.Fatalf("left %d, unseen %d, places %v", v.Left, v.Unseen, seen)
	}
	b.Changed = func(present.BatchView) {}
	b.Resume()
	job.run()
	wantCounted(t, b, "made 0 handing 0 sent 12 in hand 0 spoiled 0")
	b.Spoil(b.View().Copies[3].Copy, "卡纸")
	job.run()
	b.AllInHand()
	job.run()
	speak(t, b.View())
	wantCounted(t, b, "made 0 handing 0 sent 0 in hand 11 spoiled 1")
	b.Close()
	b.Open(ids)
	job.run()
	if v := b.View(); v.Chosen() != 1 || !v.Wishes[0].Stands {
		t.Fatalf("after a spoiled copy %d can be printed: %+v", v.Chosen(), v.Wishes)
	}
	b.Print()
	job.run()
	if len(out.sheets) != 13 {
		t.Errorf("%d sheets came out", len(out.sheets))
	}
}

// Whoever finds a copy uncertain is asked about that one, by its place; until somebody
// answers nothing is printed, whatever it is asked by.
func TestACopyThatMayLieInTheTrayStopsEverything(t *testing.T) {
	s, ids, out, job := manyReceipts(t, 6)
	b := present.NewBatch(job, s)
	b.Open(ids)
	job.run()
	b.Changed = func(v present.BatchView) {
		if v.Busy && v.Place == 7 {
			out.fault = errors.New("the cable was pulled")
		}
	}
	b.Print()
	job.run()
	again := present.NewBatch(job, s) // as after a crash
	again.Refresh()
	job.run()
	v := again.View()
	speak(t, v)
	if v.Ask == nil || v.Ask.Copy.Place != 7 || v.Ask.Copy.Of != 12 || cases.KeyOf(v.Why) != "printing.uncertain" || v.Open {
		t.Fatalf("asks about %+v, %v", v.Ask, v.Why)
	}
	again.Open(ids)
	job.run()
	again.Resume()
	again.Print()
	job.run()
	if len(out.sheets) != 6 {
		t.Fatalf("%d sheets: printed over an uncertain copy", len(out.sheets))
	}
	again.Settle(v.Ask.Copy, false) // nothing came out
	job.run()
	again.Resume()
	job.run()
	wantCounted(t, again, "made 0 handing 0 sent 12 in hand 0 spoiled 0")
	if again.View().Ask != nil || len(out.sheets) != 12 {
		t.Errorf("%d sheets, ask %v", len(out.sheets), again.View().Ask)
	}
}

func TestWhatIsLeftOutIsNeverPrinted(t *testing.T) {
	s, ids, out, job := manyReceipts(t, 2)
	b := present.NewBatch(job, s)
	b.Open(ids)
	job.run()
	out.fault = fmt.Errorf("%w: no paper", office.ErrNotTaken)
	b.Print()
	job.run()
	if v := b.View(); cases.KeyOf(v.Problem) != "printing.refused" || v.Left != 4 {
		t.Fatalf("%v, %d left", v.Problem, v.Left)
	}
	b.DropRest()
	job.run()
	if v := b.View(); v.Left != 0 || len(v.Copies) != 0 || v.Chosen() != 4 {
		t.Errorf("left %d, can print %d", v.Left, v.Chosen())
	}
	b.Resume()
	job.run()
	if len(out.sheets) != 0 {
		t.Errorf("sheets %v", out.sheets)
	}
}

func TestABatchWithoutAPrinterSaysSo(t *testing.T) {
	s, ids, _, job := manyReceipts(t, 1)
	s.Printers = func(context.Context) ([]office.Printer, error) { return nil, nil }
	b := present.NewBatch(job, s)
	b.Open(ids)
	job.run()
	b.Print()
	job.run()
	if v := b.View(); v.Printer != -1 || cases.KeyOf(v.Why) != "printing.no_printer" {
		t.Errorf("%+v", v.Why)
	}
}

// Beside a letter that the party signs for comes its 送达回证: in the ledger it is a
// copy like the others, of the letter it goes with, and bears no number of its own.
func TestTheReceiptIsPrintedBesideItsLetter(t *testing.T) {
	w := newWorld(t)
	s := w.sit(cases.Window, cases.Clerk)
	out, job, ctx := &paper{}, &jobs{}, context.Background()
	s.Ledger, s.Printers = s.Store.(store).Session, func(context.Context) ([]office.Printer, error) { return []office.Printer{out}, nil }
	c, err := s.Work.Receive(ctx, application())
	must(t, err)
	_, _, err = s.Work.Issue(ctx, c.ID, cases.LetterReceipt)
	must(t, err)
	_, err = s.Work.Do(ctx, c.ID, cases.AskedMoreAct{Missing: []cases.Paper{{Name: "缴款凭证"}}, On: s.Work.Today()})
	must(t, err)
	c, act, err := s.Work.Issue(ctx, c.ID, cases.LetterMissing)
	must(t, err)
	b := present.NewBatch(job, s)
	b.Open([]cases.ID{c.ID})
	job.run()
	speak(t, b.View())
	var names []string
	for _, wish := range b.View().Wishes {
		names = append(names, fmt.Sprint(wish.Letter, wish.Name))
	}
	if got := strings.Join(names, " "); len(names) != 5 || !strings.Contains(names[4], "receipt") || strings.Contains(strings.Join(names[:4], " "), "receipt") {
		t.Fatalf("offered: %s", got)
	}
	b.Print()
	job.run()
	speak(t, b.View())
	wantCounted(t, b, "made 0 handing 0 sent 5 in hand 0 spoiled 0")
	last := b.View().Copies[4].Copy
	if last.Name != cases.CopyReceipt || last.Number != act.Number || last.Pages != 1 || len(out.sheets) != 5 {
		t.Errorf("the receipt in the ledger: %+v", last)
	}
	if text := out.texts[4]; !bytes.HasPrefix(text, []byte("%PDF")) || bytes.Equal(text, out.texts[2]) || !bytes.Equal(out.texts[2], out.texts[3]) {
		t.Error("the receipt is the letter once more, or the copies of the letter are not the same")
	}
	b.Spoil(last, "卡纸")
	job.run()
	b.Close()
	b.Open([]cases.ID{c.ID})
	job.run()
	if v := b.View(); v.Chosen() != 1 || !v.Wishes[0].Stands {
		t.Errorf("a spoiled receipt is offered as %+v", v.Wishes)
	}
	scanned := office.Scanned{Case: c, Letter: act}
	if n := len(scanned.Waiting([]cases.Copy{{Case: c.ID, Number: act.Number, Sort: "L2", Name: cases.CopyReceipt, State: cases.CopySent}})); n != 0 {
		t.Error("the letter's code confirms a receipt that it does not stand on")
	}
	receipt, _ := c.Letter(string(cases.LetterReceipt))
	if _, err := s.Work.Queue(ctx, s.Ledger, []office.CopyWish{{Case: c.ID, Letter: receipt, Name: cases.CopyReceipt}}); cases.KeyOf(err) != "printing.no_receipt" {
		t.Errorf("nobody signs for a receipt: %v", err)
	}
}
