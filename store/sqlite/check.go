package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strconv"

	"casedesk/cases"
)

// Report is what Check looked at and what it found amiss.
type Report struct {
	Events  int
	Cases   int
	Blobs   int
	Trouble []*cases.Error // empty when all is well

	rotten bool // a page of the database cannot be read
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
	for i, step := range steps {
		err := step(ctx, k, &r)
		if i > 0 && r.rotten && isRot(err) {
			continue // it met a page that is named already
		}
		if err := r.note(err); err != nil {
			return r, err
		}
	}
	return r, nil
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
		if err := s.checkCase(ctx, k, id, r); err != nil && !(r.rotten && isRot(err)) {
			return err
		}
	}
	return nil
}

// checkCase reads every event of a case.
func (s *Session) checkCase(ctx context.Context, k keyring, id cases.ID, r *Report) error {
	key, err := caseKey(ctx, s.store.read, k.data, id)
	gone := cases.KeyOf(err) == "store.destroyed"
	if err != nil && !gone {
		return r.note(err)
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
	return nil
}

// Words gives the one line that tells what a check found: the key of its sentence and
// what stands in it.
func (r Report) Words() (key string, args []cases.Arg) {
	key = "store.check_sound"
	if len(r.Trouble) > 0 {
		key = "store.check_trouble"
	}
	number := func(n int) string { return strconv.Itoa(n) }
	return key, []cases.Arg{{Name: "events", Value: number(r.Events)}, {Name: "files", Value: number(r.Blobs)}, {Name: "n", Value: number(len(r.Trouble))}}
}

// checkEvent checks one event; the body of one that is gone for good stays closed.
func (s *Session) checkEvent(ctx context.Context, e cases.Envelope, key cases.CaseKey, gone bool) error {
	h, err := cases.Admit(e, s.store.Directory())
	if err != nil {
		return err
	}
	hash := e.Hash()
	var filed bool
	err = s.store.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM event WHERE hash = ?
		AND device = ? AND epoch = ? AND seq = ? AND case_id = ? AND clock = ?)`,
		hash[:], h.Device[:], h.Epoch, int64(h.Seq), h.Case[:], int64(h.Clock)).Scan(&filed)
	if err != nil {
		return fault(err)
	}
	if !filed {
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

func (s *Session) checkBlobs(ctx context.Context, _ keyring, r *Report) error {
	held, err := s.hashes(ctx, "SELECT hash FROM blob ORDER BY hash")
	if err != nil {
		return err
	}
	r.Blobs = len(held)
	for _, h := range held {
		if err := r.note(aboutFile(h, s.store.soundBlob(h))); err != nil {
			return err
		}
	}
	return nil
}
