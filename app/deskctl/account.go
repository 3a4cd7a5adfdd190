package main

import (
	"os"
	"strings"
	"time"

	"casedesk/app/office"
	"casedesk/app/wire"
	"casedesk/cases"
	"casedesk/store/replica"
)

type accountCall struct {
	List   accountListCall   `cmd:"" help:"Who may sign in, who is shut or locked out, who waits for a certificate."`
	Add    accountAddCall    `cmd:"" help:"Make the key of a new account and the application to the central library."`
	Take   accountTakeCall   `cmd:"" help:"Give a certified account its way in."`
	Role   accountRoleCall   `cmd:"" help:"Apply to the central library for other roles of an account; who asked stands in the log."`
	Answer accountAnswerCall `cmd:"" help:"Take the central library's answer from a file, where there is no network; else sync brings it."`
	Lock   accountLockCall   `cmd:"" help:"Keep an account from signing in here."`
	Unlock accountUnlockCall `cmd:"" help:"Let an account in again, and end its waiting after wrong pass phrases."`
	Reset  accountResetCall  `cmd:"" help:"For a forgotten pass phrase: a new key for the same name and roles; the old way in is shut."`
}

// accountOn is the store and the account that keeps the others.
type accountOn struct {
	Store string `required:"" type:"path" help:"The store's folder."`
	As    string `required:"" help:"Account name of a 系统管理员; list also serves a 安全管理员."`
}

// care signs in and gives what the window's page of accounts works with.
func (c accountOn) care(t *terminal, work func(wire.Care) error) error {
	s, done, err := t.signIn(c.Store, c.As)
	if err != nil {
		return err
	}
	defer done()
	return work(wire.CareOf(s))
}

// personNamed finds an account by its name or ID.
func personNamed(t *terminal, c wire.Care, name string) (office.Person, error) {
	all, err := c.People(t)
	if err != nil {
		return office.Person{}, err
	}
	var names []string
	for _, p := range all {
		if p.Account.Name == name || p.Account.ID.String() == name {
			return p, nil
		}
		names = append(names, p.Account.Name)
	}
	return office.Person{}, noAccount(name, names)
}

type accountListCall struct{ accountOn }

// Run answers a line an account.
func (c accountListCall) Run(t *terminal) error {
	return c.care(t, func(care wire.Care) error {
		all, err := care.People(t)
		if err != nil {
			return err
		}
		for _, p := range all {
			err := t.answer(struct {
				Account cases.ID     `json:"account"`
				Name    string       `json:"name"`
				Roles   []cases.Role `json:"roles"`
				Here    bool         `json:"here"`
				Second  bool         `json:"second"`
				Shut    bool         `json:"shut"`
				Wait    int          `json:"wait"` // seconds until the next try
			}{p.Account.ID, p.Account.Name, append([]cases.Role{}, p.Account.Roles...), p.Here, p.Second, p.Shut, int(p.Wait / time.Second)})
			if err != nil {
				return err
			}
		}
		waiting, err := care.Applicants(t)
		if cases.KindOf(err) == cases.Forbidden {
			return nil // a 安全管理员 sees who is locked out, not who applies
		}
		for _, a := range waiting {
			if err := t.applicant(a, ""); err != nil {
				return err
			}
		}
		return err
	})
}

// applicant answers with an account that waits.
func (t *terminal) applicant(a office.Applicant, file string) error {
	return t.answer(struct {
		Account   cases.ID     `json:"account"`
		Name      string       `json:"name"`
		Roles     []cases.Role `json:"roles"`
		Key       string       `json:"key"` // to read out to the people of the library
		Certified bool         `json:"certified"`
		File      string       `json:"file,omitempty"`
	}{a.Account.ID, a.Account.Name, a.Account.Roles, replica.Fingerprint(a.Key), a.Certified, file})
}

type accountAddCall struct {
	accountOn
	Name string       `required:"" help:"The person's name."`
	Role []cases.Role `required:"" help:"clerk, reviewer, signer, admin, security or auditor; the last three each alone."`
	To   string       `required:"" type:"path" help:"Folder that the application to the central library is written to."`
}

// Run makes the key and the application; the library alone certifies.
func (c accountAddCall) Run(t *terminal) error {
	return c.care(t, func(care wire.Care) error { return t.apply(care, c.Name, c.Role, c.To) })
}

