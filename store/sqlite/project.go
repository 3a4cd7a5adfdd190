package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"io"
	"slices"

	"casedesk/cases"
)

// never sorts after every day: no clock runs.
const never = "9999-12-31"

// projector writes the tables that screens read. What they hold follows from the
// log, the receipts and the sending marks alone.
type projector struct {
	random io.Reader
	data   *dataKey
	dir    cases.Directory
	// lenient leaves a case out that cannot be read, so that a store opens all the same
	lenient bool
}

func (s *Session) projector(k keyring) projector {
	return projector{random: s.store.random, data: k.data, dir: s.store.Directory()}
}

// standing is what a case's log says besides the case.
type standing struct {
	first    int64      // id of the event that came here first
	log      cases.Hash // over the events in the order in which they count
	sync     cases.SyncState
	position uint64 // of the last event once all are confirmed
}

// standingOf adds up a whole log.
func standingOf(log []logged) (at standing) {
	at.sync = cases.SyncConfirmed
	for _, l := range log {
		if at.first == 0 || l.id < at.first {
			at.first = l.id
		}
		at.log = chained(at.log, l.event.Hash)
		at.sync = least(at.sync, l.sync())
		at.position = max(at.position, l.position)
	}
	if at.sync != cases.SyncConfirmed {
		at.position = 0
	}
	return at
}

// then gives the standing after one more own event that nobody has seen yet.
func (at standing) then(event cases.Hash) standing {
	at.log, at.position = chained(at.log, event), 0
	at.sync = least(at.sync, cases.SyncLocal)
	return at
}

func chained(log, event cases.Hash) cases.Hash {
	return sha256.Sum256(append(log[:], event[:]...))
}

// syncs are the sync states, the one that has got the least far first.
func syncs() []cases.SyncState {
	return []cases.SyncState{cases.SyncAside, cases.SyncLocal, cases.SyncSent, cases.SyncConfirmed}
}

// least gives the one of two states that has got the least far.
func least(a, b cases.SyncState) cases.SyncState {
	if slices.Index(syncs(), b) < slices.Index(syncs(), a) {
		return b
	}
	return a
}

// put rewrites one case's line, cell, tallies, grams and files. Of an event's
// files only those in fresh may be new; nil means all.
func (p projector) put(ctx context.Context, tx *txn, c cases.Case, at standing, fresh []cases.Event) error {
	if c.ID.IsZero() {
		return nil // its first event has not come yet
	}
	before, err := readLine(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	l := lineOf(c, at)
	if err := l.write(ctx, tx, before); err != nil {
		return err
	}
	if err := moveCounts(ctx, tx, before.counted(), l.counted()); err != nil {
		return err
	}
	if fresh != nil {
		c = cases.Case{ID: c.ID, Evidence: evidenceIn(fresh), Letters: lettersIn(fresh)}
	}
	return projectBlobs(ctx, tx, c)
}

// again folds a case anew and rewrites what is known of it.
func (p projector) again(ctx context.Context, tx *txn, id cases.ID) error {
	log, err := readLog(ctx, tx, id, 0)
	if err != nil {
		return err
	}
	n, gone, err := p.putEnding(ctx, tx, id, log)
	if err != nil {
		return err
	}
	if gone {
		return p.destroy(ctx, tx, id, n, log)
	}
	key, err := caseKey(ctx, tx, p.data, id)
	if err != nil {
		return err
	}
	k := sumPoint(log)
	c, err := fold(cases.Case{}, log[:k], key, p.dir)
	if err != nil {
		return err
	}
	if err := p.keepSum(ctx, tx, id, c, log[:k]); err != nil {
		return err
	}
	if c, err = fold(c, log[k:], key, p.dir); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM case_blob WHERE case_id = ?", id[:]); err != nil {
		return fault(err)
	}
	return p.put(ctx, tx, c, standingOf(log), nil)
}

func evidenceIn(events []cases.Event) (all []cases.EvidenceAct) {
	for _, e := range events {
		if a, ok := e.Act.(cases.EvidenceAct); ok {
			all = append(all, a)
		}
	}
	return all
}

func lettersIn(events []cases.Event) (all []cases.LetterAct) {
	for _, e := range events {
		if a, ok := e.Act.(cases.LetterAct); ok {
			all = append(all, a)
		}
	}
	return all
}

const insertCaseBlob = "INSERT INTO case_blob (case_id, blob) VALUES (?, ?) ON CONFLICT DO NOTHING"

func projectBlobs(ctx context.Context, tx *txn, c cases.Case) error {
	named := make([]cases.Hash, 0, len(c.Evidence)+len(c.Letters))
	for _, e := range c.Evidence {
		named = append(named, e.Blob)
	}
	for _, l := range c.Letters {
		named = append(named, l.Blob)
	}
	for _, h := range named {
		if h.IsZero() {
			continue
		}
		if _, err := tx.ExecContext(ctx, insertCaseBlob, c.ID[:], h[:]); err != nil {
			return fault(err)
		}
	}
	return nil
}

const selectLine = "SELECT id, log, cell, holder, received_on, due, sync, conflicts, party, number, doc_number, words FROM case_row WHERE case_id = ?"

// readLine gives what is known of a case's line; the zero line where it has none.
func readLine(ctx context.Context, q querier, id cases.ID) (l line, err error) {
	var log, holder []byte
	err = q.QueryRowContext(ctx, selectLine, id[:]).Scan(&l.at.first, &log, &l.cell, &holder, &l.received, &l.due, &l.at.sync, &l.conflicts,
		&l.party, &l.number, &l.document, &l.words)
	if errors.Is(err, sql.ErrNoRows) {
		return line{}, nil
	}
	copy(l.at.log[:], log)
	copy(l.holder[:], holder)
	return l, fault(err)
}
