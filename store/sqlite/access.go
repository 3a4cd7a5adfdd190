package sqlite

import (
	"cmp"
	"context"
	"slices"

	"casedesk/cases"
)

// butBooks leaves out the books of who saw what: such an event stands in the book
// of its device, whose ID is in the place of the case.
const butBooks = " WHERE case_id <> device"

// LogAccess writes what the signed-in account saw, printed or exported into this
// device's book, as a signed event of its chain. It is on the disk when LogAccess
// returns, so whoever wants to show something hidden waits for that.
func (s *Session) LogAccess(ctx context.Context, act cases.Act) error {
	k, err := s.keys()
	if err != nil {
		return err
	}
	if k.account == nil {
		return cases.Fail(cases.Forbidden, "store.no_signer")
	}
	if rule, _ := cases.Rule(act.Kind()); !cases.IsAccess(act.Kind()) || rule.Role != "" || len(cases.UsesOf(act)) == 0 {
		return cases.Fail(cases.Invalid, "store.no_act")
	}
	return inTx(ctx, s.store.write, func(tx *txn) error { return s.enterBook(ctx, tx, k, act) })
}

// enterBook signs an act into this device's book.
func (s *Session) enterBook(ctx context.Context, tx *txn, k keyring, act cases.Act) error {
	book := s.store.keys.Device
	w := &writer{st: s.store, tx: tx, project: s.projector(k), signer: k.account, now: s.store.now()}
	err := s.holdsKey(w.project.dir, k.account)
	if err != nil {
		return err
	}
	if w.sum.key, err = caseKey(ctx, tx, k.data, book); cases.KindOf(err) == cases.NotFound {
		w.sum.key, err = s.newCaseKey(ctx, tx, k.data, book)
	}
	if err != nil {
		return err
	}
	w.next = cases.Header{Device: book, Case: book, Schema: schema, Actor: s.account}
	if err := w.place(ctx); err != nil {
		return err
	}
	e, env, err := w.sign(act)
	if err != nil {
		return err
	}
	_, err = insertEvent(ctx, tx, e, env)
	return err
}

// Accessed is one line of the books: who saw, printed or exported what.
type Accessed struct {
	Row      int64 // where to go on from
	Event    cases.Event
	Position uint64 // at the central library; 0 while it has none
}

// Accesses gives the books of this office's devices, the latest first: at most
// limit events behind the row before (0 begins). Only who has the duty may.
func (s *Session) Accesses(ctx context.Context, before int64, limit int) ([]Accessed, error) {
	k, err := s.keys()
	if err != nil {
		return nil, err
	}
	_, a, _ := s.store.Directory().OfficeOf(s.account)
	if err := a.Must(cases.DutyAccessLog); err != nil {
		return nil, err
	}
	books, err := s.books(ctx, k.data)
	if err != nil {
		return nil, err
	}
	var all []Accessed
	for _, b := range books {
		page, err := b.page(ctx, s.store.read, before, limit)
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
	}
	slices.SortFunc(all, func(a, b Accessed) int { return cmp.Compare(b.Row, a.Row) })
	return all[:min(len(all), limit)], nil
}

// book is the log of who saw what at one device.
type book struct {
	id  cases.ID
	key cases.CaseKey
}

// books finds those of the directory's devices whose key is here.
func (s *Session) books(ctx context.Context, data *dataKey) (out []book, err error) {
	for _, d := range s.store.Directory().Devices {
		key, err := caseKey(ctx, s.store.read, data, d.ID)
		if cases.KindOf(err) == cases.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, book{d.ID, key})
	}
	return out, nil
}

func (b book) page(ctx context.Context, q querier, before int64, limit int) (out []Accessed, err error) {
	rows, err := q.QueryContext(ctx, `SELECT e.id, e.header, e.sig, e.body, coalesce(r.position, 0)
		FROM event e LEFT JOIN receipt r ON r.event = e.hash
		WHERE e.case_id = ?1 AND (?2 = 0 OR e.id < ?2) ORDER BY e.id DESC LIMIT ?3`, b.id[:], before, limit)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var l Accessed
		var env cases.Envelope
		var position int64
		if err := rows.Scan(&l.Row, &env.Header, &env.Sig, &env.Body, &position); err != nil {
			return nil, fault(err)
		}
		if l.Event, err = cases.Read(env, b.key); err != nil {
			return nil, err
		}
		l.Position = uint64(position)
		out = append(out, l)
	}
	return out, fault(rows.Err())
}
