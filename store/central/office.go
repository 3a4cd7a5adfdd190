package central

import (
	"context"
	"database/sql"
	"errors"

	"casedesk/cases"
)

// Published is one version of the directory, as the bytes that were signed.
type Published struct {
	Version   int
	Directory []byte
	Sig       []byte
}

// Directory gives the newest version; Version 0 when there is none yet.
func (s *Store) Directory(ctx context.Context) (p Published, err error) {
	row := s.read.QueryRowContext(ctx, `SELECT version, body, sig FROM directory ORDER BY version DESC LIMIT 1`)
	if err = row.Scan(&p.Version, &p.Directory, &p.Sig); errors.Is(err, sql.ErrNoRows) {
		return Published{}, nil
	}
	return p, s.speak.fault(err)
}

// DirectoryVersion gives the newest version's number; 0 for none.
func (s *Store) DirectoryVersion(ctx context.Context) (version int, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT coalesce(max(version), 0) FROM directory`).Scan(&version)
	return version, s.speak.fault(err)
}

// Publish adds the next version. Any other version number is a Conflict: somebody
// published in between.
func (s *Store) Publish(ctx context.Context, p Published) error {
	return s.locked(ctx, func(t *turn) error {
		var last int
		if err := t.tx.QueryRowContext(ctx, `SELECT coalesce(max(version), 0) FROM directory`).Scan(&last); err != nil {
			return err
		}
		if p.Version != last+1 {
			return cases.Fail(cases.Conflict, "central.directory")
		}
		_, err := t.tx.ExecContext(ctx, `INSERT INTO directory (version, body, sig) VALUES ($1, $2, $3)`, p.Version, p.Directory, p.Sig)
		return err
	})
}

// AddCode keeps the hash of a one-time code for an office, good until expires
// (milliseconds since 1970).
func (s *Store) AddCode(ctx context.Context, code cases.Hash, office cases.ID, expires int64) error {
	return s.locked(ctx, func(t *turn) error {
		_, err := t.tx.ExecContext(ctx, `INSERT INTO code (hash, office, expires) VALUES ($1, $2, $3)`, code[:], office[:], expires)
		return err
	})
}

// UseCode gives the office of a code and marks it used by the device. The same
// device may use it again, for its answer may have been lost; anybody else is
// Forbidden (sync.code).
func (s *Store) UseCode(ctx context.Context, code cases.Hash, device cases.ID, now int64) (office cases.ID, err error) {
	err = s.locked(ctx, func(t *turn) error {
		var id, used []byte
		var expires int64
		row := t.tx.QueryRowContext(ctx, `SELECT office, expires, device FROM code WHERE hash = $1`, code[:])
		err := row.Scan(&id, &expires, &used)
		mine := string(used) == string(device[:])
		if errors.Is(err, sql.ErrNoRows) || (err == nil && !mine && (used != nil || now > expires)) {
			return cases.Fail(cases.Forbidden, "sync.code")
		}
		if err != nil || mine {
			copy(office[:], id)
			return err
		}
		copy(office[:], id)
		_, err = t.tx.ExecContext(ctx, `UPDATE code SET device = $1 WHERE hash = $2`, device[:], code[:])
		return err
	})
	return office, err
}
