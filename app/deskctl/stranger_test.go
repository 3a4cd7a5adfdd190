package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"testing"

	"casedesk/assets"
	"casedesk/forms/letter"
	"casedesk/forms/pdf"
)

// signedByAStranger is a sound letter under a root that nobody here knows.
func signedByAStranger(t *testing.T) []byte {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "示例外人"}, NotBefore: testDay().AddDate(-1, 0, 0), NotAfter: testDay().AddDate(1, 0, 0),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, form, form, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	root, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	l, err := letter.ReadSpecimen([]byte(specimen))
	if err != nil {
		t.Fatal(err)
	}
	l.Specimen, l.Number, l.Record = false, "示例〔2026〕1号", []byte("{}")
	fonts, err := pdf.NewLibrary(pdf.Standard(assets.Font), pdf.Rare(assets.Font)...)
	if err != nil {
		t.Fatal(err)
	}
	b, err := pdf.Render(fonts, l)
	if err != nil {
		t.Fatal(err)
	}
	if b, err = pdf.Sign(b, key, []*x509.Certificate{root}, testDay()); err != nil {
		t.Fatal(err)
	}
	return b
}
