package cases

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/sha256"
)

// Envelope is an event as it is stored and sent. None of its bytes is ever
// encoded again. Body is sealed under the case's key and may be absent: the
// chain of headers verifies without it.
type Envelope struct {
	Header []byte // Header.Encode
	Sig    []byte // ASN.1 ECDSA P-256 signature by the actor's key over Hash
	Body   []byte // nonce, then AES-256-GCM of salt and body
}

// Hash gives the event's identity.
func (e Envelope) Hash() Hash { return HashHeader(e.Header) }

// CaseKey seals the bodies of one case (AES-256). Destroying it destroys them.
type CaseKey [32]byte

// Fresh is the randomness that one event needs: 32 bytes of salt, 12 of nonce.
type Fresh [44]byte

// Commit ties a header to its body without telling anything about the body: the
// salt is sealed together with it.
func Commit(salt, body []byte) Hash {
	s := sha256.New()
	s.Write([]byte("casedesk body\x00"))
	s.Write(salt)
	s.Write(body)
	return Hash(s.Sum(nil))
}

// Write makes the envelope of h with this body: it seals the body, fills in
// h.Body and signs. The key must be P-256.
func Write(h Header, body []byte, key CaseKey, fresh Fresh, signer crypto.Signer) (e Envelope, err error) {
	if e, err = Seal(h, body, key, fresh); err != nil {
		return Envelope{}, err
	}
	if e.Sig, err = e.Sign(signer); err != nil {
		return Envelope{}, err
	}
	return e, nil
}

// Seal is Write without the signature: the hash stands, so that the next event of
// the log can be made before this one is signed.
func Seal(h Header, body []byte, key CaseKey, fresh Fresh) (Envelope, error) {
	salt, nonce := fresh[:32], fresh[32:]
	h.Body = Commit(salt, body)
	e := Envelope{Header: h.Encode()}
	aead, err := bodyCipher(bodyKey(h, key))
	if err != nil {
		return Envelope{}, err
	}
	plain := append(append([]byte(nil), salt...), body...)
	e.Body = aead.Seal(append([]byte(nil), nonce...), nonce, plain, place(h))
	return e, nil
}

// Sign gives the signature over the envelope's hash: the deterministic one of RFC
// 6979 where the signer is a P-256 key.
func (e Envelope) Sign(signer crypto.Signer) ([]byte, error) {
	sum := e.Hash()
	sig, err := signer.Sign(nil, sum[:], crypto.SHA256)
	if err != nil {
		return nil, Fail(Invalid, "event.sign").Because(err)
	}
	return sig, nil
}

// OpenBody gives the body in clear. It fails when the key is another case's, or
// when the bytes are not those that the header commits to.
func (e Envelope) OpenBody(key CaseKey) ([]byte, error) {
	_, body, err := e.OpenSalted(key)
	return body, err
}

// OpenSalted is OpenBody with the salt besides, with which anybody can hold the
// body against the commitment in the header (see Commit).
func (e Envelope) OpenSalted(key CaseKey) (salt, body []byte, err error) {
	h, err := DecodeHeader(e.Header)
	if err != nil {
		return nil, nil, err
	}
	aead, err := bodyCipher(bodyKey(h, key))
	if err != nil {
		return nil, nil, err
	}
	if len(e.Body) < 12 {
		return nil, nil, Fail(Damaged, "event.body", "event", e.Hash().String()[:12])
	}
	plain, err := aead.Open(nil, e.Body[:12], e.Body[12:], place(h))
	if err != nil || len(plain) < 32 || Commit(plain[:32], plain[32:]) != h.Body {
		return nil, nil, Fail(Damaged, "event.body", "event", e.Hash().String()[:12])
	}
	return plain[:32], plain[32:], nil
}

// VerifySig tells whether the signature was made with the public key.
func (e Envelope) VerifySig(key *ecdsa.PublicKey) error {
	sum := e.Hash()
	if key == nil || !ecdsa.VerifyASN1(key, sum[:], e.Sig) {
		return Fail(Damaged, "event.signature", "event", sum.String()[:12])
	}
	return nil
}

func bodyCipher(key CaseKey) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// place binds a sealed body to its case and its place in the log.
func place(h Header) []byte {
	h.Base, h.Body, h.Prev, h.Packs = Hash{}, Hash{}, Hash{}, nil
	return h.Encode()
}
