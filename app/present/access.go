package present

import (
	"context"
	"strings"

	"casedesk/cases"
)

// Books is where the session's account logs what it saw, and where an auditor
// reads who saw what.
type Books interface {
	// LogAccess writes a look, print or export; it is on the disk when it returns.
	LogAccess(ctx context.Context, act cases.Act) error
	// Looks gives the log, the latest first: at most limit events behind the row before (0 begins).
	Looks(ctx context.Context, before int64, limit int) ([]Look, error)
}

// Look is one event of the log of who saw what.
type Look struct {
	Row      int64
	Event    cases.Event
	Position uint64 // at the central library; 0 while it has none
}

// use makes one look at a case by the session's account.
func (s Session) use(c cases.Case, purpose string, fields ...string) cases.Use {
	return cases.Use{Case: c.ID, Number: c.Number, Fields: fields, Purpose: purpose, At: s.Work.Now().UnixMilli()}
}

// log writes a look; without books (a test, a tool) there is nowhere to.
func (s Session) log(act cases.Act) error {
	if s.Books == nil {
		return nil
	}
	return s.Books.LogAccess(context.Background(), act)
}

// opened logs that a case was opened; it is on the disk when opened returns, and only
// then may the case be shown. A disk that was full may have room again by now.
func (s Session) opened(c cases.Case) error {
	act := cases.ReadAct{Uses: []cases.Use{s.use(c, "work", "case")}}
	err := s.log(act)
	if err != nil {
		err = s.log(act)
	}
	return err
}

// auditPage is how many events one question brings.
const auditPage = 200

// AuditView is what the page of the access log shows.
type AuditView struct {
	Lines   []AuditLine
	More    bool
	Loading bool
	Problem error
}

// AuditLine is one look.
type AuditLine struct {
	Day     cases.Date
	Time    string // 10:41
	Who     string
	Kind    cases.Kind
	What    Words // kind.read
	Number  string
	Fields  []Words
	Purpose Words
	Place   uint64 // position at the central library, 0 while unsent
	Event   cases.Hash
}

// Audit presents who saw, printed and exported what, to an auditor.
type Audit struct {
	Changed func(AuditView)

	s    Session
	line errand
	last int64
	view AuditView
}

// NewAudit makes an empty page.
func NewAudit(desk Desk, s Session) *Audit {
	return &Audit{Changed: func(AuditView) {}, s: s, line: errand{desk: desk}}
}

// View gives the page as it is.
func (p *Audit) View() AuditView { return p.view }

// Refresh reads the log from its end.
func (p *Audit) Refresh() {
	p.last, p.view.Lines = 0, nil
	p.Next()
}

// Next reads on.
func (p *Audit) Next() {
	if p.s.Books == nil {
		return
	}
	p.view.Loading, p.view.Problem = true, nil
	p.Changed(p.view)
	before := p.last
	p.line.ask(func() func() {
		page, err := p.s.Books.Looks(context.Background(), before, auditPage)
		return func() {
			p.view.Loading, p.view.Problem, p.view.More = false, err, len(page) == auditPage
			for _, l := range page {
				p.last = l.Row
				p.view.Lines = append(p.view.Lines, p.s.auditLines(l)...)
			}
			p.Changed(p.view)
		}
	})
}

func (s Session) auditLines(l Look) (out []AuditLine) {
	h := l.Event.Header
	at := h.Clock.Time()
	for _, u := range cases.UsesOf(l.Event.Act) {
		line := AuditLine{
			Day: cases.DayIn(at), Time: clockTime(at), Who: s.person(h.Actor), Kind: h.Kind, What: Say(under("kind", string(h.Kind))),
			Number: u.Number, Purpose: Say(under("purpose", u.Purpose)), Place: l.Position, Event: l.Event.Hash,
		}
		for _, f := range u.Fields {
			line.Fields = append(line.Fields, fieldWords(f))
		}
		out = append(out, line)
	}
	return out
}

// fieldWords names a field of the log: one of a form, a letter, or the case.
func fieldWords(field string) Words {
	if field == "case" {
		return Say("audit.case")
	}
	if sort, ok := strings.CutPrefix(field, "letter."); ok {
		return Say(under("letter", sort))
	}
	return Say(under("field", field))
}
