package sqlite

import (
	"slices"

	"casedesk/cases"
)

// AccountName is one line of the sign-in screen.
type AccountName struct {
	ID     cases.ID
	Name   string
	Roles  []cases.Role
	Second bool // a second factor is asked for
	Device bool // the machine's own secret is needed besides
	Shut   bool // an administrator shut the account out
}

// Accounts lists who may sign in here.
func (s *Store) Accounts() []AccountName {
	slots := s.keyFile().Accounts
	all := make([]AccountName, len(slots))
	for i, slot := range slots {
		all[i] = AccountName{slot.ID, slot.Name, slot.Roles, len(slot.Second) > 0, slot.Device, slot.Shut}
	}
	return all
}

// Doorplate is what anybody may read before signing in: the office's name and
// powers, and who may sign in with which role. Certificates, addresses, the other
// offices and all else of the directory are sealed.
func (s *Store) Doorplate() cases.Office {
	k := s.keyFile()
	o := cases.Office{ID: k.Office, Name: k.Name, Powers: k.Powers, Sample: k.Sample}
	for _, slot := range k.Accounts {
		o.Accounts = append(o.Accounts, cases.Account{ID: slot.ID, Name: slot.Name, Roles: slot.Roles})
	}
	return o
}

// label writes on the doorplate what a directory says; it tells whether anything
// changed.
func (k *keyFile) label(d cases.Directory) bool {
	o, _ := d.Office(k.Office)
	changed := k.Name != o.Name || !slices.Equal(k.Powers, o.Powers)
	k.Name, k.Powers = o.Name, o.Powers
	for i := range k.Accounts {
		slot := &k.Accounts[i]
		a, ok := o.Account(slot.ID)
		if !ok || slot.Form == 0 { // an old slot is bound to its name
			continue
		}
		changed = changed || slot.Name != a.Name || !slices.Equal(slot.Roles, a.Roles)
		slot.Name, slot.Roles = a.Name, a.Roles
	}
	return changed
}

// relabel brings the doorplate up to a directory that came.
func (s *Store) relabel(d cases.Directory) error {
	s.entry.Lock()
	defer s.entry.Unlock()
	k := s.keyFile()
	k.Accounts = slices.Clone(k.Accounts)
	if !k.label(d) {
		return nil
	}
	return s.changeKeys(func(k *keyFile) error { k.label(d); return nil })
}
