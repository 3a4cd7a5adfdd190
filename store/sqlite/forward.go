package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"

	"casedesk/cases"
	"casedesk/store/sqlite/pagecipher"
)

// sealedName is the sealed copy of a database while it comes to stand in the
// place of the plain one.
const sealedName = "store.sealed.db"

// bringForward gives a store of an older format a database whose pages are sealed and
// carry proofs. The copy is made and compared first; then keys.json says that the
// store is of this format; then the copy takes the old file's place. A program that ends in
// between leaves either the old store or, from keys.json on, one that
// finishForward completes. The caller holds entry.
func (s *Store) bringForward(ctx context.Context, data *dataKey) error {
	at := filepath.Join(s.dir, sealedName)
	if err := removeAll(at); err != nil {
		return err
	}
	from, cipher := disk(plain{}), CipherAdiantum
	if k := s.keyFile(); k.Format == sealedFormat {
		cipher = k.Cipher
		old, err := mount(cipher, false, data, trial{})
		if err != nil {
			return err
		}
		defer old.Close()
		from = old
	}
	on, err := mount(cipher, true, data, trial{})
	if err != nil {
		return err
	}
	defer on.Close()
	if err := sealedCopy(ctx, filepath.Join(s.dir, dbName), from, at, on); err != nil {
		return errors.Join(err, removeAll(at))
	}
	if err := syncDir(s.dir); err != nil {
		return fault(err)
	}
	if err := s.changeKeys(func(k *keyFile) error { k.Format, k.Cipher = keyFormat, cipher; return nil }); err != nil {
		return err
	}
	return s.finishForward()
}

// sealedCopy copies a database and holds every row of the copy against it.
func sealedCopy(ctx context.Context, from string, of disk, to string, on *pagecipher.VFS) error {
	write, read, err := connect(from, of)
	if err != nil {
		return err
	}
	defer write.Close()
	defer read.Close()
	if _, err := write.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return fault(err)
	}
	if err := on.CopyFrom(of.Name(), from, to); err != nil {
		return fault(err)
	}
	copied, err := sql.Open("sqlite", address(to, on, "deferred", []string{"query_only(1)"}))
	if err != nil {
		return fault(err)
	}
	defer copied.Close()
	same, err := sameRows(ctx, write, copied)
	if err == nil && !same {
		err = cases.Fail(cases.Damaged, "store.damaged")
	}
	if err != nil {
		return err
	}
	return syncFile(to)
}

// sameRows tells whether two databases hold the same tables with the same rows.
func sameRows(ctx context.Context, a, b *sql.DB) (bool, error) {
	tables, err := tableNames(ctx, a)
	if err != nil {
		return false, err
	}
	queries := []string{"SELECT type, name, sql FROM sqlite_schema ORDER BY type, name", "PRAGMA user_version", "PRAGMA application_id"}
	for _, name := range tables {
		order := " ORDER BY 1, 2"
		if n, err := columnsOf(ctx, a, name); err != nil {
			return false, err
		} else if n < 2 {
			order = " ORDER BY 1"
		}
		queries = append(queries, `SELECT * FROM "`+name+`"`+order)
	}
	one, other := newTableHash(), newTableHash()
	for _, query := range queries {
		if err := errors.Join(one.add(ctx, a, query), other.add(ctx, b, query)); err != nil {
			return false, err
		}
	}
	return one.sum() == other.sum(), nil
}

func columnsOf(ctx context.Context, q querier, table string) (n int, err error) {
	err = q.QueryRowContext(ctx, "SELECT count(*) FROM pragma_table_info(?)", table).Scan(&n)
	return n, fault(err)
}

func tableNames(ctx context.Context, q querier) (names []string, err error) {
	rows, err := q.QueryContext(ctx, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, fault(err)
		}
		names = append(names, name)
	}
	return names, fault(rows.Err())
}

// finishForward puts a sealed copy that keys.json already speaks of in the place
// of the old database, whose bytes it overwrites as far as the disk lets it. A
// copy that keys.json does not speak of was never finished.
func (s *Store) finishForward() error {
	at := filepath.Join(s.dir, sealedName)
	if _, err := os.Stat(at); os.IsNotExist(err) {
		return nil
	}
	if s.keyFile().Format < keyFormat {
		return removeAll(at)
	}
	old := filepath.Join(s.dir, dbName)
	for _, name := range []string{old + "-wal", old + "-shm", old + "-journal"} {
		overwrite(name)
		if err := os.Remove(name); err != nil && !os.IsNotExist(err) {
			return fault(err)
		}
	}
	overwrite(old)
	if err := os.Rename(at, old); err != nil {
		return fault(err)
	}
	return fault(syncDir(s.dir))
}

// overwrite puts zeros over a file's bytes. A disk that moves what is written, as
// flash does, may keep them all the same; that is no reason to stop.
func overwrite(name string) {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return
	}
	zeros := make([]byte, 1<<16)
	for at := int64(0); at < info.Size(); at += int64(len(zeros)) {
		if _, err := f.WriteAt(zeros[:min(int64(len(zeros)), info.Size()-at)], at); err != nil {
			return
		}
	}
	_ = f.Sync()
}

// removeAll takes a database away with what SQLite may have left beside it.
func removeAll(name string) error {
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(name + end); err != nil && !os.IsNotExist(err) {
			return fault(err)
		}
	}
	return nil
}

func syncFile(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return fault(err)
	}
	return fault(errors.Join(f.Sync(), f.Close()))
}
