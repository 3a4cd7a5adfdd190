package wire

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"

	"casedesk/assets"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

// Care is what keeps a signed-in session's store: its door, policy, people and backups.
type Care struct{ s *sqlite.Session }

// CareOf gives the care of a session's store.
func CareOf(s *sqlite.Session) Care { return Care{s} }

// HasPIN tells whether a PIN uncovers the session now.
func (c Care) HasPIN() bool { return c.s.HasPIN() }

// SetPIN chooses the PIN; "" takes it away.
func (c Care) SetPIN(pin string) error { return c.s.SetPIN(pin) }

// Cover drops the session's keys until Uncover or Resume.
func (c Care) Cover() error { return c.s.Cover() }

// Uncover goes on by the PIN.
func (c Care) Uncover(ctx context.Context, pin string) error { return c.s.Uncover(ctx, pin) }

// Resume goes on by the pass phrase, and the second factor at stick where one is needed.
func (c Care) Resume(ctx context.Context, pass, stick string) error {
	p, err := ProofOf(c.s.Account(), pass, stick)
	if err != nil {
		return err
	}
	return c.s.Resume(ctx, p)
}

// Second tells whether the account signs in with a second factor.
func (c Care) Second() bool {
	for _, a := range c.s.Store().Accounts() {
		if a.ID == c.s.Account() {
			return a.Second
		}
	}
	return false
}

// Machine tells whether the account's pass phrase opens the store on this machine only.
func (c Care) Machine() bool {
	for _, a := range c.s.Store().Accounts() {
		if a.ID == c.s.Account() {
			return a.Device
		}
	}
	return false
}

// NeedMachine binds the account to the machine's keyring, or lets it go.
func (c Care) NeedMachine(ctx context.Context, pass, stick string, need bool) error {
	p, err := ProofOf(c.s.Account(), pass, stick)
	if err != nil {
		return err
	}
	return c.s.NeedMachine(ctx, p, need)
}

// ChangePass puts the account's keys under a new pass phrase and, where freshStick
// names one, a second factor.
func (c Care) ChangePass(ctx context.Context, pass, stick, fresh, freshStick string) error {
	old, err := ProofOf(c.s.Account(), pass, stick)
	if err != nil {
		return err
	}
	next, err := ProofOf(c.s.Account(), fresh, freshStick)
	if err != nil {
		return err
	}
	return c.s.ChangePassPhrase(ctx, old, next)
}

// ProofOf reads what an account brings: stick is the file of its second factor, or the
// folder that it lies in; "" brings none. What cannot be read is NotFound (wire.stick).
func ProofOf(account cases.ID, pass, stick string) (sqlite.Proof, error) {
	p := sqlite.Proof{Pass: pass}
	if stick == "" {
		return p, nil
	}
	if info, err := os.Stat(stick); err == nil && info.IsDir() {
		stick = filepath.Join(stick, stickName(account))
	}
	f, err := os.Open(stick)
	if err != nil {
		return p, cases.Fail(cases.NotFound, "wire.stick", "file", filepath.Base(stick)).Because(err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, 4096))
	if err != nil {
		return p, cases.Fail(cases.NotFound, "wire.stick", "file", filepath.Base(stick)).Because(err)
	}
	p.Second = sqlite.Stick(b)
	return p, nil
}

func stickName(account cases.ID) string { return "casedesk-" + account.String() + ".key" }

// NewStick writes a new second factor for the account into a folder and gives its
// path. It refuses with Conflict a folder that has one, with Exhausted or NotFound one
// that cannot be written to.
func (c Care) NewStick(dir string) (string, error) {
	stick, err := sqlite.NewStick(rand.Reader)
	if err != nil {
		return "", err
	}
	defer clear(stick)
	return writeNew(filepath.Join(dir, stickName(c.s.Account())), stick)
}

// writeNew writes a file that must not be there yet, whole and onto the disk.
func writeNew(path string, b []byte) (string, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, os.ErrExist) {
		return "", cases.Fail(cases.Conflict, "wire.there", "file", filepath.Base(path))
	}
	if err != nil {
		return "", cases.Fail(cases.NotFound, "wire.folder", "folder", filepath.Dir(path)).Because(err)
	}
	_, err = f.Write(b)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		_ = os.Remove(path)
		return "", cases.Fail(cases.Exhausted, "wire.folder", "folder", filepath.Dir(path)).Because(err)
	}
	return path, nil
}

// Policy gives what counts now: what the office settled, or what ships.
func (c Care) Policy(ctx context.Context) (cases.Settled, error) {
	p, settled, err := c.s.Policy(ctx)
	if err == nil && !settled {
		p.Policy, err = assets.Policy()
	}
	return p, err
}

// SetPolicy settles next in the place of was.
func (c Care) SetPolicy(ctx context.Context, was cases.Settled, next cases.Policy) (cases.Settled, error) {
	return c.s.SetPolicy(ctx, was, next)
}
