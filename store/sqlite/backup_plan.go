package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"casedesk/cases"
)

const planFact = "backup plan"

// BackupPlan gives what was last kept with KeepBackupPlan; the zero Backups, which
// is never due, where nothing was.
func (s *Session) BackupPlan(ctx context.Context) (b Backups, err error) {
	if _, err := s.keys(); err != nil {
		return b, err
	}
	text, err := fact(ctx, s.store.read, planFact)
	if err != nil || text == "" {
		return b, err
	}
	if err := json.Unmarshal([]byte(text), &b); err != nil {
		return Backups{}, cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	return b, nil
}

// KeepBackupPlan remembers where to, how often and how many, by the hand of a system
// administrator who is signed in. A folder inside the store is Invalid.
func (s *Session) KeepBackupPlan(ctx context.Context, b Backups) error {
	k, err := s.administrator()
	if err != nil {
		return err
	}
	clear(k.data[:])
	if b.Every < 0 || b.Keep < 0 {
		return cases.Fail(cases.Invalid, "store.backup_where")
	}
	if b.Dir != "" {
		if b.Dir, err = filepath.Abs(b.Dir); err != nil {
			return cases.Fail(cases.Invalid, "store.backup_where").Because(err)
		}
		if inside, err := isInside(b.Dir, s.store.dir); err != nil || inside {
			return cases.Fail(cases.Invalid, "store.backup_inside").Because(err)
		}
	}
	text, err := json.Marshal(b)
	if err != nil {
		return cases.Fail(cases.Invalid, "store.backup_where").Because(err)
	}
	return inTx(ctx, s.store.write, func(tx *txn) error { return setFact(ctx, tx, planFact, string(text)) })
}

// BackupLine is what lies in a backups' folder, as its sealed manifest tells.
type BackupLine struct {
	Backup               // Missing and Copied are not kept in a backup and are empty here
	Trouble *cases.Error // why it cannot be used; nil for a sound manifest
}

// ListBackups lists the backups of this store in a folder, the newest first, each
// with the time at which it was opened again and proved (Tested). The manifests are
// held against their sums and seals; the parts themselves are proved when a backup
// is made and when it is restored. It is NotFound where the folder cannot be read.
func (s *Session) ListBackups(ctx context.Context, dir string) ([]BackupLine, error) {
	k, err := s.keys()
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, cases.Fail(cases.NotFound, "store.no_backup", "dir", dir).Because(err)
	}
	defer root.Close()
	names, err := backupNames(root)
	if err != nil {
		return nil, cases.Fail(cases.NotFound, "store.no_backup", "dir", dir).Because(err)
	}
	slices.Reverse(names)
	all := []BackupLine{}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		l := BackupLine{Backup: Backup{Dir: filepath.Join(root.Name(), name)}}
		m, err := readManifest(root, name)
		if err == nil && m.Store != s.store.keys.Store {
			err = cases.Fail(cases.Conflict, "store.backup_other", "dir", dir)
		}
		if err == nil {
			err = m.proved(k.data)
		}
		if err == nil {
			l.Backup = m.backup(l.Dir)
		} else if !errors.As(err, &l.Trouble) {
			return nil, err
		}
		all = append(all, l)
	}
	return all, nil
}

// proved tells whether the store itself sealed the manifest.
func (m manifest) proved(data *dataKey) error {
	place, err := m.place()
	if err == nil {
		_, err = data.open(place, m.Seal)
	}
	if err != nil {
		return cases.Fail(cases.Damaged, "store.backup_damaged", "file", manifestName)
	}
	return nil
}

func (m manifest) backup(dir string) Backup {
	return Backup{Dir: dir, At: time.UnixMilli(m.At), Tested: time.UnixMilli(m.Tested), Epoch: m.Epoch, Seq: m.Seq, Last: m.Last,
		Events: m.Events, Cases: m.Cases, Files: m.Files, Bytes: m.Bytes}
}
