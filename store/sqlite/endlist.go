package sqlite

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"casedesk/cases"
)

// EndLine is one line of the list of files that are over: nothing personal.
type EndLine struct {
	Case     cases.ID
	Number   string
	State    cases.State
	Received cases.Date
	Ended    cases.Date // the day of the case's last act
	Register string     // "", open, held, asked, granted, destroyed
	Ending   cases.Ending
}

// Endings gives the files that are over, and those of which the register of
// endings says anything, the oldest first, for whoever lists or grants destructions.
func (s *Session) Endings(ctx context.Context, each func(EndLine) error) error {
	if _, err := s.keys(); err != nil {
		return err
	}
	_, a, _ := s.store.Directory().OfficeOf(s.account)
	if a.Must(cases.DutyDestroy) != nil {
		if err := a.Must(cases.DutyArchive); err != nil {
			return err
		}
	}
	rows, err := s.store.read.QueryContext(ctx, `SELECT c.case_id, c.number, c.state, c.received_on, c.changed, coalesce(e.state, '')
		FROM case_row c LEFT JOIN case_end e ON e.case_id = c.case_id
		WHERE c.state IN ('archived', 'withdrawn') OR e.state IS NOT NULL ORDER BY c.id`)
	if err != nil {
		return fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var l EndLine
		var id []byte
		var received string
		var changed int64
		if err := rows.Scan(&id, &l.Number, &l.State, &received, &changed, &l.Register); err != nil {
			return fault(err)
		}
		l.Case = cases.ID(id)
		l.Ended = cases.DayIn(cases.Clock(changed).Time())
		if err := l.Received.UnmarshalText([]byte(received)); err != nil {
			return cases.Fail(cases.Damaged, "store.damaged").Because(err)
		}
		if l.Register != "" {
			if l.Ending, err = s.Ending(ctx, l.Case); err != nil {
				return err
			}
		}
		if err := each(l); err != nil {
			return err
		}
	}
	return fault(rows.Err())
}

// OldBackups names the backups beside the last one that were made before a time:
// they still hold the keys of what was destroyed then, and a person must destroy
// them. A folder that is not there now names none.
func (s *Session) OldBackups(ctx context.Context, before time.Time) ([]string, error) {
	_, dir, err := s.LastBackup(ctx)
	if err != nil || dir == "" {
		return nil, err
	}
	folder := filepath.Dir(filepath.FromSlash(dir))
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, nil // the stick is away: what was told when it was last there stands
	}
	defer root.Close()
	names, err := backupNames(root)
	if err != nil {
		return nil, fault(err)
	}
	var old []string
	for _, name := range names {
		if m, err := readManifest(root, name); err != nil || !time.UnixMilli(m.At).After(before) {
			old = append(old, filepath.Join(folder, name))
		}
	}
	return old, nil
}
