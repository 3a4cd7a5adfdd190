package library_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/rand"
	"slices"
	"testing"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"

	"casedesk/cases"
	"casedesk/store/storetest"
)

// The certificate of a letter key says what the account's own says, stands under the
// library's root, and follows powers and roles.
func TestALetterKeyIsCertifiedBesideTheAccountsOwn(t *testing.T) {
	s := newTown(t)
	ctx, office, key := context.Background(), s.Directory.Offices[0], storetest.NewKey(t)
	who := cases.Account{ID: storetest.ID(77), Name: "演示员", Roles: []cases.Role{cases.Signer}}
	letters, err := sm2.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.lib.AddLetterKey(ctx, who.ID, &letters.PublicKey); cases.KeyOf(err) != "central.no_account" {
		t.Errorf("for nobody: %v", err)
	}
	if _, err := s.lib.AddAccount(ctx, office.ID, who, &key.PublicKey); err != nil {
		t.Fatal(err)
	}
	if _, err := s.lib.AddLetterKey(ctx, who.ID, &key.PublicKey); cases.KeyOf(err) != "sync.key" {
		t.Errorf("a key that is not SM2: %v", err)
	}
	first, err := s.lib.AddLetterKey(ctx, who.ID, &letters.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := s.lib.AddLetterKey(ctx, who.ID, &letters.PublicKey); err != nil || !bytes.Equal(again, first) {
		t.Errorf("the same again: another certificate, %v", err)
	}
	s.certifiesLetters(t, who.ID, &letters.PublicKey)
	office.Name, office.Powers = "另名（演示）", []cases.Power{cases.MayReceive, cases.MayMark}
	if err := s.lib.PutOffice(ctx, office); err != nil {
		t.Fatal(err)
	}
	s.certifiesLetters(t, who.ID, &letters.PublicKey)
}

func (s *town) certifiesLetters(t *testing.T, account cases.ID, key *ecdsa.PublicKey) {
	t.Helper()
	o, a, _ := s.lib.Directory().OfficeOf(account)
	cert, err := smx509.ParseCertificate(a.SM2Cert)
	if err != nil {
		t.Fatal(err)
	}
	root, err := smx509.ParseCertificate(s.Root.Raw)
	if err != nil {
		t.Fatal(err)
	}
	pool := smx509.NewCertPool()
	pool.AddCert(root)
	if _, err := cert.Verify(smx509.VerifyOptions{Roots: pool, KeyUsages: []smx509.ExtKeyUsage{smx509.ExtKeyUsageAny}}); err != nil {
		t.Error(err)
	}
	var names []string
	for _, u := range cert.URIs {
		names = append(names, u.String())
	}
	if !slices.Equal(names, cases.CertifiedNames(o, a)) || !key.Equal(cert.PublicKey) || cert.Subject.CommonName != a.Name || cert.Subject.Organization[0] != o.Name {
		t.Errorf("it says %v of %v", names, cert.Subject)
	}
}
