package sqlite

import (
	"context"
	"io"

	"casedesk/cases"
)

// NeedMachine makes the signed-in account's slot need, or need no more, a secret
// that the machine's keyring keeps: a copy of the folder then opens nowhere else by
// a pass phrase, while the recovery code needs none. The proof is asked for once
// more. It fails with Unsupported (store.no_keyring) where the machine has no
// keyring; the slot stays as it was then.
func (s *Session) NeedMachine(_ context.Context, p Proof, need bool) error {
	if _, err := s.keys(); err != nil {
		return err
	}
	st := s.store
	slot, ok := st.keyFile().slot(s.account)
	if !ok {
		return cases.Fail(cases.NotFound, "store.no_account")
	}
	data, key, err := s.prove(p)
	if err != nil {
		return err
	}
	defer clear(data[:])
	slot.Device = need
	h := inHand{Proof: p}
	if need {
		if h.device, err = st.machineSecret(); err != nil {
			return err
		}
		defer clear(h.device)
	}
	return st.reseal(slot, h, &data, key)
}

// machineSecret gives the store's secret in the keyring, and puts one there first
// where there is none.
func (s *Store) machineSecret() ([]byte, error) {
	if s.keyring == nil {
		return nil, cases.Fail(cases.Unsupported, "store.no_keyring")
	}
	s.entry.Lock()
	defer s.entry.Unlock()
	secret, err := deviceSecret(s.keyring, s.keys.Store)
	if err != nil || secret != nil {
		return secret, err
	}
	secret = make([]byte, 32)
	if _, err := io.ReadFull(s.random, secret); err != nil {
		return nil, cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	if err := s.keyring.Keep(s.keys.Store.String(), secret); err != nil {
		if cases.KindOf(err) == 0 {
			err = cases.Fail(cases.Unsupported, "store.keyring").Because(err)
		}
		return nil, err
	}
	kept, err := deviceSecret(s.keyring, s.keys.Store)
	if err != nil || string(kept) != string(secret) { // nobody is shut out by a keyring that forgets
		return nil, cases.Fail(cases.Unsupported, "store.keyring").Because(err)
	}
	return secret, nil
}
