package sqlite

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"testing"

	"github.com/emmansun/gmsm/sm2"

	"casedesk/cases"
)

// The key for letters comes of the account's own, always the same one, and never
// the same for two accounts.
func TestALetterKeyBelongsToItsAccount(t *testing.T) {
	seen := map[string]bool{}
	for range 20 {
		account, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		must(t, err)
		first, err := LetterKey(account)
		must(t, err)
		again, err := LetterKey(account)
		must(t, err)
		//lint:ignore SA1019 Bytes knows no curve of SM2; the numbers are only compared
		if !first.Equal(again) || first.Curve != sm2.P256() || first.D.Cmp(account.D) == 0 {
			t.Fatal("another key the second time, or the account's own")
		}
		seen[first.D.String()] = true
		sig, err := first.Sign(rand.Reader, []byte("准予"), sm2.DefaultSM2SignerOpts)
		must(t, err)
		if !sm2.VerifyASN1WithSM2(&first.PublicKey, nil, []byte("准予"), sig) || sm2.VerifyASN1WithSM2(&first.PublicKey, nil, []byte("不予"), sig) {
			t.Fatal("what it signs does not verify")
		}
	}
	if len(seen) != 20 {
		t.Errorf("%d keys of 20 accounts", len(seen))
	}
}

// Where the library certified no such key, letters are signed with the account's own;
// no key signs while the screen is covered.
func TestTheSignerOfLettersGoesWithTheSession(t *testing.T) {
	w := newWorld(t)
	s := w.desk(windowID, clerkID)
	own, err := s.Signer()
	must(t, err)
	plain, err := s.LetterSigner()
	must(t, err)
	if !own.Public().(*ecdsa.PublicKey).Equal(plain.Public()) {
		t.Error("another key, though none is certified")
	}
	key, err := LetterKey(s.key)
	must(t, err)
	letters := letterSigner{s, key.Public()}
	sig, err := letters.Sign(rand.Reader, []byte("准予"), sm2.DefaultSM2SignerOpts)
	must(t, err)
	if !sm2.VerifyASN1WithSM2(letters.Public().(*ecdsa.PublicKey), nil, []byte("准予"), sig) {
		t.Error("what it signs does not verify")
	}
	must(t, s.SetPIN("8642"))
	must(t, s.Cover())
	_, err = letters.Sign(rand.Reader, []byte("准予"), sm2.DefaultSM2SignerOpts)
	wants(t, err, cases.Locked, "store.covered")
}
