package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"time"

	"casedesk/assets"
	"casedesk/cases"
)

// The files of a root. Whoever has the key can certify anybody: it lies on the
// library's machine alone, readable by its account alone.
const (
	rootCert = "root.pem"
	rootKey  = "root.key"
)

// rootYears is how long a root is good for: the letters under it are kept as long.
const rootYears = 30

// rootIn reads a root; that of the demo where dir is "".
func rootIn(dir string) (*x509.Certificate, crypto.Signer, error) {
	if dir == "" {
		return assets.DemoRoot()
	}
	cert, key, err := readRoot(dir)
	if err != nil {
		return nil, nil, cases.Fail(cases.NotFound, "central.root", "folder", dir).Because(err)
	}
	return cert, key, nil
}

func readRoot(dir string) (*x509.Certificate, *ecdsa.PrivateKey, error) {
	der, err := pemIn(filepath.Join(dir, rootCert))
	if err != nil {
		return nil, nil, err
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, nil, err
	}
	if der, err = pemIn(filepath.Join(dir, rootKey)); err != nil {
		return nil, nil, err
	}
	raw, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, nil, err
	}
	key, ok := raw.(*ecdsa.PrivateKey)
	if !ok || !key.PublicKey.Equal(cert.PublicKey) {
		return nil, nil, errors.New("the key is not the certificate's")
	}
	return cert, key, nil
}

func pemIn(file string) ([]byte, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(b)
	if block == nil {
		return nil, errors.New(file + " holds no PEM")
	}
	return block.Bytes, nil
}

// newRoot makes a root and writes it into a folder that has none.
func newRoot(dir, name string, now time.Time) (*x509.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, cases.Fail(cases.Exhausted, "central.random").Because(err)
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, cases.Fail(cases.Exhausted, "central.random").Because(err)
	}
	form := &x509.Certificate{SerialNumber: serial, Subject: pkix.Name{CommonName: name, Organization: []string{name}},
		NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(rootYears, 0, 0), BasicConstraintsValid: true, IsCA: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature}
	der, err := x509.CreateCertificate(rand.Reader, form, form, key.Public(), key)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "central.sign").Because(err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "central.sign").Because(err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, cases.Fail(cases.NotFound, "central.root", "folder", dir).Because(err)
	}
	err = errors.Join(writePEM(filepath.Join(dir, rootKey), "PRIVATE KEY", raw), writePEM(filepath.Join(dir, rootCert), "CERTIFICATE", der))
	if errors.Is(err, fs.ErrExist) {
		return nil, cases.Fail(cases.Conflict, "central.root_there", "folder", dir)
	}
	if err != nil {
		return nil, cases.Fail(cases.NotFound, "central.root", "folder", dir).Because(err)
	}
	return x509.ParseCertificate(der)
}

// writePEM writes a file that must not be there yet.
func writePEM(file, sort string, der []byte) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(pem.Encode(f, &pem.Block{Type: sort, Bytes: der}), f.Sync(), f.Close())
}
