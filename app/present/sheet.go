package present

import (
	"context"

	"casedesk/cases"
)

// SheetLine is a sheet that can be printed for the case.
type SheetLine struct {
	Sort cases.SheetSort
	Name Words // sheet.S1
}

// sheetLines lists the sheets that this office can print for the case now. The
// referral slip has its place at intake, where nobody has a case yet.
func (s Session) sheetLines(c cases.Case) []SheetLine {
	var out []SheetLine
	for _, r := range cases.SheetRules() {
		if r.Sort != cases.SheetReferral && cases.MayPrint(r.Sort, c, s.Work.Office) == nil {
			out = append(out, SheetLine{r.Sort, Say(under("sheet", string(r.Sort)))})
		}
	}
	return out
}

// ShowSheet makes a sheet of the case and shows it; nothing is kept.
func (p *Letters) ShowSheet(i int) {
	if i < 0 || i >= len(p.view.Sheets) {
		return
	}
	c, sheet := p.c, p.view.Sheets[i]
	p.view.Sheet, p.view.Selected, p.view.PDF, p.view.Reading = sheet, -1, nil, true
	p.Changed(p.view)
	p.read.ask(func() func() {
		printed, err := p.s.Work.Sheet(c, sheet.Sort, "")
		return func() {
			p.view.Reading, p.view.PDF, p.view.SheetPages = false, printed.PDF, printed.Pages
			p.failed(err)
			p.Changed(p.view)
		}
	})
}

// PrintSheet hands the sheet that is shown to the first printer.
func (p *Letters) PrintSheet() {
	if p.view.Sheet.Sort == "" || len(p.view.PDF) == 0 || p.view.Busy || p.s.Printers == nil {
		return
	}
	pdf, sheet, of := p.view.PDF, p.view.Sheet, p.c
	p.view.Busy, p.view.Problem, p.view.Said = true, nil, Words{}
	p.Changed(p.view)
	p.line.ask(func() func() {
		var said Words
		err := p.s.logPrinted(of, sheet.Sort)
		if err == nil {
			said, err = p.s.printSheet(pdf, sheet.Name)
		}
		return func() {
			p.view.Busy, p.view.Problem, p.view.Said = false, err, said
			p.Changed(p.view)
		}
	})
}

// logPrinted writes that a sheet with a person's data is printed, before it is.
func (s Session) logPrinted(c cases.Case, sort cases.SheetSort) error {
	if s.Ledger == nil {
		return nil
	}
	return s.Ledger.LogAccess(context.Background(), s.Work.Printed(c, sort))
}

// printSheet hands a sheet to the first printer and says so.
func (s Session) printSheet(pdf []byte, sheet Words) (Words, error) {
	ctx, name := context.Background(), s.Chinese(sheet.Key)
	printers, err := s.Printers(ctx)
	switch {
	case err != nil:
		return Words{}, err
	case len(printers) == 0:
		return Words{}, cases.Fail(cases.NotFound, "printing.no_printer")
	}
	to := printers[0]
	if _, err := to.Print(ctx, pdf, name); err != nil {
		return Words{}, cases.Fail(cases.Unreachable, "printing.refused", "number", name, "printer", to.Name()).Because(err)
	}
	return Say("sheet.printed", "printer", to.Name()).With("sheet", sheet.Key), nil
}

// CanPrintReferral tells whether the visitor is sent elsewhere and can take a slip along.
func (p *Intake) CanPrintReferral() bool {
	return p.s.Printers != nil && p.form.Source != "" && p.form.Source != "public"
}

// PrintReferral prints the slip that tells where to go. Nothing about the visitor is
// asked for or kept.
func (p *Intake) PrintReferral() {
	if !p.CanPrintReferral() {
		return
	}
	route := p.form.Source
	p.look.ask(func() func() {
		var said Words
		printed, err := p.s.Work.Sheet(cases.Case{}, cases.SheetReferral, route)
		if err == nil {
			said, err = p.s.printSheet(printed.PDF, Say(under("sheet", string(cases.SheetReferral))))
		}
		return func() {
			p.view.Problem, p.view.Slip = err, said
			p.Changed(p.view)
		}
	})
}
