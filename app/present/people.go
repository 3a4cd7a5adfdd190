package present

import (
	"context"
	"time"

	"casedesk/app/office"
	"casedesk/cases"
)

// AccountsView is what the page of accounts shows.
type AccountsView struct {
	Lines   []AccountRow
	Chosen  int  // -1 for none
	Keeps   bool // this account may change them; else it only looks
	Roles   []Option
	Folder  string
	Code    string // a new recovery code, in sight once
	Loading bool
	Busy    bool
	Said    Words
	Problem error
}

// AccountRow is one account, or one that waits for the library.
type AccountRow struct {
	ID        cases.ID
	Name      string
	Roles     []Words
	State     Words
	Tone      Tone
	Me        bool
	Here      bool
	Shut      bool
	Waiting   bool // locked out for a while
	Applicant bool
	Certified bool // an applicant that can be taken in
}

// Accounts presents the accounts of this machine to who keeps them (系统管理员) and to
// who keeps the rules (安全管理员), who may look only.
type Accounts struct {
	Changed func(AccountsView)

	s      Session
	line   errand
	asked  []office.Applicant
	roles  []cases.Role
	chosen cases.ID
	view   AccountsView
}

// NewAccounts makes an empty page.
func NewAccounts(desk Desk, s Session) *Accounts {
	p := &Accounts{Changed: func(AccountsView) {}, s: s, line: errand{desk: desk}}
	p.view.Chosen, p.view.Keeps = -1, s.Work.Account.Must(cases.DutyAccounts) == nil
	p.rolesShown()
	return p
}

// View gives the page as it is.
func (p *Accounts) View() AccountsView { return p.view }

var allRoles = [...]cases.Role{cases.Clerk, cases.Reviewer, cases.Signer, cases.Admin, cases.Security, cases.Auditor}

func (p *Accounts) rolesShown() {
	p.view.Roles = nil
	for _, r := range allRoles {
		o := Option{Value: string(r), Name: Say(under("role", string(r)))}
		for _, had := range p.roles {
			o.Chosen = o.Chosen || had == r
		}
		p.view.Roles = append(p.view.Roles, o)
	}
}

// Tick adds a role to the account to be, or takes it away.
func (p *Accounts) Tick(role string) {
	kept := p.roles[:0:0]
	for _, r := range p.roles {
		if string(r) != role {
			kept = append(kept, r)
		}
	}
	if len(kept) == len(p.roles) {
		kept = append(kept, cases.Role(role))
	}
	p.roles = kept
	p.rolesShown()
	p.Changed(p.view)
}

// Refresh reads the accounts.
func (p *Accounts) Refresh() { p.do(Words{}, func() error { return nil }, nil) }

// do changes something, then reads everything again; then is run where it went well.
func (p *Accounts) do(said Words, change func() error, then func()) {
	if p.s.People == nil || p.view.Busy {
		return
	}
	p.view.Busy, p.view.Loading, p.view.Problem, p.view.Said = true, true, nil, Words{}
	p.Changed(p.view)
	p.line.ask(func() func() {
		err := change()
		ctx := context.Background()
		people, bad := p.s.People.People(ctx)
		var asked []office.Applicant
		if bad == nil && p.view.Keeps {
			asked, bad = p.s.People.Applicants(ctx)
		}
		return func() {
			p.view.Busy, p.view.Loading = false, false
			if p.view.Problem = err; err == nil {
				p.view.Problem, p.view.Said = bad, said
				if then != nil {
					then()
				}
			}
			p.take(people, asked)
			p.Changed(p.view)
		}
	})
}

func (p *Accounts) take(people []office.Person, asked []office.Applicant) {
	p.view.Lines, p.asked = nil, asked
	for _, a := range asked {
		l := AccountRow{ID: a.Account.ID, Name: a.Account.Name, Roles: roleWords(a.Account), State: Say("people.waits"), Tone: Warn, Applicant: true, Certified: a.Certified}
		if a.Certified {
			l.State, l.Tone = Say("people.certified"), Good
		}
		p.view.Lines = append(p.view.Lines, l)
	}
	for _, x := range people {
		if p.applies(x.Account.ID) {
			continue
		}
		l := AccountRow{ID: x.Account.ID, Name: x.Account.Name, Roles: roleWords(x.Account), Here: x.Here, Shut: x.Shut, Waiting: x.Wait > 0,
			Me: x.Account.ID == p.s.Work.Account.ID, State: Say("people.elsewhere")}
		switch {
		case x.Shut:
			l.State, l.Tone = Say("people.shut"), Bad
		case x.Wait > 0:
			l.State, l.Tone = Say("people.locked", "n", itoa(int(x.Wait/time.Minute)+1)), Warn
		case x.Here && x.Second:
			l.State = Say("people.here_second")
		case x.Here:
			l.State = Say("people.here")
		}
		p.view.Lines = append(p.view.Lines, l)
	}
	p.view.Chosen = -1
	for i, l := range p.view.Lines {
		if l.ID == p.chosen {
			p.view.Chosen = i
		}
	}
}

