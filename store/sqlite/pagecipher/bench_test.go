package pagecipher_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"casedesk/store/sqlite/pagecipher"

	_ "github.com/mattn/go-sqlite3" // "sqlite3", the peer
)

// BenchmarkQueuePage reads pages of 50 rows by an index, from more rows than the
// cache holds: sealed, plain, and plain through the C library, in one run.
func BenchmarkQueuePage(b *testing.B) {
	const rows = 100_000
	dir := b.TempDir()
	fill := func(db *sql.DB) *sql.DB {
		run(b, db, "CREATE TABLE c (id INTEGER PRIMARY KEY, office INTEGER, due INTEGER, name TEXT); CREATE INDEX by_due ON c (office, due, id)")
		run(b, db, "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) INSERT INTO c SELECT i, i % 7, (i * 7919) % 4001, 'row ' || i || hex(zeroblob(60)) FROM n", rows)
		return db
	}
	sealed := mount(b, pagecipher.Config{})
	national := mount(b, pagecipher.Config{Kind: pagecipher.SM4})
	peer, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "c.db")+"?_journal_mode=WAL&_cache_size=-2000")
	must(b, err)
	defer peer.Close()
	peer.SetMaxOpenConns(1)
	cache := []string{"journal_mode(WAL)", "cache_size(-2000)"}
	all := []struct {
		name string
		db   *sql.DB
		took time.Duration
	}{
		{"C", fill(peer), 0}, {"plain", fill(open(b, filepath.Join(dir, "p.db"), "", cache...)), 0},
		{"Adiantum", fill(open(b, filepath.Join(dir, "a.db"), sealed.Name(), cache...)), 0},
		{"SM4", fill(open(b, filepath.Join(dir, "s.db"), national.Name(), cache...)), 0},
	}
	b.ResetTimer()
	for n := range b.N {
		for i := range all { // in turn, so that a busy machine is busy for all
			start := time.Now()
			answer(all[i].db, fmt.Sprintf("SELECT * FROM c WHERE office = %d AND due > %d ORDER BY due, id LIMIT 50", n%7, (n*37)%3900))
			all[i].took += time.Since(start)
		}
	}
	for _, one := range all[1:] {
		b.ReportMetric(float64(one.took)/float64(all[0].took), one.name+"/C")
		b.ReportMetric(float64(one.took)/float64(all[1].took), one.name+"/plain")
	}
}
