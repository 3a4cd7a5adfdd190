package office

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"casedesk/cases"
)

// Ledger is what printing needs of the local store. Every change has reached the
// disk when the method returns.
type Ledger interface {
	// AddCopies writes the copies of a run.
	AddCopies(ctx context.Context, copies []cases.Copy) error
	// MoveCopy takes a copy on; cases.Conflict where it is not in that state any more.
	MoveCopy(ctx context.Context, c cases.Copy, to cases.CopyState, note string) (cases.Copy, error)
	// LogAccess writes that personal data was printed.
	LogAccess(ctx context.Context, act cases.Act) error
	// Copies gives the copies of a run in order, or for the zero ID those of every run
	// that are not settled yet.
	Copies(ctx context.Context, batch cases.ID) ([]cases.Copy, error)
}

// Printer hands a letter to the system's own printing.
type Printer interface {
	// Print returns once the print system has taken the file, with the name it gives
	// the job. An error that wraps ErrNotTaken says that nothing will come out.
	Print(ctx context.Context, pdf []byte, title string) (job string, err error)
	// Name tells people which printer it is.
	Name() string
}

// ErrNotTaken is wrapped by a Printer's errors after which surely nothing comes out.
var ErrNotTaken = errors.New("the print system took nothing")

// CopyWish asks for one copy of a letter.
type CopyWish struct {
	Case   cases.ID
	Letter cases.LetterAct
	Event  cases.Hash
	Name   cases.CopyName
	Stands cases.ID // the spoiled copy that it replaces, or zero
}

// Queue writes the copies of one run into the ledger. It refuses with Conflict
// while a copy of an earlier run is uncertain: somebody must look first.
func (d Desk) Queue(ctx context.Context, l Ledger, wishes []CopyWish) ([]cases.Copy, error) {
	if len(wishes) == 0 {
		return nil, cases.Fail(cases.Invalid, "printing.nothing")
	}
	if err := settled(ctx, l); err != nil {
		return nil, err
	}
	batch, err := d.NewID()
	if err != nil {
		return nil, err
	}
	copies := make([]cases.Copy, len(wishes))
	for i, w := range wishes {
		id, err := d.NewID()
		if err != nil {
			return nil, err
		}
		pages, err := d.pages(ctx, w)
		if err != nil {
			return nil, err
		}
		copies[i] = cases.Copy{
			ID: id, Batch: batch, Place: i + 1, Of: len(wishes), Case: w.Case, Letter: w.Event, Sort: cases.LetterSort(w.Letter.Letter),
			Number: w.Letter.Number, Name: w.Name, Pages: pages, State: cases.CopyMade, Replaces: w.Stands,
			By: d.Account.ID, Changed: d.Now().UnixMilli(),
		}
	}
	return copies, l.AddCopies(ctx, copies)
}

// pages tells how many pages a wished copy has. A sheet is made once for that, so that
// one that cannot be made stops nothing halfway.
func (d Desk) pages(ctx context.Context, w CopyWish) (int, error) {
	if w.Name.Sheet() == "" {
		return w.Letter.Pages, nil
	}
	c, err := d.Store.Case(ctx, w.Case)
	if err != nil {
		return 0, err
	}
	p, err := d.Receipt(c, w.Letter)
	return p.Pages, err
}

// settled refuses while a copy may lie in the tray unseen.
func settled(ctx context.Context, l Ledger) error {
	all, err := l.Copies(ctx, cases.ID{})
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.Uncertain() {
			return cases.Fail(cases.Conflict, "printing.uncertain", "number", c.Number, "place", strconv.Itoa(c.Place), "of", strconv.Itoa(c.Of))
		}
	}
	return nil
}

// PrintRun prints what is still to be printed of a run, one copy after the other,
// so that whatever happens at most one is uncertain. told hears of every change;
// it stops between two copies when ctx ends, and the rest stays to be printed.
func (d Desk) PrintRun(ctx context.Context, l Ledger, p Printer, batch cases.ID, told func(cases.Copy)) error {
	for {
		if more, err := d.PrintNext(ctx, l, p, batch, told); err != nil || !more {
			return err
		}
	}
}

