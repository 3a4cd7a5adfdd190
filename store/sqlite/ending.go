package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"casedesk/cases"
)

// The states of case_end.
const (
	endOpen      = "open" // released, or an act that did not count
	endHeld      = "held"
	endAsked     = "asked"
	endGranted   = "granted" // waits for the central library's answer
	endDestroyed = "destroyed"
)

// endingOf adds up the acts about a case's file. One that does not count, because
// another came before it, is passed over on every desk alike. Settled tells
// whether a destruction may be carried out: the central library has placed it,
// so that no hold of another office can come before it, or it never had the case.
func endingOf(log []logged, dir cases.Directory) (n cases.Ending, settled, any bool, err error) {
	known, placed := false, map[cases.Hash]bool{}
	for _, l := range log {
		known = known || l.position != 0
		h, err := cases.DecodeHeader(l.env.Header)
		if err != nil {
			return n, false, any, err
		}
		if !cases.IsEnding(h.Kind) || l.sending == "aside" {
			continue
		}
		any = true
		e, err := cases.Read(l.env, cases.CaseKey{})
		if err != nil {
			return n, false, any, err
		}
		placed[e.Hash] = l.position != 0
		office, _, _ := dir.OfficeOf(h.Actor)
		if after, err := n.After(e, office.ID); err == nil {
			n = after
		}
	}
	return n, n.Destroyed != nil && (placed[n.Event] || !known), any, nil
}

// putEnding writes the register's line of a case, and tells whether its destruction
// is to be carried out.
func (p projector) putEnding(ctx context.Context, tx *txn, id cases.ID, log []logged) (n cases.Ending, gone bool, err error) {
	n, gone, any, err := endingOf(log, p.dir)
	if err != nil {
		return n, false, err
	}
	state := endOpen
	switch {
	case gone:
		state = endDestroyed
	case n.Destroyed != nil:
		state = endGranted
	case len(n.Holds) > 0:
		state = endHeld
	case n.Asked != nil:
		state = endAsked
	}
	if !any {
		_, err = tx.ExecContext(ctx, "DELETE FROM case_end WHERE case_id = ?", id[:])
		return n, false, fault(err)
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO case_end (case_id, state) VALUES (?, ?) ON CONFLICT DO UPDATE SET state = excluded.state", id[:], state)
	return n, gone, fault(err)
}

// isDestroyed tells whether the key of a case was destroyed here.
func isDestroyed(ctx context.Context, q querier, id cases.ID) (gone bool, err error) {
	var state string
	err = q.QueryRowContext(ctx, "SELECT state FROM case_end WHERE case_id = ?", id[:]).Scan(&state)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return state == endDestroyed, fault(err)
}

// stubOf gives what is left of a destroyed case.
func (s *Session) stubOf(ctx context.Context, q querier, id cases.ID) (cases.Case, error) {
	log, err := readLog(ctx, q, id, 0)
	if err != nil {
		return cases.Case{}, err
	}
	n, _, _, err := endingOf(log, s.store.Directory())
	if err == nil && n.Destroyed == nil {
		err = cases.Fail(cases.Damaged, "store.damaged")
	}
	if err != nil {
		return cases.Case{}, err
	}
	return n.Stub(id), nil
}

// Ending gives what is known of a case's file: holds, and who asked for what.
func (s *Session) Ending(ctx context.Context, id cases.ID) (cases.Ending, error) {
	if _, err := s.keys(); err != nil {
		return cases.Ending{}, err
	}
	log, err := readLog(ctx, s.store.read, id, 0)
	if err != nil {
		return cases.Ending{}, err
	}
	n, _, _, err := endingOf(log, s.store.Directory())
	return n, err
}

// End records an act about a case's file: 保全, its release, the wish to destroy it,
// or that the wish is granted (see cases.Ending for what may follow what). Of a
// wish the number and day are filled in, and of a grant all but the day. A granted
// destruction is carried out when the central library has placed it, or at once
// where it never had the case; what remains then is told by Destroyed.
func (s *Session) End(ctx context.Context, id cases.ID, act cases.Act) error {
	k, err := s.keys()
	if err != nil {
		return err
	}
	if k.account == nil {
		return cases.Fail(cases.Forbidden, "store.no_signer")
	}
	if !cases.IsEnding(act.Kind()) {
		return cases.Fail(cases.Invalid, "store.no_act")
	}
	err = inTx(ctx, s.store.write, func(tx *txn) error {
		w := &writer{st: s.store, tx: tx, project: s.projector(k), signer: k.account, now: s.store.now()}
		if err := s.holdsKey(w.project.dir, k.account); err != nil {
			return err
		}
		return s.end(ctx, w, k, id, act)
	})
	if err != nil {
		return err
	}
	return s.sweepGone(ctx)
}

func (s *Session) end(ctx context.Context, w *writer, k keyring, id cases.ID, act cases.Act) error {
	log, err := readLog(ctx, w.tx, id, 0)
	if err != nil {
		return err
	}
	if len(log) == 0 {
		return cases.Fail(cases.NotFound, "store.no_case")
	}
	n, _, _, err := endingOf(log, w.project.dir)
	if err != nil {
		return err
	}
	w.next = cases.Header{Device: s.store.keys.Device, Case: id, Schema: schema, Actor: s.account}
	if act, err = s.filledEnding(ctx, w, k, n, id, act); err != nil {
		return err
	}
	if err := w.place(ctx); err != nil {
		return err
	}
	e, env, err := w.sign(act)
	if err != nil {
		return err
	}
	if _, err := n.After(e, s.store.keys.Office); err != nil {
		return err
	}
	if _, err := insertEvent(ctx, w.tx, e, env); err != nil {
		return err
	}
	return w.project.again(ctx, w.tx, id)
}

// filledEnding fills in what the case itself says.
func (s *Session) filledEnding(ctx context.Context, w *writer, k keyring, n cases.Ending, id cases.ID, act cases.Act) (cases.Act, error) {
	switch a := act.(type) {
	case cases.HeldAct:
		return act, s.mayHold(ctx, w, k, id, a.Basis)
	case cases.ReleasedAct:
		return act, s.mayHold(ctx, w, k, id, a.Basis)
	case cases.EndAskedAct:
		got, err := sumUp(ctx, w.tx, k.data, w.project.dir, id)
		if err != nil {
			return nil, err
		}
		a.Number, a.Received = got.c.Number, got.c.ReceivedOn
		return a, cases.MayEnd(got.c, a, s.store.keys.Office)
	case cases.DestroyedAct:
		if n.Asked == nil {
			return nil, cases.Fail(cases.Conflict, "ending.not_asked")
		}
		w.next.Base = n.AskedAs
		return cases.DestroyedAct{Number: n.Asked.Number, Received: n.Asked.Received, Ground: n.Asked.Ground, Basis: n.Asked.Basis, On: a.On}, nil
	}
	return act, nil
}

// mayHold holds a paper against what the case would betray; a case that cannot be read
// here may be held all the same.
func (s *Session) mayHold(ctx context.Context, w *writer, k keyring, id cases.ID, basis string) error {
	got, err := sumUp(ctx, w.tx, k.data, w.project.dir, id)
	if err != nil {
		return cases.MayHold(cases.Case{}, basis)
	}
	return cases.MayHold(got.c, basis)
}
