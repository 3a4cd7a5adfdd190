package sqlite

import (
	"context"
	"testing"
	"time"

	"casedesk/cases"
)

// administered is a store whose system administrator is signed in, with a new clerk
// whom the directory names and who has no slot yet.
func administered(t *testing.T) (w *world, st *Store, s *Session, colleague AccountSecret) {
	t.Helper()
	w = newWorld(t)
	office := &w.dir.Offices[0]
	office.Accounts = append(office.Accounts, w.account(adminID, cases.Admin))
	setup := w.setup(windowID)
	added := w.account(cases.ID{31}, cases.Clerk)
	office.Accounts = append(office.Accounts, added)
	setup.Directory, setup.DirectorySig = w.signed(w.dir)
	dir := t.TempDir() + "/desk"
	_, err := Create(context.Background(), dir, setup)
	must(t, err)
	st = w.open(dir)
	return w, st, w.signIn(st, adminID), AccountSecret{ID: added.ID, PassPhrase: "新同事的口令", Key: w.keys[added.ID]}
}

func TestAccountsComeAndGoByTheAdministratorsHand(t *testing.T) {
	ctx := context.Background()
	w, st, s, colleague := administered(t)
	stranger := colleague
	stranger.Key = w.keys[clerkID]
	wants(t, s.AddAccount(ctx, stranger), cases.Invalid, "store.account_key")
	must(t, s.AddAccount(ctx, colleague))
	if all := st.Accounts(); len(all) != 3 || all[2].ID != colleague.ID || all[2].Name == "" {
		t.Fatalf("accounts %+v", all)
	}
	other, err := st.Unlock(ctx, colleague.ID, colleague.PassPhrase)
	must(t, err)
	act(t, other, caseID(1), receivedAct("示例甲公司", "收1"))
	wants(t, other.AddAccount(ctx, colleague), cases.Forbidden, "store.not_admin")
	wants(t, other.RemoveAccount(ctx, clerkID), cases.Forbidden, "store.not_admin")
	wants(t, s.RemoveAccount(ctx, adminID), cases.Forbidden, "store.own_account")
	colleague.PassPhrase = "又一个口令" // forgotten: the same way in again
	must(t, s.AddAccount(ctx, colleague))
	must(t, s.RemoveAccount(ctx, colleague.ID))
	wants(t, s.RemoveAccount(ctx, colleague.ID), cases.NotFound, "store.no_account")
	_, err = st.Unlock(ctx, colleague.ID, colleague.PassPhrase)
	wants(t, err, cases.NotFound, "store.no_account")
	must(t, s.Close())
	wants(t, s.AddAccount(ctx, colleague), cases.Locked, "store.closed")
}

func TestAPassPhraseIsChangedByWhoKnowsIt(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	dir := w.create(windowID)
	st := w.open(dir)
	s := w.signIn(st, clerkID)
	wants(t, s.ChangePassPhrase(ctx, Proof{Pass: "wrong"}, Proof{Pass: "new"}), cases.Locked, "store.pass_phrase")
	wants(t, s.ChangePassPhrase(ctx, Proof{Pass: pass}, Proof{}), cases.Invalid, "store.pass_empty")
	must(t, s.ChangePassPhrase(ctx, Proof{Pass: pass}, Proof{Pass: "新的口令"}))
	must(t, st.Close())
	st = w.open(dir)
	_, err := st.Unlock(ctx, clerkID, pass)
	wants(t, err, cases.Locked, "store.pass_phrase")
	s, err = st.Unlock(ctx, clerkID, "新的口令")
	must(t, err)
	act(t, s, caseID(1), receivedAct("示例甲公司", "收1"))
}

// A second factor is part of the key: without the stick, or with another, even the
// right pass phrase opens nothing.
func TestASecondFactorIsNeededOnceItIsSet(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	st := w.open(w.create(windowID))
	s := w.signIn(st, clerkID)
	stick, err := NewStick(st.random)
	must(t, err)
	must(t, s.ChangePassPhrase(ctx, Proof{Pass: pass}, Proof{pass, stick}))
	if a := st.Accounts()[0]; !a.Second {
		t.Error("the sign-in page does not ask for it")
	}
	must(t, s.Close())
	_, err = st.Unlock(ctx, clerkID, pass)
	wants(t, err, cases.Locked, "store.second")
	other, err := NewStick(st.random)
	must(t, err)
	_, err = st.UnlockWith(ctx, clerkID, Proof{pass, other})
	wants(t, err, cases.Locked, "store.pass_phrase")
	_, err = st.UnlockWith(ctx, clerkID, Proof{pass, stick[:5]})
	wants(t, err, cases.Invalid, "store.stick")
	s, err = st.UnlockWith(ctx, clerkID, Proof{pass, stick})
	must(t, err)
	must(t, s.ChangePassPhrase(ctx, Proof{pass, stick}, Proof{Pass: pass}))
	must(t, s.Close())
	w.signIn(st, clerkID)
}

// rings is a keyring in memory, as the operating system's.
type rings map[string][]byte

func (r rings) Secret(store string) ([]byte, error) {
	if b, ok := r[store]; ok {
		return b, nil
	}
	return nil, cases.Fail(cases.NotFound, "store.device_secret")
}

