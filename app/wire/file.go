package wire

import (
	"os"
	"path/filepath"

	"casedesk/cases"
)

// WriteFile puts a file in place whole or not at all, readable to its owner
// alone. It fails with file.write.
func WriteFile(name string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".part-*")
	if err != nil {
		return cases.Fail(cases.Exhausted, "file.write", "file", name).Because(err)
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
		return cases.Fail(cases.Exhausted, "file.write", "file", name).Because(err)
	}
	return nil
}
