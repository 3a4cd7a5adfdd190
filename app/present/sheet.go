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
			if err != nil {
				p.view.Problem = err
			}
			p.Changed(p.view)
		}
	})
}

// PrintSheet hands the sheet that is shown to the first printer.
func (p *Letters) PrintSheet() {
	if p.view.Sheet.Sort == "" || len(p.view.PDF) == 0 || p.view.Busy || p.s.Printers == nil {
		return
	}
	pdf, sheet := p.view.PDF, p.view.Sheet
	name := p.s.Chinese(sheet.Name.Key)
	p.view.Busy, p.view.Problem, p.view.Said = true, nil, Words{}
	p.Changed(p.view)
	p.line.ask(func() func() {
		ctx := context.Background()
		printers, err := p.s.Printers(ctx)
		if err == nil && len(printers) == 0 {
			err = cases.Fail(cases.NotFound, "printing.no_printer")
		}
		if err == nil {
			if _, sent := printers[0].Print(ctx, pdf, name); sent != nil {
				err = cases.Fail(cases.Unreachable, "printing.refused", "number", name, "printer", printers[0].Name()).Because(sent)
			}
		}
		return func() {
			p.view.Busy, p.view.Problem = false, err
			if err == nil {
				p.view.Said = Say("sheet.printed", "printer", printers[0].Name()).With("sheet", sheet.Name.Key)
			}
			p.Changed(p.view)
		}
	})
}
