package pagecipher

// SQLite's form of a WAL.
const (
	walHead   = 32
	frameHead = 24
	frameSize = frameHead + pageSize
	frameHeld = sectorSize + pageSize // on the disk
)

// unit is what is sealed as one: size bytes of the file as SQLite sees it, from
// at, and held bytes on the disk, from disk.
type unit struct{ at, size, disk, held int64 }

// sector numbers a unit by where it lies on the disk.
func sector(disk int64) uint64 { return uint64(disk / sectorSize) }

// layout says where on the disk the bytes of a file lie.
type layout interface {
	unit(at int64) unit      // the one that holds the byte at
	seen(disk int64) int64   // how long SQLite sees a file of disk bytes
	needed(size int64) int64 // what a file of size bytes takes on the disk
}

// flat is a file whose units follow each other as on the disk.
type flat int64

func (f flat) unit(at int64) unit {
	start := at - at%int64(f)
	return unit{start, int64(f), start, int64(f)}
}

// seen leaves out a unit that was cut, for nothing of it can be read.
func (f flat) seen(disk int64) int64 { return disk - disk%int64(f) }

func (f flat) needed(size int64) int64 { return f.seen(size + int64(f) - 1) }

// wal is a file of frames; see the package's comment.
type wal struct{}

func (wal) unit(at int64) unit {
	if at < walHead {
		return unit{0, walHead, 0, sectorSize}
	}
	n := (at - walHead) / frameSize
	start, disk := walHead+n*frameSize, sectorSize+n*frameHeld
	if at < start+frameHead {
		return unit{start, frameHead, disk, sectorSize}
	}
	return unit{start + frameHead, pageSize, disk + sectorSize, pageSize}
}

func (wal) seen(disk int64) int64 {
	if disk < sectorSize {
		return 0
	}
	n, rest := (disk-sectorSize)/frameHeld, (disk-sectorSize)%frameHeld
	size := walHead + n*frameSize
	if rest >= sectorSize {
		size += frameHead
	}
	return size
}

func (w wal) needed(size int64) int64 {
	if size <= 0 {
		return 0
	}
	last := w.unit(size - 1)
	return last.disk + last.held
}
