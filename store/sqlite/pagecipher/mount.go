package pagecipher

import (
	"errors"
	"fmt"
	"strconv"
	"sync/atomic"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// ErrInUse says that a file is still open through a VFS.
var ErrInUse = errors.New("pagecipher: a file is still open")

// Config is what a VFS needs.
type Config struct {
	Key  []byte // the data key, KeySize random bytes; copied
	Kind Kind
	Over string // the name of the VFS that touches the disk; "" is the driver's own
	// Proved makes each page, in the database and in its WAL, carry a proof that it is
	// as it was written; without it a database is of the first form, which had none.
	Proved bool
	Room   func() bool // asked before each write of a named file, for tests of a full disk; nil for always
	Tap    Tap         // hears of all that reaches the disk, for tests of power cuts; nil for none
}

// Tap is told of every change of a named file after the disk took it, in the order
// in which it did: sealed bytes, and when they are there to stay. Its methods must
// be quick and may be called from several goroutines.
type Tap interface {
	Wrote(file string, off int64, b []byte)
	Truncated(file string, size int64)
	Synced(file string)
	Deleted(file string)
}

// VFS seals the files of the databases that are opened through it.
type VFS struct {
	name   string
	kind   Kind
	proved bool
	found  finds
	room   func() bool
	tap    Tap
	keys   map[purpose][]byte
	below  uintptr // sqlite3_vfs

	own     uintptr // sqlite3_vfs, and with it:
	cname   uintptr
	methods uintptr // sqlite3_io_methods
	number  uintptr // in mounts

	open   atomic.Int64 // files
	closed atomic.Bool
}

// Mount makes a VFS known to SQLite under a name that no other has. It fails on
// a key of another length, an unknown kind or an unknown VFS below.
func Mount(c Config) (*VFS, error) {
	if len(c.Key) != KeySize {
		return nil, errKey
	}
	v := &VFS{name: "pagecipher" + strconv.FormatUint(named.Add(1), 10), kind: c.Kind, proved: c.Proved, tap: c.Tap, room: c.Room, keys: map[purpose][]byte{}}
	for _, p := range []purpose{forPages, forWAL, forJournal} {
		key, err := derive(c.Key, c.Kind, p, c.Proved)
		if err != nil {
			return nil, err
		}
		if _, err := newSealer(c.Kind, key); err != nil {
			return nil, err
		}
		v.keys[p] = key
	}
	tls := libc.NewTLS()
	defer tls.Close()
	if err := v.find(tls, c.Over); err != nil {
		return nil, err
	}
	return v, v.register(tls)
}

func (v *VFS) find(tls *libc.TLS, name string) error {
	var cname uintptr
	if name != "" {
		var err error
		if cname, err = libc.CString(name); err != nil {
			return err
		}
		defer libc.Xfree(tls, cname)
	}
	if v.below = lib.Xsqlite3_vfs_find(tls, cname); v.below == 0 {
		return fmt.Errorf("pagecipher: SQLite knows no VFS %q", name)
	}
	return nil
}

func (v *VFS) register(tls *libc.TLS) error {
	var err error
	if v.cname, err = libc.CString(v.name); err != nil {
		return err
	}
	v.own = libc.Xcalloc(tls, 1, libc.Tsize_t(unsafe.Sizeof(lib.Tsqlite3_vfs{})))
	v.methods = libc.Xcalloc(tls, 1, libc.Tsize_t(unsafe.Sizeof(lib.Tsqlite3_io_methods{})))
	if v.own == 0 || v.methods == 0 {
		v.free(tls)
		return errors.New("pagecipher: out of memory")
	}
	v.number = mounts.put(v)
	own := at[lib.Tsqlite3_vfs](v.own)
	*own = *at[lib.Tsqlite3_vfs](v.below) // clock, chance, libraries: as below
	own.FpNext, own.FzName, own.FpAppData = 0, v.cname, v.number
	own.FszOsFile += headSize
	offer(&own.FxOpen, xOpen)
	offer(&own.FxDelete, xDelete)
	offer(&own.FxAccess, xAccess)
	offer(&own.FxFullPathname, xFullPathname)
	fillMethods(at[lib.Tsqlite3_io_methods](v.methods))
	if rc := lib.Xsqlite3_vfs_register(tls, v.own, 0); rc != lib.SQLITE_OK {
		mounts.drop(v.number)
		v.free(tls)
		return fmt.Errorf("pagecipher: SQLite takes no VFS: %d", rc)
	}
	return nil
}

// Name is what a DSN says as "vfs=".
func (v *VFS) Name() string { return v.name }

// Close makes SQLite forget the VFS and wipes the keys. While a file is open
// through it, it does nothing and says ErrInUse. No database may be opening
// meanwhile. A second Close does nothing.
func (v *VFS) Close() error {
	if v.open.Load() != 0 {
		return ErrInUse
	}
	if v.closed.Swap(true) {
		return nil
	}
	tls := libc.NewTLS()
	defer tls.Close()
	rc := lib.Xsqlite3_vfs_unregister(tls, v.own)
	mounts.drop(v.number)
	v.free(tls)
	for _, key := range v.keys {
		clear(key)
	}
	if rc != lib.SQLITE_OK {
		return fmt.Errorf("pagecipher: SQLite does not forget the VFS: %d", rc)
	}
	return nil
}

func (v *VFS) free(tls *libc.TLS) {
	for _, p := range []uintptr{v.own, v.cname, v.methods} {
		if p != 0 {
			libc.Xfree(tls, p)
		}
	}
}
