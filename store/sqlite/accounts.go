package sqlite

import (
	"bytes"
	"context"
	"crypto/x509"

	"casedesk/cases"
)

// ChangePassPhrase puts the signed-in account's keys under a new pass phrase, and
// second factor where fresh has one. The old proof is asked for once more; wrong
// ones count as at Unlock.
func (s *Session) ChangePassPhrase(_ context.Context, old, fresh Proof) error {
	if _, err := s.keys(); err != nil {
		return err
	}
	if fresh.Pass == "" {
		return cases.Fail(cases.Invalid, "store.pass_empty")
	}
	st := s.store
	slot, ok := st.keyFile().slot(s.account)
	if !ok {
		return cases.Fail(cases.NotFound, "store.no_account")
	}
	data, key, err := s.prove(old)
	if err != nil {
		return err
	}
	defer clear(data[:])
	h, err := st.inHand(slot, fresh)
	if err != nil {
		return err
	}
	if slot, err = slot.asking(st, fresh); err != nil {
		return err
	}
	return st.reseal(slot, h, &data, key)
}

// asking gives the slot as it asks for a second factor from now on: the one that
// the proof brings, or none.
func (s keySlot) asking(st *Store, p Proof) (keySlot, error) {
	s.Second = nil
	if p.Second == nil {
		return s, nil
	}
	fresh, err := newSlotChallenge(st.random)
	s.Second = fresh
	return s, err
}

// AddAccount gives a slot to an account that the directory names for this office,
// by the hand of a system administrator who is signed in. An account that has a
// slot gets a new one with its new key: the way back for a forgotten pass phrase,
// after the central library certified the key.
func (s *Session) AddAccount(ctx context.Context, a AccountSecret) error {
	k, err := s.administrator()
	if err != nil {
		return err
	}
	defer clear(k.data[:])
	st := s.store
	office, _ := st.Directory().Office(st.keys.Office)
	known, ok := office.Account(a.ID)
	if !ok || a.Key == nil || a.PassPhrase == "" {
		return cases.Fail(cases.Invalid, "store.account_key")
	}
	cert, err := x509.ParseCertificate(known.Cert)
	if err != nil || !a.Key.PublicKey.Equal(cert.PublicKey) {
		return cases.Fail(cases.Invalid, "store.account_key")
	}
	a.Name = known.Name
	st.entry.Lock()
	defer st.entry.Unlock()
	secret, err := deviceSecret(st.keyring, st.keys.Store)
	if err != nil {
		return err
	}
	slot, err := newSlot(st.random, st.keyFile().identity(), a, s.cost, secret, k.data)
	if err != nil {
		return err
	}
	slot.Roles = known.Roles
	st.forgetTries(a.ID)
	return st.changeKeys(func(k *keyFile) error {
		if k.replace(slot) != nil {
			k.Accounts = append(k.Accounts, slot)
		}
		return nil
	})
}

// RemoveAccount takes an account's slot away, by the hand of a system
// administrator. Nobody removes the own one, so that an administrator is left.
func (s *Session) RemoveAccount(_ context.Context, id cases.ID) error {
	k, err := s.administrator()
	if err != nil {
		return err
	}
	clear(k.data[:])
	if id == s.account {
		return cases.Fail(cases.Forbidden, "store.own_account")
	}
	st := s.store
	st.entry.Lock()
	defer st.entry.Unlock()
	return st.changeKeys(func(k *keyFile) error {
		for i, slot := range k.Accounts {
			if bytes.Equal(slot.ID[:], id[:]) {
				k.Accounts = append(k.Accounts[:i:i], k.Accounts[i+1:]...)
				return nil
			}
		}
		return cases.Fail(cases.NotFound, "store.no_account")
	})
}

// ShutOut keeps an account from signing in here, or lets it in again, by the hand of a
// system administrator; nobody shuts the own account out. It is this program that
// refuses: an account is revoked at the central library.
func (s *Session) ShutOut(id cases.ID, shut bool) error {
	k, err := s.administrator()
	if err != nil {
		return err
	}
	clear(k.data[:])
	if id == s.account {
		return cases.Fail(cases.Forbidden, "store.own_account")
	}
	s.store.entry.Lock()
	defer s.store.entry.Unlock()
	return s.store.changeKeys(func(k *keyFile) error {
		slot, ok := k.slot(id)
		if !ok {
			return cases.Fail(cases.NotFound, "store.no_account")
		}
		slot.Shut = shut
		return k.replace(slot)
	})
}

// administrator gives the keys of a session whose account manages the others.
func (s *Session) administrator() (keyring, error) {
	k, err := s.keys()
	if err != nil {
		return k, err
	}
	_, account, ok := s.store.Directory().OfficeOf(s.account)
	if !ok || !account.Has(cases.Admin) {
		clear(k.data[:])
		return k, cases.Fail(cases.Forbidden, "store.not_admin")
	}
	return k, nil
}
