package sqlite

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"casedesk/cases"
)

// Restored tells what a restore put back.
type Restored struct {
	From   string // folder of the backup
	At     int64  // when the backup was made, milliseconds since 1970
	Epoch  uint32 // the new epoch of this device's log
	Events int
	Cases  int
	Files  int
	Last   cases.Hash // the last event of this device in the backup
}

// Restore makes a store in dir, which must be absent or empty, from a backup: the
// folder of one backup, or the folder that holds several, of which the newest is
// taken. Every part is held against its sum first, then the store is opened with
// unlock (which signs an account in or uses the recovery code) and proved whole, and
// only then it appears in dir. Its log goes on in a new epoch; numbers that the
// machine that was lost may have given are never given again.
//
// It refuses with NotFound where there is no backup, with Damaged one of which
// anything was changed, cut or is missing, and with TooNew one of a newer program.
func Restore(ctx context.Context, backup, dir string, o Options, unlock func(*Store) (*Session, error)) (out Restored, err error) {
	root, name, err := openBackup(backup)
	if err != nil {
		return out, err
	}
	defer root.Close()
	dir = filepath.Clean(dir)
	if err := isFree(dir); err != nil {
		return out, err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		return out, fault(err)
	}
	building, err := os.MkdirTemp(filepath.Dir(dir), ".store-*")
	if err != nil {
		return out, fault(err)
	}
	defer os.RemoveAll(building)
	m, err := unpack(ctx, root, name, building)
	if err != nil {
		return out, err
	}
	if out, err = begin(ctx, building, m, o, unlock); err != nil {
		return out, err
	}
	out.From = filepath.Join(root.Name(), name)
	if err := os.Remove(dir); err != nil && !os.IsNotExist(err) {
		return out, fault(err)
	}
	if err := os.Rename(building, dir); err != nil {
		return out, fault(err)
	}
	return out, fault(syncDir(filepath.Dir(dir)))
}

// openBackup finds a backup in a folder: the folder itself or the newest below it.
func openBackup(dir string) (root *os.Root, name string, err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return nil, "", fault(err)
	}
	if _, err := os.Stat(filepath.Join(dir, manifestName)); err == nil {
		dir, name = filepath.Split(dir)
	}
	if root, err = os.OpenRoot(dir); err != nil {
		return nil, "", cases.Fail(cases.NotFound, "store.no_backup", "dir", dir).Because(err)
	}
	if name != "" {
		return root, name, nil
	}
	names, err := backupNames(root)
	if err == nil && len(names) > 0 {
		return root, names[len(names)-1], nil
	}
	return nil, "", errors.Join(cases.Fail(cases.NotFound, "store.no_backup", "dir", dir).Because(err), root.Close())
}

// unpack copies a backup into a folder and holds every part against its sum.
func unpack(ctx context.Context, root *os.Root, name, into string) (manifest, error) {
	m, err := readManifest(root, name)
	if err != nil {
		return m, err
	}
	all, err := steps(migrations)
	if err != nil {
		return m, err
	}
	if m.Tables > len(all) {
		return m, cases.Fail(cases.TooNew, "store.backup_newer")
	}
	for part, sum := range map[string]cases.Hash{dbName: m.DB, keyFileName: m.Keys} {
		if err := unpackFile(root, path.Join(name, part), filepath.Join(into, part), sum); err != nil {
			return m, err
		}
	}
	if err := unpackPacks(root, name, into, m); err != nil {
		return m, err
	}
	list, err := root.ReadFile(path.Join(name, filesName))
	if err != nil || cases.Hash(sha256.Sum256(list)) != m.List {
		return m, ofBackup(filesName, err)
	}
	if err := os.Mkdir(filepath.Join(into, blobFolder), 0o700); err != nil {
		return m, fault(err)
	}
	for line := range strings.Lines(string(list)) {
		if err := ctx.Err(); err != nil {
			return m, err
		}
		h, err := cases.ParseHash(strings.TrimSpace(line))
		if err != nil {
			return m, cases.Fail(cases.Damaged, "store.backup_damaged", "file", filesName)
		}
		to := (&Store{dir: into}).blobPath(h)
		if err := os.Mkdir(filepath.Dir(to), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return m, fault(err)
		}
		if err := unpackFile(root, blobName(h), to, h); err != nil {
			return m, err
		}
	}
	return m, nil
}

// readsFrom keeps what reading said, apart from what writing does.
type readsFrom struct {
	r   io.Reader
	err error
}

func (s *readsFrom) Read(b []byte) (int, error) {
	n, err := s.r.Read(b)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// ofBackup tells a part that is not what it was from one that cannot be read now: the
// stick was pulled out, the share is away.
func ofBackup(file string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) && !errors.Is(err, fs.ErrNotExist) {
		return cases.Fail(cases.Unreachable, "store.backup_unread", "file", file).Because(err)
	}
	return cases.Fail(cases.Damaged, "store.backup_damaged", "file", file).Because(err)
}

// unpackFile copies one part; what does not have its sum is named.
func unpackFile(root *os.Root, name, to string, want cases.Hash) error {
	from, err := root.Open(name)
	if err != nil {
		return ofBackup(path.Base(name), err)
	}
	defer from.Close()
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fault(err)
	}
	sum := sha256.New()
	source := &readsFrom{r: from}
	_, err = io.Copy(io.MultiWriter(f, sum), source)
	if source.err != nil {
		return errors.Join(ofBackup(path.Base(name), source.err), f.Close())
	}
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fault(err)
	}
	if cases.Hash(sum.Sum(nil)) != want {
		return cases.Fail(cases.Damaged, "store.backup_damaged", "file", path.Base(name))
	}
	return nil
}

// begin opens the unpacked store, proves it, and starts a new epoch in it.
func begin(ctx context.Context, dir string, m manifest, o Options, unlock func(*Store) (*Session, error)) (out Restored, err error) {
	st, err := Open(ctx, dir, o)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	if keys := st.keyFile(); keys.Store != m.Store || st.keys.Office != m.Office || st.keys.Device != m.Device {
		return out, cases.Fail(cases.Damaged, "store.backup_mixed")
	}
	s, err := unlock(st)
	if err != nil {
		return out, err
	}
	defer s.Close()
	k, err := s.keys()
	if err != nil {
		return out, err
	}
	if err := m.proved(k.data); err != nil {
		return out, err
	}
	end, err := prove(ctx, st.read.db(), st.Directory(), m.Device)
	if err != nil {
		return out, err
	}
	if end != (logEnd{m.Epoch, m.Seq, m.Last}) {
		return out, cases.Fail(cases.Damaged, "store.backup_mixed")
	}
	out = Restored{At: m.At, Epoch: epochAfter(end.epoch, st.now()), Events: m.Events, Cases: m.Cases, Files: m.Files, Last: end.hash}
	return out, inTx(ctx, st.write, func(tx *txn) error { return startEpoch(ctx, tx, end, out.Epoch) })
}

// startEpoch makes the log go on in a new epoch: the library then sees no fork.
func startEpoch(ctx context.Context, tx *txn, end logEnd, epoch uint32) error {
	if err := setFact(ctx, tx, wholeTo(end.epoch), strconv.FormatUint(end.seq, 10)); err != nil {
		return err
	}
	if err := setEpoch(ctx, tx, epoch); err != nil {
		return err
	}
	return retireNumbers(ctx, tx)
}
