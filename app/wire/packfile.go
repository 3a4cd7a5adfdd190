package wire

import (
	"crypto/ecdsa"
	"encoding/json"
	"os"

	"casedesk/assets"
	"casedesk/cases"
	"casedesk/cases/rules"
)

// Signed is a signed pack read from a file.
type Signed struct {
	rules.Sealed
	Bundle rules.Bundle
	Signer string // the root's name
}

// SignedPack reads a file that SealPack wrote and checks it against the root
// that ships, the demo's.
func SignedPack(name string) (Signed, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return Signed{}, cases.Fail(cases.NotFound, "file.open", "file", name).Because(err)
	}
	cert, _, err := assets.DemoRoot()
	if err != nil {
		return Signed{}, err
	}
	s := Signed{Signer: cert.Subject.CommonName}
	if err := json.Unmarshal(raw, &s.Sealed); err != nil {
		return s, cases.Fail(cases.Damaged, "pack.bundle").Because(err)
	}
	key, _ := cert.PublicKey.(*ecdsa.PublicKey)
	s.Bundle, err = s.Open(key)
	return s, err
}

// SealPack signs a bundle with the root that ships, the demo's, and writes it.
func SealPack(b rules.Bundle, name string) error {
	_, key, err := assets.DemoRoot()
	if err != nil {
		return err
	}
	s, err := b.Seal(key)
	if err != nil {
		return err
	}
	raw, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return WriteFile(name, raw)
}
