package sqlite

import (
	"context"
	"crypto/ecdsa"
	"database/sql"
	"errors"
	"io"
	"time"

	"casedesk/cases"
)

// Act records acts of the signed-in account on a case, one event an act, all in
// one transaction that has reached the disk when Act returns. A zero base starts
// a new case. It refuses with Conflict when base is not the case's last event,
// with Forbidden what the account or its office may not do, and with whatever
// cases.Apply says; nothing is stored then.
func (s *Session) Act(ctx context.Context, id cases.ID, base cases.Hash, packs []cases.Pack, acts ...cases.Act) ([]cases.Event, error) {
	k, err := s.keys()
	if err != nil {
		return nil, err
	}
	if k.account == nil {
		return nil, cases.Fail(cases.Forbidden, "store.no_signer")
	}
	if id.IsZero() || len(acts) == 0 {
		return nil, cases.Fail(cases.Invalid, "store.no_act")
	}
	var made []cases.Event
	err = inTx(ctx, s.store.write, func(tx *txn) error {
		w, err := s.writerFor(ctx, tx, k, id, base, packs)
		if err != nil {
			return err
		}
		for _, act := range acts {
			if err := w.add(ctx, act); err != nil {
				return err
			}
		}
		made = w.made
		return project(ctx, tx, w.c, w.log)
	})
	if err != nil {
		return nil, err
	}
	return made, nil
}

// writer appends events of one actor to one case within a transaction.
type writer struct {
	st     *Store
	tx     *txn
	dir    cases.Directory
	key    cases.CaseKey
	signer *ecdsa.PrivateKey
	next   cases.Header // the header of the next event, but for its kind and body
	now    time.Time
	c      cases.Case
	log    []logged
	made   []cases.Event
}

func (s *Session) writerFor(ctx context.Context, tx *txn, k keyring, id cases.ID, base cases.Hash, packs []cases.Pack) (*writer, error) {
	w := &writer{st: s.store, tx: tx, dir: s.store.Directory(), signer: k.account, now: s.store.now()}
	var err error
	if w.key, err = caseKey(ctx, tx, k.data, id); cases.KindOf(err) == cases.NotFound && base.IsZero() {
		w.key, err = s.newCaseKey(ctx, tx, k.data, id)
	}
	if err != nil {
		return nil, err
	}
	if w.log, err = readLog(ctx, tx, id); err != nil {
		return nil, err
	}
	if w.c, err = fold(w.log, w.key, w.dir); err != nil {
		return nil, err
	}
	if w.c.Head != base {
		return nil, cases.Fail(cases.Conflict, "store.stale")
	}
	w.next = cases.Header{Device: s.store.keys.Device, Case: id, Base: base, Schema: schema, Packs: packs, Actor: s.account}
	return w, w.place(ctx)
}

// schema is the form of the bodies that this program writes.
const schema = 1

const selectEnd = "SELECT seq, hash, clock FROM event WHERE device = ? AND epoch = ? ORDER BY seq DESC LIMIT 1"

// place finds the end of this device's log.
func (w *writer) place(ctx context.Context) error {
	var err error
	if w.next.Epoch, err = epochOf(ctx, w.tx); err != nil {
		return err
	}
	var prev []byte
	var seq, clock int64
	err = w.tx.QueryRowContext(ctx, selectEnd,
		w.next.Device[:], w.next.Epoch).Scan(&seq, &prev, &clock)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fault(err)
	}
	w.next.Seq = uint64(seq) + 1
	copy(w.next.Prev[:], prev)
	w.next.Clock = max(cases.Clock(clock), seen(w.c, w.now))
	return nil
}

// seen gives the clock of the case's last event, so that an answer is never
// dated before what it answers; a clock far ahead of ours is not followed.
func seen(c cases.Case, now time.Time) cases.Clock {
	if len(c.Past) == 0 {
		return 0
	}
	last := c.Past[len(c.Past)-1].At
	if last.Time().After(now.Add(5 * time.Minute)) {
		return 0
	}
	return last
}

// sign makes the next event of the log; it is not stored yet.
func (w *writer) sign(act cases.Act) (e cases.Event, env cases.Envelope, err error) {
	body, err := cases.EncodeAct(act)
	if err != nil {
		return e, env, err
	}
	h := w.next
	h.Kind, h.Clock = act.Kind(), cases.Tick(h.Clock, w.now)
	var fresh cases.Fresh
	if _, err := io.ReadFull(w.st.random, fresh[:]); err != nil {
		return e, env, cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	if env, err = cases.Write(h, body, w.key, fresh, w.signer); err != nil {
		return e, env, err
	}
	if _, err := cases.Admit(env, w.dir); err != nil {
		return e, env, err
	}
	e, err = cases.Read(env, w.key)
	return e, env, err
}

func (w *writer) add(ctx context.Context, act cases.Act) error {
	e, env, err := w.sign(act)
	if err != nil {
		return err
	}
	after, err := next(w.c, e, w.dir)
	if err != nil {
		return err
	}
	if len(after.Conflicts) != len(w.c.Conflicts) {
		return cases.Fail(cases.Conflict, "store.stale")
	}
	w.c = after
	if err := insertEvent(ctx, w.tx, e, env); err != nil {
		return err
	}
	if err := numberIssued(ctx, w.tx, e); err != nil {
		return err
	}
	w.made = append(w.made, e)
	w.log = append(w.log, logged{env: env, event: e})
	w.next.Seq, w.next.Prev, w.next.Base, w.next.Clock = e.Header.Seq+1, e.Hash, w.c.Head, e.Header.Clock
	return nil
}