// PrintNext prints the next copy of a run that is still to be printed, and tells
// whether another one is. It refuses like Queue while a copy is uncertain.
func (d Desk) PrintNext(ctx context.Context, l Ledger, p Printer, batch cases.ID, told func(cases.Copy)) (more bool, err error) {
	if err := settled(ctx, l); err != nil {
		return false, err
	}
	copies, err := l.Copies(ctx, batch)
	if err != nil {
		return false, err
	}
	copies = slices.DeleteFunc(copies, func(c cases.Copy) bool { return c.State != cases.CopyMade })
	if len(copies) == 0 {
		return false, nil
	}
	if err := ctx.Err(); err != nil {
		return false, err
	}
	return len(copies) > 1, d.printCopy(context.WithoutCancel(ctx), l, p, copies[0], told)
}

// printCopy prints one copy. The log of who saw what and the ledger, which says
// “handing”, are on the disk before the printer hears of it.
func (d Desk) printCopy(ctx context.Context, l Ledger, p Printer, c cases.Copy, told func(cases.Copy)) error {
	pdf, err := d.bytesOf(ctx, c)
	if err != nil {
		return err
	}
	what := "letter." + string(c.Sort)
	if s := c.Name.Sheet(); s != "" {
		what = "sheet." + string(s)
	}
	if err := l.LogAccess(ctx, cases.PrintedAct{Uses: d.uses(c.Case, c.Number, what)}); err != nil {
		return err
	}
	c.Printer, c.By = p.Name(), d.Account.ID
	if c, err = l.MoveCopy(ctx, c, cases.CopyHanding, ""); err != nil {
		return err
	}
	told(c)
	job, err := p.Print(ctx, pdf, c.Number)
	switch {
	case errors.Is(err, ErrNotTaken):
		back, moved := l.MoveCopy(ctx, c, cases.CopyMade, "")
		if moved != nil {
			return moved
		}
		told(back)
		return cases.Fail(cases.Unreachable, "printing.refused", "number", c.Number, "printer", p.Name()).Because(err)
	case err != nil: // nobody knows; it stays uncertain until somebody looks
		return cases.Fail(cases.Unreachable, "printing.uncertain", "number", c.Number, "place", strconv.Itoa(c.Place), "of", strconv.Itoa(c.Of)).Because(err)
	}
	c.Job = job
	if c, err = l.MoveCopy(ctx, c, cases.CopySent, ""); err != nil {
		return err
	}
	told(c)
	return nil
}

// uses is one use of a case's data for the work on it.
func (d Desk) uses(id cases.ID, number, what string) []cases.Use {
	return []cases.Use{{Case: id, Number: number, Fields: []string{what}, Purpose: "work", At: d.Now().UnixMilli()}}
}

// Printed says that a sheet of a case is about to be printed.
func (d Desk) Printed(c cases.Case, sort cases.SheetSort) cases.PrintedAct {
	return cases.PrintedAct{Uses: d.uses(c.ID, c.Number, "sheet."+string(sort))}
}

// Exported says that a paper of a case, letter.L8 or sheet.F1, is about to leave the
// program as a file.
func (d Desk) Exported(c cases.Case, what string) cases.ExportedAct {
	return cases.ExportedAct{Uses: d.uses(c.ID, c.Number, what), Form: "pdf"}
}

// bytesOf gives the issued bytes of a copy's letter, or the sheet that goes with it.
func (d Desk) bytesOf(ctx context.Context, c cases.Copy) ([]byte, error) {
	of, err := d.Store.Case(ctx, c.Case)
	if err != nil {
		return nil, err
	}
	for _, l := range of.Letters {
		if l.Letter != string(c.Sort) || l.Number != c.Number {
			continue
		}
		if c.Name.Sheet() == "" {
			return d.LetterBytes(ctx, l)
		}
		p, err := d.Receipt(of, l)
		return p.PDF, err
	}
	return nil, cases.Fail(cases.NotFound, "printing.no_letter", "number", c.Number)
}

// CancelRun takes back what was not printed yet.
func (d Desk) CancelRun(ctx context.Context, l Ledger, batch cases.ID) error {
	copies, err := l.Copies(ctx, batch)
	if err != nil {
		return err
	}
	for _, c := range copies {
		if c.State != cases.CopyMade {
			continue
		}
		if _, err := l.MoveCopy(ctx, c, cases.CopyCancelled, ""); err != nil {
			return err
		}
	}
	return nil
}
