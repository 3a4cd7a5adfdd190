package replica

import (
	"crypto/ecdsa"
	"crypto/x509"

	"casedesk/cases"
)

// PublicKey reads a PKIX public key; it must be ECDSA P-256.
func PublicKey(pkix []byte) (*ecdsa.PublicKey, error) {
	read, err := x509.ParsePKIXPublicKey(pkix)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "sync.key").Because(err)
	}
	key, ok := read.(*ecdsa.PublicKey)
	if !ok || key.Curve.Params().BitSize != 256 {
		return nil, cases.Fail(cases.Invalid, "sync.key")
	}
	return key, nil
}
