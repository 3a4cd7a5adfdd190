package demo

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hpke"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/google/uuid"

	"casedesk/cases"
)

// secrets are the keys of an office that is being made. They lie in a file
// until both stores exist, so that a demo cut short goes on with the same ones.
type secrets struct {
	Office   cases.ID        `json:"office"`
	Device   cases.ID        `json:"device"`
	Key      []byte          `json:"key"`     // of the device, PKCS 8
	Sealing  []byte          `json:"sealing"` // private key case keys are opened with
	Accounts []accountSecret `json:"accounts"`
}

type accountSecret struct {
	ID  cases.ID `json:"id"`
	Key []byte   `json:"key"`
}

const secretsFile = "setup.json"

// readSecrets gives the keys of an earlier try, or makes new ones and keeps them.
func readSecrets(dir string, all []spec) ([]secrets, error) {
	var out []secrets
	name := filepath.Join(dir, secretsFile)
	if b, err := os.ReadFile(name); err == nil {
		if err := json.Unmarshal(b, &out); err == nil && len(out) == len(all) {
			return out, nil
		}
		return nil, cases.Fail(cases.Damaged, "demo.setup")
	}
	for _, s := range all {
		made, err := newSecrets(len(s.people))
		if err != nil {
			return nil, err
		}
		out = append(out, made)
	}
	b, err := json.Marshal(out)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(name+".new", b, 0o600); err != nil {
		return nil, cases.Fail(cases.Exhausted, "demo.write").Because(err)
	}
	return out, os.Rename(name+".new", name)
}

func newSecrets(people int) (s secrets, err error) {
	if s.Key, err = newKey(); err != nil {
		return s, err
	}
	sealing, err := hpke.DHKEM(ecdh.X25519()).GenerateKey()
	if err != nil {
		return s, err
	}
	if s.Sealing, err = sealing.Bytes(); err != nil {
		return s, err
	}
	if s.Office, err = newID(); err != nil {
		return s, err
	}
	if s.Device, err = newID(); err != nil {
		return s, err
	}
	for range people {
		var a accountSecret
		if a.ID, err = newID(); err != nil {
			return s, err
		}
		if a.Key, err = newKey(); err != nil {
			return s, err
		}
		s.Accounts = append(s.Accounts, a)
	}
	return s, nil
}

func newID() (cases.ID, error) {
	id, err := uuid.NewV7()
	return cases.ID(id), err
}

func newKey() ([]byte, error) {
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	return x509.MarshalPKCS8PrivateKey(k)
}

func readKey(der []byte) (*ecdsa.PrivateKey, error) {
	k, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, cases.Fail(cases.Damaged, "demo.setup").Because(err)
	}
	key, ok := k.(*ecdsa.PrivateKey)
	if !ok {
		return nil, cases.Fail(cases.Damaged, "demo.setup")
	}
	return key, nil
}
