package pdf

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"hash"
	"time"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/sm3"
	"github.com/emmansun/gmsm/smx509"

	"casedesk/cases"
)

// Suite names a set of algorithms.
type Suite string

// The suites, as they are told to people.
const (
	ECDSA Suite = "ECDSA P-256 SHA-256"
	SM2   Suite = "SM2 SM3"
)

// suite is one set of algorithms that a letter may be signed with; the key of the
// signer's certificate decides which.
type suite struct {
	name                            Suite
	data, signed, digest, signature asn1.ObjectIdentifier

	newHash func() hash.Hash // 32 bytes
	owns    func(key *ecdsa.PublicKey) bool
	sign    func(signer crypto.Signer, attrs []byte) ([]byte, error)
	check   func(key *ecdsa.PublicKey, attrs, sig []byte) bool
	// certificates reads DER certificates that stand one behind the other.
	certificates func(der []byte) ([]*x509.Certificate, error)
	// chains gives every chain from the first certificate to a root, valid at that time.
	chains func(certs, roots []*x509.Certificate, at time.Time) ([][]*x509.Certificate, error)
}

// suites lists them all: ECDSA over P-256 with SHA-256, which every PDF reader
// knows, and SM2 with SM3, which readers for the state's ciphers know.
func suites() []suite { return []suite{ecdsaSuite(), sm2Suite()} }

// suiteOf gives the suite of a public key.
func suiteOf(public crypto.PublicKey) (suite, bool) {
	if key, ok := public.(*ecdsa.PublicKey); ok {
		for _, u := range suites() {
			if u.owns(key) {
				return u, true
			}
		}
	}
	return suite{}, false
}

// suiteNamed gives the suite with a signature algorithm.
func suiteNamed(signature asn1.ObjectIdentifier) (suite, bool) {
	for _, u := range suites() {
		if u.signature.Equal(signature) {
			return u, true
		}
	}
	return suite{}, false
}

// oid is an identifier under iso(1) member-body(2) us(840).
func oid(last ...int) asn1.ObjectIdentifier {
	return append(asn1.ObjectIdentifier{1, 2, 840}, last...)
}

// gm is an identifier under iso(1) member-body(2) cn(156) of the cipher
// administration (10197).
func gm(last ...int) asn1.ObjectIdentifier {
	return append(asn1.ObjectIdentifier{1, 2, 156, 10197}, last...)
}

// ecdsaSuite is named by RFC 5652, RFC 5754 and RFC 5758.
func ecdsaSuite() suite {
	return suite{
		name: ECDSA,
		data: oid(113549, 1, 7, 1), signed: oid(113549, 1, 7, 2),
		digest: asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}, signature: oid(10045, 4, 3, 2),
		newHash: sha256.New,
		owns:    func(key *ecdsa.PublicKey) bool { return key.Curve == elliptic.P256() },
		sign: func(signer crypto.Signer, attrs []byte) ([]byte, error) {
			sum := sha256.Sum256(attrs)
			return signer.Sign(rand.Reader, sum[:], crypto.SHA256)
		},
		check: func(key *ecdsa.PublicKey, attrs, sig []byte) bool {
			sum := sha256.Sum256(attrs)
			return ecdsa.VerifyASN1(key, sum[:], sig)
		},
		certificates: x509.ParseCertificates,
		chains: func(certs, roots []*x509.Certificate, at time.Time) ([][]*x509.Certificate, error) {
			pool, between := x509.NewCertPool(), x509.NewCertPool()
			for _, r := range roots {
				pool.AddCert(r)
			}
			for _, c := range certs[1:] {
				between.AddCert(c)
			}
			return certs[0].Verify(x509.VerifyOptions{Roots: pool, Intermediates: between, CurrentTime: at,
				KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}})
		},
	}
}

// sm2Suite is named by GM/T 0010 and GM/T 0006; the signer's identity is the
// default one of GM/T 0009.
func sm2Suite() suite {
	return suite{
		name: SM2,
		data: gm(6, 1, 4, 2, 1), signed: gm(6, 1, 4, 2, 2), digest: gm(1, 401), signature: gm(1, 301, 1),
		newHash: sm3.New,
		owns:    func(key *ecdsa.PublicKey) bool { return sm2.IsSM2PublicKey(key) },
		sign: func(signer crypto.Signer, attrs []byte) ([]byte, error) {
			return signer.Sign(rand.Reader, attrs, sm2.DefaultSM2SignerOpts)
		},
		check: func(key *ecdsa.PublicKey, attrs, sig []byte) bool {
			return sm2.VerifyASN1WithSM2(key, nil, attrs, sig)
		},
		certificates: func(der []byte) ([]*x509.Certificate, error) {
			certs, err := smx509.ParseCertificates(der)
			return plain(certs), err
		},
		chains: sm2Chains,
	}
}

// sm2Chains takes roots of either kind: an office's SM2 certificate may stand under
// the library's own root or under one of SM2.
func sm2Chains(certs, roots []*x509.Certificate, at time.Time) ([][]*x509.Certificate, error) {
	leaf, err := smx509.ParseCertificate(certs[0].Raw)
	if err != nil {
		return nil, err
	}
	pools := [2]*smx509.CertPool{smx509.NewCertPool(), smx509.NewCertPool()}
	for i, some := range [2][]*x509.Certificate{roots, certs[1:]} {
		for _, c := range some {
			one, err := smx509.ParseCertificate(c.Raw)
			if err != nil {
				return nil, err
			}
			pools[i].AddCert(one)
		}
	}
	found, err := leaf.Verify(smx509.VerifyOptions{Roots: pools[0], Intermediates: pools[1],
		CurrentTime: at, KeyUsages: []smx509.ExtKeyUsage{smx509.ExtKeyUsageAny}})
	out := make([][]*x509.Certificate, len(found))
	for i, chain := range found {
		out[i] = plain(chain)
	}
	return out, err
}

// plain gives certificates the standard library's type, which cannot read SM2
// itself; only what letters ask of a certificate is filled in.
func plain(certs []*smx509.Certificate) []*x509.Certificate {
	out := make([]*x509.Certificate, len(certs))
	for i, c := range certs {
		out[i] = &x509.Certificate{Raw: c.Raw, RawSubject: c.RawSubject, RawIssuer: c.RawIssuer,
			SerialNumber: c.SerialNumber, Subject: c.Subject, Issuer: c.Issuer, NotBefore: c.NotBefore,
			NotAfter: c.NotAfter, KeyUsage: x509.KeyUsage(c.KeyUsage), IsCA: c.IsCA, URIs: c.URIs, PublicKey: c.PublicKey}
	}
	return out
}

// ReadCertificate reads one DER certificate, of SM2 too. Errors: letter.certificate
// (Damaged).
func ReadCertificate(der []byte) (*x509.Certificate, error) {
	if c, err := x509.ParseCertificate(der); err == nil {
		return c, nil
	}
	c, err := smx509.ParseCertificate(der)
	if err != nil {
		return nil, cases.Fail(cases.Damaged, "letter.certificate").Because(err)
	}
	return plain([]*smx509.Certificate{c})[0], nil
}
