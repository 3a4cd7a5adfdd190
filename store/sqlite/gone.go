package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"os"

	"casedesk/cases"
)

// destroy carries a destruction out: the case's key goes, in every form in which
// it lies in the tables, and all that was made from the case. What stays is its
// log, whose bodies nobody can open any more, and a line with number and days.
// Rows that are deleted are overwritten. What lies outside the tables is left
// to sweepGone. Done again it changes nothing.
func (p projector) destroy(ctx context.Context, tx *txn, id cases.ID, n cases.Ending, log []logged) error {
	if _, err := tx.ExecContext(ctx, "PRAGMA secure_delete = ON"); err != nil {
		return fault(err)
	}
	switch key, err := caseKey(ctx, tx, p.data, id); cases.KeyOf(err) {
	case "store.no_key", "store.destroyed": // done before, or it never came
	default:
		if err := p.dropKin(ctx, tx, id, key, log); err != nil {
			return err
		}
		if err := setFact(ctx, tx, "sweep", "due"); err != nil {
			return err
		}
	}
	err := runAll(ctx, tx, []any{id[:]},
		"INSERT INTO blob_gone (hash) SELECT b.blob FROM case_blob b WHERE b.case_id = ?1 AND NOT EXISTS (SELECT 1 FROM case_blob o WHERE o.blob = b.blob AND o.case_id <> ?1) ON CONFLICT DO NOTHING",
		"DELETE FROM case_blob WHERE case_id = ?1", "DELETE FROM case_key WHERE case_id = ?1", "DELETE FROM key_wrap WHERE case_id = ?1",
		"DELETE FROM aside WHERE case_id = ?1", "DELETE FROM case_sum WHERE case_id = ?1", "UPDATE print_copy SET note = '' WHERE case_id = ?1 AND note <> ''")
	if err != nil {
		return err
	}
	for i := range log {
		log[i].event.Hash = log[i].env.Hash()
	}
	return p.put(ctx, tx, n.Stub(id), standingOf(log), nil)
}

// dropKin takes away what was copied from the case or typed about it: the imported
// record that it is about, and drafts.
func (p projector) dropKin(ctx context.Context, tx *txn, id cases.ID, key cases.CaseKey, log []logged) error {
	if c, err := fold(cases.Case{}, log, key, p.dir); err == nil { // a damaged case goes all the same
		if err := dropRecord(ctx, tx, recordKey(c.Record)); err != nil {
			return err
		}
	}
	rows, err := tx.QueryContext(ctx, "SELECT id, sealed FROM draft")
	if err != nil {
		return fault(err)
	}
	defer rows.Close()
	var about [][]byte
	for rows.Next() {
		var draft, sealed []byte
		if err := rows.Scan(&draft, &sealed); err != nil {
			return fault(err)
		}
		var d cases.Draft
		plain, err := p.data.open(draftPlace(cases.ID(draft)), sealed)
		if err == nil && json.Unmarshal(plain, &d) == nil && d.Case == id {
			about = append(about, draft)
		}
		clear(plain)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return fault(err)
	}
	for _, draft := range about {
		if _, err := tx.ExecContext(ctx, "DELETE FROM draft WHERE id = ?", draft); err != nil {
			return fault(err)
		}
	}
	return nil
}

func dropRecord(ctx context.Context, tx *txn, key string) error {
	return runAll(ctx, tx, []any{key}, "DELETE FROM record_search WHERE rowid IN (SELECT id FROM record WHERE key = ?)",
		"DELETE FROM record WHERE key = ?")
}

// sweepGone takes off the disk what destroyed cases left outside their rows: grams
// in the search index, files, copies of the database from before an older form, and
// what the WAL still holds. It goes on where it was cut off.
func (s *Session) sweepGone(ctx context.Context) error {
	due, err := fact(ctx, s.store.write, "sweep")
	if err != nil || due == "" {
		return err
	}
	s.store.forgetCases()
	if err := s.dropFiles(ctx); err != nil {
		return err
	}
	if err := dropCopies(s.store.dir, ""); err != nil {
		return err
	}
	for _, text := range []string{
		"PRAGMA secure_delete = ON",
		"INSERT INTO case_search (case_search) VALUES ('optimize')", "INSERT INTO record_search (record_search) VALUES ('optimize')",
		"PRAGMA wal_checkpoint(TRUNCATE)", "DELETE FROM fact WHERE name = 'sweep'", "PRAGMA secure_delete = OFF",
	} {
		if _, err := s.store.write.ExecContext(ctx, text); err != nil {
			return fault(err)
		}
	}
	return nil
}

// dropFiles removes the sealed files of which no case has the key any more.
func (s *Session) dropFiles(ctx context.Context) error {
	gone, err := s.hashes(ctx, "SELECT hash FROM blob_gone ORDER BY hash")
	if err != nil {
		return err
	}
	for _, h := range gone {
		path := s.store.blobPath(h)
		overwrite(path)
		if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
			return fault(err)
		}
		err := inTx(ctx, s.store.write, func(tx *txn) error {
			return runAll(ctx, tx, []any{h[:]}, "DELETE FROM blob WHERE hash = ?", "DELETE FROM blob_gone WHERE hash = ?")
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// forgetCases drops what every session remembers of cases.
func (s *Store) forgetCases() {
	s.entry.Lock()
	defer s.entry.Unlock()
	for session := range s.sessions {
		session.mu.Lock()
		session.cases = nil
		session.mu.Unlock()
	}
}
