package sqlite

import (
	"context"
	"database/sql"

	"casedesk/cases"
)

// TakenCase is one case with all that its log holds, in clear.
type TakenCase struct {
	Case    cases.Case
	Events  []TakenEvent // in the order in which they count
	Trouble error        // why nothing of it can be read; nil mostly. Only the case's ID is known then
}

// TakenEvent is one event with what proves it: the body as the header commits to
// it, the salt of that commitment, and the central library's receipt.
type TakenEvent struct {
	Event    cases.Event
	Envelope cases.Envelope
	Salt     []byte
	Body     []byte
	Position uint64 // at the central library; 0 while it has none
	Conflict bool   // it stands beside the case and waits for a person
}

// TakeOut gives every case, those that came here first before the
// others, as the store stands at one moment; work goes on meanwhile, and no more
// than one case is held in memory. Only who may take all data out may call it, and
// must have logged it. Total is how many cases there are.
func (s *Session) TakeOut(ctx context.Context, each func(c TakenCase, done, total int) error) error {
	if _, err := s.caseKeys(); err != nil {
		return err
	}
	_, account, _ := s.store.Directory().OfficeOf(s.account)
	if err := account.Must(cases.DutyTakeOut); err != nil {
		return err
	}
	s.store.copies.Add(1) // a sign-out leaves the key until this is done
	defer s.store.copies.Add(-1)
	db, err := s.store.another()
	if err != nil {
		return err
	}
	defer db.Close()
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fault(err)
	}
	defer tx.Rollback()
	ids, err := caseIDs(ctx, tx)
	if err != nil {
		return err
	}
	for i, id := range ids {
		k, err := s.keys() // covered or signed out: nothing more leaves
		if err != nil {
			return err
		}
		c, err := takeCase(ctx, tx, k.data, s.store.Directory(), id)
		if err != nil && isOfDisk(err) {
			return err
		}
		if err != nil {
			c = TakenCase{Case: cases.Case{ID: id}, Trouble: err}
		}
		if err := each(c, i+1, len(ids)); err != nil {
			return err
		}
	}
	return nil
}

func takeCase(ctx context.Context, q querier, data *dataKey, dir cases.Directory, id cases.ID) (t TakenCase, err error) {
	key, err := caseKey(ctx, q, data, id)
	if err != nil {
		return t, err
	}
	log, err := readLog(ctx, q, id, 0)
	if err != nil {
		return t, err
	}
	if t.Case, err = fold(cases.Case{}, log, key, dir); err != nil {
		return t, err
	}
	beside := map[cases.Hash]bool{}
	for _, h := range t.Case.Conflicts {
		beside[h] = true
	}
	for _, l := range log {
		e := TakenEvent{Event: l.event, Envelope: l.env, Position: l.position, Conflict: beside[l.event.Hash]}
		if e.Salt, e.Body, err = l.env.OpenSalted(key); err != nil {
			return t, err
		}
		t.Events = append(t.Events, e)
	}
	return t, nil
}
