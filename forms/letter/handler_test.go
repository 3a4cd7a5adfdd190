package letter

import (
	"strings"
	"testing"

	"casedesk/cases"
)

// Under a decision stands the clerk whom the applicant can ask, not the signer
// whose account issues the letter; other letters name who issues them.
func TestADecisionNamesTheClerkWhoProposedIt(t *testing.T) {
	for sort, want := range map[cases.LetterSort]string{cases.LetterGrant: "经办：欧阳弋", cases.LetterAccept: "经办：周见山"} {
		o := order(sort, cases.Granted)
		o.Office.Accounts = []cases.Account{{ID: cases.ID{1}, Name: "欧阳弋"}, {ID: cases.ID{2}, Name: "周见山"}}
		o.Case.Past = []cases.Happening{{Kind: cases.KindProposed, Actor: cases.ID{1}}, {Kind: cases.KindDecided, Actor: cases.ID{2}}}
		l, err := wording(t).Compile(o)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(l.Contact, want) {
			t.Errorf("%s: %q, want %q first", sort, l.Contact, want)
		}
	}
}
