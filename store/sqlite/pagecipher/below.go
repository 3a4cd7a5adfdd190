package pagecipher

import (
	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// lower is an open file of the VFS below: the address of its sqlite3_file.
type lower uintptr

// lowerOf finds it inside the sqlite3_file that SQLite knows.
func lowerOf(pFile uintptr) lower { return lower(pFile + headSize) }

func (l lower) methods() *lib.Tsqlite3_io_methods {
	return at[lib.Tsqlite3_io_methods](at[lib.Tsqlite3_file](uintptr(l)).FpMethods)
}

func (l lower) isOpen() bool { return at[lib.Tsqlite3_file](uintptr(l)).FpMethods != 0 }

func (l lower) close(tls *libc.TLS) int32 {
	return call[func(*libc.TLS, uintptr) int32](l.methods().FxClose)(tls, uintptr(l))
}

func (l lower) read(tls *libc.TLS, buf uintptr, n int64, off int64) int32 {
	return call[func(*libc.TLS, uintptr, uintptr, int32, int64) int32](l.methods().FxRead)(tls, uintptr(l), buf, int32(n), off)
}

func (l lower) write(tls *libc.TLS, buf uintptr, n int64, off int64) int32 {
	return call[func(*libc.TLS, uintptr, uintptr, int32, int64) int32](l.methods().FxWrite)(tls, uintptr(l), buf, int32(n), off)
}

func (l lower) truncate(tls *libc.TLS, size int64) int32 {
	return call[func(*libc.TLS, uintptr, int64) int32](l.methods().FxTruncate)(tls, uintptr(l), size)
}

func (l lower) size(tls *libc.TLS) (int64, int32) {
	p := tls.Alloc(8)
	defer tls.Free(8)
	rc := call[func(*libc.TLS, uintptr, uintptr) int32](l.methods().FxFileSize)(tls, uintptr(l), p)
	return *at[int64](p), rc
}
