package pagecipher

import (
	"testing"

	"pgregory.net/rapid"
)

var layouts = map[string]layout{"sectors": flat(sectorSize), "pages": flat(pageSize), "wal": wal{}}

// Units follow each other without gap, as SQLite sees them and on the disk, and
// none shares a sector with another.
func TestUnitsTile(t *testing.T) {
	for name, l := range layouts {
		t.Run(name, func(t *testing.T) {
			last := l.unit(0)
			if last.at != 0 || last.disk != 0 {
				t.Fatalf("the first is %+v", last)
			}
			for range 1000 {
				next := l.unit(last.at + last.size)
				if next.at != last.at+last.size || next.disk != last.disk+last.held {
					t.Fatalf("after %+v comes %+v", last, next)
				}
				if last.size > last.held || last.held%sectorSize != 0 {
					t.Fatalf("%+v", last)
				}
				if l.unit(last.at+last.size-1) != last {
					t.Fatalf("the last byte of %+v is in another unit", last)
				}
				last = next
			}
		})
	}
}

// A file that was cut anywhere shows only what is there whole.
func TestSizesGoThereAndBack(t *testing.T) {
	for name, l := range layouts {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			size := rapid.Int64Range(0, 1<<40).Draw(t, "size")
			disk := l.needed(size)
			if seen := l.seen(disk); seen < size || size > 0 && seen != l.unit(size-1).at+l.unit(size-1).size {
				t.Fatalf("%d bytes take %d on the disk, which shows %d", size, disk, seen)
			}
			cut := rapid.Int64Range(0, disk).Draw(t, "cut")
			if seen := l.seen(cut); seen > 0 && l.needed(seen) > cut {
				t.Fatalf("of %d bytes on the disk %d are seen, which need %d", cut, seen, l.needed(seen))
			}
		}))
	}
}
