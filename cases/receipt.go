package cases

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/sha256"
	"encoding/binary"
)

// KeyWrap is a case's key sealed to one office's public key. It travels beside
// the log, never in it, and says which offices may read the case.
type KeyWrap struct {
	Case   ID     `json:"case"`
	Office ID     `json:"office"`
	Sealed []byte `json:"sealed"`
}

// Receipt is the central library's word that it holds an event at a position
// of its own order.
type Receipt struct {
	Event    Hash   `json:"event"`
	Position uint64 `json:"position"` // 1, 2, 3 … in the library's order
	At       int64  `json:"at"`       // milliseconds since 1970, the library's clock
	Sig      []byte `json:"sig"`      // ASN.1 ECDSA P-256 by the library's key
}

// Sign fills in the signature.
func (r Receipt) Sign(key crypto.Signer) (Receipt, error) {
	sum := r.sum()
	sig, err := key.Sign(nil, sum[:], crypto.SHA256)
	if err != nil {
		return r, Fail(Invalid, "receipt.sign").Because(err)
	}
	r.Sig = sig
	return r, nil
}

// Verify tells whether the library's key made the receipt.
func (r Receipt) Verify(key *ecdsa.PublicKey) error {
	sum := r.sum()
	if key == nil || !ecdsa.VerifyASN1(key, sum[:], r.Sig) {
		return Fail(Damaged, "receipt.signature")
	}
	return nil
}

func (r Receipt) sum() Hash {
	b := append([]byte("casedesk receipt\x00"), r.Event[:]...)
	b = binary.BigEndian.AppendUint64(b, r.Position)
	return sha256.Sum256(binary.BigEndian.AppendUint64(b, uint64(r.At)))
}
