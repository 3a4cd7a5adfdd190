package sqlite

import (
	"database/sql"
	"net/url"
	"path/filepath"
	"strings"

	"casedesk/cases"
	"casedesk/store/sqlite/pagecipher"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

const readers = 3

// disk is the layer through which SQLite touches files; it seals them while it
// is mounted, and forgets the key when it is closed.
type disk interface {
	Name() string // what a DSN says as "vfs="
	Close() error
}

// The ciphers of the database's pages, by the names that keys.json has for them.
const (
	CipherAdiantum = "adiantum" // the default
	CipherSM4      = "sm4"      // for offices that must use the national ciphers
)

// trial is what tests put between a store and its disk; all nil else.
type trial struct {
	tap  pagecipher.Tap
	room func() bool
	free func(dir string) (int64, error)
}

// mount makes the disk of a store that is opened with data; proved unless the store is
// of an older format. A cipher that this program does not know is TooNew.
func mount(cipher string, proved bool, data *dataKey, trial trial) (*pagecipher.VFS, error) {
	kinds := map[string]pagecipher.Kind{CipherAdiantum: pagecipher.Adiantum, CipherSM4: pagecipher.SM4}
	kind, ok := kinds[cipher]
	if !ok {
		return nil, cases.Fail(cases.TooNew, "store.newer")
	}
	key, err := data.forDisk()
	if err != nil {
		return nil, err
	}
	defer clear(key)
	return pagecipher.Mount(pagecipher.Config{Key: key, Kind: kind, Proved: proved, Tap: trial.tap, Room: trial.room})
}

// plain seals nothing: the disk of stores of the first format.
type plain struct{}

// Name says the driver's own.
func (plain) Name() string { return "" }

// Close does nothing.
func (plain) Close() error { return nil }

// connect opens the database twice: one connection that writes, and a few that
// can only read. Every setting stands in the DSN, so that each connection has it.
func connect(path string, on disk) (write, read *sql.DB, err error) {
	settings := []string{
		"journal_mode(WAL)", "synchronous(FULL)", "busy_timeout(5000)", "foreign_keys(1)",
		"temp_store(2)", "trusted_schema(0)",
	}
	if write, err = sql.Open("sqlite", address(path, on, "immediate", append(settings, "cache_size(-65536)"))); err != nil {
		return nil, nil, fault(err)
	}
	write.SetMaxOpenConns(1)
	if err = write.Ping(); err != nil {
		write.Close()
		return nil, nil, fault(err)
	}
	if read, err = sql.Open("sqlite", address(path, on, "deferred", append(settings, "cache_size(-16384)", "query_only(1)"))); err != nil {
		write.Close()
		return nil, nil, fault(err)
	}
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	return write, read, nil
}

// address gives the DSN. It must start with "file:", or settings are dropped
// without a word.
func address(path string, on disk, lock string, settings []string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs // a folder named from where the program stands
	}
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // C:/… on Windows
	}
	q := url.Values{}
	if len(settings) > 0 {
		q = url.Values{"_pragma": settings, "_txlock": {lock}}
	}
	if name := on.Name(); name != "" {
		q.Set("vfs", name)
	}
	u := url.URL{Scheme: "file", Path: p, RawQuery: q.Encode()}
	return u.String()
}
