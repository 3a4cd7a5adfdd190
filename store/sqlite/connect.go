package sqlite

import (
	"database/sql"
	"net/url"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

const readers = 3

// connect opens the database twice: one connection that writes, and a few that
// can only read. Every setting stands in the DSN, so that each connection has it.
func connect(path string) (write, read *sql.DB, err error) {
	settings := []string{
		"journal_mode(WAL)", "synchronous(FULL)", "busy_timeout(5000)", "foreign_keys(1)",
		"cache_size(-16384)", "temp_store(2)", "trusted_schema(0)",
	}
	if write, err = sql.Open("sqlite", address(path, "immediate", settings)); err != nil {
		return nil, nil, fault(err)
	}
	write.SetMaxOpenConns(1)
	if err = write.Ping(); err != nil {
		write.Close()
		return nil, nil, fault(err)
	}
	if read, err = sql.Open("sqlite", address(path, "deferred", append(settings, "query_only(1)"))); err != nil {
		write.Close()
		return nil, nil, fault(err)
	}
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	return write, read, nil
}

// address gives the DSN. It must start with "file:", or settings are dropped
// without a word.
func address(path, lock string, settings []string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs // a folder named from where the program stands
	}
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // C:/… on Windows
	}
	q := url.Values{"_pragma": settings, "_txlock": {lock}}
	u := url.URL{Scheme: "file", Path: p, RawQuery: q.Encode()}
	return u.String()
}
