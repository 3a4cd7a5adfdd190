//go:build cgo

package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3" // the peer that benchmarks compare with
	modern "modernc.org/sqlite"
)

// peerOf gives the peer: the C library on the same database, page for page, but
// unsealed, with the settings of our connections.
func peerOf(b *testing.B, st *Store, cache string) *sql.DB {
	path := st.dir + ".peer.db"
	if _, err := os.Stat(path); err != nil {
		copyUnsealed(b, st, path+".part")
		must(b, os.Rename(path+".part", path))
	}
	db, err := sql.Open("sqlite3", "file:"+path+"?_journal_mode=WAL&_synchronous=FULL&_txlock=immediate&_busy_timeout=5000&_foreign_keys=1&_cache_size="+cache)
	must(b, err)
	b.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	return db
}

const (
	writersCache = "-65536"
	readersCache = "-16384"
)

// copyUnsealed is for made-up cases only.
func copyUnsealed(b *testing.B, st *Store, path string) {
	must(b, errors.Join(os.RemoveAll(path), os.RemoveAll(path+"-wal")))
	conn, err := st.read.db().Conn(context.Background())
	must(b, err)
	defer conn.Close()
	must(b, conn.Raw(func(driver any) error {
		copying, err := driver.(interface {
			NewBackup(string) (*modern.Backup, error)
		}).NewBackup("file:" + path + "?vfs=unix")
		if err != nil {
			return err
		}
		_, err = copying.Step(-1)
		return errors.Join(err, copying.Finish())
	}))
}

// beside gives what an operation took and what the peer's took, turn about, so
// that a noisy machine troubles both.
type beside struct{ ours, theirs []time.Duration }

func (d *beside) turn(ours, theirs func()) {
	start := time.Now()
	ours()
	middle := time.Now()
	theirs()
	d.ours, d.theirs = append(d.ours, middle.Sub(start)), append(d.theirs, time.Since(middle))
}

// alone is a turn without a peer.
func (d *beside) alone(ours func()) {
	start := time.Now()
	ours()
	d.ours = append(d.ours, time.Since(start))
}

// at gives the duration below which a share of all lie, in µs.
func at(all []time.Duration, share int) float64 {
	slices.Sort(all)
	return float64(all[len(all)*share/100].Nanoseconds()) / 1000
}

func (d *beside) report(b *testing.B) {
	b.ReportMetric(0, "ns/op") // of a turn of both, it would say
	b.ReportMetric(at(d.ours, 50), "p50_µs")
	b.ReportMetric(at(d.ours, 99), "p99_µs")
	if d.theirs != nil {
		b.ReportMetric(at(d.theirs, 50), "peer_p50_µs")
		b.ReportMetric(at(d.theirs, 99), "peer_p99_µs")
		b.ReportMetric(at(d.ours, 50)/at(d.theirs, 50), "x_p50")
		b.ReportMetric(at(d.ours, 99)/at(d.theirs, 99), "x_p99")
	}
}

// status reads a line of /proc/self/status in MB; 0 where there is none.
func status(name string) float64 {
	text, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, name+":"); ok {
			kb, _ := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			return kb * 1024 / 1e6
		}
	}
	return 0
}

// BenchmarkSize measures nothing but tells of what the other benchmarks work on: the
// bytes of the search's index (the grams, and the folded words beside each row), of
// the whole database, and the memory of this process at its peak so far.
func BenchmarkSize(b *testing.B) {
	s := signedIn(b)
	for b.Loop() {
		_, err := s.Count(context.Background(), casesFilter)
		must(b, err)
	}
	var index, words, all float64
	db := s.store.read.db()
	for _, table := range []string{"case_search_data", "case_search_idx", "case_search_docsize"} {
		var n float64
		must(b, db.QueryRow("SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name = ?", table).Scan(&n))
		index += n
	}
	must(b, db.QueryRow("SELECT sum(length(CAST(words AS BLOB))) FROM case_row").Scan(&words))
	must(b, db.QueryRow("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").Scan(&all))
	b.ReportMetric(index/1e6, "index_MB")
	b.ReportMetric(words/1e6, "words_MB")
	b.ReportMetric(all/1e6, "database_MB")
	b.ReportMetric(status("VmHWM"), "peak_RSS_MB")
}
