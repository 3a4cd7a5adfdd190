package office

import (
	"time"

	"casedesk/cases"
)

// Person is an account of the office as this machine knows it.
type Person struct {
	Account cases.Account
	Here    bool          // signs in on this machine
	Second  bool          // signs in with a second factor besides
	Shut    bool          // an administrator shut it out here
	Wait    time.Duration // until the next try, after wrong pass phrases; 0 mostly
}

// Applicant is an account that was asked for here and is not taken in yet.
type Applicant struct {
	Account   cases.Account
	Key       []byte // PKIX public key, for the central library to certify
	Certified bool   // the library's directory names the account with this key
}

// BackupPlan is where to, how often and how many.
type BackupPlan struct {
	Dir   string        // "" for none yet
	Every time.Duration // 0: only by hand
	Keep  int           // finished backups that stay; 0: all
}

// Backup is one finished backup in a folder.
type Backup struct {
	Dir    string
	At     time.Time // it holds all that was done before
	Tested time.Time // when it was opened again and found whole
	Bytes  int64     // of the database
	Cases  int
	Files  int
	// Trouble says why it cannot be used; nil for a sound one.
	Trouble error
}
