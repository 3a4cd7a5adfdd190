package pagecipher

import (
	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// What has nothing to seal goes to the VFS below as it came.

func xSync(tls *libc.TLS, pFile uintptr, flags int32) int32 {
	l := lowerOf(pFile)
	rc := call[func(*libc.TLS, uintptr, int32) int32](l.methods().FxSync)(tls, uintptr(l), flags)
	if f := fileOf(pFile); f.vfs.tap != nil && f.name != "" && rc == lib.SQLITE_OK {
		f.vfs.tap.Synced(f.name)
	}
	return rc
}

func xLock(tls *libc.TLS, pFile uintptr, lock int32) int32 {
	l := lowerOf(pFile)
	return call[func(*libc.TLS, uintptr, int32) int32](l.methods().FxLock)(tls, uintptr(l), lock)
}

func xUnlock(tls *libc.TLS, pFile uintptr, lock int32) int32 {
	l := lowerOf(pFile)
	return call[func(*libc.TLS, uintptr, int32) int32](l.methods().FxUnlock)(tls, uintptr(l), lock)
}

func xCheckReservedLock(tls *libc.TLS, pFile, pOut uintptr) int32 {
	l := lowerOf(pFile)
	return call[func(*libc.TLS, uintptr, uintptr) int32](l.methods().FxCheckReservedLock)(tls, uintptr(l), pOut)
}

func xSectorSize(tls *libc.TLS, pFile uintptr) int32 {
	l := lowerOf(pFile)
	return call[func(*libc.TLS, uintptr) int32](l.methods().FxSectorSize)(tls, uintptr(l))
}

func xShmMap(tls *libc.TLS, pFile uintptr, page, size, extend int32, pp uintptr) int32 {
	l := lowerOf(pFile)
	return call[func(*libc.TLS, uintptr, int32, int32, int32, uintptr) int32](l.methods().FxShmMap)(tls, uintptr(l), page, size, extend, pp)
}

func xShmLock(tls *libc.TLS, pFile uintptr, from, n, flags int32) int32 {
	l := lowerOf(pFile)
	return call[func(*libc.TLS, uintptr, int32, int32, int32) int32](l.methods().FxShmLock)(tls, uintptr(l), from, n, flags)
}

func xShmBarrier(tls *libc.TLS, pFile uintptr) {
	l := lowerOf(pFile)
	call[func(*libc.TLS, uintptr)](l.methods().FxShmBarrier)(tls, uintptr(l))
}

func xShmUnmap(tls *libc.TLS, pFile uintptr, drop int32) int32 {
	l := lowerOf(pFile)
	return call[func(*libc.TLS, uintptr, int32) int32](l.methods().FxShmUnmap)(tls, uintptr(l), drop)
}

func vfsBelow(pVfs uintptr) (uintptr, *lib.Tsqlite3_vfs) {
	below := mounts.get(at[lib.Tsqlite3_vfs](pVfs).FpAppData).below
	return below, at[lib.Tsqlite3_vfs](below)
}

func xDelete(tls *libc.TLS, pVfs, zName uintptr, syncDir int32) int32 {
	p, below := vfsBelow(pVfs)
	rc := call[func(*libc.TLS, uintptr, uintptr, int32) int32](below.FxDelete)(tls, p, zName, syncDir)
	if tap := mounts.get(at[lib.Tsqlite3_vfs](pVfs).FpAppData).tap; tap != nil && rc == lib.SQLITE_OK {
		tap.Deleted(libc.GoString(zName))
	}
	return rc
}

func xAccess(tls *libc.TLS, pVfs, zName uintptr, flags int32, pOut uintptr) int32 {
	p, below := vfsBelow(pVfs)
	return call[func(*libc.TLS, uintptr, uintptr, int32, uintptr) int32](below.FxAccess)(tls, p, zName, flags, pOut)
}

func xFullPathname(tls *libc.TLS, pVfs, zName uintptr, n int32, zOut uintptr) int32 {
	p, below := vfsBelow(pVfs)
	return call[func(*libc.TLS, uintptr, uintptr, int32, uintptr) int32](below.FxFullPathname)(tls, p, zName, n, zOut)
}
