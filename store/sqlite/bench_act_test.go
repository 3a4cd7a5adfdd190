//go:build cgo

package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"testing"

	"casedesk/cases"
)

// bareInsert is the peer's work beside an act: one event of an act's size, all
// indexes, one commit on the disk.
func bareInsert(b *testing.B, st *Store) func(cases.Event) {
	db := peerOf(b, st, writersCache)
	insert, err := db.Prepare(insertEventRow)
	must(b, err)
	var last int64
	must(b, db.QueryRow("SELECT max(seq) FROM event").Scan(&last))
	return func(like cases.Event) {
		var header, sig, body []byte
		must(b, st.write.db().QueryRow("SELECT header, sig, body FROM event WHERE hash = ?", like.Hash[:]).Scan(&header, &sig, &body))
		last++
		h := like.Hash
		h[0] ^= 0xff // another place among the hashes
		_, err := insert.Exec(h[:], like.Header.Device[:], 1, last, like.Header.Case[:], int64(like.Header.Clock), header, sig, body)
		must(b, err)
	}
}

// BenchmarkFirstActOnDisk measures the act that opens a case, with everything it
// needs (two keys, seal, signature, log, queue line, search, sync to disk), beside
// the peer's bare insert of that event.
func BenchmarkFirstActOnDisk(b *testing.B) {
	ctx, s := context.Background(), signedIn(b)
	insert := bareInsert(b, s.store)
	var d beside
	for n := 0; b.Loop(); n++ {
		id := freshID()
		a := receivedAct(fmt.Sprintf("示例%d餐饮服务有限公司", rand.Uint32()), fmt.Sprintf("示例认定20261123-1-%d", rand.Uint32()))
		a.Office = authorityID
		var events []cases.Event
		d.turn(func() {
			var err error
			events, err = s.Act(ctx, id, cases.Hash{}, nil, a)
			must(b, err)
		}, func() { insert(events[0]) })
	}
	d.report(b)
}

// freshID gives the id of a new case, later than all there are.
func freshID() (id cases.ID) {
	id = cases.ID{0x02, 0x11}
	for i := 2; i < len(id); i++ {
		id[i] = byte(rand.Uint32())
	}
	return id
}

// BenchmarkNextActOnDisk measures one more act on a case that was opened before, as
// a clerk opens it: no searched field changes, the state does every other time.
func BenchmarkNextActOnDisk(b *testing.B) {
	ctx, s := context.Background(), signedIn(b)
	insert := bareInsert(b, s.store)
	rows := someRows(b, s, cases.Filter{Holder: authorityID, States: []cases.State{cases.Received}})
	var d beside
	for n := 0; b.Loop(); n++ {
		c, err := s.Case(ctx, rows[n%len(rows)].Case)
		must(b, err)
		var a cases.Act = cases.EvidenceAct{Name: "缴款凭证", Media: "application/pdf"}
		if n%2 == 0 && c.State == cases.Received {
			a = cases.AcceptedAct{Clocks: []cases.ClockRun{{ID: "C-DECIDE", From: cases.MustDate("2026-11-23"), Due: cases.MustDate("2026-12-14"), Ruleset: "R36"}}, On: cases.MustDate("2026-11-23")}
		}
		var events []cases.Event
		d.turn(func() {
			events, err = s.Act(ctx, c.ID, c.Head, nil, a)
			must(b, err)
		}, func() { insert(events[0]) })
	}
	d.report(b)
}

// someRows gives up to 500 rows of a filter from all over its days.
func someRows(b *testing.B, s *Session, f cases.Filter) (rows []cases.Row) {
	r := rand.New(rand.NewPCG(5, 5))
	ids, err := s.store.read.db().Query("SELECT case_id FROM case_row WHERE state = ? AND id % 97 = ? LIMIT 500", string(f.States[0]), r.IntN(97))
	must(b, err)
	for ids.Next() {
		var id []byte
		must(b, ids.Scan(&id))
		rows = append(rows, cases.Row{Case: cases.ID(id)})
	}
	must(b, ids.Close())
	return rows
}

// BenchmarkOpenCase measures opening cases that nobody has opened yet, and
// BenchmarkLongestCase the one of 2,000 events: added up from its sum, and from its
// first event on.
func BenchmarkOpenCase(b *testing.B) {
	ctx, s := context.Background(), signedIn(b)
	ids := randomCases(b, s.store.read.db(), 2000)
	var d beside
	for n := 0; b.Loop(); n++ {
		d.alone(func() {
			_, err := s.Case(ctx, ids[n%len(ids)])
			must(b, err)
		})
	}
	d.report(b)
}

func randomCases(b *testing.B, db *sql.DB, n int) (ids []cases.ID) {
	var most int64
	must(b, db.QueryRow("SELECT max(id) FROM case_row").Scan(&most))
	r := rand.New(rand.NewPCG(1, 2))
	for range n {
		var id []byte
		must(b, db.QueryRow("SELECT case_id FROM case_row WHERE id >= ? ORDER BY id LIMIT 1", r.Int64N(most)).Scan(&id))
		ids = append(ids, cases.ID(id))
	}
	return ids
}

func BenchmarkLongestCase(b *testing.B) {
	ctx, s := context.Background(), signedIn(b)
	var of []byte
	must(b, s.store.read.db().QueryRow("SELECT case_id FROM event GROUP BY case_id ORDER BY count(*) DESC LIMIT 1").Scan(&of))
	id := cases.ID(of)
	events, err := s.Events(ctx, id)
	must(b, err)
	b.Run("opened", func(b *testing.B) {
		k, err := s.keys()
		must(b, err)
		var d beside
		for b.Loop() {
			d.alone(func() {
				_, err := sumUp(ctx, s.store.read, k.data, s.store.Directory(), id)
				must(b, err)
			})
		}
		d.report(b)
	})
	b.Run("folded", func(b *testing.B) {
		var d beside
		for b.Loop() {
			d.alone(func() {
				_, err := cases.Fold(events)
				must(b, err)
			})
		}
		d.report(b)
		b.ReportMetric(float64(len(events)), "events")
	})
}
