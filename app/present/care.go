package present

import (
	"context"
	"time"

	"casedesk/app/office"
	"casedesk/cases"
)

// Door opens and covers a session: its pass phrase, PIN and second factor. A stick is
// the path of a second factor's file, or of the folder that it lies in; "" for none.
type Door interface {
	// HasPIN tells whether a PIN uncovers the session now.
	HasPIN() bool
	// SetPIN chooses it; "" takes it away.
	SetPIN(pin string) error
	// Cover drops the keys; the session stays and goes on after Uncover or Resume.
	Cover() error
	Uncover(ctx context.Context, pin string) error
	Resume(ctx context.Context, pass, stick string) error
	// Second tells whether the account signs in with a second factor.
	Second() bool
	// Machine tells whether the pass phrase signs in on this machine only.
	Machine() bool
	// NeedMachine makes it so, or no more: the machine's keyring keeps a secret that is
	// needed besides. Where it has none nothing changes (Unsupported).
	NeedMachine(ctx context.Context, pass, stick string, need bool) error
	// ChangePass puts the keys under a new pass phrase and, where freshStick names
	// one, a second factor. The old way in goes when the new one is on the disk.
	ChangePass(ctx context.Context, pass, stick, fresh, freshStick string) error
	// NewStick writes a new second factor into a folder and gives its path.
	NewStick(dir string) (path string, err error)
}

// Policies keeps what the office settled about the store's care.
type Policies interface {
	// Policy gives what counts now: settled, or what ships.
	Policy(ctx context.Context) (cases.Settled, error)
	// SetPolicy settles next in the place of was, as far as the account may.
	SetPolicy(ctx context.Context, was cases.Settled, next cases.Policy) (cases.Settled, error)
}

// People keeps the accounts of this machine.
type People interface {
	// People lists the office's accounts to whoever keeps them or the rules.
	People(ctx context.Context) ([]office.Person, error)
	// LetIn ends the waiting of an account that was locked out.
	LetIn(id cases.ID) error
	// ShutOut keeps an account out, or lets it in again.
	ShutOut(id cases.ID, shut bool) error
	RemoveAccount(ctx context.Context, id cases.ID) error
	// Apply makes the key of a new account, which then waits for the library.
	Apply(ctx context.Context, name string, roles []cases.Role) (office.Applicant, error)
	Applicants(ctx context.Context) ([]office.Applicant, error)
	// TakeIn gives a certified account its way in, under its person's pass phrase.
	TakeIn(ctx context.Context, id cases.ID, pass string) error
	DropApplicant(ctx context.Context, id cases.ID) error
	// WriteApplication writes what the library needs into a folder and gives its path.
	WriteApplication(dir string, a office.Applicant) (path string, err error)
	// NewRecoveryCode makes a new one and gives it once.
	NewRecoveryCode(ctx context.Context) (string, error)
}

// Backups makes and lists backups of the store.
type Backups interface {
	Plan(ctx context.Context) (office.BackupPlan, error)
	KeepPlan(ctx context.Context, p office.BackupPlan) error
	// Last tells when the last backup that passed its test began; zero: never.
	Last(ctx context.Context) (at time.Time, dir string, err error)
	// Back makes one and tells how many bytes of how many are done.
	Back(ctx context.Context, p office.BackupPlan, progress func(done, total int64)) (office.Backup, error)
	// List gives those in a folder, the latest first.
	List(ctx context.Context, dir string) ([]office.Backup, error)
}
