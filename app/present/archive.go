package present

import (
	"context"
	"strings"
	"time"

	"casedesk/app/office"
	"casedesk/cases"
)

// Archive keeps the register of endings: holds, and what is to be destroyed.
type Archive interface {
	// Endings lists the files that are over, the oldest first.
	Endings(ctx context.Context) ([]office.Ended, error)
	// End records an act about a case's file.
	End(ctx context.Context, id cases.ID, act cases.Act) error
	// OldBackups names backups made before a time, which hold what was destroyed since.
	OldBackups(ctx context.Context, before time.Time) ([]string, error)
}

// ArchiveView is what the page of files that are over shows.
type ArchiveView struct {
	Lines   []ArchiveRow
	Chosen  int      // -1 for none
	Filters []Option // which files: all, asked, held, destroyed
	Number  string   // only those whose 收件号 has this in it
	Keeps   bool     // this account holds, releases and asks
	Grants  bool     // this account grants what another person asked for
	Grounds []Option // of a wish to destroy
	Until   bool     // the ground chosen asks for the last day of keeping
	Loss    []Words  // what granting destroys
	Stays   []Words  // what stays, and what nobody can do any more
	Old     []string // backups that still hold what was destroyed
	Loading bool
	Busy    bool
	Said    Words
	Problem error
}

// ArchiveRow is one file.
type ArchiveRow struct {
	ID       cases.ID
	Number   string
	State    Words
	Received cases.Date
	Ended    cases.Date
	Kept     Words // until when it is kept, or that nobody knows
	Register Words
	Tone     Tone
	Lines    []Words // what the register tells of it
	MayHold  bool
	MayFree  bool
	MayAsk   bool
	MayGrant bool
	Why      error // why it cannot be granted, asked for or held
}

// ArchivePage presents the files that are over to who keeps the archive (安全管理员) and
// to who grants destructions (签发).
type ArchivePage struct {
	Changed func(ArchiveView)

	s      Session
	line   errand
	loss   errand
	all    []office.Ended
	shown  []office.Ended
	filter string
	chosen cases.ID
	ground cases.EndGround
	view   ArchiveView
}

// NewArchivePage makes a page that has read nothing yet.
func NewArchivePage(desk Desk, s Session) *ArchivePage {
	p := &ArchivePage{Changed: func(ArchiveView) {}, s: s, line: errand{desk: desk}, loss: errand{desk: desk}, filter: "all"}
	p.view.Keeps, p.view.Grants = s.Work.Account.Must(cases.DutyArchive) == nil, s.Work.Account.Must(cases.DutyDestroy) == nil
	if p.view.Grants {
		p.filter = office.EndAsked
	}
	p.fill()
	return p
}

// View gives the page as it is.
func (p *ArchivePage) View() ArchiveView { return p.view }

// Refresh reads the register.
func (p *ArchivePage) Refresh() { p.do(Words{}, func() error { return nil }) }

// do changes something, then reads the register again.
func (p *ArchivePage) do(said Words, change func() error) {
	if p.s.Archive == nil || p.view.Busy {
		return
	}
	p.view.Busy, p.view.Loading, p.view.Problem, p.view.Said = true, true, nil, Words{}
	p.Changed(p.view)
	p.line.ask(func() func() {
		err, ctx := change(), context.Background()
		all, bad := p.s.Archive.Endings(ctx)
		var old []string
		if last := lastDestroyed(all); !last.IsZero() {
			old, _ = p.s.Archive.OldBackups(ctx, last) // a folder that is away names none
		}
		return func() {
			p.view.Busy, p.view.Loading = false, false
			if p.view.Problem = err; err == nil {
				p.view.Problem, p.view.Said = bad, said
			}
			if bad == nil {
				p.all, p.view.Old = all, old
			}
			p.fill()
			p.Changed(p.view)
			p.tellLoss()
		}
	})
}

// lastDestroyed is when the last destruction was granted; zero for none.
func lastDestroyed(all []office.Ended) (at time.Time) {
	for _, e := range all {
		if t := e.Ending.At.Time(); e.Ending.Destroyed != nil && t.After(at) {
			at = t
		}
	}
	return at
}

// fill draws the lines that pass the filter.
func (p *ArchivePage) fill() {
	v := &p.view
	v.Lines, v.Filters, v.Grounds, p.shown, v.Chosen = nil, nil, nil, nil, -1
	for _, f := range []string{"all", office.EndAsked, office.EndHeld, office.EndDestroyed} {
		v.Filters = append(v.Filters, Option{Value: f, Name: Say(under("archive.filter", f)), Chosen: f == p.filter})
	}
	for _, g := range cases.EndGrounds() {
		v.Grounds = append(v.Grounds, Option{Value: string(g), Name: Say(under("archive.ground", string(g))), Chosen: g == p.ground})
	}
	v.Until = p.ground == cases.EndRetention
	for _, e := range p.all {
		in := p.filter == "all" || e.Register == p.filter || p.filter == office.EndDestroyed && e.Register == office.EndGranted
		if !in || !strings.Contains(e.Number, v.Number) {
			continue
		}
		if e.Case == p.chosen {
			v.Chosen = len(p.shown)
		}
		p.shown = append(p.shown, e)
		v.Lines = append(v.Lines, p.row(e))
	}
	if v.Chosen < 0 {
		v.Loss, v.Stays = nil, nil
	}
}

