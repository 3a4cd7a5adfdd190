package pagecipher

import (
	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// fillMethods offers everything but memory mapping, which would show SQLite the
// sealed bytes.
func fillMethods(m *lib.Tsqlite3_io_methods) {
	m.FiVersion = 2
	offer(&m.FxClose, xClose)
	offer(&m.FxRead, xRead)
	offer(&m.FxWrite, xWrite)
	offer(&m.FxTruncate, xTruncate)
	offer(&m.FxSync, xSync)
	offer(&m.FxFileSize, xFileSize)
	offer(&m.FxLock, xLock)
	offer(&m.FxUnlock, xUnlock)
	offer(&m.FxCheckReservedLock, xCheckReservedLock)
	offer(&m.FxFileControl, xFileControl)
	offer(&m.FxSectorSize, xSectorSize)
	offer(&m.FxDeviceCharacteristics, xDeviceCharacteristics)
	offer(&m.FxShmMap, xShmMap)
	offer(&m.FxShmLock, xShmLock)
	offer(&m.FxShmBarrier, xShmBarrier)
	offer(&m.FxShmUnmap, xShmUnmap)
}

func fileOf(pFile uintptr) *file { return files.get(at[fileHead](pFile).number) }

func xClose(tls *libc.TLS, pFile uintptr) int32 {
	head := at[fileHead](pFile)
	f := files.get(head.number)
	files.drop(head.number)
	rc := f.below.close(tls)
	f.free(tls)
	*head = fileHead{}
	f.vfs.open.Add(-1)
	return rc
}

func xRead(tls *libc.TLS, pFile, zBuf uintptr, n int32, off int64) int32 {
	return fileOf(pFile).read(tls, zBuf, int64(n), off)
}

func xWrite(tls *libc.TLS, pFile, zBuf uintptr, n int32, off int64) int32 {
	return fileOf(pFile).write(tls, zBuf, int64(n), off)
}

func xTruncate(tls *libc.TLS, pFile uintptr, size int64) int32 {
	f := fileOf(pFile)
	size = f.layout.needed(size)
	rc := f.below.truncate(tls, size)
	if f.vfs.tap != nil && f.name != "" && rc == lib.SQLITE_OK {
		f.vfs.tap.Truncated(f.name, size)
	}
	return rc
}

func xFileSize(tls *libc.TLS, pFile, pSize uintptr) int32 {
	f := fileOf(pFile)
	size, rc := f.below.size(tls)
	*at[int64](pSize) = f.layout.seen(size)
	return rc
}

// notPromised is what the disk may do and a sealed unit cannot: be written in
// part, or be read in part without reading it all.
const notPromised = lib.SQLITE_IOCAP_ATOMIC | lib.SQLITE_IOCAP_ATOMIC512 | lib.SQLITE_IOCAP_ATOMIC1K | lib.SQLITE_IOCAP_ATOMIC2K |
	lib.SQLITE_IOCAP_ATOMIC4K | lib.SQLITE_IOCAP_ATOMIC8K | lib.SQLITE_IOCAP_ATOMIC16K | lib.SQLITE_IOCAP_ATOMIC32K |
	lib.SQLITE_IOCAP_ATOMIC64K | lib.SQLITE_IOCAP_SAFE_APPEND | lib.SQLITE_IOCAP_BATCH_ATOMIC | lib.SQLITE_IOCAP_SUBPAGE_READ

func xDeviceCharacteristics(tls *libc.TLS, pFile uintptr) int32 {
	l := lowerOf(pFile)
	return call[func(*libc.TLS, uintptr) int32](l.methods().FxDeviceCharacteristics)(tls, uintptr(l)) &^ notPromised
}

func xFileControl(tls *libc.TLS, pFile uintptr, op int32, arg uintptr) int32 {
	if op == lib.SQLITE_FCNTL_MMAP_SIZE {
		return lib.SQLITE_NOTFOUND
	}
	l := lowerOf(pFile)
	return call[func(*libc.TLS, uintptr, int32, uintptr) int32](l.methods().FxFileControl)(tls, uintptr(l), op, arg)
}
