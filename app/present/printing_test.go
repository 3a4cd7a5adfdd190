package present_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"casedesk/app/office"
	"casedesk/app/present"
	"casedesk/cases"
)

// paper is a printer that remembers what came out of it; fault breaks the next one.
type paper struct {
	sheets []string
	texts  [][]byte
	fault  error
}

func (p *paper) Name() string { return "窗口打印机" }

func (p *paper) Print(_ context.Context, pdf []byte, title string) (string, error) {
	if err := p.fault; err != nil {
		p.fault = nil
		return "", err
	}
	p.sheets, p.texts = append(p.sheets, title), append(p.texts, pdf)
	return "job", nil
}

// printingDesk is a clerk with an issued receipt and a printer.
func printingDesk(t testing.TB) (*world, *jobs, *paper, *present.Printing) {
	t.Helper()
	w := newWorld(t)
	s := w.sit(cases.Window, cases.Clerk)
	out := &paper{}
	s.Ledger, s.Printers = s.Store.(store).Session, func(context.Context) ([]office.Printer, error) { return []office.Printer{out}, nil }
	c, err := s.Work.Receive(context.Background(), application())
	must(t, err)
	c, act, err := s.Work.Issue(context.Background(), c.ID, cases.LetterReceipt)
	must(t, err)
	d := &jobs{}
	p := present.NewPrinting(d, s)
	p.Open(c, act)
	d.run()
	return w, d, out, p
}

func states(v present.PrintingView) (all []cases.CopyState) {
	for _, c := range v.Copies {
		all = append(all, c.Copy.State)
	}
	return all
}

func wantStates(t testing.TB, p *present.Printing, want ...cases.CopyState) {
	t.Helper()
	if got := states(p.View()); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Fatalf("copies are %v, want %v; %v", got, want, p.View().Problem)
	}
}

// The first time 正本 and 存档联 are printed, later one 副本 at a time; a spoiled one
// is printed again in its place.
func TestCopiesAreCountedAndSeen(t *testing.T) {
	_, d, out, p := printingDesk(t)
	if v := p.View(); !v.First || !v.Can || v.Printer != "窗口打印机" {
		t.Fatalf("%+v", v)
	}
	p.Print()
	d.run()
	wantStates(t, p, cases.CopySent, cases.CopySent)
	if v := p.View(); v.Copies[0].Copy.Name != cases.CopyOriginal || v.Copies[1].Copy.Name != cases.CopyFile || len(out.sheets) != 2 {
		t.Fatalf("%+v; sheets %v", v.Copies, out.sheets)
	}
	p.Settle(0, true)
	d.run()
	p.Spoil(1, "")
	d.run()
	if p.View().Problem == nil {
		t.Error("a copy was spoiled without a reason")
	}
	p.Spoil(1, "卡纸")
	d.run()
	wantStates(t, p, cases.CopyInHand, cases.CopySpoiled)
	p.Again(1)
	d.run()
	wantStates(t, p, cases.CopySent, cases.CopyInHand, cases.CopySpoiled)
	if c := p.View().Copies[0].Copy; c.Name != cases.CopyFile || c.Replaces != p.View().Copies[2].Copy.ID {
		t.Errorf("the copy in place of the spoiled one: %+v", c)
	}
	p.Print()
	d.run()
	if c := p.View().Copies[0].Copy; c.Name != cases.CopyDuplicate || len(out.sheets) != 4 {
		t.Errorf("a third copy: %+v, %d sheets", c, len(out.sheets))
	}
}

// After a fault in the middle one copy is uncertain: nothing more is printed until
// somebody looked, and then the run goes on.
func TestAnUncertainCopyAsksToLook(t *testing.T) {
	_, d, out, p := printingDesk(t)
	out.fault = errors.New("the cable was pulled")
	p.Print()
	d.run()
	wantStates(t, p, cases.CopyHanding, cases.CopyMade)
	v := p.View()
	if cases.KeyOf(v.Problem) != "printing.uncertain" || v.Can || !v.Copies[0].Ask {
		t.Fatalf("%+v", v)
	}
	p.Print()
	d.run()
	if len(out.sheets) != 0 {
		t.Fatal("printed over an uncertain copy")
	}
	p.Settle(0, false)
	d.run()
	wantStates(t, p, cases.CopySent, cases.CopySent)
	if len(out.sheets) != 2 {
		t.Errorf("sheets %v", out.sheets)
	}
}

func TestAMachineWithoutPrinterSaysSo(t *testing.T) {
	w, d, _, _ := printingDesk(t)
	s := w.sit(cases.Window, cases.Clerk)
	s.Ledger, s.Printers = s.Store.(store).Session, func(context.Context) ([]office.Printer, error) { return nil, nil }
	p := present.NewPrinting(d, s)
	rows, err := s.Store.Rows(context.Background(), cases.Queue{})
	must(t, err)
	c, err := s.Store.Case(context.Background(), rows[0].Case)
	must(t, err)
	p.Open(c, c.Letters[0])
	d.run()
	if v := p.View(); v.Can || v.Printer != "" {
		t.Errorf("%+v", v)
	}
	p.Print() // must not panic
	d.run()
}

func application() office.Application {
	return office.Application{Matter: cases.Repair, Party: cases.Party{Kind: cases.PartyOrganisation, Name: "示例甲有限公司"},
		Record: cases.Record{Party: "示例甲有限公司", DocNumber: "示例罚〔2026〕9号", DecidedOn: cases.MustDate("2026-05-20"), Sample: true}}
}

// A visitor at the wrong door takes a slip along; no case, number or draft of it stays.
func TestTheReferralSlipLeavesNoTrace(t *testing.T) {
	w := newWorld(t)
	s := w.sit(cases.Window, cases.Clerk)
	out, d := &paper{}, &jobs{}
	s.Printers = func(context.Context) ([]office.Printer, error) { return []office.Printer{out}, nil }
	p := present.NewIntake(d, s)
	p.PrintReferral()
	d.run()
	if p.CanPrintReferral() || len(out.sheets) != 0 {
		t.Error("a slip to nowhere")
	}
	p.Answer("source", "pboc")
	d.run()
	p.PrintReferral()
	d.run()
	if v := p.View(); len(out.sheets) != 1 || out.sheets[0] != "办理指引单" || v.Slip.Key != "sheet.printed" || v.Problem != nil {
		t.Errorf("printed %v, %+v, %v", out.sheets, v.Slip, v.Problem)
	}
	out.fault = errors.New("out of paper")
	p.PrintReferral()
	d.run()
	if v := p.View(); cases.KeyOf(v.Problem) != "printing.refused" {
		t.Error(v.Problem)
	}
	if n, err := s.Store.Count(context.Background(), cases.Filter{}); n != 0 || err != nil {
		t.Errorf("%d cases, %v", n, err)
	}
}
