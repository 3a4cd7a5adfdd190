package present

import (
	"context"
	"unicode/utf8"

	"casedesk/cases"
)

// passLeast is the fewest characters of a pass phrase (NIST SP 800-63B).
const passLeast = 8

// MePart is one part of the page of one's own account.
type MePart string

// The parts.
const (
	MePIN   MePart = "pin"
	MePass  MePart = "pass"
	MeStick MePart = "stick"
	MeBound MePart = "bound" // to this machine
)

// MeView is what the page of one's own account shows.
type MeView struct {
	Name       string
	Roles      []Words
	HasPIN     bool
	Second     bool // signs in with a second factor
	MustSecond bool // the policy asks for one
	Machine    bool // the pass phrase signs in on this machine only
	Busy       bool
	Part       MePart // that Said and Problem are about
	Said       Words
	Problem    error
}

// Me presents the own way in: PIN, pass phrase and second factor.
type Me struct {
	Changed func(MeView)
	// Moved is told when the way in is another now.
	Moved func()

	s    Session
	line errand
	view MeView
}

// NewMe makes the page.
func NewMe(desk Desk, s Session) *Me {
	p := &Me{Changed: func(MeView) {}, Moved: func() {}, s: s, line: errand{desk: desk}}
	p.view.Name, p.view.MustSecond = s.Work.Account.Name, s.Policy.MustSecond(s.Work.Account)
	for _, r := range s.Work.Account.Roles {
		p.view.Roles = append(p.view.Roles, Say(under("role", string(r))))
	}
	p.look()
	return p
}

// View gives the page as it is.
func (p *Me) View() MeView { return p.view }

func (p *Me) look() {
	if p.s.Door != nil {
		p.view.HasPIN, p.view.Second, p.view.Machine = p.s.Door.HasPIN(), p.s.Door.Second(), p.s.Door.Machine()
	}
}

// do runs one change; what is wrong from the start is said at once.
func (p *Me) do(part MePart, wrong error, said string, change func() error) {
	if p.view.Busy || p.s.Door == nil {
		return
	}
	p.view.Part, p.view.Said, p.view.Problem = part, Words{}, wrong
	if wrong != nil {
		p.Changed(p.view)
		return
	}
	p.view.Busy = true
	p.Changed(p.view)
	p.line.ask(func() func() {
		err := change()
		return func() {
			p.view.Busy, p.view.Problem = false, err
			if err == nil {
				p.view.Said = Say(under("me", said))
			}
			p.look()
			p.Changed(p.view)
			if err == nil {
				p.Moved()
			}
		}
	})
}

// SetPIN chooses the PIN that uncovers this sitting.
func (p *Me) SetPIN(pin, again string) {
	p.do(MePIN, same(pin, again), "pin_set", func() error { return p.s.Door.SetPIN(pin) })
}

// DropPIN takes it away.
func (p *Me) DropPIN() {
	p.do(MePIN, nil, "pin_gone", func() error { return p.s.Door.SetPIN("") })
}

// ChangePass changes the pass phrase; a second factor stays what it is.
func (p *Me) ChangePass(old, fresh, again, stick string) {
	if !p.view.Second {
		stick = ""
	}
	p.do(MePass, newPass(fresh, again), "pass_set", func() error {
		return p.s.Door.ChangePass(context.Background(), old, stick, fresh, stick)
	})
}

// AddStick writes a second factor into a folder and asks for it from now on. The pass
// phrase is proved first, so that a wrong one leaves no file behind.
func (p *Me) AddStick(pass, dir string) {
	p.do(MeStick, given(dir), "stick_set", func() error {
		ctx := context.Background()
		if err := p.s.Door.ChangePass(ctx, pass, "", pass, ""); err != nil {
			return err
		}
		path, err := p.s.Door.NewStick(dir)
		if err != nil {
			return err
		}
		return p.s.Door.ChangePass(ctx, pass, "", pass, path)
	})
}

// RemoveStick signs in without a second factor from now on, where the policy lets it.
func (p *Me) RemoveStick(pass, stick string) {
	var wrong error
	if p.view.MustSecond {
		wrong = cases.Fail(cases.Forbidden, "me.second_must")
	}
	p.do(MeStick, wrong, "stick_gone", func() error {
		return p.s.Door.ChangePass(context.Background(), pass, stick, pass, "")
	})
}

// Bind makes the pass phrase sign in on this machine only, or lets it go. The way in is
// proved first; a second factor stays what it is.
func (p *Me) Bind(pass, stick string, need bool) {
	if !p.view.Second {
		stick = ""
	}
	said := "unbound"
	if need {
		said = "bound"
	}
	p.do(MeBound, nil, said, func() error { return p.s.Door.NeedMachine(context.Background(), pass, stick, need) })
}

func same(a, b string) error {
	if a != b {
		return cases.Fail(cases.Invalid, "me.twice")
	}
	return nil
}

func newPass(fresh, again string) error {
	if utf8.RuneCountInString(fresh) < passLeast {
		return cases.Fail(cases.Invalid, "me.pass_short", "n", itoa(passLeast))
	}
	return same(fresh, again)
}

func given(dir string) error {
	if dir == "" {
		return cases.Fail(cases.Invalid, "me.no_folder")
	}
	return nil
}
