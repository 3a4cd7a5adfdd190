package sqlite

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"casedesk/cases"
)

const keyFileName = "keys.json"

// keyFormat is the newest form of keys.json that this program reads. In a store of
// the first form (plainFormat) the database lies in clear, in one of the second its
// pages are sealed but carry no proof of what they were.
const (
	keyFormat    = 3
	sealedFormat = 2
	plainFormat  = 1
)

// keyFile is keys.json: what stands beside the store for anybody to read.
type keyFile struct {
	Format   int           `json:"format"`
	Store    cases.ID      `json:"store"`
	Office   cases.ID      `json:"office"`
	Device   cases.ID      `json:"device"`
	Sample   bool          `json:"sample"`
	Root     []byte        `json:"root"`             // X.509, DER: the pinned root of the central library
	Cipher   string        `json:"cipher,omitempty"` // of the database's pages
	Name     string        `json:"name,omitempty"`   // of the office, for the sign-in page
	Powers   []cases.Power `json:"powers,omitempty"`
	Tries    int           `json:"tries,omitempty"` // wrong pass phrases that cost no waiting; 0 means freeTries
	Accounts []keySlot     `json:"accounts"`
	Recovery keySlot       `json:"recovery"`
}

// identity is what every slot is bound to: changing any of it opens no slot. The
// cipher is not part of it: a wrong one opens no database.
func (k keyFile) identity() string {
	root := sha256.Sum256(k.Root)
	mark := "kept"
	if k.Sample {
		mark = "sample"
	}
	return k.Store.String() + k.Office.String() + k.Device.String() + mark + hex.EncodeToString(root[:])
}

func (k keyFile) slot(account cases.ID) (keySlot, bool) {
	for _, s := range k.Accounts {
		if s.ID == account {
			return s, true
		}
	}
	return keySlot{}, false
}

// encode gives the file's bytes; the last entry is the SHA-256 of all before it.
func (k keyFile) encode() ([]byte, error) {
	b, err := json.MarshalIndent(k, "", " ")
	if err != nil {
		return nil, err
	}
	b = bytes.TrimSuffix(b, []byte("\n}"))
	return append(b, sumLine(b)...), nil
}

func sumLine(before []byte) []byte {
	sum := sha256.Sum256(before)
	return []byte(",\n \"sum\": \"" + hex.EncodeToString(sum[:]) + "\"\n}\n")
}

// decodeKeyFile refuses a file of which any byte was changed, then one that a
// newer program wrote.
func decodeKeyFile(b []byte) (keyFile, error) {
	var k keyFile
	cut := bytes.LastIndex(b, []byte(",\n \"sum\": "))
	if cut < 0 || !bytes.Equal(b[cut:], sumLine(b[:cut])) {
		return k, cases.Fail(cases.Damaged, "store.keys_damaged")
	}
	var form struct {
		Format int `json:"format"`
	}
	if err := json.Unmarshal(b, &form); err != nil {
		return k, cases.Fail(cases.Damaged, "store.keys_damaged").Because(err)
	}
	if form.Format > keyFormat {
		return k, cases.Fail(cases.TooNew, "store.newer")
	}
	if err := json.Unmarshal(b, &k); err != nil {
		return k, cases.Fail(cases.Damaged, "store.keys_damaged").Because(err)
	}
	return k, nil
}

func readKeyFile(dir string) (keyFile, error) {
	b, err := os.ReadFile(filepath.Join(dir, keyFileName))
	if errors.Is(err, fs.ErrNotExist) {
		return keyFile{}, cases.Fail(cases.NotFound, "store.none")
	}
	if err != nil {
		return keyFile{}, fault(err)
	}
	return decodeKeyFile(b)
}

func (k keyFile) write(dir string) error {
	b, err := k.encode()
	if err != nil {
		return err
	}
	return writeFile(dir, filepath.Join(dir, keyFileName), b)
}
