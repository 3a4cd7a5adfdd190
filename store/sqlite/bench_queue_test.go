//go:build cgo

package sqlite

import (
	"context"
	"math/rand/v2"
	"testing"

	"casedesk/cases"
)

var casesFilter = cases.Filter{Holder: authorityID}

// someQueues draws pages as clerks turn to them: any filter, each order, first
// pages, pages far down and the last.
func someQueues(b *testing.B, s *Session, n int) (all []cases.Queue) {
	r := rand.New(rand.NewPCG(3, 4))
	pick := func(of ...cases.State) []cases.State {
		r.Shuffle(len(of), func(i, j int) { of[i], of[j] = of[j], of[i] })
		return of[:1+r.IntN(len(of))]
	}
	rows := make([]cases.Row, 0, 200)
	for _, id := range randomCases(b, s.store.read.db(), 200) {
		row, err := s.Row(context.Background(), id)
		must(b, err)
		rows = append(rows, row)
	}
	today := cases.MustDate("2026-11-20")
	for range n {
		var q cases.Queue
		if r.IntN(2) == 0 {
			q.Holder = authorityID
		}
		switch r.IntN(4) {
		case 0:
			q.States = pick(cases.Received, cases.Supplementing, cases.Accepted, cases.Proposed, cases.Reviewed, cases.Decided)
		case 1:
			q.States = pick(cases.Served, cases.Archived, cases.Withdrawn)
		}
		q.Matter = []cases.Matter{"", "", cases.Repair, cases.Objection}[r.IntN(4)]
		q.Parties = [][]cases.PartyKind{nil, nil, {cases.PartyPerson}, {cases.PartySoleTrader, cases.PartyOrganisation}}[r.IntN(4)]
		q.Clerk = []cases.ID{{}, {}, {}, handlerID}[r.IntN(4)]
		q.Order = []cases.Order{cases.ByDue, cases.ByDue, cases.ByReceived, cases.ByOldest, cases.ByNumber, cases.FromNumber}[r.IntN(6)]
		if q.Order == cases.ByDue {
			q.From = []cases.Date{{}, today}[r.IntN(2)]
			q.Sync = [][]cases.SyncState{nil, nil, {cases.SyncLocal}}[r.IntN(3)]
		}
		switch r.IntN(3) {
		case 0:
			q.After = &rows[r.IntN(len(rows))]
		case 1:
			q.Back = true
		}
		all = append(all, q)
	}
	return all
}

// BenchmarkQueuePage measures a page of 50, beside the peer on the same rows and
// indexes, unsealed.
func BenchmarkQueuePage(b *testing.B) {
	ctx, s := context.Background(), signedIn(b)
	db := peerOf(b, s.store, readersCache)
	queues, n := someQueues(b, s, 400), 0
	var d beside
	for b.Loop() {
		q := queues[n%len(queues)]
		n++
		index, err := s.queueIndex(ctx, q)
		must(b, err)
		text, args := pageQuery(q, index)
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

// BenchmarkCounts measures what the workbench counts: all states of an office, what
// is late, and one filter.
func BenchmarkCounts(b *testing.B) {
	ctx, s := context.Background(), signedIn(b)
	var d beside
	for b.Loop() {
		d.alone(func() {
			_, err := s.Counts(ctx, authorityID, cases.MustDate("2026-11-23"))
			must(b, err)
			_, err = s.Overdue(ctx, authorityID, cases.MustDate("2026-11-23"))
			must(b, err)
			_, err = s.Count(ctx, cases.Filter{Holder: authorityID, Parties: []cases.PartyKind{cases.PartyPerson}})
			must(b, err)
		})
	}
	d.report(b)
}

// BenchmarkFirstQueuePage measures from the accepted pass phrase, whose own cost is
// set low here, to the first page of the queue: the database is opened in it.
func BenchmarkFirstQueuePage(b *testing.B) {
	_, st := bigStore(b)
	var d beside
	for b.Loop() {
		d.alone(func() {
			s, err := st.Unlock(context.Background(), handlerID, pass)
			must(b, err)
			_, err = s.Rows(context.Background(), cases.Queue{Filter: casesFilter})
			must(b, err)
			must(b, s.Close())
		})
	}
	d.report(b)
}
