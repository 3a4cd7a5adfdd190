package sqlite

import (
	"os"
	"syscall"
)

// reserve sets room aside on the disk without writing it; a file system that
// cannot has it written.
func reserve(f *os.File, size int64) error {
	err := syscall.Fallocate(int(f.Fd()), 0, 0, size)
	if err == syscall.EOPNOTSUPP || err == syscall.ENOSYS {
		return fill(f, size)
	}
	return err
}
