//go:build unix

package sqlite

import (
	"errors"
	"os"
	"syscall"

	"casedesk/cases"
)

// takeLock holds path for this program until the file is closed; the system
// lets go of it also when the program is killed.
func takeLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fault(err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		return nil, cases.Fail(cases.Locked, "store.in_use").Because(err)
	}
	return f, nil
}

// freeSpace gives the bytes that this account may still write to a folder's disk.
func freeSpace(dir string) (int64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, fault(err)
	}
	return int64(s.Bavail) * int64(s.Bsize), nil
}

func diskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// syncDir makes a rename in dir outlast a power cut.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
