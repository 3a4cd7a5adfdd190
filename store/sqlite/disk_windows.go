//go:build windows

package sqlite

import (
	"errors"
	"os"
	"syscall"

	"casedesk/cases"

	"golang.org/x/sys/windows"
)

const (
	errSharing  = syscall.Errno(32)  // ERROR_SHARING_VIOLATION
	errFull     = syscall.Errno(112) // ERROR_DISK_FULL
	errFullDisk = syscall.Errno(39)  // ERROR_HANDLE_DISK_FULL
)

// takeLock opens path so that no other program can; the system lets go of it
// also when the program is killed.
func takeLock(path string) (*os.File, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, errSharing) {
		return nil, cases.Fail(cases.Locked, "store.in_use").Because(err)
	}
	if err != nil {
		return nil, fault(err)
	}
	return os.NewFile(uintptr(h), path), nil
}

// freeSpace gives the bytes that this account may still write to a folder's disk.
func freeSpace(dir string) (int64, error) {
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, fault(err)
	}
	var mine uint64
	if err := windows.GetDiskFreeSpaceEx(name, &mine, nil, nil); err != nil {
		return 0, fault(err)
	}
	return int64(min(mine, 1<<62)), nil
}

func diskFull(err error) bool { return errors.Is(err, errFull) || errors.Is(err, errFullDisk) }

// syncDir does nothing: NTFS writes names to its own journal.
func syncDir(string) error { return nil }
