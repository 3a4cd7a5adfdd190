package sqlite

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/x509"
	"database/sql"
	"errors"
	"io"
	"slices"
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
	if id.IsZero() || len(acts) == 0 || slices.ContainsFunc(acts, func(a cases.Act) bool { return cases.IsEnding(a.Kind()) }) {
		return nil, cases.Fail(cases.Invalid, "store.no_act")
	}
	var w *writer
	err = inTx(ctx, s.store.write, func(tx *txn) (err error) {
		if w, err = s.writerFor(ctx, tx, k, id, base, packs); err != nil {
			return err
		}
		for _, act := range acts {
			if err := w.add(ctx, act); err != nil {
				return err
			}
		}
		return w.project.put(ctx, tx, w.sum.c, w.at, w.made)
	})
	if err != nil {
		if _, gone := s.keys(); gone != nil {
			return nil, gone // signed out meanwhile: what else went wrong came of it
		}
		return nil, err
	}
	if len(w.sum.lock) > 0 {
		s.remember(id, w.sum)
	}
	return w.made, nil
}

// writer appends events of one actor to one case within a transaction.
type writer struct {
	st      *Store
	tx      *txn
	project projector
	signer  *ecdsa.PrivateKey
	next    cases.Header // the header of the next event, but for its kind and body
	now     time.Time
	sum     summed
	at      standing
	made    []cases.Event
}

func (s *Session) writerFor(ctx context.Context, tx *txn, k keyring, id cases.ID, base cases.Hash, packs []cases.Pack) (*writer, error) {
	w := &writer{st: s.store, tx: tx, project: s.projector(k), signer: k.account, now: s.store.now()}
	if err := s.holdsKey(w.project.dir, k.account); err != nil {
		return nil, err
	}
	line, err := readLine(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	w.at = line.at
	w.sum, err = s.summed(ctx, tx, k, id)
	if cases.KindOf(err) == cases.NotFound && base.IsZero() {
		w.at.sync = cases.SyncConfirmed
		w.sum.key, err = caseKey(ctx, tx, k.data, id)
		if cases.KindOf(err) == cases.NotFound {
			w.sum.key, err = s.newCaseKey(ctx, tx, k.data, id)
		}
	}
	if err != nil {
		return nil, err
	}
	if w.sum.c.Head != base {
		return nil, cases.Fail(cases.Conflict, "store.stale")
	}
	w.next = cases.Header{Device: s.store.keys.Device, Case: id, Base: base, Schema: schema, Packs: packs, Actor: s.account}
	return w, w.place(ctx)
}

// holdsKey holds the account's key against the certificate that the directory has
// for it, once for each certificate: what it signs then need not be verified here.
func (s *Session) holdsKey(dir cases.Directory, key *ecdsa.PrivateKey) error {
	_, account, ok := dir.OfficeOf(s.account)
	if !ok {
		return cases.Fail(cases.Forbidden, "admit.actor", "event", "")
	}
	s.mu.RLock()
	proved := s.proved
	s.mu.RUnlock()
	if bytes.Equal(proved, account.Cert) {
		return nil
	}
	cert, err := x509.ParseCertificate(account.Cert)
	if err != nil || !key.PublicKey.Equal(cert.PublicKey) {
		return cases.Fail(cases.Forbidden, "store.account_key")
	}
	s.mu.Lock()
	s.proved = account.Cert
	s.mu.Unlock()
	return nil
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
	w.next.Clock = max(cases.Clock(clock), seen(w.sum.c, w.now))
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
	if err := cases.MayWrite(h, w.project.dir); err != nil {
		return e, env, err
	}
	var fresh cases.Fresh
	if _, err := io.ReadFull(w.st.random, fresh[:]); err != nil {
		return e, env, cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	if env, err = cases.Write(h, body, w.sum.key, fresh, w.signer); err != nil {
		return e, env, err
	}
	e, err = cases.Read(env, w.sum.key)
	return e, env, err
}

func (w *writer) add(ctx context.Context, act cases.Act) error {
	e, env, err := w.sign(act)
	if err != nil {
		return err
	}
	after, err := next(w.sum.c, e, w.project.dir)
	if err != nil {
		return err
	}
	if len(after.Conflicts) != len(w.sum.c.Conflicts) {
		return cases.Fail(cases.Conflict, "store.stale")
	}
	id, err := insertEvent(ctx, w.tx, e, env)
	if err != nil {
		return err
	}
	if err := numberIssued(ctx, w.tx, e); err != nil {
		return err
	}
	w.took(e, id, after)
	w.next.Seq, w.next.Prev, w.next.Base, w.next.Clock = e.Header.Seq+1, e.Hash, after.Head, e.Header.Clock
	if w.sum.events%sumEvery == 0 {
		return w.project.putSum(ctx, w.tx, e.Header.Case, after, w.sum.events, id)
	}
	return nil
}

// took remembers what an event made of the case.
func (w *writer) took(e cases.Event, id int64, after cases.Case) {
	if w.at.first == 0 {
		w.at.first = id
	}
	w.at = w.at.then(e.Hash)
	w.sum.c, w.sum.log = after, w.at.log
	w.sum.events++
	w.made = append(w.made, e)
}
