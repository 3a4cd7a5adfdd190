package central_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"casedesk/cases"
	"casedesk/store/central"
	"casedesk/store/storetest"
)

const batchSize = 500

// naive is how events would go in without batches: one insert, one commit.
func naive(b *testing.B, db *sql.DB, bytes string) {
	b.Helper()
	table := `CREATE TABLE naive (id INTEGER PRIMARY KEY, hash ` + bytes + ` UNIQUE, header ` + bytes + `, sig ` + bytes + `, body ` + bytes + `)`
	if _, err := db.Exec(table); err != nil {
		b.Fatal(err)
	}
}

// insertNaive times n single commits.
func insertNaive(b *testing.B, db *sql.DB, events []cases.Envelope, from int) time.Duration {
	b.Helper()
	began := time.Now()
	for i, e := range events {
		h := e.Hash()
		if _, err := db.Exec(`INSERT INTO naive VALUES ($1, $2, $3, $4, $5)`, from+i, h[:], e.Header, e.Sig, e.Body); err != nil {
			b.Fatal(err)
		}
	}
	return time.Since(began)
}

// pushRate pushes batches of real events, with all checks and receipts, beside
// the naive loop in the same run, and reports both and their ratio.
func pushRate(b *testing.B, store *central.Store, db *sql.DB) {
	r := &storetest.Room{World: storetest.NewWorld(b), Store: store}
	var pushed, checked, single time.Duration
	var prev cases.Hash
	var events, singles int
	for b.Loop() {
		b.StopTimer()
		batch := make([]cases.Envelope, batchSize)
		var wraps []cases.KeyWrap
		for i := range batch {
			of := storetest.ID(events + i/4)
			batch[i] = r.Window.Received(b, of)
			if i%4 == 0 {
				wraps = append(wraps, storetest.Wrap(of, r.Window.Office))
			}
		}
		b.StartTimer()
		began := time.Now()
		first := central.Log{Device: r.Window.Device, Epoch: 1, First: uint64(events) + 1, Prev: prev}
		arrived, err := central.Examine(first, batch, r.Directory)
		if err != nil {
			b.Fatal(err)
		}
		checked += time.Since(began)
		push := central.Push{Log: first, Office: r.Window.Office, Events: arrived, Wraps: wraps, Sign: r.Sign}
		if _, err := r.Store.Push(context.Background(), push); err != nil {
			b.Fatal(err)
		}
		pushed += time.Since(began)
		prev = r.Window.Prev
		events += batchSize
		b.StopTimer()
		single += insertNaive(b, db, batch[:100], singles)
		singles += 100
		b.StartTimer()
	}
	b.ReportMetric(float64(events)/(pushed-checked).Seconds(), "stored/s") // without the signatures' check
	fast, slow := float64(events)/pushed.Seconds(), float64(singles)/single.Seconds()
	b.ReportMetric(fast, "events/s")
	b.ReportMetric(slow, "naive/s")
	b.ReportMetric(fast/slow, "ratio")
}

func BenchmarkPushSQLite(b *testing.B) {
	store := openSQLite(b)
	db, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "naive.db")+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	naive(b, db, "BLOB")
	pushRate(b, store, db)
}

func BenchmarkPushPostgres(b *testing.B) {
	dsn := cluster.Database(b)
	store, err := central.OpenPostgres(context.Background(), dsn, cases.ID{1})
	opened(b, store, err)
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	naive(b, db, "BYTEA")
	pushRate(b, store, db)
}
