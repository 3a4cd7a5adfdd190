package wire

import (
	"bytes"
	"context"
	"errors"
	"os"
	"testing"

	"github.com/zalando/go-keyring"

	"casedesk/cases"
	"casedesk/store/sqlite"
)

// The adapter gives back what it was given, and tells a keyring that has nothing
// from one that refuses.
func TestTheKeyringKeepsASecretForAStore(t *testing.T) {
	keyring.MockInit()
	ring, secret := Keyring(), bytes.Repeat([]byte{0, 7, 255}, 11)[:32]
	if _, err := ring.Secret("a"); cases.KindOf(err) != cases.NotFound {
		t.Errorf("nothing yet: %v", err)
	}
	if err := ring.Keep("a", secret); err != nil {
		t.Fatal(err)
	}
	if got, err := ring.Secret("a"); err != nil || !bytes.Equal(got, secret) {
		t.Errorf("%x, %v", got, err)
	}
	if _, err := ring.Secret("b"); cases.KindOf(err) != cases.NotFound {
		t.Errorf("another store's: %v", err)
	}
	keyring.MockInitWithError(errors.New("refused"))
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
	if err := ring.Keep("c", secret); err == nil {
		t.Error("a refusal is no success")
	}
}

// The system's own keyring, where the test is run inside a session that has one.
func TestTheSystemsKeyringBindsAStoreToItsMachine(t *testing.T) {
	if os.Getenv("CASEDESK_KEYRING") == "" {
		return // no session with a keyring; .ci/keyring makes one
	}
	w := newWorld(t)
	ctx, dir := context.Background(), w.folders[cases.Window]
	if err := w.stores[cases.Window].Close(); err != nil {
		t.Fatal(err)
	}
	in := func(k sqlite.Keyring) (*sqlite.Store, *sqlite.Session, error) {
		st, err := sqlite.Open(ctx, dir, sqlite.Options{Now: w.tools.Now, Keyring: k})
		if err != nil {
			t.Fatal(err)
		}
		s, err := st.Unlock(ctx, st.Accounts()[0].ID, pass)
		return st, s, err
	}
	st, s, err := in(Keyring())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.NeedMachine(ctx, sqlite.Proof{Pass: pass}, true); err != nil {
		t.Fatal(err)
	}
	st.Close()
	st, _, err = in(nil)
	if cases.KeyOf(err) != "store.device_secret" {
		t.Errorf("elsewhere: %v", err)
	}
	st.Close()
	st, _, err = in(Keyring())
	if err != nil {
		t.Errorf("here: %v", err)
	}
	st.Close()
}
