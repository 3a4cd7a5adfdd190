//go:build cgo

package sqlite

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// benchCases is how many cases the benchmarks run on; CASEDESK_BENCH_CASES says
// otherwise, and make million says a million.
func benchCases(b testing.TB) int {
	n := 20_000
	if text := os.Getenv("CASEDESK_BENCH_CASES"); text != "" {
		var err error
		n, err = strconv.Atoi(text)
		must(b, err)
	}
	return n
}

// benchFolder is where made-up stores stay from one run to the next; make clean
// takes it away.
func benchFolder() string { return filepath.Join("..", "..", "out", "bench") }

// longCase is how many events the longest case of the benchmarks has.
const longCase = 2000

// bigStore opens the store of the benchmarks, which is made where there is none.
func bigStore(b testing.TB) (*world, *Store) {
	ctx, w := context.Background(), newWorld(b)
	dir := filepath.Join(benchFolder(), fmt.Sprintf("store-%d-%s.%d", benchCases(b), projected, keyFormat))
	if _, err := os.Stat(filepath.Join(dir, "keys.json")); err != nil {
		makeBigStore(b, w, dir)
	}
	st, err := Open(ctx, dir, Options{Now: w.clock})
	must(b, err)
	b.Cleanup(func() { st.Close() })
	return w, st
}

func makeBigStore(b testing.TB, w *world, dir string) {
	ctx := context.Background()
	must(b, os.MkdirAll(filepath.Dir(dir), 0o700))
	building, err := os.MkdirTemp(filepath.Dir(dir), "making-*")
	must(b, err)
	defer os.RemoveAll(building)
	_, err = Create(ctx, filepath.Join(building, "desk"), w.setup(authorityID))
	must(b, err)
	st, err := Open(ctx, filepath.Join(building, "desk"), Options{Now: w.clock})
	must(b, err)
	start := time.Now()
	hands := crowd(b, w, st, benchCases(b), longCase-1)
	fmt.Printf("%d cases made in %s\n", benchCases(b), time.Since(start).Round(time.Second))
	_, err = st.write.db().Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	must(b, err)
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // making the store does not count to the peak of memory
	for _, s := range hands {
		must(b, s.Close())
	}
	must(b, st.Close())
	must(b, os.Rename(filepath.Join(building, "desk"), dir))
}

// signedIn opens the big store for the clerk.
func signedIn(b testing.TB) *Session {
	w, st := bigStore(b)
	return w.signIn(st, handlerID)
}
