package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"strings"

	"casedesk/cases"
)

// checkProjections holds what screens read against the log, case by case, each in a
// short reading of its own: nobody who writes waits for it.
func (s *Session) checkProjections(ctx context.Context, k keyring, r *Report) error {
	ids, err := caseIDs(ctx, s.store.read)
	if err != nil {
		return err
	}
	p, wrong := s.projector(k), false
	for _, id := range ids {
		same, err := s.sameProjection(ctx, p, id)
		if err != nil && !isOfDisk(err) || isRot(err) {
			continue // it is named already
		}
		if err != nil {
			return err
		}
		wrong = wrong || !same
	}
	same, err := sameCounts(ctx, s.store.read)
	if err == nil && (wrong || !same) {
		err = cases.Fail(cases.Damaged, "store.projection")
	}
	return err
}

// sameProjection tells whether a case's line, sum, files and grams are what its log
// says at one moment.
func (s *Session) sameProjection(ctx context.Context, p projector, id cases.ID) (bool, error) {
	tx, err := s.store.read.look(ctx)
	if err != nil {
		return false, err
	}
	defer tx.Rollback()
	key, err := caseKey(ctx, tx, p.data, id)
	if cases.KeyOf(err) == "store.destroyed" {
		return true, nil // what is left of it follows from no body
	}
	if err != nil {
		return false, err
	}
	log, err := readLog(ctx, tx, id, 0)
	if err != nil {
		return false, err
	}
	n := sumPoint(log)
	c, err := fold(cases.Case{}, log[:n], key, p.dir)
	if err != nil {
		return false, err
	}
	if same, err := sameSum(ctx, tx, id, c, n); err != nil || !same {
		return false, err
	}
	if c, err = fold(c, log[n:], key, p.dir); err != nil {
		return false, err
	}
	if c.ID.IsZero() {
		return true, nil // its first event has not come yet
	}
	return sameLine(ctx, tx, lineOf(c, standingOf(log)))
}

func sameSum(ctx context.Context, tx *sql.Tx, id cases.ID, c cases.Case, events int) (same bool, err error) {
	if events == 0 {
		err = tx.QueryRowContext(ctx, "SELECT NOT EXISTS (SELECT 1 FROM case_sum WHERE case_id = ?)", id[:]).Scan(&same)
		return same, fault(err)
	}
	plain, err := encodeSum(c)
	if err != nil {
		return false, err
	}
	sum := sha256.Sum256(plain)
	err = tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM case_sum WHERE case_id = ? AND events = ? AND plain = ?)", id[:], events, sum[:]).Scan(&same)
	return same, fault(err)
}

// sameLine looks for the line with all its columns as the log has them, for the files
// it names, and asks the search for its own words.
func sameLine(ctx context.Context, tx *sql.Tx, l line) (same bool, err error) {
	columns, _, _ := strings.Cut(insertLine[strings.Index(insertLine, "(")+1:], ")")
	args := l.row()
	err = tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM case_row WHERE ("+columns+") = ("+
		strings.TrimSuffix(strings.Repeat("?, ", len(args)), ", ")+"))", args...).Scan(&same)
	if err != nil || !same {
		return false, fault(err)
	}
	named := []cases.Hash{}
	for _, e := range l.c.Evidence {
		named = append(named, e.Blob)
	}
	for _, letter := range l.c.Letters {
		named = append(named, letter.Blob)
	}
	for _, h := range named {
		if h.IsZero() {
			continue
		}
		err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM case_blob WHERE blob = ? AND case_id = ?)", h[:], l.c.ID[:]).Scan(&same)
		if err != nil || !same {
			return false, fault(err)
		}
	}
	grams := strings.Fields(l.grams())
	if len(grams) == 0 {
		return true, nil
	}
	err = tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM case_search WHERE case_search MATCH ? AND rowid = ?)",
		`"`+strings.Join(grams, `" "`)+`"`, l.at.first).Scan(&same)
	return same, fault(err)
}

// sameCounts adds up the lines of the queues and holds them against the counters.
func sameCounts(ctx context.Context, q querier) (same bool, err error) {
	err = q.QueryRowContext(ctx, `SELECT NOT EXISTS (
			SELECT cell, sum(sync = 'local'), sum(sync = 'sent'), sum(sync = 'aside'), sum(sync = 'confirmed') FROM case_row GROUP BY cell
			EXCEPT SELECT id, local, sent, aside, confirmed FROM case_cell)
		AND (SELECT coalesce(sum(local + sent + aside + confirmed), 0) FROM case_cell) = (SELECT count(*) FROM case_row)
		AND NOT EXISTS (SELECT holder, due, count(*) FROM case_row WHERE due <> ? GROUP BY holder, due
			EXCEPT SELECT holder, value, n FROM case_tally WHERE what = 'due')`, never).Scan(&same)
	return same, fault(err)
}
