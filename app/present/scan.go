package present

import (
	"context"
	"image"

	"casedesk/app/office"
	"casedesk/cases"
)

// ScanView is what the scanning of a letter's code shows.
type ScanView struct {
	Open    bool
	Expects Words // the letter that is looked for; none where any will do
	Busy    bool
	Letter  *ScannedLetter
	Waiting []CopyLine // copies of it that are on their way: which of them is this?
	Said    Words
	Problem error
}

// ScannedLetter is the letter that was scanned.
type ScannedLetter struct {
	Name   Words // letter.L8
	Number string
	Party  string
	Case   cases.ID
	Of     string // number of the case
	On     cases.Date
}

// Scan presents the scanning of letters: a scanner types the code's text and Enter.
type Scan struct {
	Changed func(ScanView)
	// Moved is called after a copy was said to be in hand.
	Moved func()
	// Draw draws the pages of a scanned PDF; nil where that is not offered.
	Draw func(pdf []byte, n, pixels int) (image.Image, int, error)

	s      Session
	line   errand
	expect *cases.LetterAct
	of     cases.Case
	hit    office.Scanned
	view   ScanView
}

// NewScan makes a scan that is not open.
func NewScan(desk Desk, s Session) *Scan {
	return &Scan{Changed: func(ScanView) {}, Moved: func() {}, s: s, line: errand{desk: desk}}
}

// View gives the scan as it is.
func (p *Scan) View() ScanView { return p.view }

// Open waits for the code of any letter.
func (p *Scan) Open() {
	p.expect = nil
	p.view = ScanView{Open: true}
	p.Changed(p.view)
}

// OpenFor waits for the code of one letter of a case; another one is refused.
func (p *Scan) OpenFor(c cases.Case, l cases.LetterAct) {
	p.of, p.expect = c, &l
	p.view = ScanView{Open: true, Expects: Say("scan.expects", "number", l.Number).With("letter", under("letter", l.Letter))}
	p.Changed(p.view)
}

// Close ends the scan.
func (p *Scan) Close() {
	p.line.forget()
	p.view = ScanView{}
	p.Changed(p.view)
}

// Read takes what the scanner typed. Where exactly one copy of the letter is on its way
// it is in hand now; where several are, somebody says which.
func (p *Scan) Read(text string) {
	if text == "" || p.view.Busy {
		return
	}
	p.view = ScanView{Open: true, Expects: p.view.Expects, Busy: true}
	p.Changed(p.view)
	p.line.ask(func() func() {
		ctx := context.Background()
		hit, err := p.s.Work.Scan(ctx, p.s.Store, text)
		var waiting []cases.Copy
		if err == nil {
			err = p.unexpected(hit)
			waiting, err = p.s.waiting(ctx, hit, err)
		}
		var said Words
		if err == nil && len(waiting) == 1 {
			if said, err = p.s.confirm(ctx, hit, waiting[0]); err == nil {
				waiting = nil
			}
		}
		return func() { p.read(hit, waiting, said, err) }
	})
}

// unexpected tells why a letter is not the one that is looked for, or nil.
func (p *Scan) unexpected(hit office.Scanned) error {
	switch {
	case p.expect == nil:
		return nil
	case hit.Case.ID != p.of.ID:
		return cases.Fail(cases.Conflict, "scan.wrong_case", "number", hit.Letter.Number, "case", hit.Case.Number, "wanted", p.of.Number)
	case hit.Letter.Code != p.expect.Code:
		return cases.Fail(cases.Conflict, "scan.wrong_letter", "number", hit.Letter.Number, "wanted", p.expect.Number)
	}
	return nil
}

// waiting gives the copies of a letter that nobody has seen yet, unless something is
// wrong already.
func (s Session) waiting(ctx context.Context, hit office.Scanned, err error) ([]cases.Copy, error) {
	if err != nil || s.Ledger == nil {
		return nil, err
	}
	all, err := s.Ledger.Copies(ctx, cases.ID{})
	return hit.Waiting(all), err
}

func (s Session) confirm(ctx context.Context, hit office.Scanned, c cases.Copy) (Words, error) {
	c, err := hit.Confirm(ctx, s.Ledger, c.ID)
	return Say("scan.in_hand", "number", c.Number).With("copy", under("copy", string(c.Name))), err
}

// read shows what was read, and tells of a copy that is in hand now.
func (p *Scan) read(hit office.Scanned, waiting []cases.Copy, said Words, err error) {
	p.tell(hit, waiting, said, err)
	if !said.IsZero() && err == nil {
		p.Moved()
	}
}

func (p *Scan) tell(hit office.Scanned, waiting []cases.Copy, said Words, err error) {
	p.hit = hit
	p.view.Busy, p.view.Said, p.view.Problem = false, said, err
	if !hit.Case.ID.IsZero() {
		p.view.Letter = &ScannedLetter{
			Name: Say(under("letter", hit.Letter.Letter)), Number: hit.Letter.Number, Party: hit.Case.Party.Name,
			Case: hit.Case.ID, Of: hit.Case.Number, On: hit.Letter.On,
		}
	}
	for _, c := range waiting {
		p.view.Waiting = append(p.view.Waiting, p.s.copyLine(c))
	}
	if err == nil && said.IsZero() && len(waiting) == 0 {
		p.view.Said = Say("scan.genuine")
	}
	p.Changed(p.view)
}

// Confirm says which of the copies it was that was scanned.
func (p *Scan) Confirm(i int) {
	if i < 0 || i >= len(p.view.Waiting) || p.view.Busy || p.view.Problem != nil {
		return
	}
	hit, c := p.hit, p.view.Waiting[i].Copy
	p.view.Busy, p.view.Waiting = true, nil
	p.Changed(p.view)
	p.line.ask(func() func() {
		said, err := p.s.confirm(context.Background(), hit, c)
		return func() { p.read(hit, nil, said, err) }
	})
}
