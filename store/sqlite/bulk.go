package sqlite

import (
	"context"
	"errors"
	"iter"
	"strconv"
	"time"

	"casedesk/cases"
)

// Filed is a case with all its acts, to be taken in with many others.
type Filed struct {
	Case cases.ID
	Acts []FiledAct
}

// FiledAct is one act, the session whose account does it, and when.
type FiledAct struct {
	By   *Session
	At   time.Time
	Does cases.Act
}

// bulkCases is how many cases one transaction takes. The index of the hashes is hit
// all over: the more events a transaction has, the less often each of its pages is
// written.
const bulkCases = 50_000

// FileAll takes in many new cases at once, in the order in which they come: every
// event is signed, sealed and chained as Act does it, and the tables are written
// as Act leaves them. Left out are only the keys sealed for the office's other
// desks. All sessions are of this store. What was taken in before an error stays.
// Memory does not grow with the number of cases.
func (s *Session) FileAll(ctx context.Context, filed iter.Seq[Filed]) error {
	k, err := s.keys()
	if err != nil {
		return err
	}
	b := bulk{s: s, p: s.projector(k), k: k}
	if err := b.start(ctx); err != nil {
		return err
	}
	if err := b.tune(ctx, 192<<10, 64<<20, 0, 512); err != nil {
		return err
	}
	within, stop := context.WithCancel(ctx)
	err = b.store(within, b.make(within, filed))
	stop()
	if err == nil {
		_, err = s.store.write.ExecContext(ctx, "INSERT INTO case_search (case_search) VALUES ('optimize')")
	}
	return fault(errors.Join(err, b.tune(ctx, 64<<10, 1<<20, 4, 16)))
}

// bulk is many cases under way.
type bulk struct {
	s    *Session
	p    projector
	k    keyring
	next cases.Header // the header of the next event, as far as the log tells it
}

func (b *bulk) start(ctx context.Context) error {
	w := writer{st: b.s.store, now: b.s.store.now()}
	b.next.Device = b.s.store.keys.Device
	return inTx(ctx, b.s.store.write, func(tx *txn) error {
		w.tx, w.next = tx, b.next
		if err := w.place(ctx); err != nil {
			return err
		}
		b.next = w.next
		return nil
	})
}

// tune sets how many KiB of pages the connection holds, how many bytes the index
// gathers before it writes, and when it merges.
func (b *bulk) tune(ctx context.Context, pages, hash, automerge, crisis int) error {
	if _, err := b.s.store.write.ExecContext(ctx, "PRAGMA cache_size = -"+strconv.Itoa(pages)); err != nil {
		return fault(err)
	}
	for name, n := range map[string]int{"hashsize": hash, "automerge": automerge, "crisismerge": crisis} {
		if _, err := b.s.store.write.ExecContext(ctx, "INSERT INTO case_search (case_search, rank) VALUES (?, ?)", name, n); err != nil {
			return fault(err)
		}
	}
	return nil
}

// store writes what is ready, many cases a transaction.
func (b *bulk) store(ctx context.Context, ready <-chan *bulkCase) error {
	for more := true; more; {
		err := inTx(ctx, b.s.store.write, func(tx *txn) error {
			counts := bulkCounts{map[int64]sort{}, map[bulkCell]int{}, map[tally]int{}}
			for n := 0; n < bulkCases; n++ {
				c, ok := <-ready
				if !ok {
					more = false
					break
				}
				if err := c.wait(); err != nil {
					return err
				}
				if err := b.write(ctx, tx, c); err != nil {
					return err
				}
				counts.add(c.line.counted())
			}
			return counts.write(ctx, tx)
		})
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (b *bulk) write(ctx context.Context, tx *txn, c *bulkCase) error {
	id := c.events[0].event.Header.Case
	if _, err := tx.ExecContext(ctx, insertCaseKey, id[:], c.key); err != nil {
		return fault(err)
	}
	summed := int64(0)
	for i, e := range c.events {
		at, err := insertEvent(ctx, tx, e.event, e.env)
		if err != nil {
			return err
		}
		if i == 0 {
			c.line.at.first = at
		}
		if i+1 == c.summed {
			summed = at
		}
	}
	if c.summed > 0 {
		if err := b.p.putSum(ctx, tx, id, c.sum, c.summed, summed); err != nil {
			return err
		}
	}
	if err := c.line.insert(ctx, tx, c.grams); err != nil {
		return err
	}
	return projectBlobs(ctx, tx, c.line.c)
}

// bulkCounts gathers the counters of one transaction.
type bulkCounts struct {
	sorts map[int64]sort
	cells map[bulkCell]int
	tally map[tally]int
}

type bulkCell struct {
	cell int64
	sync cases.SyncState
}

func (n bulkCounts) add(c counted) {
	n.sorts[c.cell] = c.sort
	n.cells[bulkCell{c.cell, c.sync}]++
	for _, t := range c.tally {
		if t.value != "" {
			n.tally[t]++
		}
	}
}

func (n bulkCounts) write(ctx context.Context, tx *txn) error {
	for id, s := range n.sorts {
		if err := runAll(ctx, tx, s.values(id), addSort); err != nil {
			return err
		}
	}
	for c, more := range n.cells {
		if err := runAll(ctx, tx, []any{c.cell, more, string(c.sync)}, countCell); err != nil {
			return err
		}
	}
	for t, more := range n.tally {
		if err := runAll(ctx, tx, []any{t.what, t.holder[:], t.value, more}, addTally); err != nil {
			return err
		}
	}
	return nil
}
