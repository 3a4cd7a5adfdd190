package sqlite

import (
	"context"
	"errors"
	"io"
	"iter"
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

// bulkCases is how many cases one transaction takes.
const bulkCases = 20_000

// FileAll takes in many new cases at once, in the order in which they come: every
// event is signed, sealed and chained as Act does it, and the tables are written
// as Act leaves them. Left out are only the keys sealed for the office's other
// desks. All sessions are of this store. What was taken in before an error stays.
func (s *Session) FileAll(ctx context.Context, filed iter.Seq[Filed]) error {
	k, err := s.keys()
	if err != nil {
		return err
	}
	b := bulk{s: s, p: s.projector(k), k: k}
	if err := b.start(ctx); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ready := make(chan bulkCase, 256)
	go func() {
		defer close(ready)
		for f := range filed {
			c, err := b.prepare(f)
			c.err = err
			select {
			case ready <- c:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	}()
	if err := b.tune(ctx, 64<<20, 0, 512); err != nil {
		return err
	}
	err = b.store(ctx, ready)
	err = errors.Join(err, b.tune(ctx, 1<<20, 4, 16))
	if err == nil {
		_, err = s.store.write.ExecContext(ctx, "INSERT INTO case_search (case_search) VALUES ('optimize')")
	}
	return fault(err)
}

// bulk is many cases under way.
type bulk struct {
	s    *Session
	p    projector
	k    keyring
	next cases.Header // the header of the next event, as far as the log tells it
}

// bulkCase is one case ready to be written.
type bulkCase struct {
	err    error
	key    []byte // sealed
	events []bulkEvent
	line   line
	grams  string
	sum    cases.Case // of the first summed events
	summed int
}

type bulkEvent struct {
	event cases.Event
	env   cases.Envelope
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

// tune sets how much the index gathers before it writes, and when it merges.
func (b *bulk) tune(ctx context.Context, hash, automerge, crisis int) error {
	for name, n := range map[string]int{"hashsize": hash, "automerge": automerge, "crisismerge": crisis} {
		if _, err := b.s.store.write.ExecContext(ctx, "INSERT INTO case_search (case_search, rank) VALUES (?, ?)", name, n); err != nil {
			return fault(err)
		}
	}
	return nil
}

// prepare signs and seals a case's events and works out its line.
func (b *bulk) prepare(f Filed) (c bulkCase, err error) {
	var key cases.CaseKey
	if _, err := io.ReadFull(b.s.store.random, key[:]); err != nil {
		return c, cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	if c.key, err = b.k.data.seal(b.s.store.random, caseKeyPlace(f.Case), key[:]); err != nil {
		return c, err
	}
	var now cases.Case
	at := standing{sync: cases.SyncConfirmed}
	for _, a := range f.Acts {
		e, err := b.event(f.Case, now, key, a)
		if err != nil {
			return c, err
		}
		if now, err = next(now, e.event, b.p.dir); err != nil {
			return c, err
		}
		at = at.then(e.event.Hash)
		c.events = append(c.events, e)
		if len(c.events)%sumEvery == 0 {
			c.sum, c.summed = now, len(c.events)
		}
	}
	c.line = lineOf(now, at)
	c.grams = c.line.grams()
	return c, nil
}

func (b *bulk) event(id cases.ID, now cases.Case, key cases.CaseKey, a FiledAct) (e bulkEvent, err error) {
	k, err := a.By.keys()
	if err != nil {
		return e, err
	}
	if k.account == nil {
		return e, cases.Fail(cases.Forbidden, "store.no_signer")
	}
	if err := a.By.holdsKey(b.p.dir, k.account); err != nil {
		return e, err
	}
	body, err := cases.EncodeAct(a.Does)
	if err != nil {
		return e, err
	}
	h := b.next
	h.Case, h.Base, h.Kind, h.Schema, h.Actor = id, now.Head, a.Does.Kind(), schema, a.By.account
	h.Clock = cases.Tick(h.Clock, a.At)
	if err := cases.MayWrite(h, b.p.dir); err != nil {
		return e, err
	}
	var fresh cases.Fresh
	if _, err := io.ReadFull(b.s.store.random, fresh[:]); err != nil {
		return e, cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	if e.env, err = cases.Write(h, body, key, fresh, k.account); err != nil {
		return e, err
	}
	if e.event, err = cases.Read(e.env, key); err != nil {
		return e, err
	}
	b.next.Seq, b.next.Prev, b.next.Clock = h.Seq+1, e.event.Hash, h.Clock
	return e, nil
}

// store writes what is ready, many cases a transaction.
func (b *bulk) store(ctx context.Context, ready <-chan bulkCase) error {
	for more := true; more; {
		err := inTx(ctx, b.s.store.write, func(tx *txn) error {
			counts := bulkCounts{map[int64]sort{}, map[bulkCell]int{}, map[tally]int{}}
			for n := 0; n < bulkCases; n++ {
				c, ok := <-ready
				if !ok {
					more = false
					break
				}
				if c.err != nil {
					return c.err
				}
				if err := b.write(ctx, tx, &c); err != nil {
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