func (t *terminal) apply(care wire.Care, name string, roles []cases.Role, to string) error {
	a, err := care.Apply(t, name, roles)
	if err != nil {
		return err
	}
	file, err := care.WriteApplication(to, a)
	if err != nil {
		return err
	}
	return t.applicant(a, file)
}

type accountRoleCall struct {
	accountOn
	Account string       `arg:"" help:"Name or id."`
	Role    []cases.Role `required:"" help:"All roles that it is to have: clerk, reviewer, signer, admin, security or auditor; the last three each alone."`
	To      string       `required:"" type:"path" help:"Folder that the application to the central library is written to."`
}

// Run asks for other roles; the library alone certifies, and the key stays.
func (c accountRoleCall) Run(t *terminal) error {
	return c.care(t, func(care wire.Care) error {
		p, err := personNamed(t, care, c.Account)
		if err != nil {
			return err
		}
		a, err := care.ApplyRoles(t, p.Account.ID, c.Role)
		if err != nil {
			return err
		}
		file, err := care.WriteApplication(c.To, a)
		if err != nil {
			return err
		}
		return t.applicant(a, file)
	})
}

type accountAnswerCall struct {
	accountOn
	File string `arg:"" type:"path" help:"The file that the library's people gave (central certify)."`
}

// Run takes the directory that the library signed; it proves itself by the root that
// this store pinned.
func (c accountAnswerCall) Run(t *terminal) error {
	b, err := t.read(c.File)
	if err != nil {
		return err
	}
	return c.care(t, func(care wire.Care) error {
		version, err := care.TakeAnswer(t, b)
		if err != nil {
			return err
		}
		return t.answer(struct {
			Directory int `json:"directory"`
		}{version})
	})
}

type accountTakeCall struct {
	accountOn
	Account string `arg:"" help:"The account's id, as add or list tells it."`
}

// Run takes an account in that the directory names by now. Its person's pass phrase
// comes from the file that CASEDESK_NEW_PASSPHRASE_FILE names.
func (c accountTakeCall) Run(t *terminal) error {
	id, err := cases.ParseID(c.Account)
	if err != nil {
		return err
	}
	name := os.Getenv("CASEDESK_NEW_PASSPHRASE_FILE")
	if name == "" {
		return cases.Fail(cases.Invalid, "deskctl.new_passphrase")
	}
	b, err := t.read(name)
	if err != nil {
		return err
	}
	return c.care(t, func(care wire.Care) error {
		if err := care.TakeIn(t, id, strings.TrimRight(string(b), "\r\n")); err != nil {
			return err
		}
		return t.answer(struct {
			Account cases.ID `json:"account"`
			Here    bool     `json:"here"`
		}{id, true})
	})
}

type accountLockCall struct {
	accountOn
	Account string `arg:"" help:"Name or id."`
}

// Run shuts an account out.
func (c accountLockCall) Run(t *terminal) error {
	return c.care(t, func(care wire.Care) error { return t.shut(care, c.Account, true) })
}

type accountUnlockCall struct {
	accountOn
	Account string `arg:"" help:"Name or id."`
}

// Run lets an account in again.
func (c accountUnlockCall) Run(t *terminal) error {
	return c.care(t, func(care wire.Care) error { return t.shut(care, c.Account, false) })
}

func (t *terminal) shut(care wire.Care, name string, shut bool) error {
	p, err := personNamed(t, care, name)
	if err != nil {
		return err
	}
	if !shut {
		if err := care.LetIn(p.Account.ID); err != nil {
			return err
		}
	}
	if p.Shut != shut {
		if err := care.ShutOut(p.Account.ID, shut); err != nil {
			return err
		}
	}
	return t.answer(struct {
		Account cases.ID `json:"account"`
		Shut    bool     `json:"shut"`
	}{p.Account.ID, shut})
}

type accountResetCall struct {
	accountOn
	Account string `arg:"" help:"Name or id of who forgot the pass phrase."`
	To      string `required:"" type:"path" help:"Folder that the application to the central library is written to."`
}

// Run applies for the same name and roles with a new key and shuts the old way in:
// nobody can open a slot without its pass phrase.
func (c accountResetCall) Run(t *terminal) error {
	return c.care(t, func(care wire.Care) error {
		p, err := personNamed(t, care, c.Account)
		if err != nil {
			return err
		}
		if p.Here && !p.Shut {
			if err := care.ShutOut(p.Account.ID, true); err != nil {
				return err
			}
		}
		return t.apply(care, p.Account.Name, p.Account.Roles, c.To)
	})
}
