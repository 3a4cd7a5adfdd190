package pdf

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"testing"

	gmcms "github.com/emmansun/gmsm/pkcs7"
	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"

	"casedesk/cases"
)

// newSM2Authority gives an account that signs with SM2, under a root of SM2 or under
// one of ECDSA as the central library's is.
func newSM2Authority(t testing.TB, rootToo bool) authority {
	t.Helper()
	a := newAuthority(t)
	if rootToo {
		a.rootKey = newSM2Key(t)
		a.root = certifySM2(t, "测试根", 1, nil, a.rootKey, a.rootKey)
	}
	a.key = newSM2Key(t)
	a.leaf = certifySM2(t, "青川市发展和改革委员会", 2, a.root, a.key, a.rootKey)
	return a
}

func newSM2Key(t testing.TB) *sm2.PrivateKey {
	t.Helper()
	key, err := sm2.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// certifySM2 makes a root when parent is nil.
func certifySM2(t testing.TB, name string, serial int64, parent *x509.Certificate, key, by crypto.Signer) *x509.Certificate {
	t.Helper()
	c := &smx509.Certificate{SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name},
		NotBefore: signedAt.AddDate(-1, 0, 0), NotAfter: signedAt.AddDate(2, 0, 0),
		BasicConstraintsValid: true, KeyUsage: smx509.KeyUsageDigitalSignature}
	above := c
	if parent == nil {
		c.IsCA, c.KeyUsage = true, smx509.KeyUsageCertSign
	} else {
		var err error
		if above, err = smx509.ParseCertificate(parent.Raw); err != nil {
			t.Fatal(err)
		}
	}
	der, err := smx509.CreateCertificate(rand.Reader, c, above, key.Public(), by)
	if err != nil {
		t.Fatal(err)
	}
	read, err := ReadCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func TestALetterSignedWithSM2ProvesTheSame(t *testing.T) {
	for _, rootToo := range []bool{true, false} {
		a := newSM2Authority(t, rootToo)
		signed := a.sign(t, refusal())
		got, err := a.verify(signed)
		if err != nil {
			t.Fatalf("SM2 root %v: %v", rootToo, err)
		}
		if got.Signer.Subject.CommonName != "青川市发展和改革委员会" || !got.At.Equal(signedAt) || !bytes.Equal(got.Record, refusal().Record) {
			t.Errorf("got %q at %v with %s", got.Signer.Subject.CommonName, got.At, got.Record)
		}
		if got.Suite != SM2 {
			t.Errorf("said to be signed with %s", got.Suite)
		}
		if len(got.Chain) != 2 || !got.Chain[1].Equal(a.root) {
			t.Errorf("chain of %d does not end at the pinned root", len(got.Chain))
		}
		other := newSM2Authority(t, rootToo)
		if _, err := other.verify(signed); cases.KeyOf(err) != "letter.root" {
			t.Errorf("under another root: %v", err)
		}
		if _, err := Verify(signed, []*x509.Certificate{newAuthority(t).root}, signedAt); cases.KeyOf(err) != "letter.root" {
			t.Errorf("under a root of ECDSA: %v", err)
		}
	}
}

func TestAnIndependentReaderAcceptsTheSM2Signature(t *testing.T) {
	a := newSM2Authority(t, true)
	signed := a.sign(t, short())
	hole, err := holeOf(signed)
	if err != nil {
		t.Fatal(err)
	}
	der, ok := signatureIn(signed[hole.from:hole.to])
	if !ok {
		t.Fatal("no signature in its place")
	}
	cms, err := gmcms.Parse(der)
	if err != nil {
		t.Fatal(err)
	}
	root, err := smx509.ParseCertificate(a.root.Raw)
	if err != nil {
		t.Fatal(err)
	}
	pool := smx509.NewCertPool()
	pool.AddCert(root)
	cms.Content = append(bytes.Clone(signed[:hole.from]), signed[hole.to:]...)
	at := signedAt
	if err := cms.VerifyWithChainAtTime(pool, &at); err != nil {
		t.Error(err)
	}
	cms.Content[100] ^= 1
	if cms.VerifyWithChainAtTime(pool, &at) == nil {
		t.Error("the independent reader accepts changed content: this test proves nothing")
	}
}

// Every byte of the signature, and every 97th of what it covers.
func TestAnyChangedByteUnderSM2IsRefused(t *testing.T) {
	a := newSM2Authority(t, false)
	signed := a.sign(t, short())
	hole, _ := holeOf(signed)
	b := bytes.Clone(signed)
	for i := range b {
		if inside := i >= hole.from && i < hole.to; !inside && i%97 != 0 {
			continue
		}
		b[i] ^= 1
		if _, err := a.verify(b); err == nil {
			t.Errorf("byte %d of %d: accepted", i, len(b))
		}
		b[i] ^= 1
	}
}

func TestKeysAndCertificatesOfTwoKindsDoNotMix(t *testing.T) {
	a, m := newAuthority(t), newSM2Authority(t, false)
	for name, c := range map[string]authority{
		"an SM2 key with an ECDSA certificate": {root: a.root, leaf: a.leaf, key: m.key},
		"an ECDSA key with an SM2 certificate": {root: m.root, leaf: m.leaf, key: a.key},
	} {
		if _, err := Sign(render(t, short()), c.key, []*x509.Certificate{c.leaf, c.root}, signedAt); cases.KeyOf(err) != "letter.sign" {
			t.Errorf("%s: %v", name, err)
		}
	}
	// a structure that names one kind and carries a certificate of the other
	digest := [32]byte{7}
	for name, u := range map[string]suite{"ECDSA named": ecdsaSuite(), "SM2 named": sm2Suite()} {
		leaf, key := m.leaf, crypto.Signer(m.key)
		if u.owns(m.key.Public().(*ecdsa.PublicKey)) {
			leaf, key = a.leaf, a.key
		}
		attrs, err := signedAttrs(u, digest, signedAt)
		if err != nil {
			t.Fatal(err)
		}
		own, _ := suiteOf(key.Public())
		sig, err := own.sign(key, asSet(attrs))
		if err != nil {
			t.Fatal(err)
		}
		der, err := encodeCMS(u, attrs, sig, []*x509.Certificate{leaf})
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, err := checkCMS(der, func(suite) [32]byte { return digest }); err == nil {
			t.Errorf("%s, the other kind's certificate: accepted", name)
		}
	}
}

// The signed bytes are the same ones under either kind; only the signature's place
// and what stands in it differ.
func TestBothKindsCoverTheSameLetter(t *testing.T) {
	a, m := newAuthority(t), newSM2Authority(t, true)
	unsigned := render(t, refusal())
	for _, signed := range [][]byte{a.sign(t, refusal()), m.sign(t, refusal())} {
		if !bytes.HasPrefix(signed, unsigned) {
			t.Error("signing changed bytes that were there before")
		}
	}
}
