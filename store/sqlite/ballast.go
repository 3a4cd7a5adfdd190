package sqlite

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"casedesk/cases"
)

const (
	ballastName = "ballast"
	spareSize   = 16 << 20
)

// loadBallast keeps a file of no use on the disk, to be thrown off when the disk
// is full: then even what would make room needs room. On a disk that has no room
// for it now it is tried again when the store is opened next.
func (s *Store) loadBallast() {
	name := filepath.Join(s.dir, ballastName)
	if info, err := os.Stat(name); s.spare < 0 || err == nil && info.Size() == s.spare {
		return
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return
	}
	if err := errors.Join(reserve(f, s.spare), f.Close()); err != nil {
		os.Remove(name)
	}
}

// relieve throws the ballast off when err says that the disk is full. The error
// then says that there is room again for some work; what failed left nothing and
// can be done once more.
func (s *Store) relieve(err error) error {
	if cases.KeyOf(err) != "store.disk_full" {
		return err
	}
	switch gone := os.Remove(filepath.Join(s.dir, ballastName)); {
	case gone == nil:
		return cases.Fail(cases.Exhausted, "store.disk_eased").Because(err)
	case !errors.Is(gone, fs.ErrNotExist):
		return errors.Join(err, gone)
	}
	return err
}

// Below lowSpace free bytes on the disk no scans are taken in, so that what is typed can
// be kept; a letter, of letterMost bytes at most, still can.
const (
	lowSpace   = 100 << 20
	letterMost = 256 << 10
)

// mostOfFile gives how large a file may be that is taken in now, and the error for
// what is larger. A disk that does not tell is taken to have room.
func (s *Store) mostOfFile() (most int64, larger error) {
	free, err := s.trial.free(s.dir)
	if err != nil || free >= lowSpace {
		return MaxBlob, cases.Fail(cases.Invalid, "store.blob_size")
	}
	return letterMost, cases.Fail(cases.Exhausted, "store.disk_low", "mb", strconv.FormatInt(free>>20, 10))
}

// fill writes zeros where a system cannot set room aside.
func fill(f *os.File, size int64) error {
	zeros := make([]byte, 1<<20)
	for left := size; left > 0; left -= int64(len(zeros)) {
		if _, err := f.Write(zeros[:min(left, int64(len(zeros)))]); err != nil {
			return err
		}
	}
	return nil
}
