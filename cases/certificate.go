package cases

import (
	"slices"
	"strings"
)

// CertifiedNames gives the alternative names (URI, RFC 5280 §4.2.1.6) of an
// account's certificate: who and whose it is, and what office and account may do,
// so that anybody who holds the root can tell without a directory.
func CertifiedNames(o Office, a Account) []string {
	names := []string{"casedesk:office:" + o.ID.String(), "casedesk:account:" + a.ID.String()}
	for _, p := range o.Powers {
		names = append(names, powerName(p))
	}
	for _, r := range a.Roles {
		names = append(names, roleName(r))
	}
	return names
}

// MayHaveIssued tells whether the names of a signer's certificate let it issue
// this letter for this office; a letter that tells an outcome is a decision,
// whatever it calls itself.
func MayHaveIssued(names []string, s LetterSort, outcome Outcome, office ID) error {
	r, ok := LetterRuleOf(s)
	if !ok {
		return Fail(Unsupported, "letter.sort", "letter", string(s))
	}
	needs := []string{"casedesk:office:" + office.String(), powerName(r.Power)}
	if r.Role != "" {
		needs = append(needs, roleName(r.Role))
	}
	if outcome != "" {
		needs = append(needs, powerName(MayDecide), roleName(Signer))
	}
	roles := rolesIn(names)
	if err := rolesFit("", roles); err != nil || !(Account{Roles: roles}).IsHand() {
		return Fail(Forbidden, "letter.signer")
	}
	for _, n := range needs {
		if !slices.Contains(names, n) {
			return Fail(Forbidden, "letter.signer")
		}
	}
	return nil
}

// rolesIn gives the roles that a certificate's names tell.
func rolesIn(names []string) (roles []Role) {
	for _, n := range names {
		if r, ok := strings.CutPrefix(n, roleName("")); ok {
			roles = append(roles, Role(r))
		}
	}
	return roles
}

func powerName(p Power) string { return "casedesk:power:" + string(p) }
func roleName(r Role) string   { return "casedesk:role:" + string(r) }
