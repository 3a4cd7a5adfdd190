package sqlite

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"encoding/json"

	"casedesk/cases"
)

// AccountRequest asks the central library to certify the key of an account to be.
type AccountRequest struct {
	Account   cases.Account // without a certificate
	Key       []byte        // PKIX public key
	Certified bool          // the directory names the account with this key: it can be taken in
}

// secretAccount names the sealed key of an account that waits for its certificate.
const secretAccount = "account "

type heldRequest struct {
	Account cases.Account `json:"account"`
	Key     []byte        `json:"key"` // P-256, raw
}

// RequestAccount makes the key of a new account, by the hand of a system
// administrator. The key waits sealed in this store until the library's directory
// names it; who forgot a pass phrase gets a new account by the same way. Roles that
// clash are Forbidden.
func (s *Session) RequestAccount(ctx context.Context, name string, roles []cases.Role) (out AccountRequest, err error) {
	k, err := s.administrator()
	if err != nil {
		return out, err
	}
	defer clear(k.data[:])
	if name == "" || len(roles) == 0 {
		return out, cases.Fail(cases.Invalid, "store.account_name")
	}
	out.Account = cases.Account{Name: name, Roles: roles}
	if err := out.Account.Fits(); err != nil {
		return out, err
	}
	if out.Account.ID, err = newID(s.store.random, s.store.now()); err != nil {
		return out, err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), s.store.random)
	if err != nil {
		return out, cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	if out.Key, err = x509.MarshalPKIXPublicKey(key.Public()); err != nil {
		return out, cases.Fail(cases.Invalid, "store.account_key").Because(err)
	}
	raw, err := key.Bytes()
	if err != nil {
		return out, cases.Fail(cases.Invalid, "store.account_key").Because(err)
	}
	defer clear(raw)
	held, err := json.Marshal(heldRequest{out.Account, raw})
	if err != nil {
		return out, cases.Fail(cases.Invalid, "store.account_key").Because(err)
	}
	defer clear(held)
	place := secretAccount + out.Account.ID.String()
	sealed, err := k.data.seal(s.store.random, place, held)
	if err != nil {
		return out, err
	}
	return out, inTx(ctx, s.store.write, func(tx *txn) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO secret (name, sealed) VALUES (?, ?)", place, sealed)
		return fault(err)
	})
}

// AccountRequests lists the accounts that wait, the oldest first, to a system
// administrator.
func (s *Session) AccountRequests(ctx context.Context) (out []AccountRequest, err error) {
	k, err := s.administrator()
	if err != nil {
		return nil, err
	}
	defer clear(k.data[:])
	rows, err := s.store.read.QueryContext(ctx, "SELECT name FROM secret WHERE name LIKE ? ORDER BY name", secretAccount+"%")
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	var places []string
	for rows.Next() {
		var place string
		if err := rows.Scan(&place); err != nil {
			return nil, fault(err)
		}
		places = append(places, place)
	}
	if err := rows.Err(); err != nil {
		return nil, fault(err)
	}
	for _, place := range places {
		r, _, err := s.held(ctx, k, place)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// held reads a waiting account and its key.
func (s *Session) held(ctx context.Context, k keyring, place string) (out AccountRequest, key *ecdsa.PrivateKey, err error) {
	plain, err := secret(ctx, s.store.read, k.data, place)
	if err != nil {
		return out, nil, err
	}
	defer clear(plain)
	var h heldRequest
	if err := json.Unmarshal(plain, &h); err != nil {
		return out, nil, cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	defer clear(h.Key)
	if key, err = ecdsa.ParseRawPrivateKey(elliptic.P256(), h.Key); err != nil {
		return out, nil, cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	out.Account = h.Account
	if out.Key, err = x509.MarshalPKIXPublicKey(key.Public()); err != nil {
		return out, nil, cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	office, _ := s.store.Directory().Office(s.store.keys.Office)
	if known, ok := office.Account(h.Account.ID); ok {
		cert, err := x509.ParseCertificate(known.Cert)
		out.Certified = err == nil && key.PublicKey.Equal(cert.PublicKey)
	}
	return out, key, nil
}

// AcceptAccount gives a certified account its slot under the pass phrase that its
// person chose, and forgets the waiting key. One that the library has not certified
// yet is Invalid (store.account_key).
func (s *Session) AcceptAccount(ctx context.Context, id cases.ID, passPhrase string) error {
	k, err := s.administrator()
	if err != nil {
		return err
	}
	defer clear(k.data[:])
	_, key, err := s.held(ctx, k, secretAccount+id.String())
	if err != nil {
		return err
	}
	if passPhrase == "" {
		return cases.Fail(cases.Invalid, "store.pass_empty")
	}
	if err := s.AddAccount(ctx, AccountSecret{ID: id, PassPhrase: passPhrase, Key: key}); err != nil {
		return err
	}
	return s.DropRequest(ctx, id)
}

// DropRequest forgets a waiting account and its key.
func (s *Session) DropRequest(ctx context.Context, id cases.ID) error {
	k, err := s.administrator()
	if err != nil {
		return err
	}
	clear(k.data[:])
	return inTx(ctx, s.store.write, func(tx *txn) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM secret WHERE name = ?", secretAccount+id.String())
		return fault(err)
	})
}
