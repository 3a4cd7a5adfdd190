package sqlite

import (
	"io"

	"casedesk/cases"

	"golang.org/x/crypto/chacha20poly1305"
)

// dataKey seals everything in the store that is not sealed under a case's key.
type dataKey [32]byte

// seal encrypts plain with XChaCha20-Poly1305: nonce, then sealed text. The
// place says what the bytes are, so that none can stand in for another.
func (k *dataKey) seal(random io.Reader, place string, plain []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(k[:])
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+len(plain)+aead.Overhead())
	if _, err := io.ReadFull(random, nonce); err != nil {
		return nil, cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	return aead.Seal(nonce, nonce, plain, []byte(place)), nil
}

// open reads what seal wrote for the same place.
func (k *dataKey) open(place string, sealed []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(k[:])
	if err != nil {
		return nil, err
	}
	if len(sealed) < aead.NonceSize() {
		return nil, cases.Fail(cases.Damaged, "store.sealed", "what", what(place))
	}
	n := aead.NonceSize()
	plain, err := aead.Open(nil, sealed[:n], sealed[n:], []byte(place))
	if err != nil {
		return nil, cases.Fail(cases.Damaged, "store.sealed", "what", what(place))
	}
	return plain, nil
}

// what gives the first word of a place: the sort of thing, never which one.
func what(place string) string {
	for i := range place {
		if place[i] == ' ' {
			return place[:i]
		}
	}
	return place
}
