package sqlite

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/hpke"
	"io"
	"sync"

	"casedesk/cases"
)

// Session is the store with one account signed in. Its methods may be called
// from several goroutines; after Close and while it is covered they fail with
// Locked, and work that is under way then ends by itself: either it was
// acknowledged, or it left nothing.
type Session struct {
	store   *Store
	account cases.ID // zero after Recover
	cost    Cost     // of the account's slot

	turn sync.Mutex // held through Close, Cover and Uncover

	mu        sync.RWMutex
	data      *dataKey
	key       *ecdsa.PrivateKey // the account's; nil after Recover
	device    *ecdsa.PrivateKey
	officeKey hpke.PrivateKey
	pin       *pinSlot // nil while there is no PIN
	covered   bool
	cases     map[cases.ID]summed // added up lately; see remember
	grams     commonness          // see common
	proved    []byte              // the certificate that the account's key was held against
}

// wake opens the database for the session and reads the machine's keys.
func (s *Session) wake(ctx context.Context, data *dataKey, key *ecdsa.PrivateKey) error {
	if err := s.store.enter(ctx, s, data); err != nil {
		return err
	}
	device, office, err := readSecrets(ctx, s.store.read, data)
	if err != nil {
		s.store.leave(s, s.covered)
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	own := *data
	s.data, s.key, s.device, s.officeKey, s.covered = &own, key, device, office, false
	return nil
}

// sleep drops the keys: they are overwritten where the runtime lets us reach
// them. It tells whether there were any.
func (s *Session) sleep() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.data == nil {
		return false
	}
	clear(s.data[:])
	s.data, s.key, s.device, s.officeKey, s.cases, s.grams = nil, nil, nil, nil, nil, commonness{}
	return true
}

// Close signs out. With the last session of a store its database is closed and
// its key forgotten; Close waits for work under way, three seconds at most.
func (s *Session) Close() error {
	s.turn.Lock()
	defer s.turn.Unlock()
	awake := s.sleep()
	s.mu.Lock()
	s.covered, s.pin = false, nil
	s.mu.Unlock()
	if !awake {
		s.store.forget(s)
		return nil
	}
	return s.store.leave(s, false)
}

// Account gives who is signed in; zero after Recover.
func (s *Session) Account() cases.ID { return s.account }

// Store gives the store that the session belongs to.
func (s *Session) Store() *Store { return s.store }

// Signer gives the signed-in account's key, for letters. It signs while the
// session is open and not covered.
func (s *Session) Signer() (crypto.Signer, error) {
	k, err := s.keys()
	if err != nil {
		return nil, err
	}
	if k.account == nil {
		return nil, cases.Fail(cases.Forbidden, "store.no_signer")
	}
	return signer{s, k.account.Public(), func(k keyring) *ecdsa.PrivateKey { return k.account }}, nil
}

// DeviceSigner gives the machine's key, for batches to the central library. It
// signs while the session is open and not covered.
func (s *Session) DeviceSigner() (crypto.Signer, error) {
	k, err := s.keys()
	if err != nil {
		return nil, err
	}
	return signer{s, k.device.Public(), func(k keyring) *ecdsa.PrivateKey { return k.device }}, nil
}

// signer is a key that goes with the session's keys: nobody holds the key itself.
type signer struct {
	s      *Session
	public crypto.PublicKey
	which  func(keyring) *ecdsa.PrivateKey
}

// Public gives the public key, an *ecdsa.PublicKey.
func (g signer) Public() crypto.PublicKey { return g.public }

// Sign signs a digest; it fails with Locked once the keys are gone.
func (g signer) Sign(random io.Reader, digest []byte, o crypto.SignerOpts) ([]byte, error) {
	k, err := g.s.keys()
	if err != nil {
		return nil, err
	}
	return g.which(k).Sign(random, digest, o)
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
	if s.covered {
		return keyring{}, cases.Fail(cases.Locked, "store.covered")
	}
	if s.data == nil {
		return keyring{}, cases.Fail(cases.Locked, "store.closed")
	}
	data := *s.data
	return keyring{&data, s.key, s.device, s.officeKey}, nil
}
