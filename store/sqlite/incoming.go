package sqlite

import (
	"context"
	"database/sql"

	"casedesk/cases"
)

// Receive takes in what was pulled from the central library: events with the
// receipt of each (same index), and case keys sealed to this office. An event
// that does not pass (its actor's powers and signature, the library's receipt,
// its body) is set aside with the reason and the rest go in; one set aside for
// want of a key is tried again when the key comes. Receiving anything again
// changes nothing. It gives how many events are newly in.
func (s *Session) Receive(ctx context.Context, events []cases.Envelope, receipts []cases.Receipt, wraps []cases.KeyWrap) (added int, err error) {
	k, err := s.keys()
	if err != nil {
		return 0, err
	}
	if len(events) != len(receipts) {
		return 0, cases.Fail(cases.Invalid, "store.pull")
	}
	err = inTx(ctx, s.store.write, func(tx *sql.Tx) error {
		in := intake{s: s, tx: tx, k: k, dir: s.store.Directory(), touched: touchedCases{}}
		for _, w := range wraps {
			if err := in.wrap(ctx, w); err != nil {
				return err
			}
		}
		for i := range events {
			if err := in.event(ctx, events[i], receipts[i]); err != nil {
				return err
			}
		}
		added = in.added
		return in.touched.reproject(ctx, tx, k.data)
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

// intake is one Receive under way.
type intake struct {
	s       *Session
	tx      *sql.Tx
	k       keyring
	dir     cases.Directory
	touched touchedCases
	added   int
}

// wrap opens a case key that was sealed to this office. One that does not open
// is passed over: without a key the case's events wait aside.
func (in *intake) wrap(ctx context.Context, w cases.KeyWrap) error {
	if w.Office != in.s.store.keys.Office {
		return nil
	}
	if _, err := caseKey(ctx, in.tx, in.k.data, w.Case); cases.KindOf(err) != cases.NotFound {
		return err
	}
	key, err := OpenCaseKey(w, in.k.office)
	if err != nil {
		return nil
	}
	if err := in.s.keepCaseKey(ctx, in.tx, in.k.data, w.Case, key); err != nil {
		return err
	}
	_, err = in.tx.ExecContext(ctx, "INSERT INTO key_wrap (case_id, office, sealed, sent) VALUES (?, ?, ?, 1) ON CONFLICT DO NOTHING",
		w.Case[:], w.Office[:], w.Sealed)
	if err != nil {
		return fault(err)
	}
	return in.again(ctx, w.Case)
}

// again tries what was set aside for a case.
func (in *intake) again(ctx context.Context, id cases.ID) error {
	waiting, err := readAside(ctx, in.tx, "WHERE case_id = ? ORDER BY position", id[:])
	if err != nil {
		return err
	}
	for _, a := range waiting {
		if _, err := in.tx.ExecContext(ctx, "DELETE FROM aside WHERE hash = ?", a.Event[:]); err != nil {
			return fault(err)
		}
		if err := in.event(ctx, a.envelope, a.receipt); err != nil {
			return err
		}
	}
	return nil
}

// event takes one event in, or sets it aside; an error is one of the disk.
func (in *intake) event(ctx context.Context, env cases.Envelope, r cases.Receipt) error {
	hash := env.Hash()
	held, err := isHeld(ctx, in.tx, hash)
	if err != nil {
		return err
	}
	if held {
		err = in.receipt(ctx, hash, r)
	} else {
		err = in.fresh(ctx, env, r)
	}
	if err == nil {
		if _, err := in.tx.ExecContext(ctx, "DELETE FROM aside WHERE hash = ?", hash[:]); err != nil {
			return fault(err)
		}
		return in.touched.add(ctx, in.tx, hash)
	}
	if cases.KeyOf(err) == "" || cases.KindOf(err) == cases.Exhausted || cases.KindOf(err) == cases.Locked {
		return err
	}
	return keepAside(ctx, in.tx, env, r, cases.KeyOf(err))
}

// fresh checks an event that is not here yet, and puts it into the log.
func (in *intake) fresh(ctx context.Context, env cases.Envelope, r cases.Receipt) error {
	h, err := cases.Admit(env, in.dir)
	if err != nil {
		return err
	}
	if err := checkReceipt(env.Hash(), r, in.s.store); err != nil {
		return err
	}
	key, err := caseKey(ctx, in.tx, in.k.data, h.Case)
	if err != nil {
		return err
	}
	e, err := cases.Read(env, key)
	if err != nil {
		return err
	}
	if err := isFork(ctx, in.tx, h); err != nil {
		return err
	}
	if err := isPlaced(ctx, in.tx, r); err != nil {
		return err
	}
	if err := insertEvent(ctx, in.tx, e, env); err != nil {
		return err
	}
	in.added++
	return keepReceipt(ctx, in.tx, r)
}

// receipt keeps the receipt of an event that is here: one of our own, mostly.
func (in *intake) receipt(ctx context.Context, hash cases.Hash, r cases.Receipt) error {
	if err := checkReceipt(hash, r, in.s.store); err != nil {
		return err
	}
	return keepReceipt(ctx, in.tx, r)
}

func checkReceipt(hash cases.Hash, r cases.Receipt, st *Store) error {
	if r.Event != hash || r.Position == 0 {
		return cases.Fail(cases.Damaged, "store.receipt")
	}
	return r.Verify(st.root)
}

func isHeld(ctx context.Context, q querier, hash cases.Hash) (held bool, err error) {
	err = q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM event WHERE hash = ?)", hash[:]).Scan(&held)
	return held, fault(err)
}

// isFork finds another event in the same place of the same device's log: a disk
// was copied, or a backup put back.
func isFork(ctx context.Context, q querier, h cases.Header) error {
	var there bool
	err := q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM event WHERE device = ? AND epoch = ? AND seq = ?)",
		h.Device[:], h.Epoch, int64(h.Seq)).Scan(&there)
	if err == nil && there {
		return cases.Fail(cases.Conflict, "store.fork")
	}
	return fault(err)
}

