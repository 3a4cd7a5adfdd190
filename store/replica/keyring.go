package replica

import (
	"crypto/ecdsa"
	"crypto/x509"

	"casedesk/cases"
)

// keyring finds accounts' public keys and reads each certificate only once.
type keyring struct {
	dir  cases.Directory
	keys map[cases.ID]*ecdsa.PublicKey
}

func newKeyring(dir cases.Directory) keyring {
	return keyring{dir, map[cases.ID]*ecdsa.PublicKey{}}
}

// account gives the key of an account, or nil when the directory has none.
func (k keyring) account(id cases.ID) *ecdsa.PublicKey {
	if key, ok := k.keys[id]; ok {
		return key
	}
	var key *ecdsa.PublicKey
	if _, a, ok := k.dir.OfficeOf(id); ok {
		if cert, err := x509.ParseCertificate(a.Cert); err == nil {
			key, _ = cert.PublicKey.(*ecdsa.PublicKey)
		}
	}
	k.keys[id] = key
	return key
}

// PublicKey reads a PKIX public key; it must be ECDSA P-256.
func PublicKey(pkix []byte) (*ecdsa.PublicKey, error) {
	any, err := x509.ParsePKIXPublicKey(pkix)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "sync.key").Because(err)
	}
	key, ok := any.(*ecdsa.PublicKey)
	if !ok || key.Curve.Params().BitSize != 256 {
		return nil, cases.Fail(cases.Invalid, "sync.key")
	}
	return key, nil
}
