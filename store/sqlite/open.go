package sqlite

import (
	"context"
	"crypto/ecdsa"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"casedesk/cases"
)

const (
	dbName     = "store.db"
	lockName   = "lock"
	blobFolder = "blobs"
)

// Store is a store folder that this program alone has open. Until Unlock it
// shows only who may sign in: the database is sealed, and opened for as long as
// somebody is signed in.
type Store struct {
	dir     string
	root    *ecdsa.PublicKey
	lock    *os.File
	write   *pool
	read    *pool
	random  io.Reader
	now     func() time.Time
	keyring Keyring
	spare   int64
	trial   trial

	entry    sync.Mutex // held while the database is opened or closed, or keys.json changed
	disk     disk       // nil while nobody is signed in
	sessions map[*Session]bool
	awake    int // sessions that hold keys
	closing  sync.WaitGroup
	copies   atomic.Int32 // connections of backups, beside the pools

	mu        sync.Mutex // of what follows; held for moments only
	keys      keyFile    // Accounts, Recovery, Name, Powers and Format may change
	attempts  map[cases.ID]attempt
	directory cases.Directory
	spoilt    map[cases.Hash]bool // files that somebody could not read
	unnoted   *Backup             // one that was made while the store was closed
	unhealed  string              // the harm of which Heal found that something would be lost
	backing   sync.Mutex          // held by the one backup that runs
}

// Options are what a program may put in place of the clock and the randomness.
type Options struct {
	Random  io.Reader        // nil means crypto/rand
	Now     func() time.Time // nil means time.Now
	Keyring Keyring          // nil where the store was made without
	Ballast int64            // bytes of the ballast file; 0 means 16 MiB, less than 0 none

	trial trial
}

// Open takes the store in dir for this program alone. It reads who may sign in
// and nothing else.
//
// It refuses with Locked a store that another program has open, with TooNew one
// that a newer program wrote, and with Damaged one whose keys were changed or
// whose database is gone.
func Open(_ context.Context, dir string, o Options) (*Store, error) {
	keys, err := readKeyFile(dir)
	if err != nil {
		return nil, err
	}
	s := &Store{dir: dir, keys: keys, random: o.Random, now: o.Now, keyring: o.Keyring, spare: o.Ballast, trial: o.trial, sessions: map[*Session]bool{}}
	if s.random == nil {
		s.random = rand.Reader
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.trial.free == nil {
		s.trial.free = freeSpace
	}
	if s.spare == 0 {
		s.spare = spareSize
	}
	if s.root, err = readRoot(keys.Root); err != nil {
		return nil, err
	}
	if s.lock, err = takeLock(filepath.Join(dir, lockName)); err != nil {
		return nil, err
	}
	s.read, s.write = newPool(nil), newPool(s.relieve)
	s.attempts = readAttempts(dir)
	// Another program may have changed the keys until the lock was ours.
	if s.keys, err = readKeyFile(dir); err == nil {
		err = errors.Join(sweep(dir), s.finishForward(), s.finishMend(), whole(filepath.Join(dir, dbName)))
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// whole tells a database that is gone, of which SQLite would make a new one, and
// one that was cut inside a page: with a WAL beside it the power may have failed
// while it grew. What else is lost is told when it is opened.
func whole(path string) error {
	const page = 4096
	info, err := os.Stat(path)
	if err != nil && !os.IsNotExist(err) {
		return fault(err)
	}
	if err != nil || info.Size() < page {
		return cases.Fail(cases.Damaged, "store.damaged")
	}
	if wal, err := os.Stat(path + "-wal"); err == nil && wal.Size() > 0 {
		return nil
	}
	if info.Size()%page != 0 {
		return cases.Fail(cases.Damaged, "store.damaged")
	}
	return nil
}

// Close signs everybody out, waits for work under way, and lets go of the folder.
func (s *Store) Close() error {
	s.entry.Lock()
	open := s.sessions
	s.sessions = map[*Session]bool{}
	s.entry.Unlock()
	var err error
	for session := range open {
		err = errors.Join(err, session.Close())
	}
	s.closing.Wait()
	for _, p := range []*pool{s.read, s.write} {
		if p != nil {
			err = errors.Join(err, p.none.Close())
		}
	}
	if s.lock != nil {
		err = errors.Join(err, s.lock.Close())
		s.lock = nil
	}
	return fault(err)
}

// Office gives the office that the store belongs to.
func (s *Store) Office() cases.ID { return s.keys.Office }

// Device gives the machine that the store was enrolled for.
func (s *Store) Device() cases.ID { return s.keys.Device }

// Root gives the pinned root of the central library, X.509 in DER.
func (s *Store) Root() []byte { return s.keys.Root }

// Folder gives the folder that the store lies in.
func (s *Store) Folder() string { return s.dir }

// Sample tells whether the store holds made-up cases only.
func (s *Store) Sample() bool { return s.keys.Sample }

// Cipher names the cipher of the database's pages: adiantum or sm4; "" while a
// store of the first format waits to be sealed.
func (s *Store) Cipher() string { s.mu.Lock(); defer s.mu.Unlock(); return s.keys.Cipher }
