package wire

import (
	"context"
	"time"

	"casedesk/app/office"
	"casedesk/store/sqlite"
)

// Plan gives where to, how often and how many backups are made.
func (c Care) Plan(ctx context.Context) (office.BackupPlan, error) {
	b, err := c.s.BackupPlan(ctx)
	return office.BackupPlan(b), err
}

// KeepPlan keeps another plan.
func (c Care) KeepPlan(ctx context.Context, p office.BackupPlan) error {
	return c.s.KeepBackupPlan(ctx, sqlite.Backups(p))
}

// Last tells when the last backup that passed its test began, and where it lies.
func (c Care) Last(ctx context.Context) (at time.Time, dir string, err error) {
	return c.s.LastBackup(ctx)
}

// Back makes a backup and tests it.
func (c Care) Back(ctx context.Context, p office.BackupPlan, progress func(done, total int64)) (office.Backup, error) {
	b, err := c.s.Backup(ctx, sqlite.Backups(p), progress)
	return lineOf(b), err
}

// List gives the backups in a folder, the latest first.
func (c Care) List(ctx context.Context, dir string) ([]office.Backup, error) {
	all, err := c.s.ListBackups(ctx, dir)
	out := make([]office.Backup, len(all))
	for i, l := range all {
		out[i] = lineOf(l.Backup)
		if l.Trouble != nil {
			out[i].Trouble = l.Trouble
		}
	}
	return out, err
}

func lineOf(b sqlite.Backup) office.Backup {
	return office.Backup{Dir: b.Dir, At: b.At, Tested: b.Tested, Bytes: b.Bytes, Cases: b.Cases, Files: b.Files}
}
