package replica

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strconv"

	"casedesk/cases"
)

// The headers of a signed request, and of the answer's clock.
const (
	headerDevice = "Casedesk-Device"
	headerTime   = "Casedesk-Time"
	headerNonce  = "Casedesk-Nonce"
	headerSig    = "Casedesk-Signature"
)

// Proof is what a request says about its sender.
type Proof struct {
	Device cases.ID
	At     int64 // milliseconds since 1970 by the sender's clock
	Nonce  [16]byte
	sig    []byte
}

// SignRequest adds to a request the device's proof over method, path with query,
// body, time and nonce.
func SignRequest(r *http.Request, body []byte, p Proof, key crypto.Signer) error {
	sum := p.sum(r, body)
	sig, err := key.Sign(nil, sum[:], crypto.SHA256)
	if err != nil {
		return cases.Fail(cases.Invalid, "sync.sign").Because(err)
	}
	r.Header.Set(headerDevice, p.Device.String())
	r.Header.Set(headerTime, strconv.FormatInt(p.At, 10))
	r.Header.Set(headerNonce, hex.EncodeToString(p.Nonce[:]))
	r.Header.Set(headerSig, base64.StdEncoding.EncodeToString(sig))
	return nil
}

// ReadProof reads the proof of a request; it does not check it.
func ReadProof(r *http.Request) (p Proof, err error) {
	bad := cases.Fail(cases.Forbidden, "sync.signature")
	if p.Device, err = cases.ParseID(r.Header.Get(headerDevice)); err != nil {
		return p, bad
	}
	if p.At, err = strconv.ParseInt(r.Header.Get(headerTime), 10, 64); err != nil {
		return p, bad
	}
	nonce, err := hex.DecodeString(r.Header.Get(headerNonce))
	if err != nil || len(nonce) != len(p.Nonce) {
		return p, bad
	}
	copy(p.Nonce[:], nonce)
	if p.sig, err = base64.StdEncoding.DecodeString(r.Header.Get(headerSig)); err != nil {
		return p, bad
	}
	return p, nil
}

// Check tells whether the device's key made the proof for this very request.
func (p Proof) Check(r *http.Request, body []byte, key *ecdsa.PublicKey) error {
	sum := p.sum(r, body)
	if key == nil || !ecdsa.VerifyASN1(key, sum[:], p.sig) {
		return cases.Fail(cases.Forbidden, "sync.signature")
	}
	return nil
}

func (p Proof) sum(r *http.Request, body []byte) cases.Hash {
	of := sha256.Sum256(body)
	text := "casedesk request\x00" + r.Method + "\n" + r.URL.RequestURI() + "\n" + p.Device.String() + "\n" +
		strconv.FormatInt(p.At, 10) + "\n" + hex.EncodeToString(p.Nonce[:]) + "\n" + hex.EncodeToString(of[:]) + "\n" +
		r.Header.Get("Upload-Offset") + "\n" + r.Header.Get("Upload-Length")
	return sha256.Sum256([]byte(text))
}

// enrolSum is what a new device signs to show that it holds its key.
func enrolSum(code string, device cases.ID) cases.Hash {
	return sha256.Sum256([]byte("casedesk enrol\x00" + device.String() + "\x00" + code))
}

// Check tells whether the key in the request signed it.
func (e Enrol) Check(key *ecdsa.PublicKey) error {
	sum := enrolSum(e.Code, e.Device)
	if key == nil || !ecdsa.VerifyASN1(key, sum[:], e.Sig) {
		return cases.Fail(cases.Forbidden, "sync.signature")
	}
	return nil
}
