package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"casedesk/cases"
)

// Backups is how a desk is backed up: where to, how often, and how many stay.
type Backups struct {
	Dir   string        `json:"dir"`   // a folder, on another disk best
	Every time.Duration `json:"every"` // 0 means only when asked
	Keep  int           `json:"keep"`  // how many finished backups stay; 0 means all
}

// Due tells whether the next backup should begin, the last one having been made
// at last; zero means never. A clock set back does not put it off for long.
func (b Backups) Due(last, now time.Time) bool {
	return b.Dir != "" && b.Every > 0 && (last.IsZero() || now.Sub(last) >= b.Every || last.Sub(now) > b.Every)
}

// Backup tells what was made and what its test restore found.
type Backup struct {
	Dir     string     // of this backup alone
	At      time.Time  // when it began; it holds all that was acknowledged before
	Tested  time.Time  // when it was opened again and found whole
	Epoch   uint32     // of this device's log
	Seq     uint64     // of the last event of that log in the backup; 0 for none
	Last    cases.Hash // that event
	Events  int
	Cases   int
	Files   int          // sealed files that belong to it
	Copied  int          // files that no earlier backup in the folder had
	Bytes   int64        // written this time
	Missing []cases.Hash // files that the store names and does not have whole itself
}

// blobRoom is the folder that all backups of a store share.
const blobRoom = blobFolder

// Backup makes a backup of the store while it is in use: a folder of its own below
// to.Dir with the database, the keys and the rule packs, and the sealed files beside
// it, each once for all backups. Nothing in it is in clear. It is opened again and checked before
// it appears under its name; until then only a folder .new-… is there, which the
// next backup removes. Progress is told in bytes of the database and of new files.
//
// Once it has copied the tables it needs the store no more: who covers the screen or
// signs out meanwhile has a backup all the same.
//
// It refuses with Locked while another backup runs, with Conflict a folder that
// holds backups of another store, and with Exhausted or Damaged when the target is
// full, gone or cannot be written to.
func (s *Session) Backup(ctx context.Context, to Backups, progress func(done, total int64)) (Backup, error) {
	k, err := s.keys()
	if err != nil {
		return Backup{}, err
	}
	if err := ctx.Err(); err != nil {
		return Backup{}, err
	}
	if !s.store.backing.TryLock() {
		return Backup{}, cases.Fail(cases.Locked, "store.backup_running")
	}
	defer s.store.backing.Unlock()
	s.store.copies.Add(1) // a sign-out leaves the key until this is done
	defer s.store.copies.Add(-1)
	w, err := s.startBackup(ctx, k, to, progress)
	if err != nil {
		return Backup{}, err
	}
	defer w.root.Close()
	if err := w.make(ctx); err != nil {
		if drop := w.root.RemoveAll(w.scratch); drop != nil && cases.KindOf(err) == 0 && ctx.Err() == nil {
			err = errors.Join(err, drop)
		}
		return Backup{}, w.targetFault(ctx, err)
	}
	return w.done, nil
}

// backupWork is one Backup under way.
type backupWork struct {
	s        *Session
	k        keyring
	to       Backups
	root     *os.Root // nothing outside of it is touched, whatever links lie there
	scratch  string   // folder in root that becomes the backup
	progress func(done, total int64)
	from     logEnd // the last event when it began
	on       disk   // what the store lies on, also when the screen is covered meanwhile
	dir      cases.Directory
	done     Backup
	files    []cases.Hash
	copied   int64 // bytes of the database, for the progress of what follows
	packSums map[string]cases.Hash
}

func (s *Session) startBackup(ctx context.Context, k keyring, to Backups, progress func(done, total int64)) (*backupWork, error) {
	if progress == nil {
		progress = func(int64, int64) {}
	}
	w := &backupWork{s: s, k: k, to: to, progress: progress, on: s.store.mounted(), dir: s.store.Directory(), done: Backup{At: s.store.now()}}
	var err error
	if w.to.Dir, err = filepath.Abs(to.Dir); err != nil || to.Dir == "" {
		return nil, cases.Fail(cases.Invalid, "store.backup_where")
	}
	if inside, err := isInside(w.to.Dir, s.store.dir); err != nil || inside {
		return nil, cases.Fail(cases.Invalid, "store.backup_inside").Because(err)
	}
	if w.from, err = endOfLog(ctx, s.store.read, s.store.keys.Device); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(w.to.Dir, 0o700); err != nil {
		return nil, w.targetFault(ctx, err)
	}
	if w.root, err = os.OpenRoot(w.to.Dir); err != nil {
		return nil, w.targetFault(ctx, err)
	}
	if err := w.prepare(); err != nil {
		w.root.Close()
		return nil, w.targetFault(ctx, err)
	}
	return w, nil
}

// isInside tells whether a folder lies in another or is the same, links followed.
func isInside(dir, of string) (bool, error) {
	of, err := filepath.EvalSymlinks(of)
	if err != nil {
		return false, err
	}
	if of, err = filepath.Abs(of); err != nil {
		return false, err
	}
	for known := dir; ; known = filepath.Dir(known) { // it need not exist yet
		if real, err := filepath.EvalSymlinks(known); err == nil {
			dir = filepath.Join(real, strings.TrimPrefix(dir, known))
			break
		}
		if known == filepath.Dir(known) {
			break
		}
	}
	part, err := filepath.Rel(of, dir)
	return err == nil && part != ".." && !strings.HasPrefix(part, ".."+string(filepath.Separator)), nil
}

// prepare removes what a broken backup left, refuses a folder of another store,
// and makes the folder to work in.
func (w *backupWork) prepare() error {
	names, err := backupNames(w.root)
	if err != nil {
		return err
	}
	for _, name := range names {
		if m, err := readManifest(w.root, name); err == nil && m.Store != w.s.store.keys.Store {
			return cases.Fail(cases.Conflict, "store.backup_other", "dir", w.to.Dir)
		}
	}
	left, err := fsGlob(w.root, ".new-*")
	if err != nil {
		return err
	}
	for _, name := range left {
		if err := w.root.RemoveAll(name); err != nil {
			return err
		}
	}
	id, err := newID(w.s.store.random, w.done.At)
	if err != nil {
		return err
	}
	w.scratch = ".new-" + id.String()
	if err := w.root.Mkdir(w.scratch, 0o700); err != nil {
		return err
	}
	if err := w.root.Mkdir(blobRoom, 0o700); err != nil && !os.IsExist(err) {
		return err
	}
	return nil
}

// make fills the folder, tests it and gives it its name.
func (w *backupWork) make(ctx context.Context) error {
	steps := []func(context.Context) error{w.database, w.keyFile, w.blobs, w.packs, w.test, w.manifest, w.appear}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// targetFault tells errors of the target from those of the store.
func (w *backupWork) targetFault(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var ours *cases.Error
	switch {
	case errors.As(err, &ours):
		return err
	case cases.KeyOf(fault(err)) == "store.disk_full":
		return cases.Fail(cases.Exhausted, "store.backup_full", "dir", w.to.Dir).Because(err)
	}
	return cases.Fail(cases.Damaged, "store.backup_target", "dir", w.to.Dir).Because(err)
}
