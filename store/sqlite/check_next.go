package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"casedesk/cases"
)

// Round is one check of the whole store, done part by part while people work. It goes
// on where it stopped, also after the program ended.
type Round struct {
	Report
	Began time.Time // when this round began
	Done  time.Time // when it came to its end; zero while it runs
}

// roundFact is how a round lies in the store between two parts.
type roundFact struct {
	Began   int64          `json:"began"`
	Done    int64          `json:"done,omitzero"`
	Phase   int            `json:"phase"`
	At      string         `json:"at"` // the last page, case or file that was looked at
	Events  int            `json:"events"`
	Cases   int            `json:"cases"`
	Blobs   int            `json:"blobs"`
	Trouble []*cases.Error `json:"trouble,omitempty"`
}

func (f roundFact) round() Round {
	r := Round{Report: Report{Events: f.Events, Cases: f.Cases, Blobs: f.Blobs, Trouble: f.Trouble}, Began: time.UnixMilli(f.Began)}
	if f.Done != 0 {
		r.Done = time.UnixMilli(f.Done)
	}
	return r
}

const checkFact = "check"

// LastCheck gives the round that runs or the last one that ended; a zero Began where
// none ever began. It reads one line, so it may be asked before the first page.
func (s *Session) LastCheck(ctx context.Context) (Round, error) {
	if _, err := s.keys(); err != nil {
		return Round{}, err
	}
	f, err := s.roundFact(ctx)
	if err != nil || f.Began == 0 {
		return Round{}, err
	}
	return f.round(), nil
}

func (s *Session) roundFact(ctx context.Context) (f roundFact, err error) {
	text, err := fact(ctx, s.store.read, checkFact)
	if err != nil || text == "" {
		return f, err
	}
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		return roundFact{}, nil // begun anew
	}
	return f, nil
}

// CheckNext goes on with the check of the whole store for about as long as it is
// given: its pages first, then each case with its events and what screens read of it,
// then each file, then the chain of this device's log. It reads a little at a time and
// keeps nobody from writing. A round that ended longer than every ago begins anew;
// before that there is nothing to do and the last round is given.
func (s *Session) CheckNext(ctx context.Context, budget, every time.Duration) (Round, error) {
	k, err := s.keys()
	if err != nil {
		return Round{}, err
	}
	f, err := s.roundFact(ctx)
	if err != nil {
		return Round{}, err
	}
	now := s.store.now()
	if f.Done != 0 && now.Sub(time.UnixMilli(f.Done)) < every {
		return f.round(), nil
	}
	if f.Began == 0 || f.Done != 0 {
		f = roundFact{Began: now.UnixMilli()}
	}
	phases := []func(context.Context, keyring, *roundFact) (bool, error){s.nextPages, s.nextCase, s.nextBlob, s.nextChain}
	for until := time.Now().Add(budget); f.Phase < len(phases) && time.Now().Before(until); {
		more, err := phases[f.Phase](ctx, k, &f)
		if err != nil {
			return f.round(), err
		}
		if !more {
			f.Phase, f.At = f.Phase+1, ""
		}
	}
	if f.Phase == len(phases) {
		f.Done = s.store.now().UnixMilli()
	}
	return f.round(), s.keepRound(ctx, f)
}

func (s *Session) keepRound(ctx context.Context, f roundFact) error {
	f.Trouble = slices.Clone(f.Trouble)
	for i, e := range f.Trouble { // a cause is for the moment: it cannot be read back
		f.Trouble[i] = &cases.Error{Kind: e.Kind, Key: e.Key, Args: e.Args}
	}
	text, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return inTx(ctx, s.store.write, func(tx *txn) error { return setFact(ctx, tx, checkFact, string(text)) })
}

// note keeps what was found; an error that is none of the store's is given back.
func (f *roundFact) note(err error) error {
	r := Report{Trouble: f.Trouble}
	err = r.note(err)
	f.Trouble = r.Trouble
	return err
}

