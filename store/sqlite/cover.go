package sqlite

import (
	"context"
	"crypto/ecdsa"
	"io"
	"strconv"
	"unicode/utf8"

	"casedesk/cases"
)

const (
	pinLeast = 4 // characters
	pinTries = 5
)

const pinPlace = "pin of a covered session"

// pinSlot holds a session's keys under its PIN, in memory only.
type pinSlot struct {
	salt   []byte
	sealed []byte
	left   int // tries
}

// SetPIN chooses the PIN that uncovers this session; "" takes it away. It has
// four characters or more and is forgotten when the session closes or the
// program ends: a PIN opens nothing on the disk. It takes as long as a pass phrase.
func (s *Session) SetPIN(pin string) error {
	if pin == "" {
		return s.keepPIN(nil)
	}
	if utf8.RuneCountInString(pin) < pinLeast {
		return cases.Fail(cases.Invalid, "store.pin_short", "n", strconv.Itoa(pinLeast))
	}
	k, err := s.keys()
	if err != nil {
		return err
	}
	defer clear(k.data[:])
	p := &pinSlot{salt: make([]byte, 16), left: pinTries}
	if _, err := io.ReadFull(s.store.random, p.salt); err != nil {
		return cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	plain := append(make([]byte, 0, 128), k.data[:]...)
	defer func() { clear(plain) }()
	if k.account != nil {
		raw, err := k.account.Bytes()
		if err != nil {
			return cases.Fail(cases.Invalid, "store.account_key").Because(err)
		}
		plain = append(plain, raw...)
		clear(raw)
	}
	wrap := sealKey(s.cost.stretch(pin, p.salt))
	defer clear(wrap[:])
	if p.sealed, err = wrap.seal(s.store.random, pinPlace, plain); err != nil {
		return err
	}
	return s.keepPIN(p)
}

func (s *Session) keepPIN(p *pinSlot) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.data == nil {
		return cases.Fail(cases.Locked, "store.closed")
	}
	s.pin = p
	return nil
}

// HasPIN tells whether a PIN uncovers the session now.
func (s *Session) HasPIN() bool { s.mu.RLock(); defer s.mu.RUnlock(); return s.pin != nil }

// Covered tells whether the session waits for its PIN or pass phrase.
func (s *Session) Covered() bool { s.mu.RLock(); defer s.mu.RUnlock(); return s.covered }

// Cover is the idle lock: the keys are dropped as by Close, and every method
// fails with Locked (store.covered), but the session stays what it is and goes
// on after Uncover or Resume, with all that the screens hold. A draft must be
// saved before. A session that is closed or covered stays so.
func (s *Session) Cover() error {
	s.turn.Lock()
	defer s.turn.Unlock()
	if !s.sleep() {
		return nil
	}
	s.mu.Lock()
	s.covered = true
	s.mu.Unlock()
	return s.store.leave(s, true)
}

// Uncover goes on with a covered session by its PIN. A wrong one is Locked
// (store.pin, with how many tries are left); after five, and where no PIN was
// set, only Resume helps (store.pin_spent).
func (s *Session) Uncover(ctx context.Context, pin string) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	if done, err := s.isBare(); done {
		return err
	}
	s.mu.Lock()
	p := s.pin
	s.mu.Unlock()
	if p == nil {
		return cases.Fail(cases.Locked, "store.pin_spent")
	}
	if slot, _ := s.store.keyFile().slot(s.account); slot.Shut {
		return cases.Fail(cases.Forbidden, "store.shut")
	}
	wrap := sealKey(s.cost.stretch(pin, p.salt))
	defer clear(wrap[:])
	plain, err := wrap.open(pinPlace, p.sealed)
	if err != nil {
		return s.wrongPIN(p)
	}
	defer clear(plain)
	data, key, err := readSlot(slotForm, plain)
	if err != nil {
		return err
	}
	defer clear(data[:])
	p.left = pinTries
	return s.wake(ctx, &data, key)
}

func (s *Session) wrongPIN(p *pinSlot) error {
	if p.left--; p.left > 0 {
		return cases.Fail(cases.Locked, "store.pin", "n", strconv.Itoa(p.left))
	}
	s.mu.Lock()
	clear(p.sealed)
	s.pin = nil
	s.mu.Unlock()
	return cases.Fail(cases.Locked, "store.pin_spent")
}

// isBare tells a session that needs no uncovering, and the error for one that
// is closed.
func (s *Session) isBare() (bool, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.data == nil && !s.covered {
		return true, cases.Fail(cases.Locked, "store.closed")
	}
	return s.data != nil, nil
}

// Resume goes on with a covered session by the account's pass phrase, and second
// factor where its slot needs one. Wrong ones count as at Unlock. The PIN, if it
// was not spent, stays.
func (s *Session) Resume(ctx context.Context, p Proof) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	if done, err := s.isBare(); done {
		return err
	}
	data, key, err := s.prove(p)
	if err != nil {
		return err
	}
	defer clear(data[:])
	return s.wake(ctx, &data, key)
}

// prove opens the session's own slot.
func (s *Session) prove(p Proof) (data dataKey, key *ecdsa.PrivateKey, err error) {
	k := s.store.keyFile()
	slot := k.Recovery
	if !s.account.IsZero() {
		var ok bool
		if slot, ok = k.slot(s.account); !ok {
			return data, nil, cases.Fail(cases.NotFound, "store.no_account")
		}
	} else {
		p.Pass = foldRecoveryCode(p.Pass)
	}
	h, err := s.store.inHand(slot, p)
	if err != nil {
		return data, nil, err
	}
	return s.store.try(slot, h)
}
