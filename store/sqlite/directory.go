package sqlite

import (
	"context"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/json"

	"casedesk/cases"
)

// readRoot gives the public key of the pinned root, which signs directories and
// receipts.
func readRoot(der []byte) (*ecdsa.PublicKey, error) {
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "store.root").Because(err)
	}
	key, ok := cert.PublicKey.(*ecdsa.PublicKey)
	if !ok {
		return nil, cases.Fail(cases.Invalid, "store.root")
	}
	return key, nil
}

// readDirectory checks the signature over the bytes as they came, and only then
// reads them.
func readDirectory(raw, sig []byte, root *ecdsa.PublicKey) (d cases.Directory, err error) {
	sum := sha256.Sum256(raw)
	if !ecdsa.VerifyASN1(root, sum[:], sig) {
		return d, cases.Fail(cases.Damaged, "store.directory_signature")
	}
	if err := json.Unmarshal(raw, &d); err != nil {
		return d, cases.Fail(cases.Damaged, "store.directory").Because(err)
	}
	return d, nil
}

func putDirectory(ctx context.Context, tx *txn, version int, raw, sig []byte) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO directory (version, raw, sig) VALUES (?, ?, ?)", version, raw, sig)
	return fault(err)
}

func lastDirectory(ctx context.Context, q querier, root *ecdsa.PublicKey) (d cases.Directory, err error) {
	var raw, sig []byte
	err = q.QueryRowContext(ctx, "SELECT raw, sig FROM directory ORDER BY version DESC LIMIT 1").Scan(&raw, &sig)
	if err != nil {
		return d, cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	return readDirectory(raw, sig, root)
}

// Directory gives the offices, accounts and devices as last signed by the
// central library; nothing while nobody is signed in (see Doorplate).
func (s *Store) Directory() cases.Directory {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.directory
}

// Directory gives the directory that this desk holds.
func (s *Session) Directory(context.Context) (cases.Directory, error) {
	if _, err := s.keys(); err != nil {
		return cases.Directory{}, err
	}
	return s.store.Directory(), nil
}

// SignedDirectory gives the bytes and signature that Directory was read from.
func (s *Store) SignedDirectory(ctx context.Context) (raw, sig []byte, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT raw, sig FROM directory ORDER BY version DESC LIMIT 1").Scan(&raw, &sig)
	return raw, sig, fault(err)
}

// SaveDirectory takes a newer directory. One not signed by the pinned root is
// refused, and so is an older version; the one already here is no error.
func (s *Session) SaveDirectory(ctx context.Context, raw, sig []byte) error {
	if _, err := s.keys(); err != nil {
		return err
	}
	st := s.store
	d, err := readDirectory(raw, sig, st.root)
	if err != nil {
		return err
	}
	now := st.Directory()
	if d.Version < now.Version {
		return cases.Fail(cases.Conflict, "store.directory_older")
	}
	if d.Version == now.Version {
		held, _, err := st.SignedDirectory(ctx)
		if err == nil && string(held) != string(raw) {
			return cases.Fail(cases.Conflict, "store.directory_other")
		}
		return err
	}
	if _, ok := d.Office(st.keys.Office); !ok {
		return cases.Fail(cases.Invalid, "store.not_enrolled")
	}
	if err := inTx(ctx, st.write, func(tx *txn) error { return putDirectory(ctx, tx, d.Version, raw, sig) }); err != nil {
		return err
	}
	st.setDirectory(d)
	return st.relabel(d)
}
