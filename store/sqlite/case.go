package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"

	"casedesk/cases"
)

// Case adds up a case from its events; NotFound where this desk has none.
func (s *Session) Case(ctx context.Context, id cases.ID) (cases.Case, error) {
	k, err := s.caseKeys()
	if err != nil {
		return cases.Case{}, err
	}
	tx, err := s.store.read.look(ctx) // so that all that is read is of one moment
	if err != nil {
		return cases.Case{}, err
	}
	defer tx.Rollback()
	got, err := s.summed(ctx, tx, k, id)
	return got.c, err
}

// The key is read too: with it goes what was remembered.
const selectCaseLog = "SELECT c.log, k.sealed FROM case_row c JOIN case_key k ON k.case_id = c.case_id WHERE c.case_id = ?"

// summed gives a case from memory where its log is still the one that was added
// up, and adds it up otherwise.
func (s *Session) summed(ctx context.Context, q querier, k keyring, id cases.ID) (summed, error) {
	var log, lock []byte
	err := q.QueryRowContext(ctx, selectCaseLog, id[:]).Scan(&log, &lock)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return summed{}, fault(err)
	}
	if held, ok := s.recall(id); ok && len(log) > 0 && held.log == cases.Hash(log) && bytes.Equal(held.lock, lock) {
		return held, nil
	}
	got, err := sumUp(ctx, q, k.data, s.store.Directory(), id)
	if cases.KeyOf(err) == "store.destroyed" {
		got.c, err = s.stubOf(ctx, q, id)
		return got, err
	}
	if err != nil {
		return got, err
	}
	if got.lock = lock; copy(got.log[:], log) > 0 {
		s.remember(id, got)
	}
	return got, nil
}

// mostRemembered is how many cases a session keeps added up.
const mostRemembered = 32

func (s *Session) recall(id cases.ID) (summed, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	held, ok := s.cases[id]
	return held, ok
}

// remember keeps a case until the session is closed or many others were opened.
func (s *Session) remember(id cases.ID, got summed) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.data == nil {
		return // signed out meanwhile
	}
	if s.cases == nil || len(s.cases) >= mostRemembered {
		s.cases = map[cases.ID]summed{}
	}
	s.cases[id] = got
}

// Events gives a case's events in the order in which they count.
func (s *Session) Events(ctx context.Context, id cases.ID) ([]cases.Event, error) {
	k, err := s.caseKeys()
	if err != nil {
		return nil, err
	}
	log, err := readLog(ctx, s.store.read, id, 0)
	if err != nil {
		return nil, err
	}
	if len(log) == 0 {
		return nil, cases.Fail(cases.NotFound, "store.no_case")
	}
	key, err := caseKey(ctx, s.store.read, k.data, id)
	if err != nil {
		return nil, err
	}
	events := make([]cases.Event, len(log))
	for i, l := range log {
		if events[i], err = cases.Read(l.env, key); err != nil {
			return nil, err
		}
	}
	return events, nil
}
