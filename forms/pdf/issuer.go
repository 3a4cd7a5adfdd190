package pdf

import (
	"crypto/x509"
	"encoding/json"
	"slices"
	"time"

	"casedesk/cases"
	"casedesk/forms/letter"
)

// VerifyLetter is Verify and besides holds what the letter says of itself against
// the signer's certificate: the office must be that of the certificate, with the
// power and the role that a letter of this sort needs. So a window's account can
// sign a file, but never a decision. Errors besides those of Verify:
// letter.record (Invalid), letter.sort (Unsupported), letter.signer (Forbidden).
func VerifyLetter(pdf []byte, roots []*x509.Certificate, at time.Time) (Signature, letter.Record, error) {
	got, err := Verify(pdf, roots, at)
	if err != nil {
		return Signature{}, letter.Record{}, err
	}
	var r letter.Record
	if json.Unmarshal(got.Record, &r) != nil || r.Format != letter.RecordFormat {
		return Signature{}, letter.Record{}, cases.Fail(cases.Invalid, "letter.record")
	}
	if !slices.Equal(got.Signer.Subject.Organization, []string{r.IssuedBy}) {
		return Signature{}, letter.Record{}, cases.Fail(cases.Forbidden, "letter.signer")
	}
	names := make([]string, len(got.Signer.URIs))
	for i, u := range got.Signer.URIs {
		names[i] = u.String()
	}
	if err := cases.MayHaveIssued(names, cases.LetterSort(r.Letter), r.Outcome, r.Office); err != nil {
		return Signature{}, letter.Record{}, err
	}
	return got, r, nil
}
