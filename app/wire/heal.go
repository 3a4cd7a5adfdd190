package wire

import (
	"context"
	"os"

	"casedesk/store/sqlite"
)

// Heal mends a store of which something could not be read, before it syncs: from the
// last backup, where its folder can be reached. The sync that follows brings back what
// the backup did not have. Without the backup it does nothing, for what only the
// backup has would be given up: then an administrator decides (deskctl store mend).
// It gives nil where there was nothing to mend.
func (t Tools) Heal(ctx context.Context, s *sqlite.Session) (*sqlite.Mended, error) {
	damaged, err := s.Damaged(ctx)
	if err != nil || !damaged {
		return nil, err
	}
	_, dir, err := s.LastBackup(ctx)
	if err != nil || dir == "" {
		return nil, err
	}
	if _, err := os.Stat(dir); err != nil {
		return nil, nil // the stick is not there
	}
	m, err := s.Mend(ctx, dir)
	if err != nil {
		return nil, err
	}
	return &m, nil
}
