package sqlite

import (
	"context"
	"crypto/ecdsa"

	"casedesk/cases"
)

// Unlock signs an account in. A wrong pass phrase is Locked; after five in a row
// the next try must wait, half a minute first and twice as long each time. It
// needs no network. The first session opens the database, which is then checked
// no deeper than a first queue needs; several may be signed in at once.
func (s *Store) Unlock(ctx context.Context, account cases.ID, pass string) (*Session, error) {
	return s.UnlockWith(ctx, account, Proof{Pass: pass})
}

// UnlockWith signs an account in that may need a second factor. One that is
// needed and not given is Locked (store.second).
func (s *Store) UnlockWith(ctx context.Context, account cases.ID, p Proof) (*Session, error) {
	slot, ok := s.keyFile().slot(account)
	if !ok {
		return nil, cases.Fail(cases.NotFound, "store.no_account")
	}
	return s.unlock(ctx, slot, p)
}

// Recover opens the store with its recovery code. The session can read and make
// copies but sign nothing, for no account's key is in that slot.
func (s *Store) Recover(ctx context.Context, code string) (*Session, error) {
	return s.unlock(ctx, s.keyFile().Recovery, Proof{Pass: foldRecoveryCode(code)})
}

func (s *Store) unlock(ctx context.Context, slot keySlot, p Proof) (*Session, error) {
	h, err := s.inHand(slot, p)
	if err != nil {
		return nil, err
	}
	data, key, err := s.try(slot, h)
	if err != nil {
		return nil, err
	}
	defer clear(data[:])
	session := &Session{store: s, cost: slot.Cost}
	if key != nil {
		session.account = slot.ID
	}
	if err := session.wake(ctx, &data, key); err != nil {
		return nil, err
	}
	if err := session.project(ctx); err != nil {
		session.Close()
		return nil, err
	}
	// What a killed program left of destroyed cases; a disk that takes nothing now
	// must keep nobody out.
	_ = session.sweepGone(ctx)
	if slot.Form != slotForm {
		// The store was brought forward; if the disk takes no more now, the
		// next sign-in does it.
		_ = s.reseal(slot, h, &data, key)
	}
	return session, nil
}

func (s *Store) inHand(slot keySlot, p Proof) (h inHand, err error) {
	h.Proof = p
	if slot.Device {
		h.device, err = deviceSecret(s.keyring, s.keys.Store)
	}
	return h, err
}

// try opens a slot, and counts it where the pass phrase is wrong.
func (s *Store) try(slot keySlot, h inHand) (data dataKey, key *ecdsa.PrivateKey, err error) {
	if slot.Shut {
		return data, nil, cases.Fail(cases.Forbidden, "store.shut")
	}
	if err := s.mustWait(slot.ID); err != nil {
		return data, nil, err
	}
	data, key, err = slot.unseal(s.keyFile().identity(), h)
	if cases.KeyOf(err) == "store.pass_phrase" {
		s.countTry(slot.ID)
	}
	if err == nil {
		s.forgetTries(slot.ID)
	}
	return data, key, err
}

// reseal puts the same keys into a slot again: for a new pass phrase, other
// needs, or this program's form of a slot.
func (s *Store) reseal(slot keySlot, h inHand, data *dataKey, key *ecdsa.PrivateKey) error {
	s.entry.Lock()
	defer s.entry.Unlock()
	k := s.keyFile()
	fresh, err := slot.seal(s.random, k.identity(), h, data, key)
	if err != nil {
		return err
	}
	return s.changeKeys(func(k *keyFile) error { return k.replace(fresh) })
}

// replace puts a slot in the place of the one of its account.
func (k *keyFile) replace(fresh keySlot) error {
	if fresh.ID.IsZero() {
		k.Recovery = fresh
		return nil
	}
	for i := range k.Accounts {
		if k.Accounts[i].ID == fresh.ID {
			k.Accounts[i] = fresh
			return nil
		}
	}
	return cases.Fail(cases.NotFound, "store.no_account")
}
