package sqlite

import (
	"io/fs"
	"os"
	"path/filepath"
)

const scratchFiles = ".new-*"

// writeFile puts b at path whole or not at all: a file in the scratch folder, on
// the same disk, is written, synced and renamed, and path's folder synced.
func writeFile(scratch, path string, b []byte) error {
	f, err := os.CreateTemp(scratch, scratchFiles)
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

// sweep removes what a program that was killed left half written.
func sweep(dir string) error {
	for _, pattern := range []string{scratchFiles, blobFolder + "/" + scratchFiles} {
		left, err := fs.Glob(os.DirFS(dir), pattern) // dir may hold any character
		if err != nil {
			return fault(err)
		}
		for _, name := range left {
			if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
				return fault(err)
			}
		}
	}
	return nil
}