func (r rings) Keep(store string, secret []byte) error {
	r[store] = append([]byte(nil), secret...)
	return nil
}

// With the machine's secret in the slots, a stolen folder opens nowhere else; the
// recovery code opens it without.
func TestAMachinesSecretBindsTheStoreToIt(t *testing.T) {
	ctx, w, ring := context.Background(), newWorld(t), rings{}
	setup := w.setup(windowID)
	setup.Keyring = ring
	dir := t.TempDir() + "/desk"
	code, err := Create(ctx, dir, setup)
	must(t, err)
	open := func(k Keyring) *Store {
		st, err := Open(ctx, dir, Options{Now: w.clock, Keyring: k})
		must(t, err)
		t.Cleanup(func() { st.Close() })
		return st
	}
	st := open(ring)
	act(t, w.signIn(st, clerkID), caseID(1), receivedAct("示例甲公司", "收1"))
	must(t, st.Close())
	st = open(nil)
	_, err = st.Unlock(ctx, clerkID, pass)
	wants(t, err, cases.Locked, "store.device_secret")
	s, err := st.Recover(ctx, code)
	must(t, err)
	if _, err := s.Case(ctx, caseID(1)); err != nil {
		t.Error(err)
	}
}

// An account that wants it opens the store on its machine only, from then on and
// until it wants it no more; a keyring that keeps nothing changes nothing.
func TestAnAccountBindsItselfToItsMachine(t *testing.T) {
	ctx, w, ring := context.Background(), newWorld(t), rings{}
	dir := w.create(windowID)
	in := func(k Keyring) (*Store, *Session, error) {
		st, err := Open(ctx, dir, Options{Now: w.clock, Keyring: k})
		must(t, err)
		t.Cleanup(func() { st.Close() })
		s, err := st.Unlock(ctx, clerkID, pass)
		return st, s, err
	}
	for name, k := range map[string]Keyring{"none": nil, "forgetful": forgetful{}} {
		st, s, err := in(k)
		must(t, err)
		if err := s.NeedMachine(ctx, Proof{Pass: pass}, true); cases.KindOf(err) != cases.Unsupported {
			t.Errorf("%s: %v", name, err)
		}
		must(t, st.Close())
	}
	st, s, err := in(ring)
	must(t, err)
	wants(t, s.NeedMachine(ctx, Proof{Pass: "wrong"}, true), cases.Locked, "store.pass_phrase")
	must(t, s.NeedMachine(ctx, Proof{Pass: pass}, true))
	must(t, st.Close())
	st, _, err = in(nil)
	wants(t, err, cases.Locked, "store.device_secret")
	must(t, st.Close())
	st, s, err = in(ring)
	must(t, err)
	must(t, s.NeedMachine(ctx, Proof{Pass: pass}, false))
	must(t, st.Close())
	_, _, err = in(nil)
	must(t, err)
}

// forgetful takes everything and keeps nothing.
type forgetful struct{}

func (forgetful) Secret(string) ([]byte, error) { return nil, cases.Fail(cases.NotFound, "x") }
func (forgetful) Keep(string, []byte) error     { return nil }

// Wrong pass phrases are counted across restarts, whatever somebody writes into
// the file of counts; a security administrator ends the waiting.
func TestWrongTriesAreCountedAndCanBeForgiven(t *testing.T) {
	ctx := context.Background()
	w, st, s, colleague := administered(t)
	must(t, s.AddAccount(ctx, colleague))
	for range freeTries {
		_, err := st.Unlock(ctx, colleague.ID, "wrong")
		wants(t, err, cases.Locked, "store.pass_phrase")
	}
	_, err := st.Unlock(ctx, colleague.ID, colleague.PassPhrase)
	wants(t, err, cases.Locked, "store.wait")
	if out := st.LockedOut(); out[colleague.ID] <= 0 {
		t.Errorf("locked out: %v", out)
	}
	must(t, st.Close())
	st = w.open(st.dir)
	_, err = st.Unlock(ctx, colleague.ID, colleague.PassPhrase)
	wants(t, err, cases.Locked, "store.wait")
	wants(t, w.signIn(st, clerkID).LetIn(colleague.ID), cases.Forbidden, "store.not_admin")
	s = w.signIn(st, adminID)
	must(t, s.LetIn(colleague.ID))
	_, err = st.Unlock(ctx, colleague.ID, colleague.PassPhrase)
	must(t, err)
	must(t, st.Close())
	for _, junk := range []string{"", "{", `{"x":1}`, `{"` + colleague.ID.String() + `":{"wrong":99999999999,"last":9223372036854775807}}`, string(make([]byte, 1<<17))} {
		must(t, writeFile(st.dir, st.dir+"/"+attemptsName, []byte(junk)))
		again := w.open(st.dir)
		now := w.now.Add(time.Hour)
		again.now = func() time.Time { return now }
		if _, err := again.Unlock(ctx, colleague.ID, colleague.PassPhrase); err != nil {
			t.Errorf("a file of counts that says %.20q shuts people out: %v", junk, err)
		}
		must(t, again.Close())
	}
}
