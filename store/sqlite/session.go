package sqlite

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/hpke"
	"sync"

	"casedesk/cases"
)

// Session is the store with one account signed in. Its methods may be called
// from several goroutines; after Close they fail with Locked.
type Session struct {
	store   *Store
	account cases.ID // zero after Recover

	mu        sync.RWMutex
	data      *dataKey
	key       *ecdsa.PrivateKey // the account's; nil after Recover
	device    *ecdsa.PrivateKey
	officeKey hpke.PrivateKey
}

// Close signs out: the keys are overwritten where the runtime lets us reach
// them, and dropped.
func (s *Session) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.data != nil {
		clear(s.data[:])
	}
	s.data, s.key, s.device, s.officeKey = nil, nil, nil, nil
	return nil
}

// Account gives who is signed in; zero after Recover.
func (s *Session) Account() cases.ID { return s.account }

// Store gives the store that the session belongs to.
func (s *Session) Store() *Store { return s.store }

// Signer gives the signed-in account's key, for letters.
func (s *Session) Signer() (crypto.Signer, error) {
	k, err := s.keys()
	if err != nil {
		return nil, err
	}
	if k.account == nil {
		return nil, cases.Fail(cases.Forbidden, "store.no_signer")
	}
	return k.account, nil
}

// DeviceSigner gives the machine's key, for batches to the central library.
func (s *Session) DeviceSigner() (crypto.Signer, error) {
	k, err := s.keys()
	if err != nil {
		return nil, err
	}
	return k.device, nil
}

// caseKeys gives the keys to somebody who works on cases; whoever keeps the
// machine, its rules or its log is refused. A recovered session has no account
// and may read.
func (s *Session) caseKeys() (keyring, error) {
	if !s.account.IsZero() {
		if _, a, ok := s.store.Directory().OfficeOf(s.account); ok && !a.IsHand() {
			if err := a.Must(cases.DutyCases); err != nil {
				return keyring{}, err
			}
		}
	}
	return s.keys()
}

// keyring is the keys of an open session.
type keyring struct {
	data    *dataKey
	account *ecdsa.PrivateKey
	device  *ecdsa.PrivateKey
	office  hpke.PrivateKey
}

// keys copies the keys, so that work under way survives a Close; the caller's
// copy of the data key is its own.
func (s *Session) keys() (keyring, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.data == nil {
		return keyring{}, cases.Fail(cases.Locked, "store.closed")
	}
	data := *s.data
	return keyring{&data, s.key, s.device, s.officeKey}, nil
}