// Filter shows all files, or those in one state of the register.
func (p *ArchivePage) Filter(which string) {
	p.filter, p.view.Said = which, Words{}
	p.fill()
	p.Changed(p.view)
}

// Find shows the files whose 收件号 has this in it.
func (p *ArchivePage) Find(number string) {
	p.view.Number = strings.TrimSpace(number)
	p.fill()
	p.Changed(p.view)
}

// Choose chooses a line.
func (p *ArchivePage) Choose(i int) {
	if i < 0 || i >= len(p.shown) {
		return
	}
	if p.chosen != p.shown[i].Case {
		p.ground = ""
	}
	p.chosen, p.view.Loss, p.view.Stays = p.shown[i].Case, nil, nil
	p.view.Said, p.view.Problem = Words{}, nil
	p.fill()
	p.Changed(p.view)
	p.tellLoss()
}

// tellLoss counts what granting the chosen wish would destroy.
func (p *ArchivePage) tellLoss() {
	p.loss.forget()
	if p.view.Chosen < 0 || !p.view.Lines[p.view.Chosen].MayGrant {
		return
	}
	id := p.chosen
	p.loss.ask(func() func() {
		c, err := p.s.Store.Case(context.Background(), id)
		return func() {
			p.view.Loss = lossOf(c, err)
			p.view.Stays = []Words{Say("archive.loss.stays"), Say("archive.loss.never")}
			p.Changed(p.view)
		}
	})
}

func lossOf(c cases.Case, unread error) []Words {
	first := Say("archive.loss.unread")
	if unread == nil {
		first = Say("archive.loss.counted", "steps", itoa(len(c.Past)), "files", itoa(len(c.Evidence)), "letters", itoa(len(c.Letters)))
	}
	return []Words{Say("archive.loss.party"), first, Say("archive.loss.kin")}
}

// Ground chooses why a file is to be destroyed.
func (p *ArchivePage) Ground(which string) {
	p.ground = cases.EndGround(which)
	p.fill()
	p.Changed(p.view)
}

// act records an act on the chosen file, where the line says that it may be.
func (p *ArchivePage) act(may func(ArchiveRow) bool, said string, act cases.Act) {
	if p.view.Chosen < 0 || !may(p.view.Lines[p.view.Chosen]) {
		return
	}
	l := p.view.Lines[p.view.Chosen]
	p.do(Say(under("archive", said), "number", l.Number), func() error { return p.s.Archive.End(context.Background(), l.ID, act) })
}

// refuse says what is wrong with what was typed; false where nothing is.
func (p *ArchivePage) refuse(err error) bool {
	if p.view.Problem = err; err == nil {
		return false
	}
	p.view.Said = Words{}
	p.Changed(p.view)
	return true
}

func basisGiven(basis string) error {
	if strings.TrimSpace(basis) == "" {
		return cases.Fail(cases.Invalid, "ending.basis")
	}
	return nil
}

// Hold keeps the chosen file from being destroyed.
func (p *ArchivePage) Hold(basis string) {
	if !p.refuse(basisGiven(basis)) {
		p.act(func(l ArchiveRow) bool { return l.MayHold }, "is_held", cases.HeldAct{Basis: strings.TrimSpace(basis), On: p.s.Work.Today()})
	}
}

// Release lets the chosen file go.
func (p *ArchivePage) Release(basis string) {
	if !p.refuse(basisGiven(basis)) {
		p.act(func(l ArchiveRow) bool { return l.MayFree }, "is_free", cases.ReleasedAct{Basis: strings.TrimSpace(basis), On: p.s.Work.Today()})
	}
}

// Ask asks for the destruction of the chosen file; until is the last day of keeping,
// where the ground asks for it. Nothing is destroyed yet.
func (p *ArchivePage) Ask(basis, until string) {
	a := cases.EndAskedAct{Ground: p.ground, Basis: strings.TrimSpace(basis), On: p.s.Work.Today()}
	if p.ground == "" {
		p.refuse(cases.Fail(cases.Invalid, "ending.ground"))
		return
	}
	if p.refuse(basisGiven(basis)) {
		return
	}
	if p.ground == cases.EndRetention {
		day, err := cases.ParseDate(strings.TrimSpace(until))
		if err != nil || !day.Before(a.On) {
			p.refuse(cases.Fail(cases.Invalid, "ending.until").Because(err))
			return
		}
		a.Until = day
	}
	p.act(func(l ArchiveRow) bool { return l.MayAsk }, "is_asked", a)
}

// Grant destroys the chosen file for good.
func (p *ArchivePage) Grant() {
	p.act(func(l ArchiveRow) bool { return l.MayGrant }, "is_granted", cases.DestroyedAct{On: p.s.Work.Today()})
}
