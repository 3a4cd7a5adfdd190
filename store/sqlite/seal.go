package sqlite

import (
	"crypto/hkdf"
	"crypto/sha256"
	"io"

	"casedesk/cases"

	"golang.org/x/crypto/chacha20poly1305"
)

// dataKey opens the store. Its first half seals what is sealed inside the
// database and not under a case's key; its second half is for the disk.
type dataKey [64]byte

// oldDataKey is the length of the data key of a store of the first format.
const oldDataKey = 32

// grow makes the data key of a store that was made when it had only the first
// half: whoever opens an old slot comes to the same key.
func grow(old []byte) (k dataKey, err error) {
	more, err := hkdf.Expand(sha256.New, old, "casedesk data key, second half", len(k)-oldDataKey)
	if err != nil {
		return k, err
	}
	copy(k[copy(k[:], old):], more)
	clear(more)
	return k, nil
}

// forDisk gives the key of the page cipher.
func (k *dataKey) forDisk() ([]byte, error) {
	return hkdf.Expand(sha256.New, k[oldDataKey:], "casedesk disk", 64)
}

func (k *dataKey) inner() *sealKey { return (*sealKey)(k[:32]) }

// seal and open work with the half that is for inside the database.
func (k *dataKey) seal(random io.Reader, place string, plain []byte) ([]byte, error) {
	return k.inner().seal(random, place, plain)
}

func (k *dataKey) open(place string, sealed []byte) ([]byte, error) {
	return k.inner().open(place, sealed)
}

// sealKey seals small things.
type sealKey [32]byte

// seal encrypts plain with XChaCha20-Poly1305: nonce, then sealed text. The
// place says what the bytes are, so that none can stand in for another.
func (k *sealKey) seal(random io.Reader, place string, plain []byte) ([]byte, error) {
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
func (k *sealKey) open(place string, sealed []byte) ([]byte, error) {
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
