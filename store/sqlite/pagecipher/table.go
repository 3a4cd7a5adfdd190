package pagecipher

import (
	"slices"
	"sync"
	"sync/atomic"
)

// table finds what belongs to the number that SQLite carries along. Reading it
// takes no lock and makes no garbage, for each page read does so.
type table[T any] struct {
	mu   sync.Mutex
	rows atomic.Pointer[[]*T]
}

func (t *table[T]) get(n uintptr) *T { return (*t.rows.Load())[n] }

// put gives v a number that nothing else has.
func (t *table[T]) put(v *T) uintptr {
	t.mu.Lock()
	defer t.mu.Unlock()
	var rows []*T
	if old := t.rows.Load(); old != nil {
		rows = slices.Clone(*old)
	}
	n := slices.Index(rows, nil)
	if n < 0 {
		n, rows = len(rows), append(rows, nil)
	}
	rows[n] = v
	t.rows.Store(&rows)
	return uintptr(n)
}

func (t *table[T]) drop(n uintptr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	rows := slices.Clone(*t.rows.Load())
	rows[n] = nil
	t.rows.Store(&rows)
}

// SQLite calls plain functions, as C has them, and hands them numbers. These
// two tables turn the numbers into Go's values; they are the one state that the
// package itself holds, beside a count that gives each VFS a new name.
var (
	mounts table[VFS]
	files  table[file]
	named  atomic.Uint64
)
