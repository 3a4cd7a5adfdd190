package replica

import (
	"crypto/sha256"
	"encoding/hex"

	"casedesk/cases"
)

// Application asks the central library to certify an account, or other roles of one
// that it knows. It is carried as a file; people compare the key by its Fingerprint.
type Application struct {
	Office  cases.ID      `json:"office"`
	Account cases.Account `json:"account"`
	Key     []byte        `json:"key"` // PKIX, ECDSA P-256
}

// Fingerprint gives the beginning of a public key's hash, to be read out.
func Fingerprint(key []byte) string {
	sum := sha256.Sum256(key)
	text := hex.EncodeToString(sum[:8])
	return text[:4] + " " + text[4:8] + " " + text[8:12] + " " + text[12:]
}
