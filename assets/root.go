package assets

import (
	"crypto"
	"crypto/x509"
	_ "embed" // the demo root stands in the program file itself
	"encoding/pem"
	"errors"
)

//go:embed sample/demo-root.pem
var demoRootCert []byte

//go:embed sample/demo-root.key
var demoRootKey []byte

// DemoRoot gives the root certificate and key of the demo's signatures. The key
// ships with the program and is publicly known: what descends from it is a
// sample and proves nothing.
func DemoRoot() (*x509.Certificate, crypto.Signer, error) {
	cert, key := pemBytes(demoRootCert), pemBytes(demoRootKey)
	root, err := x509.ParseCertificate(cert)
	if err != nil {
		return nil, nil, err
	}
	k, err := x509.ParsePKCS8PrivateKey(key)
	if err != nil {
		return nil, nil, err
	}
	signer, ok := k.(crypto.Signer)
	if !ok {
		return nil, nil, errors.New("demo root: not a signing key")
	}
	return root, signer, nil
}

// pemBytes gives the content of the first PEM block, nil if there is none.
func pemBytes(b []byte) []byte {
	if block, _ := pem.Decode(b); block != nil {
		return block.Bytes
	}
	return nil
}
