package sqlite

import (
	"os"
	"path/filepath"
)

// writeFile puts b at path whole or not at all: a file beside it is written,
// synced and renamed, and the folder synced.
func writeFile(path string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return fault(err)
	}
	defer os.Remove(f.Name()) // nothing is there any more after the rename
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err == nil {
		err = syncDir(filepath.Dir(path))
	}
	return fault(err)
}
