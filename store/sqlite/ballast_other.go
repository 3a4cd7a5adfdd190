//go:build !linux

package sqlite

import "os"

// reserve takes room on the disk.
func reserve(f *os.File, size int64) error { return fill(f, size) }
