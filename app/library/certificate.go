package library

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"math/big"
	"net/url"
	"slices"

	"casedesk/cases"
)

// IssueAccount makes the certificate of an account's key (X.509, RFC 5280): CN is
// the account's name, O the office's; the alternative names carry both IDs, the
// office's powers and the account's roles. It ends with the root's.
func (l *Library) IssueAccount(office cases.Office, a cases.Account, key *ecdsa.PublicKey) (certDER []byte, err error) {
	if key == nil || key.Curve != elliptic.P256() {
		return nil, cases.Fail(cases.Invalid, "sync.key")
	}
	sheet, err := l.sheetOf(office, a)
	if err != nil {
		return nil, err
	}
	certDER, err = x509.CreateCertificate(l.Random, sheet, l.Cert, key, l.Key)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "central.sign").Because(err)
	}
	return certDER, nil
}

// sheetOf is what the certificates of an account say, of whichever key.
func (l *Library) sheetOf(office cases.Office, a cases.Account) (*x509.Certificate, error) {
	var serial [16]byte
	if _, err := io.ReadFull(l.Random, serial[:]); err != nil {
		return nil, cases.Fail(cases.Exhausted, "central.random").Because(err)
	}
	serial[0] &= 0x7f
	sheet := &x509.Certificate{
		SerialNumber:          new(big.Int).SetBytes(serial[:]),
		Subject:               pkix.Name{CommonName: a.Name, Organization: []string{office.Name}},
		NotBefore:             l.Now().Add(-skew),
		NotAfter:              l.Cert.NotAfter,
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
		BasicConstraintsValid: true,
	}
	for _, name := range cases.CertifiedNames(office, a) {
		uri, err := url.Parse(name)
		if err != nil {
			return nil, cases.Fail(cases.Invalid, "central.sign").Because(err)
		}
		sheet.URIs = append(sheet.URIs, uri)
	}
	return sheet, nil
}

// certifies tells whether a certificate is for this key.
func certifies(der []byte, key *ecdsa.PublicKey) bool {
	cert, err := x509.ParseCertificate(der)
	return err == nil && key != nil && key.Equal(cert.PublicKey)
}

// recertify issues anew each certificate that no longer says what the directory
// says of its office and account, for the same key.
func (l *Library) recertify(d *cases.Directory) error {
	for i, o := range d.Offices {
		for j, a := range o.Accounts {
			cert, err := x509.ParseCertificate(a.Cert)
			if err != nil || says(cert, o, a) {
				continue
			}
			key, _ := cert.PublicKey.(*ecdsa.PublicKey)
			now := &d.Offices[i].Accounts[j]
			if now.Cert, err = l.IssueAccount(o, a, key); err != nil {
				return err
			}
			if now.SM2Cert, err = l.reissueLetters(o, a); err != nil {
				return err
			}
		}
	}
	return nil
}

// says tells whether a certificate is what IssueAccount would write now.
func says(cert *x509.Certificate, o cases.Office, a cases.Account) bool {
	names := make([]string, len(cert.URIs))
	for i, u := range cert.URIs {
		names[i] = u.String()
	}
	return cert.Subject.CommonName == a.Name && slices.Equal(cert.Subject.Organization, []string{o.Name}) &&
		slices.Equal(names, cases.CertifiedNames(o, a))
}
