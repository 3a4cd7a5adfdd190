package sqlite

import (
	"context"
	"encoding/base32"
	"io"
	"strings"

	"casedesk/cases"
)

const recoveryLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ" // Crockford: no I, L, O, U

// newRecoveryCode gives 160 random bits as eight groups of four, to be printed
// and locked away.
func newRecoveryCode(random io.Reader) (string, error) {
	raw := make([]byte, 20)
	if _, err := io.ReadFull(random, raw); err != nil {
		return "", cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	s := base32.NewEncoding(recoveryLetters).EncodeToString(raw)
	groups := []string{}
	for ; s != ""; s = s[4:] {
		groups = append(groups, s[:4])
	}
	return strings.Join(groups, "-"), nil
}

// foldRecoveryCode forgives what hands do to a printed code: small letters,
// other dashes, O for 0, I and L for 1.
func foldRecoveryCode(s string) string {
	var b strings.Builder
	for _, r := range strings.ToUpper(s) {
		switch r {
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		if strings.ContainsRune(recoveryLetters, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// NewRecoveryCode makes a new recovery code, by the hand of a system administrator, and
// gives it once; the one before opens nothing from then on.
func (s *Session) NewRecoveryCode(context.Context) (string, error) {
	k, err := s.administrator()
	if err != nil {
		return "", err
	}
	defer clear(k.data[:])
	code, err := newRecoveryCode(s.store.random)
	if err != nil {
		return "", err
	}
	fresh := inHand{Proof: Proof{Pass: foldRecoveryCode(code)}}
	return code, s.store.reseal(s.store.keyFile().Recovery, fresh, k.data, nil)
}
