package sqlite

import (
	"context"
	"crypto/ecdh"
	"crypto/hpke"
	"database/sql"
	"errors"
	"io"

	"casedesk/cases"
)

const (
	selectCaseKey = "SELECT sealed FROM case_key WHERE case_id = ?"
	insertCaseKey = "INSERT INTO case_key (case_id, sealed) VALUES (?, ?) ON CONFLICT DO NOTHING"
	insertWrap    = "INSERT INTO key_wrap (case_id, office, sealed, sent) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
)

func caseKeyPlace(id cases.ID) string { return "case-key " + id.String() }

// caseKey opens the key of a case; it is NotFound where this desk has none.
func caseKey(ctx context.Context, q querier, data *dataKey, id cases.ID) (key cases.CaseKey, err error) {
	var sealed []byte
	err = q.QueryRowContext(ctx, selectCaseKey, id[:]).Scan(&sealed)
	if errors.Is(err, sql.ErrNoRows) {
		if gone, err := isDestroyed(ctx, q, id); err != nil || gone {
			return key, errors.Join(err, cases.Fail(cases.Forbidden, "store.destroyed"))
		}
		return key, cases.Fail(cases.NotFound, "store.no_key")
	}
	if err != nil {
		return key, fault(err)
	}
	return openCaseKey(data, id, sealed)
}

func openCaseKey(data *dataKey, id cases.ID, sealed []byte) (key cases.CaseKey, err error) {
	plain, err := data.open(caseKeyPlace(id), sealed)
	if err != nil {
		return key, err
	}
	defer clear(plain)
	if copy(key[:], plain) != len(key) || len(plain) != len(key) {
		return key, cases.Fail(cases.Damaged, "store.sealed", "what", "case-key")
	}
	return key, nil
}

// newCaseKey makes the key of a new case and seals it for this store and for
// the other desks of the office.
func (s *Session) newCaseKey(ctx context.Context, tx *txn, data *dataKey, id cases.ID) (key cases.CaseKey, err error) {
	if _, err = io.ReadFull(s.store.random, key[:]); err != nil {
		return key, cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	if err = s.keepCaseKey(ctx, tx, data, id, key); err != nil {
		return key, err
	}
	return key, s.wrapFor(ctx, tx, id, key, s.store.keys.Office)
}

func (s *Session) keepCaseKey(ctx context.Context, tx *txn, data *dataKey, id cases.ID, key cases.CaseKey) error {
	sealed, err := data.seal(s.store.random, caseKeyPlace(id), key[:])
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, insertCaseKey, id[:], sealed)
	return fault(err)
}

// wrapInfo binds a sealed case key to its case and office.
func wrapInfo(id, office cases.ID) []byte {
	return []byte("casedesk case key " + id.String() + " " + office.String())
}

// SealCaseKey seals a case's key to an office's public key: HPKE (RFC 9180) with
// X25519, HKDF-SHA256 and AES-256-GCM.
func SealCaseKey(key cases.CaseKey, id cases.ID, office cases.Office) (cases.KeyWrap, error) {
	w := cases.KeyWrap{Case: id, Office: office.ID}
	public, err := hpke.DHKEM(ecdh.X25519()).NewPublicKey(office.Sealing)
	if err != nil {
		return w, cases.Fail(cases.Invalid, "store.office_key", "office", office.Name).Because(err)
	}
	w.Sealed, err = hpke.Seal(public, hpke.HKDFSHA256(), hpke.AES256GCM(), wrapInfo(id, office.ID), key[:])
	if err != nil {
		return w, cases.Fail(cases.Invalid, "store.office_key", "office", office.Name).Because(err)
	}
	return w, nil
}

// OpenCaseKey opens what SealCaseKey made, with the office's private key.
func OpenCaseKey(w cases.KeyWrap, office hpke.PrivateKey) (key cases.CaseKey, err error) {
	plain, err := hpke.Open(office, hpke.HKDFSHA256(), hpke.AES256GCM(), wrapInfo(w.Case, w.Office), w.Sealed)
	if err != nil || len(plain) != len(key) {
		return key, cases.Fail(cases.Damaged, "store.wrap")
	}
	defer clear(plain)
	return cases.CaseKey(plain), nil
}

func (s *Session) wrapFor(ctx context.Context, tx *txn, id cases.ID, key cases.CaseKey, to cases.ID) error {
	office, ok := s.store.Directory().Office(to)
	if !ok {
		return cases.Fail(cases.NotFound, "store.no_office")
	}
	w, err := SealCaseKey(key, id, office)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, insertWrap, w.Case[:], w.Office[:], w.Sealed, 0)
	return fault(err)
}

// ShareCase lets another office read the case: its key is sealed to that
// office's public key and goes out with the next sync. Doing it again is no error.
func (s *Session) ShareCase(ctx context.Context, id, office cases.ID) error {
	k, err := s.keys()
	if err != nil {
		return err
	}
	return inTx(ctx, s.store.write, func(tx *txn) error {
		key, err := caseKey(ctx, tx, k.data, id)
		if err != nil {
			return err
		}
		return s.wrapFor(ctx, tx, id, key, office)
	})
}
