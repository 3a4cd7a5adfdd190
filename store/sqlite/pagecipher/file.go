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
	proved bool    // its pages carry proofs
	name   string  // for the tap and the finds; "" where nobody asks
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
//
// A page that is asked for by itself must hold its proof. Where only the head of a
// database is, or a frame with what stands before it, the power may have failed while
// it was written: then SQLite finds out by itself.
func (f *file) read(tls *libc.TLS, buf uintptr, n, off int64) int32 {
	short := false
	first := f.layout.unit(off)
	strict := f.proved && first.size == pageSize && off == first.at && n >= pageSize
	for n > 0 {
		u := f.layout.unit(off)
		done := f.run(u, off, n)
		var rc int32
		if done > 0 {
			rc = f.fetch(tls, buf, u, done, strict)
		} else {
			done = min(n, u.at+u.size-off)
			rc = f.fetch(tls, f.room, u, u.held, strict)
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
func (f *file) fetch(tls *libc.TLS, buf uintptr, u unit, n int64, strict bool) int32 {
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
		short := done+u.held > there
		ok := f.opened(one, u, done, short)
		switch {
		case !ok && strict:
			f.vfs.found.add(Bad{f.name, f.number(u.disk + done)})
			return lib.SQLITE_IOERR_DATA
		case f.main && f.proved && !strict && u.at+done == 0 && (short || !ok):
			newForm(one)
		}
	}
	return rc
}

// opened opens the unit that begins done bytes after u; it tells whether it holds,
// where it must. SQLite may read a page that it never wrote, if it used it and let go
// of it within a transaction.
func (f *file) opened(one []byte, u unit, done int64, short bool) bool {
	paged := f.proved && u.size == pageSize
	switch {
	case short:
		clear(one)
		return true
	case isHole(one):
		return !paged || f.main
	}
	f.sealer.open(one, sector(u.disk+done))
	return !paged || f.sealer.holds(one)
}

// number is that of the page or the frame whose page lies there.
func (f *file) number(disk int64) int64 {
	if f.main {
		return disk/pageSize + 1
	}
	return disk/frameHeld + 1
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
		} else if rc := f.fetch(tls, f.room, u, held, false); rc != lib.SQLITE_OK && rc != lib.SQLITE_IOERR_SHORT_READ {
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
		if f.proved && u.size == pageSize {
			f.sealer.prove(all[done : done+u.held])
		}
		f.sealer.seal(all[done:done+u.held], sector(u.disk+done))
	}
	if f.vfs.room != nil && f.name != "" && !f.vfs.room() {
		return lib.SQLITE_FULL
	}
	rc := f.below.write(tls, f.room, n, u.disk)
	if f.vfs.tap != nil && f.name != "" && rc == lib.SQLITE_OK {
		f.vfs.tap.Wrote(f.name, u.disk, all)
	}
	return rc
}
