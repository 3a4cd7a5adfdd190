//go:build cgo

package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"casedesk/cases"

	_ "github.com/mattn/go-sqlite3" // the peer that benchmarks compare with
)

// peer is the same tables in the C library, with the same settings.
func peer(b *testing.B) *sql.DB {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(b.TempDir(), "peer.db")+"?_journal_mode=WAL&_synchronous=FULL&_txlock=immediate&_busy_timeout=5000&_cache_size=-16384")
	must(b, err)
	b.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	schema, err := migrations.ReadFile("migration/0001_store.sql")
	must(b, err)
	_, err = db.Exec(string(schema))
	must(b, err)
	return db
}

// beside gives what an operation took and what the peer's took, turn about, so
// that a noisy disk troubles both.
type beside struct{ ours, theirs time.Duration }

func (d *beside) turn(ours, theirs func()) {
	start := time.Now()
	ours()
	middle := time.Now()
	theirs()
	d.ours, d.theirs = d.ours+middle.Sub(start), d.theirs+time.Since(middle)
}

func (d *beside) report(b *testing.B) {
	b.ReportMetric(float64(d.ours.Microseconds())/float64(b.N), "µs")
	b.ReportMetric(float64(d.theirs.Microseconds())/float64(b.N), "peer_µs")
	b.ReportMetric(float64(d.ours)/float64(d.theirs), "x_peer")
}

// peerInsert puts one event into the peer: one bare insert and its commit.
func peerInsert(b *testing.B, db *sql.DB, n int, like cases.Envelope) {
	_, err := db.Exec("INSERT INTO event (hash, device, epoch, seq, case_id, clock, header, sig, body) VALUES (randomblob(32), ?, 1, ?, randomblob(16), 1, ?, ?, ?)",
		windowDev[:], n, like.Header, like.Sig, like.Body)
	must(b, err)
}

// BenchmarkFirstActOnDisk measures the act that opens a case, with everything it
// needs (two keys, seal, signature, log, queue line, sync to disk), beside the
// peer's bare insert of one such event.
func BenchmarkFirstActOnDisk(b *testing.B) {
	ctx, w := context.Background(), newWorld(b)
	s, db := w.desk(windowID, clerkID), peer(b)
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
// already, each of which is read again, beside the same bare insert.
func BenchmarkNextActOnDisk(b *testing.B) {
	const many = 100
	ctx, w := context.Background(), newWorld(b)
	s, db := w.desk(windowID, clerkID), peer(b)
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

// BenchmarkQueuePage measures a page of 50 out of 10,000 cases, from the middle
// of a queue of one state, beside the peer on the same rows.
func BenchmarkQueuePage(b *testing.B) {
	ctx, w := context.Background(), newWorld(b)
	s, db := w.desk(windowID, clerkID), peer(b)
	for _, pool := range []*sql.DB{s.store.write.db(), db} {
		fillRows(b, pool, 10_000)
	}
	q := cases.Queue{States: []cases.State{cases.Received}, Holder: windowID, Limit: 50}
	first, err := s.Rows(ctx, q)
	must(b, err)
	q.After = &first[len(first)-1]
	text, args := pageQuery(q)
	var d beside
	for b.Loop() {
		d.turn(func() {
			page, err := s.Rows(ctx, q)
			must(b, err)
			if len(page) != 50 {
				b.Fatalf("%d rows", len(page))
			}
		}, func() {
			rows, err := db.Query(text, args...)
			must(b, err)
			other := 0
			for ; rows.Next(); other++ {
				_, err := scanRow(rows)
				must(b, err)
			}
			must(b, rows.Close())
			if other != 50 {
				b.Fatalf("%d rows of the peer", other)
			}
		})
	}
	d.report(b)
}

func fillRows(b *testing.B, db *sql.DB, n int) {
	tx, err := db.Begin()
	must(b, err)
	put, err := tx.Prepare("INSERT INTO case_row VALUES (?, zeroblob(32), 'repair', ?, ?, ?, 'organisation', ?, '示例局', '罚款 32 000 元', ?, ?, ?, ?, 'C-ACCEPT', 0, ?, 'local', 0, 0, ?)")
	must(b, err)
	states := []cases.State{cases.Received, cases.Forwarded, cases.Accepted, cases.Archived}
	for i := range n {
		id, party, number := caseID(i), fmt.Sprintf("示例%05d公司", i), fmt.Sprintf("收%d", i)
		day := cases.MustDate("2026-01-01").Add(i * 7919 % 365).String()
		_, err := put.Exec(id[:], string(states[i%len(states)]), number, party, "示例罚〔2026〕1号", windowID[:], windowID[:], day, day, i, party+number)
		must(b, err)
	}
	must(b, tx.Commit())
}
