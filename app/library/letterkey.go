package library

import (
	"context"
	"crypto/ecdsa"
	"net/http"
	"slices"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"

	"casedesk/cases"
	"casedesk/store/replica"
)

// AddLetterKey certifies an SM2 key with which an account that is there signs its
// letters from now on (GM/T 0010); for the same key again the certificate stays. The
// account's own key goes on signing events. Errors: central.no_account (NotFound: no such
// account), sync.key (Invalid: no key of SM2).
func (l *Library) AddLetterKey(ctx context.Context, account cases.ID, key *ecdsa.PublicKey) (certDER []byte, err error) {
	if key == nil || !sm2.IsSM2PublicKey(key) {
		return nil, cases.Fail(cases.Invalid, "sync.key")
	}
	err = l.alter(ctx, func(d *cases.Directory) error {
		for i, o := range d.Offices {
			j := slices.IndexFunc(o.Accounts, func(a cases.Account) bool { return a.ID == account })
			if j < 0 {
				continue
			}
			a := &d.Offices[i].Accounts[j]
			if old, err := smx509.ParseCertificate(a.SM2Cert); err != nil || !key.Equal(old.PublicKey) {
				a.SM2Cert, err = l.issueLetters(o, *a, key)
				return err
			}
			return nil
		}
		return cases.Fail(cases.NotFound, "central.no_account")
	})
	_, now, _ := l.Directory().OfficeOf(account)
	return now.SM2Cert, err
}

// issueLetters makes the certificate of a letter key; it says what the account's own
// certificate says.
func (l *Library) issueLetters(office cases.Office, a cases.Account, key *ecdsa.PublicKey) ([]byte, error) {
	s, err := l.sheetOf(office, a)
	if err != nil {
		return nil, err
	}
	root, err := smx509.ParseCertificate(l.Cert.Raw)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "central.sign").Because(err)
	}
	sheet := &smx509.Certificate{SerialNumber: s.SerialNumber, Subject: s.Subject, NotBefore: s.NotBefore, NotAfter: s.NotAfter,
		KeyUsage: smx509.KeyUsage(s.KeyUsage), BasicConstraintsValid: true, URIs: s.URIs}
	der, err := smx509.CreateCertificate(l.Random, sheet, root, key, l.Key)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "central.sign").Because(err)
	}
	return der, nil
}

// reissueLetters certifies an account's letter key anew, if it has one.
func (l *Library) reissueLetters(office cases.Office, a cases.Account) ([]byte, error) {
	if len(a.SM2Cert) == 0 {
		return nil, nil
	}
	old, err := smx509.ParseCertificate(a.SM2Cert)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "central.sign").Because(err)
	}
	key, _ := old.PublicKey.(*ecdsa.PublicKey)
	return l.issueLetters(office, a, key)
}

func (l *Library) serveLetters(w http.ResponseWriter, r *http.Request) error {
	var a SampleAccount
	if err := l.sampleOnly(w, r, &a); err != nil {
		return err
	}
	read, err := smx509.ParsePKIXPublicKey(a.Key)
	if err != nil {
		return cases.Fail(cases.Invalid, "sync.key").Because(err)
	}
	key, _ := read.(*ecdsa.PublicKey)
	cert, err := l.AddLetterKey(r.Context(), a.Account.ID, key)
	if err != nil {
		return err
	}
	replica.WriteJSON(w, http.StatusOK, SampleCert{cert})
	return nil
}
