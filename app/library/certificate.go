package library

import (
	"crypto/ecdsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"math/big"
	"net/url"

	"casedesk/cases"
)

// IssueAccount makes the certificate of an account's key (X.509, RFC 5280): CN is
// the account's name, O the office's; the alternative names carry both IDs. It
// ends with the root's.
func (l *Library) IssueAccount(office cases.Office, a cases.Account, key *ecdsa.PublicKey) (certDER []byte, err error) {
	if key == nil || key.Curve.Params().BitSize != 256 {
		return nil, cases.Fail(cases.Invalid, "sync.key")
	}
	var serial [16]byte
	if _, err := io.ReadFull(l.Random, serial[:]); err != nil {
		return nil, cases.Fail(cases.Exhausted, "central.random").Because(err)
	}
	serial[0] &= 0x7f
	sheet := &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes(serial[:]),
		Subject:      pkix.Name{CommonName: a.Name, Organization: []string{office.Name}},
		NotBefore:    l.Now().Add(-skew),
		NotAfter:     l.Cert.NotAfter,
		KeyUsage:     x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
		URIs: []*url.URL{
			{Scheme: "casedesk", Opaque: "office:" + office.ID.String()},
			{Scheme: "casedesk", Opaque: "account:" + a.ID.String()},
		},
		BasicConstraintsValid: true,
	}
	certDER, err = x509.CreateCertificate(l.Random, sheet, l.Cert, key, l.Key)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "central.sign").Because(err)
	}
	return certDER, nil
}

// certifies tells whether a certificate is for this key.
func certifies(der []byte, key *ecdsa.PublicKey) bool {
	cert, err := x509.ParseCertificate(der)
	return err == nil && key != nil && key.Equal(cert.PublicKey)
}