func (p *Accounts) applies(id cases.ID) bool {
	for _, a := range p.asked {
		if a.Account.ID == id {
			return true
		}
	}
	return false
}

func roleWords(a cases.Account) (out []Words) {
	for _, r := range a.Roles {
		out = append(out, Say(under("role", string(r))))
	}
	return out
}

// Choose chooses a line.
func (p *Accounts) Choose(i int) {
	if i < 0 || i >= len(p.view.Lines) {
		return
	}
	p.view.Chosen, p.chosen, p.view.Problem, p.view.Said = i, p.view.Lines[i].ID, nil, Words{}
	p.Changed(p.view)
}

// one runs a change on the chosen line.
func (p *Accounts) one(said string, change func(id cases.ID) error) {
	if p.view.Chosen < 0 {
		return
	}
	l := p.view.Lines[p.view.Chosen]
	p.do(Say(under("people", said), "name", l.Name), func() error { return change(l.ID) }, nil)
}

// LetIn ends the waiting of who typed wrong pass phrases.
func (p *Accounts) LetIn() { p.one("let_in", p.s.People.LetIn) }

// ShutOut keeps the account out, or lets it in again.
func (p *Accounts) ShutOut(shut bool) {
	said := "open"
	if shut {
		said = "is_shut"
	}
	p.one(said, func(id cases.ID) error { return p.s.People.ShutOut(id, shut) })
}

// Remove takes the account's way in away, for good.
func (p *Accounts) Remove() {
	p.one("removed", func(id cases.ID) error { return p.s.People.RemoveAccount(context.Background(), id) })
}

// Again applies for a new account with the name and the roles of the chosen one, for
// who forgot the pass phrase: a key cannot be had back.
func (p *Accounts) Again() {
	p.one("applied", func(id cases.ID) error {
		_, a, _ := p.s.Work.Directory.OfficeOf(id)
		_, err := p.s.People.Apply(context.Background(), a.Name, a.Roles)
		return err
	})
}

// Apply makes the key of a new account with the roles that are ticked.
func (p *Accounts) Apply(name string) {
	roles := p.roles
	p.do(Say("people.applied", "name", name), func() error {
		_, err := p.s.People.Apply(context.Background(), name, roles)
		return err
	}, func() { p.roles = nil; p.rolesShown() })
}

// Write writes the chosen application into a folder, for the library.
func (p *Accounts) Write(dir string) {
	if err := given(dir); err != nil {
		p.view.Problem = err
		p.Changed(p.view)
		return
	}
	asked := p.asked
	p.one("written", func(id cases.ID) error {
		for _, a := range asked {
			if a.Account.ID == id {
				_, err := p.s.People.WriteApplication(dir, a)
				return err
			}
		}
		return nil
	})
}

// TakeIn gives the chosen account its way in, under what its person typed.
func (p *Accounts) TakeIn(pass, again string) {
	if err := newPass(pass, again); err != nil {
		p.view.Problem = err
		p.Changed(p.view)
		return
	}
	p.one("taken_in", func(id cases.ID) error { return p.s.People.TakeIn(context.Background(), id, pass) })
}

// Drop forgets the chosen application and its key.
func (p *Accounts) Drop() {
	p.one("dropped", func(id cases.ID) error { return p.s.People.DropApplicant(context.Background(), id) })
}

// NewCode makes a new recovery code and shows it until the page is left.
func (p *Accounts) NewCode() {
	code := ""
	p.do(Say("people.code"), func() (err error) {
		code, err = p.s.People.NewRecoveryCode(context.Background())
		return err
	}, func() { p.view.Code = code })
}

// Forget takes the code out of sight.
func (p *Accounts) Forget() {
	if p.view.Code != "" {
		p.view.Code = ""
		p.Changed(p.view)
	}
}