const pagesAtOnce = 1024

// nextPages reads some pages; with the first that does not hold, all are looked at to
// name the parts.
func (s *Session) nextPages(ctx context.Context, k keyring, f *roundFact) (more bool, err error) {
	var last, held int64
	if f.At != "" {
		if err := json.Unmarshal([]byte(f.At), &last); err != nil {
			return false, nil
		}
	}
	var pages int64
	err = s.store.read.QueryRowContext(ctx, "SELECT (SELECT page_count FROM pragma_page_count), coalesce(sum(length(data)), 0) FROM sqlite_dbpage WHERE pgno BETWEEN ? AND ?",
		last+1, last+pagesAtOnce).Scan(&pages, &held)
	if isRot(err) {
		var r Report
		err := s.checkPages(ctx, k, &r)
		f.Trouble = append(f.Trouble, r.Trouble...)
		return false, f.note(err)
	}
	if err != nil {
		return false, fault(err)
	}
	at, err := json.Marshal(last + pagesAtOnce)
	f.At = string(at)
	return last+pagesAtOnce < pages, err
}

// nextKey gives the next hash or ID in a column of a table.
func (s *Session) nextKey(ctx context.Context, table, column, after string) (key []byte, err error) {
	raw, err := hex.DecodeString(after)
	if err != nil {
		return nil, nil
	}
	err = s.store.read.QueryRowContext(ctx, "SELECT "+column+" FROM "+table+" WHERE "+column+" > ? ORDER BY "+column+" LIMIT 1", raw).Scan(&key)
	if errors.Is(err, sql.ErrNoRows) || isRot(err) { // the pages told of it
		return nil, nil
	}
	return key, fault(err)
}

// nextCase looks at one case, or at one book of who saw what.
func (s *Session) nextCase(ctx context.Context, k keyring, f *roundFact) (more bool, err error) {
	raw, err := s.nextKey(ctx, "event", "case_id", f.At)
	if err != nil || raw == nil {
		return false, err
	}
	f.At = hex.EncodeToString(raw)
	var id cases.ID
	copy(id[:], raw)
	var r Report
	if err := s.checkCase(ctx, k, id, &r); err != nil && !isRot(err) {
		if err := f.note(err); err != nil {
			return false, err
		}
	}
	f.Events += r.Events
	f.Trouble = append(f.Trouble, r.Trouble...)
	if _, book := s.store.Directory().Device(id); book {
		return true, nil
	}
	f.Cases++
	same, err := s.sameProjection(ctx, s.projector(k), id)
	switch {
	case isRot(err) || err != nil && !isOfDisk(err):
		return true, nil // told already
	case err == nil && !same:
		err = cases.Fail(cases.Damaged, "store.projection")
	}
	return true, f.note(err)
}

// nextBlob reads one file.
func (s *Session) nextBlob(ctx context.Context, _ keyring, f *roundFact) (more bool, err error) {
	raw, err := s.nextKey(ctx, "blob", "hash", f.At)
	if err != nil || raw == nil {
		return false, err
	}
	f.At = hex.EncodeToString(raw)
	f.Blobs++
	var h cases.Hash
	copy(h[:], raw)
	return true, f.note(aboutFile(h, s.store.soundBlob(h)))
}

// nextChain proves this device's log by its hashes.
func (s *Session) nextChain(ctx context.Context, _ keyring, f *roundFact) (more bool, err error) {
	db, err := s.store.another()
	if err != nil {
		return false, err
	}
	defer db.Close()
	epochs, err := epochsOf(ctx, db, s.store.keys.Device)
	if err != nil {
		return false, f.note(err)
	}
	for _, epoch := range epochs {
		if err := proveEpoch(ctx, db, s.store.Directory(), s.store.keys.Device, epoch); err != nil && !isRot(err) || cases.KeyOf(err) == "store.chain" {
			if err := f.note(err); err != nil {
				return false, err
			}
		}
	}
	return false, nil
}
