package sqlite

import (
	"context"
	"crypto/x509"

	"casedesk/cases"
)

// RequestRoles asks the central library for other roles of an account of this office,
// by the hand of a system administrator; its key stays. The question stands, signed,
// in this device's book, and the roles count once a directory names them. Roles that
// clash are Forbidden, and so is changing one's own (store.own_account).
func (s *Session) RequestRoles(ctx context.Context, id cases.ID, roles []cases.Role) (out AccountRequest, err error) {
	k, err := s.administrator()
	if err != nil {
		return out, err
	}
	defer clear(k.data[:])
	if id == s.account {
		return out, cases.Fail(cases.Forbidden, "store.own_account")
	}
	o, _ := s.store.Directory().Office(s.store.keys.Office)
	account, ok := o.Account(id)
	if !ok {
		return out, cases.Fail(cases.NotFound, "store.no_account")
	}
	if len(roles) == 0 {
		return out, cases.Fail(cases.Invalid, "store.account_name")
	}
	act := cases.RolesAct{Account: id, Was: account.Roles, Next: roles, At: s.store.now().UnixMilli()}
	out.Account = cases.Account{ID: id, Name: account.Name, Roles: roles}
	if err := out.Account.Fits(); err != nil {
		return out, err
	}
	cert, err := x509.ParseCertificate(account.Cert)
	if err == nil {
		out.Key, err = x509.MarshalPKIXPublicKey(cert.PublicKey)
	}
	if err != nil {
		return out, cases.Fail(cases.Damaged, "admit.certificate", "office", o.Name).Because(err)
	}
	return out, inTx(ctx, s.store.write, func(tx *txn) error { return s.enterBook(ctx, tx, k, act) })
}