func isPlaced(ctx context.Context, q querier, r cases.Receipt) error {
	var there bool
	err := q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM receipt WHERE position = ?)", int64(r.Position)).Scan(&there)
	if err == nil && there {
		return cases.Fail(cases.Conflict, "store.receipt")
	}
	return fault(err)
}

// Aside is one event that could not be taken in.
type Aside struct {
	Event    cases.Hash
	Case     cases.ID
	Reason   string // key of the sentence that says why
	envelope cases.Envelope
	receipt  cases.Receipt
}

// Asides lists the events from elsewhere that wait for a person or a key.
func (s *Session) Asides(ctx context.Context) ([]Aside, error) {
	if _, err := s.keys(); err != nil {
		return nil, err
	}
	return readAside(ctx, s.store.read, "ORDER BY position, hash")
}

func readAside(ctx context.Context, q querier, rest string, args ...any) ([]Aside, error) {
	rows, err := q.QueryContext(ctx, "SELECT hash, case_id, reason, header, sig, body, position, at, receipt FROM aside "+rest, args...)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	all := []Aside{}
	for rows.Next() {
		var a Aside
		var hash, id []byte
		var position int64
		if err := rows.Scan(&hash, &id, &a.Reason, &a.envelope.Header, &a.envelope.Sig, &a.envelope.Body, &position, &a.receipt.At, &a.receipt.Sig); err != nil {
			return nil, fault(err)
		}
		copy(a.Event[:], hash)
		copy(a.Case[:], id)
		a.receipt.Event, a.receipt.Position = a.Event, uint64(position)
		all = append(all, a)
	}
	return all, fault(rows.Err())
}

func keepAside(ctx context.Context, tx *sql.Tx, env cases.Envelope, r cases.Receipt, reason string) error {
	hash := env.Hash()
	h, err := cases.DecodeHeader(env.Header)
	if err != nil {
		h = cases.Header{} // kept all the same; nobody can say which case it is of
	}
	_, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO aside (hash, case_id, reason, header, sig, body, position, at, receipt)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, hash[:], h.Case[:], reason, env.Header, env.Sig, env.Body, int64(r.Position), r.At, r.Sig)
	return fault(err)
}
