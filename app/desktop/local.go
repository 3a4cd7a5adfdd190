package main

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"time"

	"casedesk/app/present"
	"casedesk/cases"
	"casedesk/forms/intake"
	"casedesk/store/sqlite"
)

// written remembers the events that this program wrote, for end-to-end runs.
type written struct {
	mu     sync.Mutex
	hashes []cases.Hash
}

func (w *written) add(events []cases.Event) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, e := range events {
		w.hashes = append(w.hashes, e.Hash)
	}
}

func (w *written) all() []cases.Hash {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]cases.Hash(nil), w.hashes...)
}

// localStore is the store of a session with what the window adds to it.
type localStore struct {
	*sqlite.Session
	log     *written
	contact time.Time // the last answer of the central library in this sitting
}

// Act writes acts and remembers their events.
func (l *localStore) Act(ctx context.Context, id cases.ID, base cases.Hash, packs []cases.Pack, acts ...cases.Act) ([]cases.Event, error) {
	events, err := l.Session.Act(ctx, id, base, packs, acts...)
	l.log.add(events)
	return events, err
}

// Looks gives the log of who saw what, for an auditor.
func (l *localStore) Looks(ctx context.Context, before int64, limit int) ([]present.Look, error) {
	page, err := l.Accesses(ctx, before, limit)
	out := make([]present.Look, len(page))
	for i, a := range page {
		out[i] = present.Look(a)
	}
	return out, err
}

// Sending tells how far the desk's own events have come.
func (l *localStore) Sending(ctx context.Context) (present.SyncState, error) {
	o, err := l.Outbox(ctx)
	if err != nil {
		return present.SyncState{}, err
	}
	s := present.SyncState{Unsent: o.Unsent, Sent: o.Sent, Oldest: o.Oldest, Position: o.Position}
	if !l.contact.IsZero() {
		s.Contact = cases.Tick(0, l.contact)
	}
	for _, r := range o.Refused {
		s.Aside = append(s.Aside, present.SetAside{
			Case: r.Row.Case, Number: r.Row.Number, Party: r.Row.Party, Event: r.Event, Kind: r.Kind, Reason: r.Reason,
		})
	}
	series, err := l.Series(ctx)
	for _, n := range series {
		s.Numbers = append(s.Numbers, present.NumbersLeft(n))
	}
	return s, err
}

// sheetMost is the largest sheet the window reads, 64 MiB.
const sheetMost = 64 << 20

// readSheet reads a file of records and keeps nothing of it.
func readSheet(_ context.Context, path string) (present.Sheet, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	if err != nil {
		return present.Sheet{}, cases.Fail(cases.NotFound, "file.open", "file", name).Because(err)
	}
	if info.Size() > sheetMost {
		return present.Sheet{}, cases.Fail(cases.Invalid, "file.large", "file", name)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return present.Sheet{}, cases.Fail(cases.NotFound, "file.open", "file", name).Because(err)
	}
	in, err := intake.Read(b, intake.Options{Today: cases.DayIn(time.Now()), Sample: true})
	if err != nil {
		return present.Sheet{}, err
	}
	s := present.Sheet{Name: name, Rows: in.Rows, Records: in.Records, Unknown: in.UnknownColumns}
	for _, p := range in.SetAside {
		s.Aside = append(s.Aside, present.AsideRow{Row: p.Row, Field: p.Field, Value: p.Value, Reason: p.Reason})
	}
	for _, d := range in.Duplicates {
		s.Duplicates = append(s.Duplicates, present.DuplicateRow{Row: d.Row, Of: d.Of, Number: d.DocNumber, Differs: d.Differs})
	}
	for header, field := range in.Columns {
		s.Columns = append(s.Columns, present.ColumnMatch{Header: header, Field: field})
	}
	return s, nil
}
