package sqlite

import (
	"context"

	"casedesk/cases"
)

// Receive takes in what was pulled from the central library: events with the
// receipt of each (same index), and case keys sealed to this office, and keeps
// the cursor, all in one transaction. An event that does not pass (its actor's
// powers and signature, the library's receipt, its body) is set aside with the
// reason and the rest go in; one set aside for want of a key is tried again when
// the key comes. Receiving anything again changes nothing, but that an event of which
// the row here is damaged is put right. It gives how many more acts now stand in
// conflict.
func (s *Session) Receive(ctx context.Context, events []cases.Envelope, receipts []cases.Receipt, wraps []cases.KeyWrap, cursor string) (conflicts int, err error) {
	k, err := s.keys()
	if err != nil {
		return 0, err
	}
	if len(events) != len(receipts) {
		return 0, cases.Fail(cases.Invalid, "store.pull")
	}
	err = inTx(ctx, s.store.write, func(tx *txn) error {
		in := intake{s: s, tx: tx, k: k, dir: s.store.Directory(), touched: touchedCases{}}
		if err := in.all(ctx, events, receipts, wraps); err != nil {
			return err
		}
		before, err := in.touched.conflicts(ctx, tx)
		if err != nil {
			return err
		}
		p := s.projector(k)
		p.lenient = true // one case with a damaged event must not hold up the others
		if err := in.touched.project(ctx, tx, p); err != nil {
			return err
		}
		after, err := in.touched.conflicts(ctx, tx)
		conflicts = max(after-before, 0)
		if err != nil {
			return err
		}
		held, err := fact(ctx, tx, "cursor")
		if err != nil || held == cursor {
			return err
		}
		return setFact(ctx, tx, "cursor", cursor)
	})
	if err != nil {
		return conflicts, err
	}
	return conflicts, s.sweepGone(ctx)
}

// intake is one Receive under way.
type intake struct {
	s       *Session
	tx      *txn
	k       keyring
	dir     cases.Directory
	touched touchedCases
	lost    places
}

func (in *intake) all(ctx context.Context, events []cases.Envelope, receipts []cases.Receipt, wraps []cases.KeyWrap) error {
	var err error
	if in.lost, err = readPlaces(ctx, in.tx); err != nil {
		return err
	}
	lost := len(in.lost)
	// The directory may know by now whom it did not know before, and a newer
	// program what was too new.
	if err := in.again(ctx, "WHERE reason LIKE 'admit.%' OR reason LIKE 'act.%' OR reason IN ('event.version', 'letter.sort') ORDER BY position"); err != nil {
		return err
	}
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
	if len(in.lost) == lost {
		return nil
	}
	return in.lost.keep(ctx, in.tx)
}

// wrap opens a case key that was sealed to this office. One that does not open
// is passed over: without a key the case's events wait aside.
func (in *intake) wrap(ctx context.Context, w cases.KeyWrap) error {
	if w.Office != in.s.store.keys.Office {
		return nil
	}
	switch _, err := caseKey(ctx, in.tx, in.k.data, w.Case); {
	case cases.KeyOf(err) == "store.destroyed":
		return nil
	case cases.KindOf(err) != cases.NotFound:
		return err
	}
	key, err := OpenCaseKey(w, in.k.office)
	if err != nil {
		return nil
	}
	if err := in.s.keepCaseKey(ctx, in.tx, in.k.data, w.Case, key); err != nil {
		return err
	}
	_, err = in.tx.ExecContext(ctx, insertWrap, w.Case[:], w.Office[:], w.Sealed, 1)
	if err != nil {
		return fault(err)
	}
	return in.again(ctx, "WHERE case_id = ? ORDER BY position", w.Case[:])
}

// again tries some of what was set aside.
func (in *intake) again(ctx context.Context, which string, args ...any) error {
	waiting, err := readAside(ctx, in.tx, which, args...)
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
	var changed bool
	if held {
		changed, err = in.held(ctx, env, r)
	} else {
		changed, err = in.fresh(ctx, env, r)
	}
	switch {
	case err != nil && isOfDisk(err):
		return err
	case err != nil:
		return keepAside(ctx, in.tx, env, r, cases.KeyOf(err))
	}
	if _, err := in.tx.ExecContext(ctx, "DELETE FROM aside WHERE hash = ?", hash[:]); err != nil {
		return fault(err)
	}
	if !changed {
		return nil
	}
	return in.touched.add(ctx, in.tx, hash)
}

// fresh checks an event that is not here yet, and puts it into the log.
func (in *intake) fresh(ctx context.Context, env cases.Envelope, r cases.Receipt) (bool, error) {
	h, err := cases.Admit(env, in.dir)
	if err != nil {
		return false, err
	}
	if err := checkReceipt(env.Hash(), r, in.s.store); err != nil {
		return false, err
	}
	e, key, err := in.read(ctx, env, h)
	if err != nil {
		return false, err
	}
	if err := isFork(ctx, in.tx, h); err != nil {
		return false, err
	}
	if err := isPlaced(ctx, in.tx, r); err != nil {
		return false, err
	}
	switch {
	case cases.IsAccess(h.Kind), e.Act == nil: // a line of a book stands by itself; what is destroyed cannot be read
	case cases.IsEnding(h.Kind):
		err = in.ends(ctx, e, r)
	default:
		err = in.fits(ctx, e, key, r)
	}
	if err != nil {
		return false, err
	}
	if back, err := in.lost.comeBack(ctx, in.tx, e, env); err != nil {
		return false, err
	} else if !back {
		if _, err := insertEvent(ctx, in.tx, e, env); err != nil {
			return false, err
		}
	}
	if err := in.ownNumber(ctx, e); err != nil {
		return false, err
	}
	return keepReceipt(ctx, in.tx, r)
}

// held keeps the receipt of an event that is here, one of our own, mostly; and the
// event, where what is here is damaged.
func (in *intake) held(ctx context.Context, env cases.Envelope, r cases.Receipt) (bool, error) {
	if err := checkReceipt(env.Hash(), r, in.s.store); err != nil {
		return false, err
	}
	mended, err := in.mended(ctx, env)
	if err != nil {
		return false, err
	}
	fresh, err := keepReceipt(ctx, in.tx, r)
	return mended || fresh, err
}
