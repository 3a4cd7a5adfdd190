package pagecipher

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"os"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// SQLite's sqlite3_file is, for a file of ours, its methods, its number in the
// table, and then the sqlite3_file of the VFS below.
const headSize = 16

type fileHead struct{ methods, number uintptr }

const temporary = lib.SQLITE_OPEN_TEMP_DB | lib.SQLITE_OPEN_TRANSIENT_DB | lib.SQLITE_OPEN_TEMP_JOURNAL | lib.SQLITE_OPEN_SUBJOURNAL

func xOpen(tls *libc.TLS, pVfs, zName, pFile uintptr, flags int32, pOutFlags uintptr) int32 {
	head := at[fileHead](pFile)
	*head = fileHead{}
	if flags&lib.SQLITE_OPEN_SUPER_JOURNAL != 0 {
		return lib.SQLITE_CANTOPEN
	}
	v := mounts.get(at[lib.Tsqlite3_vfs](pVfs).FpAppData)
	f, err := v.newFile(zName, flags)
	if err != nil {
		return lib.SQLITE_IOERR
	}
	below := at[lib.Tsqlite3_vfs](v.below)
	rc := call[func(*libc.TLS, uintptr, uintptr, uintptr, int32, uintptr) int32](below.FxOpen)(tls, v.below, zName, pFile+headSize, flags, pOutFlags)
	f.below = lowerOf(pFile)
	if rc == lib.SQLITE_OK {
		if f.room = libc.Xmalloc(tls, roomSize); f.room == 0 {
			rc = lib.SQLITE_NOMEM
		} else if flags&lib.SQLITE_OPEN_MAIN_DB != 0 {
			rc = v.recognise(tls, f, zName)
		}
	}
	if rc != lib.SQLITE_OK {
		if f.below.isOpen() {
			f.below.close(tls)
		}
		f.free(tls)
		return rc
	}
	if zName != 0 && (v.tap != nil || v.room != nil || f.proved) {
		f.name = libc.GoString(zName)
	}
	v.open.Add(1)
	*head = fileHead{v.methods, files.put(f)}
	return lib.SQLITE_OK
}

// newFile says how a file is to be sealed.
func (v *VFS) newFile(zName uintptr, flags int32) (*file, error) {
	f := &file{vfs: v, layout: flat(sectorSize)}
	var key []byte
	switch {
	case zName == 0 || flags&temporary != 0:
		key = make([]byte, 32)
		rand.Read(key)
	case flags&lib.SQLITE_OPEN_MAIN_DB != 0:
		f.layout, f.main, f.proved, key = flat(pageSize), true, v.proved, v.keys[forPages]
	case flags&lib.SQLITE_OPEN_WAL != 0:
		f.layout, f.proved, key = wal{}, v.proved, v.keys[forWAL]
	default:
		key = v.keys[forJournal]
	}
	var err error
	f.sealer, err = newSealer(v.kind, key)
	return f, err
}

var (
	pageMagic    = []byte("SQLite format 3\x00")
	journalMagic = []byte{0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7}
)

// recognise refuses a database that the key does not open. The first page tells,
// unless the power failed while it was written; then what mends it does, the WAL
// or the journal.
func (v *VFS) recognise(tls *libc.TLS, f *file, zName uintptr) int32 {
	size, rc := f.below.size(tls)
	if rc != lib.SQLITE_OK || size == 0 {
		return rc
	}
	first := bytesAt(f.room, len(pageMagic))
	defer clear(bytesAt(f.room, pageSize))
	if rc := f.read(tls, f.room, int64(len(first)), 0); rc != lib.SQLITE_OK && rc != lib.SQLITE_IOERR_SHORT_READ {
		return rc
	}
	name := libc.GoString(zName)
	if bytes.HasPrefix(first, pageMagic) || v.isOurs(name+"-wal", forWAL) || v.isOurs(name+"-journal", forJournal) {
		return lib.SQLITE_OK
	}
	return lib.SQLITE_NOTADB
}

// isOurs tells whether the key opens the first sector of a file beside the
// database. SQLite holds no lock on such a file, which closing it would lose.
func (v *VFS) isOurs(name string, p purpose) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	first := make([]byte, sectorSize)
	if n, _ := f.ReadAt(first, 0); n < sectorSize {
		return false
	}
	s, err := newSealer(v.kind, v.keys[p])
	if err != nil {
		return false
	}
	s.open(first, 0)
	if p == forJournal {
		return bytes.HasPrefix(first, journalMagic)
	}
	return binary.BigEndian.Uint32(first)|1 == 0x377f0683
}
