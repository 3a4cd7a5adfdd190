package wire

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path/filepath"
	"slices"

	"casedesk/app/office"
	"casedesk/cases"
	"casedesk/forms/letter"
	"casedesk/store/replica"
	"casedesk/store/sqlite"
)

// People lists the office's accounts, those of the directory first, then those that
// the library no longer names. Only who keeps the accounts, or the rules, may see who
// is locked out.
func (c Care) People(ctx context.Context) ([]office.Person, error) {
	st := c.s.Store()
	_, me, _ := st.Directory().OfficeOf(c.s.Account())
	if me.Must(cases.DutyLockouts) != nil {
		if err := me.Must(cases.DutyAccounts); err != nil {
			return nil, err
		}
	}
	var all []office.Person
	o, _ := st.Directory().Office(st.Office())
	for _, a := range o.Accounts {
		all = append(all, office.Person{Account: a})
	}
	waits := st.LockedOut()
	for _, slot := range st.Accounts() {
		i := slices.IndexFunc(all, func(p office.Person) bool { return p.Account.ID == slot.ID })
		if i < 0 {
			i = len(all)
			all = append(all, office.Person{Account: cases.Account{ID: slot.ID, Name: slot.Name}})
		}
		all[i].Here, all[i].Second, all[i].Shut, all[i].Wait = true, slot.Second, slot.Shut, waits[slot.ID]
	}
	return all, ctx.Err()
}

// LetIn ends the waiting of an account.
func (c Care) LetIn(id cases.ID) error { return c.s.LetIn(id) }

// ShutOut keeps an account from signing in here, or lets it in again.
func (c Care) ShutOut(id cases.ID, shut bool) error { return c.s.ShutOut(id, shut) }

// RemoveAccount takes an account's way in away.
func (c Care) RemoveAccount(ctx context.Context, id cases.ID) error {
	return c.s.RemoveAccount(ctx, id)
}

// Apply makes the key of a new account, which then waits for its certificate.
func (c Care) Apply(ctx context.Context, name string, roles []cases.Role) (office.Applicant, error) {
	r, err := c.s.RequestAccount(ctx, name, roles)
	return office.Applicant(r), err
}

// ApplyRoles asks for other roles of an account; its key stays.
func (c Care) ApplyRoles(ctx context.Context, id cases.ID, roles []cases.Role) (office.Applicant, error) {
	r, err := c.s.RequestRoles(ctx, id, roles)
	return office.Applicant(r), err
}

// Applicants lists the accounts that wait.
func (c Care) Applicants(ctx context.Context) ([]office.Applicant, error) {
	all, err := c.s.AccountRequests(ctx)
	out := make([]office.Applicant, len(all))
	for i, r := range all {
		out[i] = office.Applicant(r)
	}
	return out, err
}

// TakeIn gives a certified account its way in.
func (c Care) TakeIn(ctx context.Context, id cases.ID, pass string) error {
	return c.s.AcceptAccount(ctx, id, pass)
}

// DropApplicant forgets an account that waits.
func (c Care) DropApplicant(ctx context.Context, id cases.ID) error { return c.s.DropRequest(ctx, id) }

// WriteApplication writes an application into a folder, for the people of the library.
func (c Care) WriteApplication(dir string, a office.Applicant) (string, error) {
	b, err := json.MarshalIndent(replica.Application{Office: c.s.Store().Office(), Account: a.Account, Key: a.Key}, "", " ")
	if err != nil {
		return "", cases.Fail(cases.Invalid, "store.account_key").Because(err)
	}
	// An account may ask more than once: for its key first, for other roles later.
	sum := sha256.Sum256(b)
	return writeNew(filepath.Join(dir, "casedesk-account-"+a.Account.ID.String()+"-"+hex.EncodeToString(sum[:4])+".json"), b)
}

// TakeAnswer takes a directory that the central library signed, from a file, and gives
// its version.
func (c Care) TakeAnswer(ctx context.Context, b []byte) (int, error) {
	var p replica.Published
	if err := json.Unmarshal(b, &p); err != nil || len(p.Directory) == 0 {
		return 0, cases.Fail(cases.Invalid, "wire.answer").Because(err)
	}
	if err := c.s.SaveDirectory(ctx, p.Directory, p.Sig); err != nil {
		return 0, err
	}
	return c.s.Store().Directory().Version, nil
}

// RecoverySheet makes a new recovery code and the sheet to lock away, as a PDF that is
// kept nowhere; the code before opens nothing from then on. A sheet that could not be
// made is found out before.
func (t Tools) RecoverySheet(ctx context.Context, s *sqlite.Session) (code string, sheet []byte, err error) {
	o, account, _ := s.Store().Directory().OfficeOf(s.Account())
	order := letter.RecoveryOrder{Office: o, On: cases.DayIn(t.Now()), Device: s.Store().Device(), By: account.Name, Code: "0000-0000-0000-0000-0000-0000-0000-0000"}
	if _, err := t.Press.Recovery(order); err != nil {
		return "", nil, err
	}
	if order.Code, err = s.NewRecoveryCode(ctx); err != nil {
		return "", nil, err
	}
	sheet, err = t.Press.Recovery(order)
	return order.Code, sheet, err
}

// NewRecoveryCode makes a new recovery code and gives it once.
func (c Care) NewRecoveryCode(ctx context.Context) (string, error) { return c.s.NewRecoveryCode(ctx) }
