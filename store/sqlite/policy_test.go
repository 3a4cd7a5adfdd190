package sqlite

import (
	"context"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/x509"
	"math/big"
	"testing"

	"casedesk/cases"
)

var securityID = cases.ID{34}

// certify puts an account that was asked for into an office, as the library does.
func (w *world) certify(o *cases.Office, r AccountRequest) {
	key, err := x509.ParsePKIXPublicKey(r.Key)
	must(w.t, err)
	form := &x509.Certificate{SerialNumber: big.NewInt(1)}
	r.Account.Cert, err = x509.CreateCertificate(rand.Reader, form, form, key, w.root)
	must(w.t, err)
	o.Accounts = append(o.Accounts, r.Account)
}

// keepers is a store with a clerk, a system keeper and a security keeper.
func keepers(t *testing.T) (w *world, st *Store, admin, security *Session) {
	t.Helper()
	w = newWorld(t)
	o := &w.dir.Offices[0]
	o.Accounts = append(o.Accounts, w.account(securityID, cases.Security), w.account(adminID, cases.Admin), w.account(auditorID, cases.Auditor))
	st = w.open(w.create(windowID))
	return w, st, w.signIn(st, adminID), w.signIn(st, securityID)
}

func settled() cases.Policy {
	return cases.Policy{Idle: 5, Tries: 5, Reveal: 20, Second: cases.SecondNobody, Late: 3}
}

// Who keeps the rules settles them, and nobody else; what one did not see is not
// overwritten.
func TestAPolicyIsSettledByWhoseDutyItIs(t *testing.T) {
	ctx := context.Background()
	w, st, admin, security := keepers(t)
	if _, known, err := admin.Policy(ctx); known || err != nil {
		t.Fatal("a new store has a policy", err)
	}
	was, next := cases.Settled{Policy: settled()}, settled()
	next.Idle, next.Tries = 10, 3
	for _, s := range []*Session{admin, w.signIn(st, clerkID)} {
		_, err := s.SetPolicy(ctx, was, next)
		wants(t, err, cases.Forbidden, "role.duty")
	}
	now, err := security.SetPolicy(ctx, was, next)
	must(t, err)
	if seen, known, err := w.signIn(st, clerkID).Policy(ctx); err != nil || !known || seen != now || seen.By != securityID || seen.Idle != 10 {
		t.Errorf("settled: %+v %v", seen, err)
	}
	_, err = security.SetPolicy(ctx, was, next)
	wants(t, err, cases.Conflict, "store.policy_changed")
	lines, err := w.signIn(st, auditorID).Accesses(ctx, 0, 10)
	must(t, err)
	if len(lines) != 1 || lines[0].Event.Header.Actor != securityID || lines[0].Event.Act != (cases.PolicyAct{Was: was.Policy, Next: now.Policy, At: now.At}) {
		t.Errorf("the book says %+v", lines)
	}
	if r, err := security.Check(ctx); err != nil || len(r.Trouble) != 0 {
		t.Errorf("%v, %v", r.Trouble, err)
	}
	next.Idle = 0
	_, err = security.SetPolicy(ctx, now, next)
	wants(t, err, cases.Invalid, "policy.span")
}

// The policy's tries count before anybody is signed in, and after a restart; what is
// written into keys.json by hand cannot switch the waiting off.
func TestTriesFollowThePolicy(t *testing.T) {
	ctx := context.Background()
	w, st, _, security := keepers(t)
	next := settled()
	next.Tries = 3
	_, err := security.SetPolicy(ctx, cases.Settled{Policy: settled()}, next)
	must(t, err)
	must(t, st.Close())
	st = w.open(st.dir)
	for range 3 {
		_, err := st.Unlock(ctx, clerkID, "wrong")
		wants(t, err, cases.Locked, "store.pass_phrase")
	}
	_, err = st.Unlock(ctx, clerkID, pass)
	wants(t, err, cases.Locked, "store.wait")
	for _, n := range []int{-1, 0, 2, 1 << 40} {
		if got := (keyFile{Tries: n}).freeTries(); got != freeTries {
			t.Errorf("%d tries in the key file let somebody try %d times", n, got)
		}
	}
}

