package sqlite

import (
	"context"

	"casedesk/cases"
)

// Case adds up a case from its events; NotFound where this desk has none.
func (s *Session) Case(ctx context.Context, id cases.ID) (cases.Case, error) {
	c, _, err := s.load(ctx, id)
	return c, err
}

// Events gives a case's events in the order in which they count.
func (s *Session) Events(ctx context.Context, id cases.ID) ([]cases.Event, error) {
	_, log, err := s.load(ctx, id)
	if err != nil {
		return nil, err
	}
	events := make([]cases.Event, len(log))
	for i, l := range log {
		events[i] = l.event
	}
	return events, nil
}

func (s *Session) load(ctx context.Context, id cases.ID) (cases.Case, []logged, error) {
	k, err := s.caseKeys()
	if err != nil {
		return cases.Case{}, nil, err
	}
	log, err := readLog(ctx, s.store.read, id)
	if err != nil {
		return cases.Case{}, nil, err
	}
	if len(log) == 0 {
		return cases.Case{}, nil, cases.Fail(cases.NotFound, "store.no_case")
	}
	key, err := caseKey(ctx, s.store.read, k.data, id)
	if err != nil {
		return cases.Case{}, nil, err
	}
	c, err := fold(log, key, s.store.Directory())
	return c, log, err
}
