//go:build cgo

package sqlite

import (
	"context"
	"database/sql"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"casedesk/cases"

	_ "github.com/mattn/go-sqlite3" // the peer that benchmarks compare with
)

// peer is a database of the C library, unsealed, with the same settings.
func peer(b *testing.B) *sql.DB {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(b.TempDir(), "peer.db")+"?_journal_mode=WAL&_synchronous=FULL&_txlock=immediate&_busy_timeout=5000&_cache_size=-16384")
	must(b, err)
	b.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	return db
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

// at gives the duration below which a share of all lie, in µs.
func at(all []time.Duration, share int) float64 {
	slices.Sort(all)
	return float64(all[len(all)*share/100].Microseconds())
}

func (d *beside) report(b *testing.B) {
	b.ReportMetric(at(d.ours, 50), "p50_µs")
	b.ReportMetric(at(d.ours, 99), "p99_µs")
	if d.theirs != nil {
		b.ReportMetric(at(d.theirs, 50), "peer_p50_µs")
		b.ReportMetric(at(d.ours, 50)/at(d.theirs, 50), "x_peer")
	}
}

// peerInsert puts one event into the peer: one bare insert and its commit.
func peerInsert(b *testing.B, db *sql.DB, n int, like cases.Envelope) {
	_, err := db.Exec("INSERT INTO event (hash, device, epoch, seq, case_id, clock, header, sig, body) VALUES (randomblob(32), ?, 1, ?, randomblob(16), 1, ?, ?, ?)",
		windowDev[:], n, like.Header, like.Sig, like.Body)
	must(b, err)
}

// peerOfEvents is the peer with the first tables of a store.
func peerOfEvents(b *testing.B) *sql.DB {
	db := peer(b)
	schema, err := migrations.ReadFile("migration/0001_store.sql")
	must(b, err)
	_, err = db.Exec(string(schema))
	must(b, err)
	return db
}

// BenchmarkFirstActOnDisk measures the act that opens a case, with everything it
// needs (two keys, seal, signature, log, queue line, search, sync to disk), beside
// the peer's bare insert of one such event.
func BenchmarkFirstActOnDisk(b *testing.B) {
	ctx, w := context.Background(), newWorld(b)
	s, db := w.desk(windowID, clerkID), peerOfEvents(b)
	act(b, s, caseID(0), receivedAct("示例甲公司", "收"))
	events, _, err := s.Unsent(ctx, 0, 0)
	must(b, err)
	var d beside
	for n := 1; b.Loop(); n++ {
		d.turn(func() {
			_, err := s.Act(ctx, caseID(n), cases.Hash{}, nil, receivedAct("示例甲公司", "收"))
			must(b, err)
		}, func() { peerInsert(b, db, n, events[0]) })
	}
	d.report(b)
}

// BenchmarkNextActOnDisk measures one more act on a case that has some ten
// already and changes no searched field, beside the same bare insert.
func BenchmarkNextActOnDisk(b *testing.B) {
	const many = 100
	ctx, w := context.Background(), newWorld(b)
	s, db := w.desk(windowID, clerkID), peerOfEvents(b)
	heads := make([]cases.Hash, many)
	for i := range heads {
		acts := []cases.Act{receivedAct("示例甲公司", "收")}
		for range 8 {
			acts = append(acts, cases.EvidenceAct{Name: "缴款凭证", Media: "application/pdf"})
		}
		heads[i] = act(b, s, caseID(i), acts...).Head
	}
	events, _, err := s.Unsent(ctx, 0, 0)
	must(b, err)
	var d beside
	for n := 1; b.Loop(); n++ {
		d.turn(func() {
			_, err := s.Act(ctx, caseID(n%many), heads[n%many], nil, cases.EvidenceAct{Name: "缴款凭证", Media: "application/pdf"})
			must(b, err)
		}, func() { peerInsert(b, db, n, events[0]) })
	}
	d.report(b)
}

// BenchmarkQueuePage measures a page of 50 of one office's open cases, beside the
// peer on the same rows and indexes, unsealed.
func BenchmarkQueuePage(b *testing.B) {
	ctx, s, db := context.Background(), signedIn(b), peer(b)
	copyRows(b, s.store.read.db(), db)
	q := cases.Queue{Filter: cases.Filter{Holder: authorityID, States: []cases.State{cases.Received, cases.Accepted, cases.Supplementing}}}
	text, args := pageQuery(q)
	var d beside
	for b.Loop() {
		d.turn(func() {
			_, err := s.Rows(ctx, q)
			must(b, err)
		}, func() {
			rows, err := db.Query(text, args...)
			must(b, err)
			for rows.Next() {
				_, err := scanRow(rows)
				must(b, err)
			}
			must(b, rows.Close())
		})
	}
	d.report(b)
}

// copyRows gives the peer the tables of the queues.
func copyRows(b *testing.B, from, to *sql.DB) {
	schema, err := from.Query("SELECT sql FROM sqlite_schema WHERE tbl_name IN ('case_row', 'case_cell') AND sql IS NOT NULL ORDER BY type DESC, name")
	must(b, err)
	for schema.Next() {
		var text string
		must(b, schema.Scan(&text))
		_, err := to.Exec(text)
		must(b, err)
	}
	must(b, schema.Close())
	tx, err := to.Begin()
	must(b, err)
	for _, table := range []string{"case_row", "case_cell"} {
		rows, err := from.Query("SELECT * FROM " + table)
		must(b, err)
		columns, err := rows.Columns()
		must(b, err)
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		put, err := tx.Prepare("INSERT INTO " + table + " VALUES (" + placesFor(len(columns)) + ")")
		must(b, err)
		for rows.Next() {
			must(b, rows.Scan(into...))
			_, err := put.Exec(values...)
			must(b, err)
		}
		must(b, rows.Close())
	}
	must(b, tx.Commit())
}

func placesFor(n int) string {
	out := []byte("?")
	for range n - 1 {
		out = append(out, ",?"...)
	}
	return string(out)
}

// BenchmarkFind measures a search from the words to the rows, several sorts in turn.
func BenchmarkFind(b *testing.B) {
	s, n := signedIn(b), 0
	typed := []string{"陈", "陈伟", "有限公司", "szyx", "示例市监罚〔2025〕41", "91440199", "1985", "zz"}
	var d beside
	for b.Loop() {
		start := time.Now()
		_, err := s.Find(context.Background(), typed[n%len(typed)], 0)
		must(b, err)
		d.ours = append(d.ours, time.Since(start))
		n++
	}
	d.report(b)
}

// BenchmarkFirstQueuePage measures from the accepted pass phrase, whose own cost is
// set low here, to the first page of the queue: the database is opened in it.
func BenchmarkFirstQueuePage(b *testing.B) {
	_, st := bigStore(b)
	var d beside
	for b.Loop() {
		start := time.Now()
		s, err := st.Unlock(context.Background(), handlerID, pass)
		must(b, err)
		_, err = s.Rows(context.Background(), cases.Queue{})
		must(b, err)
		d.ours = append(d.ours, time.Since(start))
		must(b, s.Close())
	}
	d.report(b)
}
