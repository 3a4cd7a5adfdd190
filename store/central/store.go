package central

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"strings"

	"casedesk/cases"
)

//go:embed schema.sql
var schema string

const schemaVersion = 2

// fromOne brings tables of version 1 forward: blocks know the epoch of the log
// that they were leased to.
const fromOne = `ALTER TABLE block ADD COLUMN epoch INTEGER NOT NULL DEFAULT 1`

// Store is one central library's tables. It is safe for concurrent use.
type Store struct {
	write *sql.DB
	read  *sql.DB // the same as write on PostgreSQL
	speak dialect
	id    cases.ID
}

// dialect is what the two databases do not share.
type dialect interface {
	// tables gives the schema in the database's own types.
	tables(schema string) string
	// forUpdate ends the statement that takes the library's row.
	forUpdate() string
	// insert adds all rows of a sheet.
	insert(ctx context.Context, tx *sql.Tx, s *sheet) error
	// fault names a driver's error by its number.
	fault(err error) error
}

// open makes the tables where they are missing. id becomes the library's name
// if it has none yet.
func open(ctx context.Context, write, read *sql.DB, speak dialect, id cases.ID) (*Store, error) {
	s := &Store{write: write, read: read, speak: speak}
	if err := s.prepare(ctx, id); err != nil {
		_ = s.Close()
		return nil, speak.fault(err)
	}
	return s, nil
}

func (s *Store) prepare(ctx context.Context, id cases.ID) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, statement := range strings.Split(s.speak.tables(schema), ";\n") {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO library (solo, id, version, position, feed)
		VALUES (1, $1, $2, 0, 0) ON CONFLICT (solo) DO NOTHING`, id[:], schemaVersion)
	if err != nil {
		return err
	}
	var name []byte
	var version int
	if err := tx.QueryRowContext(ctx, `SELECT id, version FROM library`).Scan(&name, &version); err != nil {
		return err
	}
	if version > schemaVersion {
		return cases.Fail(cases.TooNew, "central.version")
	}
	if version < schemaVersion {
		if _, err := tx.ExecContext(ctx, s.speak.tables(fromOne)); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE library SET version = $1`, schemaVersion); err != nil {
			return err
		}
	}
	copy(s.id[:], name)
	return tx.Commit()
}

// Library gives the name of this library's order of events.
func (s *Store) Library() cases.ID { return s.id }

// Close ends all connections.
func (s *Store) Close() error {
	err := s.write.Close()
	if s.read != s.write {
		err = errors.Join(err, s.read.Close())
	}
	return err
}

// turn is one writer's turn: it holds the lock and the next numbers.
type turn struct {
	tx             *sql.Tx
	speak          dialect
	position, feed int64 // the last ones given out
}

// locked runs do under the library's lock and commits what it did.
func (s *Store) locked(ctx context.Context, do func(t *turn) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return s.speak.fault(err)
	}
	defer tx.Rollback()
	t := &turn{tx: tx, speak: s.speak}
	row := tx.QueryRowContext(ctx, `SELECT position, feed FROM library WHERE solo = 1`+s.speak.forUpdate())
	if err := row.Scan(&t.position, &t.feed); err != nil {
		return s.speak.fault(err)
	}
	if err := do(t); err != nil {
		return s.speak.fault(err)
	}
	_, err = tx.ExecContext(ctx, `UPDATE library SET position = $1, feed = $2 WHERE solo = 1`, t.position, t.feed)
	if err != nil {
		return s.speak.fault(err)
	}
	return s.speak.fault(tx.Commit())
}
