package wire

import (
	"encoding/base64"
	"errors"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/zalando/go-keyring"

	"casedesk/cases"
	"casedesk/store/sqlite"
)

// keyringService is the name under which the system's keyring shows our secrets.
const keyringService = "casedesk store"

// keyringPatience is how long the system may ask a person to unlock its keyring.
const keyringPatience = time.Minute

// Keyring gives the operating system's keyring: the Secret Service on Linux, the
// Credential Manager on Windows. It keeps a secret of this machine that a slot may
// need besides the pass phrase, and opens nothing by itself. Where the system
// has none it says that it holds no secret, and stores work as without one.
func Keyring() sqlite.Keyring { return systemKeyring{} }

type systemKeyring struct{}

// Secret gives a store's secret; NotFound where there is none, or no keyring.
func (systemKeyring) Secret(store string) (secret []byte, err error) {
	err = patiently(func() error {
		text, err := keyring.Get(keyringService, store)
		if err == nil {
			secret, err = base64.StdEncoding.DecodeString(text)
		}
		return err
	})
	if errors.Is(err, keyring.ErrNotFound) || isAbsent(err) {
		return nil, cases.Fail(cases.NotFound, "store.no_keyring").Because(err)
	}
	return secret, err
}

// Keep puts a secret there; Unsupported where the system has no keyring.
func (systemKeyring) Keep(store string, secret []byte) error {
	err := patiently(func() error { return keyring.Set(keyringService, store, base64.StdEncoding.EncodeToString(secret)) })
	if isAbsent(err) {
		return cases.Fail(cases.Unsupported, "store.no_keyring").Because(err)
	}
	return err
}

// patiently ends a question that nobody answers; what it asked goes on by itself.
func patiently(ask func() error) error {
	done := make(chan error, 1)
	go func() { done <- ask() }()
	select {
	case err := <-done:
		return err
	case <-time.After(keyringPatience):
		return cases.Fail(cases.Locked, "store.keyring_waits")
	}
}

// isAbsent tells a system without a keyring, or without a session to ask in, from
// one whose keyring refuses.
func isAbsent(err error) bool {
	var answer dbus.Error
	if errors.As(err, &answer) {
		return answer.Name == "org.freedesktop.DBus.Error.ServiceUnknown" || answer.Name == "org.freedesktop.DBus.Error.Spawn.ExecFailed"
	}
	if errors.Is(err, keyring.ErrUnsupportedPlatform) {
		return true
	}
	if err == nil || errors.Is(err, keyring.ErrNotFound) || cases.KindOf(err) != 0 {
		return false
	}
	_, noBus := dbus.SessionBus()
	return noBus != nil
}
