package present

import (
	"context"

	"casedesk/cases"
)

// LetterLine is one issued letter.
type LetterLine struct {
	Act    cases.LetterAct
	Sort   cases.LetterSort
	Name   Words // letter.L1
	Number string
	On     cases.Date
	Pages  int
	Hash   string // of the issued bytes, 64 hexadecimal digits
	Short  string // its first and last digits: 9f3c51a7…04de
}

// LetterChoice is a letter that the case calls for.
type LetterChoice struct {
	Sort     cases.LetterSort
	Name     Words
	Enabled  bool
	Why      error // why it cannot be issued by this hand
	Numbered bool  // it takes a 文号 from the leased block
}

// LettersView is what the letters tab shows.
type LettersView struct {
	Loading  bool
	Header   Header
	Choices  []LetterChoice
	Issued   []LetterLine // newest first
	Selected int          // index into Issued, -1 for none
	PDF      []byte       // the issued bytes of the selected letter, or the sheet, for the preview
	Sheets   []SheetLine  // what can be printed besides
	Sheet    SheetLine    // the one shown; its Sort is "" for none
	Reading  bool
	Busy     bool
	Said     Words
	Problem  error
	Lacking  []string    // marks of characters that no font has, as the last try found
	Offer    *GlyphOffer // the picture of one, to be looked at
	// SheetPages is the number of pages of the sheet shown.
	SheetPages int
}

// Letters presents the letters of one case: which can be issued, and those that were.
type Letters struct {
	Changed func(LettersView)
	// Moved is called after a letter was issued.
	Moved func(cases.Case)

	s          Session
	line, read errand
	c          cases.Case
	view       LettersView
}

// NewLetters makes a letters tab without a case.
func NewLetters(desk Desk, s Session) *Letters {
	p := &Letters{Changed: func(LettersView) {}, Moved: func(cases.Case) {}, s: s, line: errand{desk: desk}, read: errand{desk: desk}}
	p.view.Selected = -1
	return p
}

// Of gives the case that the tab is open on.
func (p *Letters) Of() cases.Case { return p.c }

// View gives the tab as it is.
func (p *Letters) View() LettersView { return p.view }

// Open shows the letters of a case.
func (p *Letters) Open(id cases.ID) {
	p.read.forget()
	p.view = LettersView{Selected: -1, Loading: true}
	p.Changed(p.view)
	p.line.ask(func() func() {
		c, err := p.s.Store.Case(context.Background(), id)
		return func() {
			p.view.Loading, p.view.Problem = false, err
			if err == nil {
				p.take(c)
			}
			p.Changed(p.view)
			if err == nil && len(p.view.Issued) > 0 {
				p.Select(0)
			}
		}
	})
}

func (p *Letters) take(c cases.Case) {
	p.c = c
	p.view.Header, p.view.Choices, p.view.Issued = p.s.header(c, nil), p.s.letterChoices(c), p.s.letterLines(c)
	p.view.Sheets = p.s.sheetLines(c)
}

// Issue makes a letter, signs it and keeps it; it is selected afterwards.
func (p *Letters) Issue(sort cases.LetterSort) {
	if p.view.Busy || p.c.ID.IsZero() {
		return
	}
	if err := cases.MayIssue(sort, p.c, p.s.Work.Hand()); err != nil {
		p.view.Problem = err
		p.Changed(p.view)
		return
	}
	id := p.c.ID
	p.view.Busy, p.view.Problem, p.view.Said = true, nil, Words{}
	p.Changed(p.view)
	p.line.ask(func() func() {
		c, act, err := p.s.Work.Issue(context.Background(), id, sort)
		return func() {
			p.view.Busy = false
			if p.failed(err); err != nil {
				p.Changed(p.view)
				return
			}
			p.take(c)
			p.view.Said = Say("letter.issued", "number", act.Number).With("letter", under("letter", act.Letter))
			p.Changed(p.view)
			p.Select(0)
			p.Moved(c)
		}
	})
}

// Select shows an issued letter; its bytes come a little later.
func (p *Letters) Select(i int) {
	if i < 0 || i >= len(p.view.Issued) {
		return
	}
	act := p.view.Issued[i].Act
	p.view.Selected, p.view.Sheet, p.view.PDF, p.view.Reading = i, SheetLine{}, nil, true
	p.Changed(p.view)
	p.read.ask(func() func() {
		b, err := p.s.Work.LetterBytes(context.Background(), act)
		return func() {
			p.view.Reading, p.view.PDF = false, b
			if err != nil {
				p.view.Problem = err
			}
			p.Changed(p.view)
		}
	})
}

// letterChoices lists the letters that the case calls for now. One that was
// made, or whose time has not come, is left out; one that another hand must
// issue is shown with the reason.
func (s Session) letterChoices(c cases.Case) []LetterChoice {
	var out []LetterChoice
	for _, sort := range cases.LetterSorts() {
		rule, _ := cases.LetterRuleOf(sort)
		err := cases.MayIssue(sort, c, s.Work.Hand())
		if cases.KeyOf(err) == "letter.early" || cases.KeyOf(err) == "letter.made" || cases.KeyOf(err) == "letter.power" {
			continue
		}
		if counterLetter(sort) && c.Home != s.Work.Office.ID {
			continue // the office that received the case gives these out
		}
		out = append(out, LetterChoice{Sort: sort, Name: Say(under("letter", string(sort))), Enabled: err == nil, Why: err, Numbered: rule.Series != ""})
	}
	return out
}

// counterLetter tells whether a letter belongs to the office that received the case.
func counterLetter(sort cases.LetterSort) bool {
	return sort == cases.LetterReceipt || sort == cases.LetterMissing || sort == cases.LetterForward
}

func (s Session) letterLines(c cases.Case) []LetterLine {
	out := make([]LetterLine, 0, len(c.Letters))
	for i := len(c.Letters) - 1; i >= 0; i-- {
		l := c.Letters[i]
		hash := l.Signed.String()
		out = append(out, LetterLine{
			Act: l, Sort: cases.LetterSort(l.Letter), Name: Say(under("letter", l.Letter)), Number: l.Number, On: l.On,
			Pages: l.Pages, Hash: hash, Short: hash[:8] + "…" + hash[len(hash)-4:],
		})
	}
	return out
}
