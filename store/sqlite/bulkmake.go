package sqlite

import (
	"context"
	"crypto/ecdsa"
	"io"
	"iter"
	"runtime"

	"casedesk/cases"
)

// bulkCase is one case on its way to be written. It is chained to the one before
// at once; what takes long, the signatures and the words of the search, is done
// beside by another goroutine until ready is closed.
type bulkCase struct {
	ready  chan struct{}
	err    error
	key    []byte // sealed
	events []bulkEvent
	now    cases.Case
	at     standing
	line   line
	grams  string
	sum    cases.Case // of the first summed events
	summed int
}

type bulkEvent struct {
	event cases.Event
	env   cases.Envelope
	by    *ecdsa.PrivateKey
}

// make gives the cases in their order while they are being made.
func (b *bulk) make(ctx context.Context, filed iter.Seq[Filed]) <-chan *bulkCase {
	made, jobs := make(chan *bulkCase, 256), make(chan *bulkCase, 256)
	for range runtime.GOMAXPROCS(0) {
		go func() {
			for c := range jobs {
				c.finish()
			}
		}()
	}
	go func() {
		defer close(made)
		defer close(jobs)
		for f := range filed {
			c := &bulkCase{ready: make(chan struct{})}
			c.err = b.chain(c, f)
			for _, to := range []chan *bulkCase{jobs, made} {
				select {
				case to <- c:
				case <-ctx.Done():
					return
				}
			}
			if c.err != nil {
				return
			}
		}
	}()
	return made
}

// finish does what takes long and needs nothing of other cases.
func (c *bulkCase) finish() {
	defer close(c.ready)
	for i := range c.events {
		e := &c.events[i]
		if c.err == nil {
			e.env.Sig, c.err = e.env.Sign(e.by)
		}
	}
	if c.err == nil {
		c.line = lineOf(c.now, c.at)
		c.grams = c.line.grams()
	}
}

func (c *bulkCase) wait() error {
	<-c.ready
	return c.err
}

// chain seals a case's events and puts them behind the log.
func (b *bulk) chain(c *bulkCase, f Filed) (err error) {
	var key cases.CaseKey
	if _, err := io.ReadFull(b.s.store.random, key[:]); err != nil {
		return cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	if c.key, err = b.k.data.seal(b.s.store.random, caseKeyPlace(f.Case), key[:]); err != nil {
		return err
	}
	c.at.sync = cases.SyncConfirmed
	for _, a := range f.Acts {
		e, err := b.event(f.Case, c.now, key, a)
		if err != nil {
			return err
		}
		if c.now, err = next(c.now, e.event, b.p.dir); err != nil {
			return err
		}
		c.at = c.at.then(e.event.Hash)
		c.events = append(c.events, e)
		if len(c.events)%sumEvery == 0 {
			c.sum, c.summed = c.now, len(c.events)
		}
	}
	return nil
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
	e.by = k.account
	if e.env, err = cases.Seal(h, body, key, fresh); err != nil {
		return e, err
	}
	if e.event, err = cases.Read(e.env, key); err != nil {
		return e, err
	}
	b.next.Seq, b.next.Prev, b.next.Clock = h.Seq+1, e.event.Hash, h.Clock
	return e, nil
}