// An account that is asked for here waits with its key until the library names it; it
// comes in under a pass phrase of its person, and can be shut out and let in.
func TestAnAccountIsAskedForCertifiedAndTakenIn(t *testing.T) {
	ctx := context.Background()
	w, st, admin, security := keepers(t)
	_, err := security.RequestAccount(ctx, "孟小禾", []cases.Role{cases.Clerk})
	wants(t, err, cases.Forbidden, "store.not_admin")
	_, err = admin.RequestAccount(ctx, "孟小禾", []cases.Role{cases.Clerk, cases.Auditor})
	wants(t, err, cases.Forbidden, "role.clash")
	_, err = admin.RequestAccount(ctx, "", []cases.Role{cases.Clerk})
	wants(t, err, cases.Invalid, "store.account_name")
	r, err := admin.RequestAccount(ctx, "孟小禾", []cases.Role{cases.Clerk})
	must(t, err)
	wants(t, admin.AcceptAccount(ctx, r.Account.ID, "孟的口令"), cases.Invalid, "store.account_key")
	w.certify(&w.dir.Offices[0], r)
	w.dir.Version++
	raw, sig := w.signed(w.dir)
	must(t, admin.SaveDirectory(ctx, raw, sig))
	all, err := admin.AccountRequests(ctx)
	if err != nil || len(all) != 1 || !all[0].Certified || all[0].Account.Name != "孟小禾" {
		t.Fatalf("waiting: %+v %v", all, err)
	}
	wants(t, admin.AcceptAccount(ctx, r.Account.ID, ""), cases.Invalid, "store.pass_empty")
	must(t, admin.AcceptAccount(ctx, r.Account.ID, "孟的口令"))
	if all, err = admin.AccountRequests(ctx); err != nil || len(all) != 0 {
		t.Errorf("still waiting: %+v %v", all, err)
	}
	s, err := st.Unlock(ctx, r.Account.ID, "孟的口令")
	must(t, err)
	act(t, s, caseID(1), receivedAct("示例甲公司", "收1"))
	must(t, s.SetPIN("8642"))
	must(t, s.Cover())
	wants(t, admin.ShutOut(adminID, true), cases.Forbidden, "store.own_account")
	must(t, admin.ShutOut(r.Account.ID, true))
	_, err = st.Unlock(ctx, r.Account.ID, "孟的口令")
	wants(t, err, cases.Forbidden, "store.shut")
	wants(t, s.Uncover(ctx, "8642"), cases.Forbidden, "store.shut")
	must(t, admin.ShutOut(r.Account.ID, false))
	must(t, s.Uncover(ctx, "8642"))
	other, err := admin.RequestAccount(ctx, "何必来", []cases.Role{cases.Signer})
	must(t, err)
	must(t, admin.DropRequest(ctx, other.Account.ID))
	if all, err = admin.AccountRequests(ctx); err != nil || len(all) != 0 {
		t.Errorf("still waiting: %+v %v", all, err)
	}
}

// Other roles are asked for by the administrator alone and for others alone; who asked
// for what stands in the book, and the roles count when the library certified them.
func TestRolesAreAskedForInTheChain(t *testing.T) {
	ctx := context.Background()
	w, st, admin, security := keepers(t)
	_, err := security.RequestRoles(ctx, clerkID, []cases.Role{cases.Signer})
	wants(t, err, cases.Forbidden, "store.not_admin")
	for _, roles := range [][]cases.Role{{cases.Clerk, cases.Security}, {cases.Auditor, cases.Security}} {
		_, err = admin.RequestRoles(ctx, clerkID, roles)
		wants(t, err, cases.Forbidden, "role.clash")
	}
	_, err = admin.RequestRoles(ctx, adminID, []cases.Role{cases.Signer})
	wants(t, err, cases.Forbidden, "store.own_account")
	_, err = admin.RequestRoles(ctx, cases.ID{77}, []cases.Role{cases.Signer})
	wants(t, err, cases.NotFound, "store.no_account")
	r, err := admin.RequestRoles(ctx, clerkID, []cases.Role{cases.Clerk, cases.Reviewer})
	must(t, err)
	o, _ := st.Directory().Office(windowID)
	if a, _ := o.Account(clerkID); len(a.Roles) != 1 {
		t.Errorf("they count already: %v", a.Roles)
	}
	cert, err := x509.ParseCertificate(w.dir.Offices[0].Accounts[0].Cert)
	must(t, err)
	if key, err := x509.ParsePKIXPublicKey(r.Key); err != nil || !cert.PublicKey.(*ecdsa.PublicKey).Equal(key) {
		t.Errorf("it asks for another key, %v", err)
	}
	lines, err := w.signIn(st, auditorID).Accesses(ctx, 0, 10)
	must(t, err)
	asked, ok := lines[0].Event.Act.(cases.RolesAct)
	if !ok || len(lines) != 1 || lines[0].Event.Header.Actor != adminID || asked.Account != clerkID || len(asked.Next) != 2 {
		t.Errorf("the book says %+v", lines)
	}
	wants(t, admin.LogAccess(ctx, asked), cases.Invalid, "store.no_act")
}

// A new recovery code takes the place of the old one.
func TestANewRecoveryCode(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	w.dir.Offices[0].Accounts = append(w.dir.Offices[0].Accounts, w.account(adminID, cases.Admin))
	dir := t.TempDir() + "/desk"
	old, err := Create(ctx, dir, w.setup(windowID))
	must(t, err)
	st := w.open(dir)
	_, err = w.signIn(st, clerkID).NewRecoveryCode(ctx)
	wants(t, err, cases.Forbidden, "store.not_admin")
	code, err := w.signIn(st, adminID).NewRecoveryCode(ctx)
	must(t, err)
	_, err = st.Recover(ctx, old)
	wants(t, err, cases.Locked, "store.pass_phrase")
	_, err = st.Recover(ctx, code)
	must(t, err)
}
