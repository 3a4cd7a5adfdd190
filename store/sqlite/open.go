package sqlite

import (
	"context"
	"crypto/ecdsa"
	"crypto/rand"
	"database/sql"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"casedesk/cases"
)

const (
	dbName     = "store.db"
	lockName   = "lock"
	blobFolder = "blobs"
)

// Store is an opened store folder. Until Unlock it shows only who may sign in.
type Store struct {
	dir    string
	keys   keyFile
	root   *ecdsa.PublicKey
	lock   *os.File
	write  *pool
	read   *sql.DB
	random io.Reader
	now    func() time.Time

	mu        sync.Mutex
	directory cases.Directory
}

// Options are what a program may put in place of the clock and the randomness.
type Options struct {
	Random io.Reader        // nil means crypto/rand
	Now    func() time.Time // nil means time.Now
}

// Open opens the store in dir for this program alone.
//
// It refuses with Locked a store that another program has open, with TooNew one
// that a newer program wrote, with Damaged one whose files were changed or cut,
// and with Unsupported one that is not a sample: this store does not yet seal
// everything it holds.
func Open(ctx context.Context, dir string, o Options) (*Store, error) {
	keys, err := readKeyFile(dir)
	if err != nil {
		return nil, err
	}
	if !keys.Sample {
		return nil, cases.Fail(cases.Unsupported, "store.sample_only")
	}
	s := &Store{dir: dir, keys: keys, random: o.Random, now: o.Now}
	if s.random == nil {
		s.random = rand.Reader
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.root, err = readRoot(keys.Root); err != nil {
		return nil, err
	}
	if s.lock, err = takeLock(filepath.Join(dir, lockName)); err != nil {
		return nil, err
	}
	if err := errors.Join(sweep(dir), s.openDatabase(ctx)); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Store) openDatabase(ctx context.Context) error {
	path, err := filepath.Abs(filepath.Join(s.dir, dbName))
	if err != nil {
		return fault(err)
	}
	if err := whole(path); err != nil {
		return err
	}
	write, read, err := connect(path)
	if err != nil {
		return err
	}
	s.write, s.read = &pool{DB: write}, read
	if err := migrate(ctx, write, s.dir, fs.FS(migrations)); err != nil {
		return err
	}
	if err := s.write.prepare(ctx); err != nil {
		return err
	}
	id, err := fact(ctx, s.read, "store")
	if err != nil {
		return err
	}
	if id != s.keys.Store.String() {
		return cases.Fail(cases.Damaged, "store.mixed")
	}
	s.directory, err = lastDirectory(ctx, s.read, s.root)
	return err
}

// whole tells a database that lost its end, which SQLite notices only when it
// comes to read there. With a WAL beside it the header may rightly be ahead.
func whole(path string) error {
	f, err := os.Open(path)
	if os.IsNotExist(err) {
		return cases.Fail(cases.Damaged, "store.damaged")
	}
	if err != nil {
		return fault(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fault(err)
	}
	if wal, err := os.Stat(path + "-wal"); err == nil && wal.Size() > 0 {
		return nil
	}
	head := make([]byte, 100)
	if _, err := io.ReadFull(f, head); err != nil || string(head[:16]) != "SQLite format 3\x00" {
		return cases.Fail(cases.Damaged, "store.damaged")
	}
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 {
		page = 1 << 16
	}
	if info.Size() != page*int64(binary.BigEndian.Uint32(head[28:])) {
		return cases.Fail(cases.Damaged, "store.damaged")
	}
	return nil
}

// Close lets go of the folder. Sessions must be closed before.
func (s *Store) Close() error {
	var err error
	if s.write != nil {
		err = errors.Join(s.read.Close(), s.write.Close())
	}
	if s.lock != nil {
		err = errors.Join(err, s.lock.Close())
	}
	return fault(err)
}

// AccountName is one line of the sign-in screen.
type AccountName struct {
	ID   cases.ID
	Name string
}

// Accounts lists who may sign in here.
func (s *Store) Accounts() []AccountName {
	all := make([]AccountName, len(s.keys.Accounts))
	for i, slot := range s.keys.Accounts {
		all[i] = AccountName{slot.ID, slot.Name}
	}
	return all
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
