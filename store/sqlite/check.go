package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"casedesk/cases"
)

// Report is what Check looked at and what it found amiss.
type Report struct {
	Events  int
	Cases   int
	Blobs   int
	Trouble []*cases.Error // empty when all is well
}

func (r *Report) note(err error) error {
	if err == nil {
		return nil
	}
	var ours *cases.Error
	if !errors.As(err, &ours) {
		return err
	}
	r.Trouble = append(r.Trouble, ours)
	return nil
}

// Check looks through the whole store: the pages of the database, every event's
// hash, signature and body, this device's log without a gap, receipts, the
// tables that screens read against the log, and every file that an event names.
// What it finds stands in the report; the error is one of looking.
func (s *Session) Check(ctx context.Context) (Report, error) {
	var r Report
	k, err := s.keys()
	if err != nil {
		return r, err
	}
	steps := []func(context.Context, keyring, *Report) error{
		s.checkPages, s.checkChains, s.checkEvents, s.checkProjections, s.checkBlobs,
	}
	for _, step := range steps {
		if err := r.note(step(ctx, k, &r)); err != nil {
			return r, err
		}
	}
	return r, nil
}

func (s *Session) checkPages(ctx context.Context, _ keyring, _ *Report) error {
	var found string
	if err := s.store.read.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found); err != nil {
		return fault(err)
	}
	if found != "ok" {
		return cases.Fail(cases.Damaged, "store.damaged").Because(errors.New(found))
	}
	return nil
}

// checkChains proves each of this device's epochs; from other devices only some
// events are here, so their chains cannot be.
func (s *Session) checkChains(ctx context.Context, _ keyring, r *Report) error {
	all, err := s.ProveChains(ctx)
	for _, p := range all {
		if p.Trouble != nil {
			r.Trouble = append(r.Trouble, p.Trouble)
		}
	}
	return err
}

// checkEvents reads every event of every case, and holds hashes against names.
func (s *Session) checkEvents(ctx context.Context, k keyring, r *Report) error {
	ids, err := caseIDs(ctx, s.store.read)
	if err != nil {
		return err
	}
	r.Cases = len(ids)
	books, err := s.books(ctx, k.data)
	if err != nil {
		return err
	}
	for _, b := range books {
		ids = append(ids, b.id)
	}
	for _, id := range ids {
		key, err := caseKey(ctx, s.store.read, k.data, id)
		gone := cases.KeyOf(err) == "store.destroyed"
		if err != nil && !gone {
			if err := r.note(err); err != nil {
				return err
			}
			continue
		}
		log, err := readLog(ctx, s.store.read, id, 0)
		if err != nil {
			return err
		}
		r.Events += len(log)
		for _, l := range log {
			if err := r.note(s.checkEvent(ctx, l.env, key, gone)); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkEvent checks one event; the body of one that is gone for good stays closed.
func (s *Session) checkEvent(ctx context.Context, e cases.Envelope, key cases.CaseKey, gone bool) error {
	if _, err := cases.Admit(e, s.store.Directory()); err != nil {
		return err
	}
	hash := e.Hash()
	held, err := isHeld(ctx, s.store.read, hash)
	if err != nil {
		return err
	}
	if !held {
		return cases.Fail(cases.Damaged, "store.event_name", "event", hash.String()[:12])
	}
	if !gone {
		if _, err = cases.Read(e, key); err != nil {
			return err
		}
	}
	var r cases.Receipt
	var position int64
	err = s.store.read.QueryRowContext(ctx, "SELECT position, at, sig FROM receipt WHERE event = ?", hash[:]).Scan(&position, &r.At, &r.Sig)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fault(err)
	}
	r.Event, r.Position = hash, uint64(position)
	return r.Verify(s.store.root)
}

// checkProjections rebuilds the tables in a transaction that is then undone.
func (s *Session) checkProjections(ctx context.Context, k keyring, _ *Report) error {
	tx, err := s.store.write.begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	before, err := projectionSum(ctx, tx)
	if err != nil {
		return err
	}
	if err := rebuild(ctx, tx, s.projector(k)); err != nil {
		return err
	}
	after, err := projectionSum(ctx, tx)
	if err == nil && after != before {
		err = cases.Fail(cases.Damaged, "store.projection")
	}
	return err
}

func (s *Session) checkBlobs(ctx context.Context, _ keyring, r *Report) error {
	held, err := s.hashes(ctx, "SELECT hash FROM blob ORDER BY hash")
	if err != nil {
		return err
	}
	r.Blobs = len(held)
	for _, h := range held {
		_, err := s.store.readBlob(h)
		if err := r.note(err); err != nil {
			return err
		}
	}
	return nil
}
