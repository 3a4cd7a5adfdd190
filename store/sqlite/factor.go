package sqlite

import (
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"io"

	"casedesk/cases"
)

// Proof is what a person brings to sign in.
type Proof struct {
	Pass   string
	Second Factor // nil where the slot needs none
}

// Factor is a second factor: what a person has besides what a person knows. It
// answers a challenge with bytes that nobody can make without it, the same ones
// each time: a smart card or USB key that signs without randomness or makes an
// HMAC, or a Stick. The answer becomes part of the slot's key, so no program can
// be talked out of asking for it. An error of Answer is shown as it is.
type Factor interface {
	Answer(challenge []byte) ([]byte, error)
}

// Stick is a second factor that is a file on a memory stick: 32 random bytes.
// It guards against whoever learns a pass phrase, not against whoever copies the
// stick.
type Stick []byte

const stickSize = 32

// NewStick makes the bytes of a stick's file.
func NewStick(random io.Reader) (Stick, error) {
	s := make(Stick, stickSize)
	if _, err := io.ReadFull(random, s); err != nil {
		return nil, cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	return s, nil
}

// Answer gives the HMAC-SHA256 of the challenge under the stick's bytes. A file
// of another size is Invalid.
func (s Stick) Answer(challenge []byte) ([]byte, error) {
	if len(s) != stickSize {
		return nil, cases.Fail(cases.Invalid, "store.stick")
	}
	h := hmac.New(sha256.New, s)
	h.Write(challenge)
	return h.Sum(nil), nil
}

// Keyring keeps one secret of 32 bytes for each store on this machine, under the
// account of the operating system (DPAPI, Secret Service): a stolen copy of the
// folder then opens nowhere else, not even with a pass phrase. It never opens
// the store alone. Where there is none the store works without; the recovery
// code needs none.
type Keyring interface {
	// Secret gives the store's secret, or fails with NotFound.
	Secret(store string) ([]byte, error)
	// Keep puts it there, once, when the store is made.
	Keep(store string, secret []byte) error
}

// deviceSecret asks the keyring; nil where there is no keyring, or none in it.
func deviceSecret(k Keyring, store cases.ID) ([]byte, error) {
	if k == nil {
		return nil, nil
	}
	secret, err := k.Secret(store.String())
	if cases.KindOf(err) == cases.NotFound {
		return nil, nil
	}
	var ours *cases.Error
	if err != nil && !errors.As(err, &ours) {
		err = cases.Fail(cases.Locked, "store.device_secret").Because(err)
	}
	return secret, err
}
