package pagecipher

import (
	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// roomSize is the longest run that is sealed and written at once.
const roomSize = 4 * pageSize

// file is one open file. SQLite uses it from one goroutine at a time.
type file struct {
	vfs    *VFS
	sealer sealer
	layout layout
	main   bool // a database: written in whole pages only
	below  lower
	name   string  // for the tap; "" where nobody listens
	room   uintptr // roomSize bytes outside Go's memory, for what is being sealed
}

// free takes the room back; it may hold opened bytes.
func (f *file) free(tls *libc.TLS) {
	if f.room != 0 {
		clear(bytesAt(f.room, roomSize))
		libc.Xfree(tls, f.room)
	}
}

// read gives n bytes from off to buf. What the file does not have is zero, and
// said to be SQLITE_IOERR_SHORT_READ.
func (f *file) read(tls *libc.TLS, buf uintptr, n, off int64) int32 {
	short := false
	for n > 0 {
		u := f.layout.unit(off)
		done := f.run(u, off, n)
		var rc int32
		if done > 0 {
			rc = f.fetch(tls, buf, u, done)
		} else {
			done = min(n, u.at+u.size-off)
			rc = f.fetch(tls, f.room, u, u.held)
			copy(bytesAt(buf, int(done)), bytesAt(f.room+uintptr(off-u.at), int(done)))
		}
		if rc == lib.SQLITE_IOERR_SHORT_READ {
			short = true
		} else if rc != lib.SQLITE_OK {
			return rc
		}
		buf, n, off = buf+uintptr(done), n-done, off+done
	}
	if short {
		return lib.SQLITE_IOERR_SHORT_READ
	}
	return lib.SQLITE_OK
}

// run says how many of n bytes from off are whole units that lie on the disk as
// SQLite sees them, one after the other.
func (f *file) run(u unit, off, n int64) int64 {
	switch {
	case off != u.at || n < u.size || u.size != u.held:
		return 0
	case f.layout == wal{}:
		return u.held
	}
	return min(n-n%u.size, roomSize)
}

// fetch reads n bytes into buf, units like u and beginning with it, and opens
// them. A unit that is not there whole reads as zeros.
func (f *file) fetch(tls *libc.TLS, buf uintptr, u unit, n int64) int32 {
	there := n
	rc := f.below.read(tls, buf, n, u.disk)
	if rc == lib.SQLITE_IOERR_SHORT_READ {
		size, rc := f.below.size(tls)
		if rc != lib.SQLITE_OK {
			return rc
		}
		there = size - u.disk
	} else if rc != lib.SQLITE_OK {
		return rc
	}
	all := bytesAt(buf, int(n))
	for done := int64(0); done < n; done += u.held {
		one := all[done : done+u.held]
		if done+u.held > there {
			clear(one)
		} else if !isHole(one) {
			f.sealer.open(one, sector(u.disk+done))
		}
	}
	return rc
}

// write puts n bytes from buf at off. Where it covers a unit in part it reads
// the rest of it first.
func (f *file) write(tls *libc.TLS, buf uintptr, n, off int64) int32 {
	if f.main && (n != pageSize || off%pageSize != 0) {
		return lib.SQLITE_IOERR_WRITE
	}
	for n > 0 {
		u := f.layout.unit(off)
		held, done := u.held, f.run(u, off, n)
		if done > 0 {
			held = done
		} else if done = min(n, u.at+u.size-off); done == u.size {
			clear(bytesAt(f.room, int(held)))
		} else if rc := f.fetch(tls, f.room, u, held); rc != lib.SQLITE_OK && rc != lib.SQLITE_IOERR_SHORT_READ {
			return rc
		}
		copy(bytesAt(f.room+uintptr(off-u.at), int(done)), bytesAt(buf, int(done)))
		if rc := f.store(tls, u, held); rc != lib.SQLITE_OK {
			return rc
		}
		buf, n, off = buf+uintptr(done), n-done, off+done
	}
	return lib.SQLITE_OK
}

// store seals n bytes of the room, units like u and beginning with it, and
// writes them.
func (f *file) store(tls *libc.TLS, u unit, n int64) int32 {
	all := bytesAt(f.room, int(n))
	for done := int64(0); done < n; done += u.held {
		f.sealer.seal(all[done:done+u.held], sector(u.disk+done))
	}
	rc := f.below.write(tls, f.room, n, u.disk)
	if f.name != "" && rc == lib.SQLITE_OK {
		f.vfs.tap.Wrote(f.name, u.disk, all)
	}
	return rc
}
