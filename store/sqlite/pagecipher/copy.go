package pagecipher

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// Error is SQLite's number of what went wrong.
type Error int

// Error says the number.
func (e Error) Error() string { return fmt.Sprintf("pagecipher: SQLite says %d", int(e)) }

// Code gives the number.
func (e Error) Code() int { return int(e) }

// CopyFrom writes a fresh copy of a database, to a file that is not there yet, in
// this VFS's own form. The database is opened through the VFS of the given name, ""
// for the driver's own; nobody may write to it meanwhile. It is how a database that
// was sealed without proofs, or not at all, gets them: SQLite leaves the room for
// them in the copy. The error is an Error.
func (v *VFS) CopyFrom(vfs, from, to string) error {
	tls := libc.NewTLS()
	defer tls.Close()
	db, err := openRaw(tls, vfs, from)
	if err != nil {
		return err
	}
	defer lib.Xsqlite3_close_v2(tls, db)
	if v.proved {
		if err := leaveRoom(tls, db); err != nil {
			return err
		}
	}
	if abs, err := filepath.Abs(to); err == nil {
		to = abs
	}
	p := filepath.ToSlash(to)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	u := url.URL{Scheme: "file", Path: p, RawQuery: "vfs=" + v.name}
	return execRaw(tls, db, "VACUUM INTO '"+strings.ReplaceAll(u.String(), "'", "''")+"'")
}

func openRaw(tls *libc.TLS, vfs, name string) (db uintptr, err error) {
	cname, err := libc.CString(name)
	if err != nil {
		return 0, err
	}
	defer libc.Xfree(tls, cname)
	var cvfs uintptr
	if vfs != "" {
		if cvfs, err = libc.CString(vfs); err != nil {
			return 0, err
		}
		defer libc.Xfree(tls, cvfs)
	}
	p := tls.Alloc(8)
	defer tls.Free(8)
	rc := lib.Xsqlite3_open_v2(tls, cname, p, lib.SQLITE_OPEN_READWRITE|lib.SQLITE_OPEN_URI, cvfs)
	db = *at[uintptr](p)
	if rc != lib.SQLITE_OK {
		lib.Xsqlite3_close_v2(tls, db)
		return 0, Error(rc)
	}
	return db, nil
}

// leaveRoom makes SQLite leave proofSize bytes of each page in what is copied.
func leaveRoom(tls *libc.TLS, db uintptr) error {
	main, err := libc.CString("main")
	if err != nil {
		return err
	}
	defer libc.Xfree(tls, main)
	p := tls.Alloc(4)
	defer tls.Free(4)
	*at[int32](p) = proofSize
	if rc := lib.Xsqlite3_file_control(tls, db, main, lib.SQLITE_FCNTL_RESERVE_BYTES, p); rc != lib.SQLITE_OK {
		return Error(rc)
	}
	return nil
}

func execRaw(tls *libc.TLS, db uintptr, text string) error {
	ctext, err := libc.CString(text)
	if err != nil {
		return err
	}
	defer libc.Xfree(tls, ctext)
	if rc := lib.Xsqlite3_exec(tls, db, ctext, 0, 0, 0); rc != lib.SQLITE_OK {
		return Error(lib.Xsqlite3_extended_errcode(tls, db))
	}
	return nil
}
