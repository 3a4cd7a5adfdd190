package present

import (
	"context"

	"casedesk/cases"
	"casedesk/cases/rules"
)

// PackShelf keeps the signed rule packs of a store.
type PackShelf interface {
	// Versions lists the packs that ship and the versions that came since.
	Versions(ctx context.Context) ([]PackVersion, error)
	// Ready tells what versions change of the packs in use; the error names the row
	// for which they cannot be put into use together.
	Ready(ctx context.Context, hashes []string) ([]rules.PackChanges, error)
	// Rehearse judges the closed cases again and hands on each whose verdict changes.
	Rehearse(ctx context.Context, hashes []string, each func(RehearsedCase) error) (RehearsalSum, error)
	// Activate puts versions into use, all or none; seen is the digest of the
	// rehearsal that somebody looked at.
	Activate(ctx context.Context, hashes []string, seen string) error
}

// PackVersion is one version of a rule pack.
type PackVersion struct {
	Ruleset    string
	Title      string
	Hash       string
	Made       cases.Date // the day it was signed; zero for one that ships
	From, To   cases.Date // in force
	Correction string     // why values for days gone by change
	Signer     string
	Shipped    bool
	Active     bool
	By         cases.ID // who put it into use
	Since      cases.Date
}

// RehearsedCase is a closed case whose verdict other packs change.
type RehearsedCase struct {
	Case   cases.ID
	Number string
	On     cases.Date
	Shifts []rules.Shift
}

// RehearsalSum sums a rehearsal up.
type RehearsalSum struct {
	Cases, Judged, Changed int
	Rows                   map[string]int
	Seen                   string
}

// PacksView is what the page 规则版本 shows.
type PacksView struct {
	Loading  bool
	Rows     []PackRow
	Chosen   int
	Changes  []PackChange // of the chosen versions
	Faulty   error        // why they cannot be put into use; the row is named
	Where    Words        // the place of the fault in its file
	Ready    bool
	Sum      Words // of the rehearsal; nothing before one
	Lines    []ShiftLine
	Blocked  error // why they cannot be activated yet
	CanTry   bool
	CanUse   bool
	Busy     bool
	Recount  []MovedClock // ends that the holiday table in use moves
	Recounts Words
	Said     Words
	Problem  error
}

// PackRow is one version in the list.
type PackRow struct {
	PackVersion
	Short  string // the first signs of the hash
	Signed Words
	State  Words // 在用, 待启用, 未用
	Tone   Tone
	Force  Words
	Chosen bool
	CanBe  bool // it can be chosen
}

// PackChange is one row of a pack that a version changes.
type PackChange struct {
	Ruleset, Row, Was, Now, Article string
}

// ShiftLine is one verdict that changes, with the clause that changes it.
type ShiftLine struct {
	Number  string
	On      cases.Date
	Ruleset string
	What    Words
	Row     string
	Article string
	Was     string
	Now     string
}

// Packs presents the versions of rule packs, what they change, and their activation.
type Packs struct {
	Changed func(PacksView)

	s          Session
	list, line errand
	seen       string // digest of the rehearsal on the page
	view       PacksView
}

// NewPacks makes an empty page.
func NewPacks(desk Desk, s Session) *Packs {
	return &Packs{Changed: func(PacksView) {}, s: s, list: errand{desk: desk}, line: errand{desk: desk}}
}

// View gives the page as it is.
func (p *Packs) View() PacksView { return p.view }

// Refresh reads the shelf, and counts the running clocks by the table in use.
func (p *Packs) Refresh() {
	p.view.Loading, p.view.Problem = true, nil
	p.show()
	p.list.ask(func() func() {
		ctx := context.Background()
		versions, err := p.s.Packs.Versions(ctx)
		moved, bad := p.s.recountAll(ctx)
		if err == nil {
			err = bad
		}
		return func() {
			p.view.Loading, p.view.Problem, p.view.Rows = false, err, nil
			p.view.Recount, p.view.Recounts = moved, Say("recount.none")
			if len(moved) > 0 {
				p.view.Recounts = Say("recount.title")
			}
			for _, v := range versions {
				p.view.Rows = append(p.view.Rows, p.row(v))
			}
			p.forget()
			p.show()
		}
	})
}

func (p *Packs) row(v PackVersion) PackRow {
	r := PackRow{PackVersion: v, Short: v.Hash[:min(12, len(v.Hash))], Signed: Say("packs.shipped"), State: Say("packs.idle"), CanBe: !v.Shipped && !v.Active}
	if !v.Shipped {
		r.Signed = Say("packs.signed", "signer", v.Signer, "day", v.Made.String())
		r.State, r.Tone = Say("packs.held"), Info
	}
	if v.Active {
		r.State, r.Tone = Say("packs.active"), Good
		if !v.Shipped {
			r.State = Say("packs.active_by", "who", p.s.person(v.By), "day", v.Since.String())
		}
	}
	r.Force = Say("packs.from", "from", v.From.String())
	if !v.To.IsZero() {
		r.Force = Say("packs.from_to", "from", v.From.String(), "to", v.To.String())
	}
	return r
}

// show says what can be done and tells the screen.
func (p *Packs) show() {
	v := &p.view
	v.Chosen = len(p.hashes())
	v.CanTry = v.Chosen > 0 && v.Ready && !v.Busy
	v.Blocked = nil
	switch {
	case v.Chosen == 0:
		v.Blocked = cases.Fail(cases.Invalid, "packs.choose")
	case v.Faulty != nil:
		v.Blocked = v.Faulty
	case p.seen == "":
		v.Blocked = cases.Fail(cases.Invalid, "packs.rehearse_first")
	}
	v.CanUse = v.Blocked == nil && v.Ready && !v.Busy
	p.Changed(*v)
}

func (p *Packs) hashes() (out []string) {
	for _, r := range p.view.Rows {
		if r.Chosen {
			out = append(out, r.Hash)
		}
	}
	return out
}

// forget drops what was found out about other versions than those chosen now.
func (p *Packs) forget() {
	p.line.forget()
	p.seen, p.view.Busy, p.view.Ready, p.view.Faulty, p.view.Where = "", false, false, nil, Words{}
	p.view.Changes, p.view.Lines, p.view.Sum = nil, nil, Words{}
}
