package wire

import (
	"context"
	"os"
	"strings"

	"casedesk/cases"
	"casedesk/store/sqlite"
)

// Heal mends a store of which something is known to be damaged, before it syncs: from
// the last backup where its folder can be reached and it is sound, and so that the sync
// that follows brings back what the backup did not have. Without a backup it mends only
// where nothing would be lost for good, for a backup may turn up: else an administrator
// decides (deskctl store mend). It gives nil where it did nothing.
func (t Tools) Heal(ctx context.Context, s *sqlite.Session) (*sqlite.Mended, error) {
	harm, err := s.Harm(ctx)
	if err != nil || harm.None() {
		return nil, err
	}
	_, dir, err := s.LastBackup(ctx)
	if err != nil {
		dir = "" // where it lies could not be read
	}
	if _, err := os.Stat(dir); dir == "" || err != nil {
		return s.Heal(ctx, "") // the stick is not there
	}
	m, err := s.Heal(ctx, dir)
	if key := cases.KeyOf(err); key == "store.no_backup" || strings.HasPrefix(key, "store.backup_") && key != "store.backup_running" {
		return s.Heal(ctx, "") // pulled out meanwhile, another store's, or damaged itself
	}
	return m, err
}
