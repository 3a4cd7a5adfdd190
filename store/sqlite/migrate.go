package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"casedesk/cases"
)

//go:embed migration/*.sql
var migrations embed.FS

// applicationID marks a database file as ours: "CDSK".
const applicationID = 0x4344534b

// steps lists the migrations in order; the n-th (from 1) leads to version n.
func steps(files fs.FS) ([]string, error) {
	names, err := fs.Glob(files, "migration/*.sql")
	if err != nil {
		return nil, err
	}
	all := make([]string, len(names))
	for i, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		all[i] = string(b)
	}
	return all, nil
}

// migrate brings the database forward, one transaction a step, and keeps a copy
// of it from before the first step, in place of earlier ones. A newer database is left alone.
func migrate(ctx context.Context, db *sql.DB, dir string, files fs.FS) error {
	all, err := steps(files)
	if err != nil {
		return err
	}
	version, err := versionOf(ctx, db)
	if err != nil {
		return err
	}
	if version > len(all) {
		return cases.Fail(cases.TooNew, "store.newer")
	}
	kept := ""
	if version > 0 && version < len(all) {
		if kept, err = keepCopy(ctx, db, dir, version); err != nil {
			return err
		}
	}
	for ; version < len(all); version++ {
		if err := step(ctx, db, all[version], version+1); err != nil {
			return fault(err)
		}
	}
	if kept == "" {
		return nil
	}
	return dropCopies(dir, kept)
}

// versionOf gives 0 for an empty database and refuses another program's.
func versionOf(ctx context.Context, db *sql.DB) (version int, err error) {
	var app, tables int
	err = db.QueryRowContext(ctx, "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id, pragma_user_version").
		Scan(&app, &version, &tables)
	if err != nil {
		return 0, fault(err)
	}
	if app != applicationID && (app != 0 || version != 0 || tables != 0) {
		return 0, cases.Fail(cases.Damaged, "store.damaged")
	}
	return version, nil
}

func step(ctx context.Context, db *sql.DB, text string, to int) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	marks := "\nPRAGMA application_id = " + strconv.Itoa(applicationID) + "; PRAGMA user_version = " + strconv.Itoa(to) + ";"
	if _, err := tx.ExecContext(ctx, text+marks); err != nil {
		return err
	}
	return tx.Commit()
}

// keepCopy leaves store-before-N.db beside the store and gives its path.
func keepCopy(ctx context.Context, db *sql.DB, dir string, version int) (string, error) {
	at := filepath.Join(dir, "store-before-"+strconv.Itoa(version+1)+".db")
	if err := os.Remove(at); err != nil && !os.IsNotExist(err) {
		return at, fault(err)
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", at); err != nil {
		return at, fault(err)
	}
	return at, fault(os.Chmod(at, 0o600))
}

// dropCopies destroys the copies that keepCopy left, but for one.
func dropCopies(dir, but string) error {
	names, err := fs.Glob(os.DirFS(dir), "store-before-*.db") // dir may hold any character
	if err != nil {
		return fault(err)
	}
	for _, name := range names {
		at := filepath.Join(dir, name)
		if at == but {
			continue
		}
		overwrite(at)
		if err := removeAll(at); err != nil {
			return err
		}
	}
	return nil
}
