package sqlite

import (
	"context"
	"slices"

	"casedesk/cases"
)

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

// fits holds an event against its case as the library had it just before.
func (in *intake) fits(ctx context.Context, e cases.Event, key cases.CaseKey, r cases.Receipt) error {
	log, err := readLog(ctx, in.tx, e.Header.Case, 0)
	if err != nil {
		return err
	}
	later := func(l logged) bool { return l.position == 0 || l.position > r.Position }
	if i := slices.IndexFunc(log, later); i >= 0 {
		log = log[:i]
	}
	c, err := fold(cases.Case{}, log, key, in.dir)
	if err != nil {
		return err
	}
	if err := cases.Check(c, e, in.dir); cases.KindOf(err) != cases.Conflict {
		return err
	}
	return nil // somebody acted first: fold keeps it beside the case, as on its own desk
}

// read opens an event. Of a case whose key was destroyed the body stays closed: the
// header and its signature are all there is.
func (in *intake) read(ctx context.Context, env cases.Envelope, h cases.Header) (e cases.Event, key cases.CaseKey, err error) {
	if !cases.IsEnding(h.Kind) {
		key, err = caseKey(ctx, in.tx, in.k.data, h.Case)
		if cases.KeyOf(err) == "store.destroyed" {
			return cases.Event{Hash: env.Hash(), Header: h}, key, nil
		}
		if err != nil {
			return e, key, err
		}
	}
	e, err = cases.Read(env, key)
	return e, key, err
}

// ends holds an act about a case's file against those that the library had just
// before, and a wish to destroy it against the case, where this desk can read it.
func (in *intake) ends(ctx context.Context, e cases.Event, r cases.Receipt) error {
	log, err := readLog(ctx, in.tx, e.Header.Case, 0)
	if err != nil {
		return err
	}
	later := func(l logged) bool { return l.position == 0 || l.position > r.Position }
	if i := slices.IndexFunc(log, later); i >= 0 {
		log = log[:i]
	}
	n, _, _, err := endingOf(log, in.dir)
	if err != nil {
		return err
	}
	office, _, _ := in.dir.OfficeOf(e.Header.Actor)
	if _, err := n.After(e, office.ID); err != nil {
		return err
	}
	a, asks := e.Act.(cases.EndAskedAct)
	if !asks {
		return nil
	}
	key, err := caseKey(ctx, in.tx, in.k.data, e.Header.Case)
	if err != nil {
		return nil // its key never came: nothing of it is here to lose
	}
	c, err := fold(cases.Case{}, log, key, in.dir)
	if err != nil {
		return err
	}
	return cases.MayEnd(c, a, office.ID)
}

func isPlaced(ctx context.Context, q querier, r cases.Receipt) error {
	var there bool
	err := q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM receipt WHERE position = ?)", int64(r.Position)).Scan(&there)
	if err == nil && there {
		return cases.Fail(cases.Conflict, "store.receipt")
	}
	return fault(err)
}
