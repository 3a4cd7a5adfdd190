package sqlite

import (
	"database/sql"
	"errors"
	"io/fs"
	"os"

	"casedesk/cases"
	"casedesk/store/sqlite/pagecipher"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// fault gives an error of the disk or of SQLite its kind and sentence; an Error
// of ours passes as it is.
func fault(err error) error {
	var ours *cases.Error
	if err == nil || errors.As(err, &ours) {
		return err
	}
	var lite *driver.Error
	var raw pagecipher.Error
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &lite):
		return liteFault(lite.Code(), err)
	case errors.As(err, &raw):
		return liteFault(raw.Code(), err)
	case errors.Is(err, sql.ErrNoRows): // whoever can do without a row asked before
		return cases.Fail(cases.Damaged, "store.damaged").Because(err)
	case diskFull(err):
		return cases.Fail(cases.Exhausted, "store.disk_full").Because(err)
	case errors.Is(err, fs.ErrPermission):
		return cases.Fail(cases.Forbidden, "store.permission").Because(err)
	case errors.As(err, &path), errors.As(err, &link):
		return cases.Fail(cases.Damaged, "store.disk").Because(err)
	}
	return err
}

// liteFault goes by the number of the error, never by its words.
func liteFault(code int, err error) error {
	if code == lib.SQLITE_IOERR_DATA { // a page does not hold its proof
		return cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	switch code & 0xff {
	case lib.SQLITE_FULL:
		return cases.Fail(cases.Exhausted, "store.disk_full").Because(err)
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return cases.Fail(cases.Damaged, "store.damaged").Because(err)
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return cases.Fail(cases.Locked, "store.busy").Because(err)
	case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_CANTOPEN:
		return cases.Fail(cases.Forbidden, "store.permission").Because(err)
	case lib.SQLITE_IOERR:
		return cases.Fail(cases.Damaged, "store.disk").Because(err)
	}
	return err
}

// isTwice tells whether a row is there already.
func isTwice(err error) bool {
	var lite *driver.Error
	return errors.As(err, &lite) && lite.Code()&0xff == lib.SQLITE_CONSTRAINT
}

// isOfDisk tells an error of the disk or of SQLite, after which nothing may be
// concluded, from one of what was read.
func isOfDisk(err error) bool {
	var lite *driver.Error
	kind := cases.KindOf(err)
	return kind == 0 || kind == cases.Exhausted || kind == cases.Locked || errors.As(err, &lite) && !isTwice(err)
}
