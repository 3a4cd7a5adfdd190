package main

import (
	"context"
	"path/filepath"
	"testing"

	"casedesk/cases"
	"casedesk/forms/pdf"
)

// A window's account prints the authority's decision and signs it with its own,
// real key; so does the authority's clerk. Neither is a decision.
func TestADecisionSignedByTheWrongAccountIsNone(t *testing.T) {
	t.Parallel()
	dir := copied(t)
	for folder, account := range map[string]string{"window": windowClerk, "authority": "欧阳弋"} {
		d, s := at(t, filepath.Join(dir, folder), account)
		rows, err := s.Rows(context.Background(), cases.Queue{Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		forged := 0
		for _, r := range rows {
			c, err := s.Case(context.Background(), r.Case)
			if err != nil {
				t.Fatal(err)
			}
			sort, decided := cases.DecisionLetter(c)
			if !decided {
				continue
			}
			bureau, _ := d.Directory.Office(c.Holder)
			o := cases.LetterOrder{Sort: sort, Case: c, Office: bureau, Account: d.Account, Number: "示例认定修决〔2026〕99号",
				Code: "00112233445566778899aabbccddeeff", On: d.Today()}
			p, err := d.Press.Print(o)
			if err != nil {
				t.Fatal(err)
			}
			b, err := d.Press.(pdf.Press).Sign(p.PDF, d.Key, d.Account, d.Now())
			if err != nil {
				t.Fatal(err)
			}
			forged++
			got := desk(string(b), "letter", "verify", "-")
			if v := one[verifyAnswer](t, got); got.code != 1 || v.Valid || v.Reason == "" || v.Outcome != "" || v.Number != "" {
				t.Errorf("%s, %s: exit %d, %+v", folder, sort, got.code, v)
			}
		}
		if forged == 0 {
			t.Errorf("%s: no decided case to forge a letter of", folder)
		}
	}
}
