package central

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"
	"strings"

	lite "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"casedesk/cases"
)

// OpenSQLite opens or makes the library in the file path, for a trial or a single
// county. id becomes the library's name if it is new.
func OpenSQLite(ctx context.Context, path string, id cases.ID) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "central.open").Because(err)
	}
	write, err := sql.Open("sqlite", address(path, "_txlock=immediate", "journal_mode(WAL)", "synchronous(FULL)", "secure_delete(ON)"))
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "central.open").Because(err)
	}
	write.SetMaxOpenConns(1)
	read, err := sql.Open("sqlite", address(path, "mode=ro", "query_only(1)"))
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "central.open").Because(err)
	}
	read.SetMaxOpenConns(4)
	return open(ctx, write, read, sqliteDialect{}, id)
}

func address(path, option string, pragmas ...string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/… on Windows
	}
	a := (&url.URL{Scheme: "file", Path: path}).String() + "?_dqs=0&" + option
	for _, p := range append(pragmas, "busy_timeout(10000)", "cache_size(-65536)", "temp_store(2)") {
		a += "&_pragma=" + p
	}
	return a
}

type sqliteDialect struct{}

func (sqliteDialect) tables(schema string) string { return schema }

// forUpdate is empty: _txlock=immediate has taken the only lock there is.
func (sqliteDialect) forUpdate() string { return "" }

func (sqliteDialect) insert(ctx context.Context, tx *sql.Tx, s *sheet) error {
	if s.rows == 0 {
		return nil
	}
	into, err := tx.PrepareContext(ctx, "INSERT INTO "+s.table+" ("+s.names()+") VALUES ("+places(1, len(s.cols))+")"+s.tail)
	if err != nil {
		return err
	}
	defer into.Close()
	for n := range s.rows {
		if _, err := into.ExecContext(ctx, s.row(n)...); err != nil {
			return err
		}
	}
	return nil
}

func (sqliteDialect) fault(err error) error {
	var e *lite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case codes.SQLITE_FULL:
		return cases.Fail(cases.Exhausted, "central.full").Because(err)
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED:
		return cases.Fail(cases.Locked, "central.busy").Because(err)
	case codes.SQLITE_CORRUPT, codes.SQLITE_NOTADB:
		return cases.Fail(cases.Damaged, "central.damaged").Because(err)
	case codes.SQLITE_CANTOPEN:
		return cases.Fail(cases.NotFound, "central.open").Because(err)
	}
	return err
}
