package present

import (
	"context"
	"errors"
	"time"

	"casedesk/app/office"
	"casedesk/cases"
)

// CopyLedger is the print ledger with what its tab asks besides.
type CopyLedger interface {
	office.Ledger
	// CopiesOf gives the copies of one case's letters, the latest run first.
	CopiesOf(ctx context.Context, id cases.ID) ([]cases.Copy, error)
}

// CopyLine is one copy of the selected letter.
type CopyLine struct {
	Copy   cases.Copy
	Name   Words // copy.original: 正本
	State  Words // copy_state.sent
	Tone   Tone
	Detail Words // who, and where it was sent
	Time   string
	Ask    bool // somebody must look into the tray
	Seen   bool // it can be said to be in hand
	Spoils bool // it can be said to be spoiled
	Again  bool // spoiled, and nothing stands for it yet
}

// PrintingView is what the print ledger shows of the selected letter.
type PrintingView struct {
	Printer string // where it goes; "" where the machine has none
	Copies  []CopyLine
	First   bool // nothing of this letter was printed yet: 正本 and 存档联 come
	Can     bool // a copy can be printed now
	Busy    bool
	Place   int // in a run: the copy being printed
	Of      int
	Problem error
}

// Printing presents the copies of one letter, and of the sheets, which are printed
// and forgotten.
type Printing struct {
	Changed func(PrintingView)

	s        Session
	line     errand
	printers []office.Printer
	of       cases.Case
	letter   cases.LetterAct
	view     PrintingView
	stop     context.CancelFunc
}

// NewPrinting makes a ledger that shows nothing yet.
func NewPrinting(desk Desk, s Session) *Printing {
	return &Printing{Changed: func(PrintingView) {}, s: s, line: errand{desk: desk}}
}

// View gives the ledger as it is.
func (p *Printing) View() PrintingView { return p.view }

// Open shows the copies of a letter of a case.
func (p *Printing) Open(c cases.Case, l cases.LetterAct) {
	if p.s.Ledger == nil || p.view.Busy {
		return
	}
	p.of, p.letter = c, l
	p.load(nil)
}

// load asks for printers and copies; problem is what happened before.
func (p *Printing) load(problem error) {
	p.line.ask(func() func() {
		ctx := context.Background()
		printers, err := p.s.Printers(ctx)
		copies, copyErr := p.s.Ledger.CopiesOf(ctx, p.of.ID)
		return func() {
			p.printers = printers
			p.view = PrintingView{Problem: errors.Join(problem, err, copyErr)}
			if problem != nil {
				p.view.Problem = problem
			}
			p.fill(copies)
			p.Changed(p.view)
		}
	})
}

func (p *Printing) fill(copies []cases.Copy) {
	if len(p.printers) > 0 {
		p.view.Printer = p.printers[0].Name()
	}
	p.view.First, p.view.Can = true, p.view.Printer != ""
	replaced := map[cases.ID]bool{}
	for _, c := range copies {
		replaced[c.Replaces] = true
	}
	for _, c := range copies {
		if c.Uncertain() {
			p.view.Can = false // somebody must look first
		}
		if c.Number != p.letter.Number || string(c.Sort) != p.letter.Letter {
			continue
		}
		p.view.First = p.view.First && c.Name.Sheet() != ""
		l := p.s.copyLine(c)
		l.Again = c.State == cases.CopySpoiled && !replaced[c.ID] && p.view.Printer != ""
		p.view.Copies = append(p.view.Copies, l)
	}
}

func (s Session) copyLine(c cases.Copy) CopyLine {
	tones := map[cases.CopyState]Tone{cases.CopyHanding: Warn, cases.CopySent: Info, cases.CopyInHand: Good, cases.CopySpoiled: Bad}
	l := CopyLine{
		Copy: c, Name: Say(under("copy", string(c.Name))), State: Say(under("copy_state", string(c.State))), Tone: tones[c.State],
		Time: clockTime(time.UnixMilli(c.Changed)), Ask: c.Uncertain(), Seen: c.State == cases.CopySent,
		Spoils: c.State == cases.CopySent || c.State == cases.CopyInHand,
	}
	switch {
	case c.Note != "":
		l.Detail = Plain(c.Note)
	case c.Printer != "":
		l.Detail = Say("copy.by", "person", s.person(c.By), "printer", c.Printer)
	}
	return l
}

// Print prints the selected letter: 正本 and 存档联 the first time, one 副本 after.
func (p *Printing) Print() {
	names := []cases.CopyName{cases.CopyDuplicate}
	if p.view.First {
		names = []cases.CopyName{cases.CopyOriginal, cases.CopyFile}
	}
	wishes := make([]office.CopyWish, len(names))
	for i, name := range names {
		wishes[i] = p.wish(name, cases.ID{})
	}
	p.run(wishes)
}

// Again prints a copy in the place of one that is spoiled.
func (p *Printing) Again(i int) {
	if l := p.view.Copies[i]; l.Again {
		p.run([]office.CopyWish{p.wish(l.Copy.Name, l.Copy.ID)})
	}
}

func (p *Printing) wish(name cases.CopyName, stands cases.ID) office.CopyWish {
	return office.CopyWish{Case: p.of.ID, Letter: p.letter, Event: p.of.LetterEvent(p.letter), Name: name, Stands: stands}
}

// run queues copies and prints them, away from the screen; each step shows.
func (p *Printing) run(wishes []office.CopyWish) {
	if p.view.Busy || !p.view.Can {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	printer := p.printers[0]
	p.stop, p.view.Busy, p.view.Place, p.view.Of, p.view.Problem = stop, true, 1, len(wishes), nil
	p.Changed(p.view)
	p.line.ask(func() func() {
		defer stop()
		copies, err := p.s.Work.Queue(ctx, p.s.Ledger, wishes)
		if err == nil {
			err = p.s.Work.PrintRun(ctx, p.s.Ledger, printer, copies[0].Batch, func(cases.Copy) {})
		}
		return func() {
			p.view.Busy = false
			p.load(err)
		}
	})
}

// Cancel stops a run between two copies.
func (p *Printing) Cancel() {
	if p.stop != nil {
		p.stop()
	}
}

// Settle says what somebody saw: the copy is in hand, or nothing came out and it is
// to be printed again.
func (p *Printing) Settle(i int, inHand bool) {
	to := cases.CopyMade
	if inHand {
		to = cases.CopyInHand
	}
	c := p.view.Copies[i].Copy
	p.move(c, to, "", !inHand)
}

// Spoil says that a copy is spoiled, and why.
func (p *Printing) Spoil(i int, why string) {
	p.move(p.view.Copies[i].Copy, cases.CopySpoiled, why, false)
}

// move takes a copy on; again prints what is left of its run afterwards.
func (p *Printing) move(c cases.Copy, to cases.CopyState, note string, again bool) {
	if p.view.Busy {
		return
	}
	p.line.ask(func() func() {
		ctx := context.Background()
		_, err := p.s.Ledger.MoveCopy(ctx, c, to, note)
		if err == nil && again && len(p.printers) > 0 {
			err = p.s.Work.PrintRun(ctx, p.s.Ledger, p.printers[0], c.Batch, func(cases.Copy) {})
		}
		return func() { p.load(err) }
	})
}
