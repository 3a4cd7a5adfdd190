package sqlite

import (
	"os"
	"testing"

	"casedesk/cases"
)

// /dev/full is a disk that is always full.
func TestAFileOnAFullDiskIsSaid(t *testing.T) {
	f, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	must(t, err)
	defer f.Close()
	_, err = f.WriteString("scan")
	wants(t, fault(err), cases.Exhausted, "store.disk_full")
}
