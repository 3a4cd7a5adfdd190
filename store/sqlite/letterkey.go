package sqlite

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/hkdf"
	"crypto/sha256"
	"io"
	"math/big"

	"github.com/emmansun/gmsm/sm2"

	"casedesk/cases"
)

// LetterKey gives the SM2 key that belongs to an account's own: derived from it, so
// that a key slot need not hold two. Extra bits keep the remainder even over the
// group (FIPS 186-5, A.2.1).
func LetterKey(account *ecdsa.PrivateKey) (*sm2.PrivateKey, error) {
	secret, err := account.Bytes()
	if err != nil {
		return nil, cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	wide, err := hkdf.Key(sha256.New, secret, nil, "casedesk letters, SM2", 48)
	if err != nil {
		return nil, cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	most := new(big.Int).Sub(sm2.P256().Params().N, big.NewInt(2)) // keys are 1 to n-2 (GB/T 32918.1)
	d := new(big.Int).Mod(new(big.Int).SetBytes(wide), most)
	key, err := sm2.NewPrivateKeyFromInt(d.Add(d, big.NewInt(1)))
	if err != nil {
		return nil, cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	return key, nil
}

// LetterSigner gives the key for letters: of SM2 where the library certified one for
// the account, else the account's own. It signs while the session is open and not
// covered.
func (s *Session) LetterSigner() (crypto.Signer, error) {
	k, err := s.keys()
	if err != nil {
		return nil, err
	}
	_, a, ok := s.store.Directory().OfficeOf(s.account)
	if k.account == nil || !ok || len(a.SM2Cert) == 0 {
		return s.Signer()
	}
	key, err := LetterKey(k.account)
	if err != nil {
		return nil, err
	}
	return letterSigner{s, key.Public()}, nil
}

// letterSigner derives the key anew for each letter and holds nothing between.
type letterSigner struct {
	s      *Session
	public crypto.PublicKey
}

// Public gives the public key, an *ecdsa.PublicKey on the curve of SM2.
func (g letterSigner) Public() crypto.PublicKey { return g.public }

// Sign signs as the key itself does; it fails with Locked once the keys are gone.
func (g letterSigner) Sign(random io.Reader, message []byte, o crypto.SignerOpts) ([]byte, error) {
	k, err := g.s.keys()
	if err != nil {
		return nil, err
	}
	key, err := LetterKey(k.account)
	if err != nil {
		return nil, err
	}
	return key.Sign(random, message, o)
}
