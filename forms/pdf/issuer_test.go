package pdf

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"math/big"
	"net/url"
	"testing"

	"casedesk/cases"
	"casedesk/forms/letter"
)

// account makes a key with the certificate that the library gives an account.
func (a authority) account(t *testing.T, o cases.Office, who cases.Account) authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: who.Name, Organization: []string{o.Name}},
		NotBefore: signedAt.AddDate(-1, 0, 0), NotAfter: signedAt.AddDate(2, 0, 0), BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature}
	for _, name := range cases.CertifiedNames(o, who) {
		u, err := url.Parse(name)
		if err != nil {
			t.Fatal(err)
		}
		c.URIs = append(c.URIs, u)
	}
	der, err := x509.CreateCertificate(rand.Reader, c, a.root, &key.PublicKey, a.rootKey)
	if err != nil {
		t.Fatal(err)
	}
	if a.leaf, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	a.key = key
	return a
}

// A root that everybody knows is behind every one of these letters; who may say
// what is in the certificate, and the rest does not verify.
func TestOnlyTheOfficesSignerSignsItsDecisions(t *testing.T) {
	top := newAuthority(t)
	window := cases.Office{ID: cases.ID{1}, Name: "示例窗口", Powers: []cases.Power{cases.MayReceive}}
	bureau := cases.Office{ID: cases.ID{2}, Name: "示例局", Powers: []cases.Power{cases.MayReceive, cases.MayAccept, cases.MayDecide}}
	every := []cases.Role{cases.Clerk, cases.Reviewer, cases.Signer}
	at := top.account(t, window, cases.Account{ID: cases.ID{11}, Name: "窗口", Roles: every})
	clerk := top.account(t, bureau, cases.Account{ID: cases.ID{21}, Name: "经办", Roles: []cases.Role{cases.Clerk}})
	signer := top.account(t, bureau, cases.Account{ID: cases.ID{22}, Name: "签发", Roles: []cases.Role{cases.Signer}})
	record := func(s cases.LetterSort, o cases.Office, outcome cases.Outcome) letter.Record {
		return letter.Record{Format: letter.RecordFormat, Letter: string(s), Number: "示例〔2026〕1号", IssuedBy: o.Name, Office: o.ID, Outcome: outcome}
	}
	otherName := record(cases.LetterGrant, bureau, cases.Granted)
	otherName.IssuedBy = "示例市人民政府"
	for _, s := range []struct {
		name string
		by   authority
		r    any
		key  string
	}{
		{"the signer's decision", signer, record(cases.LetterGrant, bureau, cases.Granted), ""},
		{"the clerk's acceptance", clerk, record(cases.LetterAccept, bureau, ""), ""},
		{"the window's receipt", at, record(cases.LetterReceipt, window, ""), ""},
		{"the clerk signs a decision", clerk, record(cases.LetterRefuse, bureau, cases.Refused), "letter.signer"},
		{"the window in the bureau's name", at, record(cases.LetterGrant, bureau, cases.Granted), "letter.signer"},
		{"the window decides", at, record(cases.LetterGrant, window, cases.Granted), "letter.signer"},
		{"a decision that calls itself a receipt", at, record(cases.LetterReceipt, window, cases.Granted), "letter.signer"},
		{"the bureau under another name", signer, otherName, "letter.signer"},
		{"a letter of no sort", signer, record("L99", bureau, ""), "letter.sort"},
		{"another form of record", signer, map[string]string{"letter": "L8"}, "letter.record"},
		{"no certificate of an account", top, record(cases.LetterReceipt, cases.Office{}, ""), "letter.signer"},
	} {
		b, err := json.Marshal(s.r)
		if err != nil {
			t.Fatal(err)
		}
		l := short()
		l.Record = b
		_, got, err := VerifyLetter(s.by.sign(t, l), []*x509.Certificate{top.root}, signedAt)
		if cases.KeyOf(err) != s.key || (s.key == "") != (got.Number != "") {
			t.Errorf("%s: %v, %+v", s.name, err, got)
		}
	}
	if _, _, err := VerifyLetter(render(t, short()), []*x509.Certificate{top.root}, signedAt); cases.KeyOf(err) != "letter.unsigned" {
		t.Errorf("unsigned: %v", err)
	}
}
