package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"casedesk/cases"
)

// recordKey hides the key's words; two rows of one decision still get one key.
func recordKey(r cases.Record) string {
	sum := sha256.Sum256([]byte("casedesk record\x00" + r.Key()))
	return hex.EncodeToString(sum[:])
}

// KeepRecords keeps imported records and tells how many were new; one decision
// that is here already stays as it is.
func (s *Session) KeepRecords(ctx context.Context, records []cases.Record) (added int, err error) {
	k, err := s.caseKeys()
	if err != nil {
		return 0, err
	}
	err = inTx(ctx, s.store.write, func(tx *txn) error {
		for _, r := range records {
			fresh, err := s.keepRecord(ctx, tx, k.data, r)
			if err != nil {
				return err
			}
			if fresh {
				added++
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

const (
	insertRecord      = "INSERT INTO record (key, party, doc_number, search, sealed) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
	insertRecordGrams = "INSERT INTO record_search (rowid, grams) VALUES (?, ?)"
)

func (s *Session) keepRecord(ctx context.Context, tx *txn, data *dataKey, r cases.Record) (fresh bool, err error) {
	key := recordKey(r)
	plain, err := json.Marshal(r)
	if err != nil {
		return false, cases.Fail(cases.Invalid, "store.record").Because(err)
	}
	sealed, err := data.seal(s.store.random, "record "+key, plain)
	if err != nil {
		return false, err
	}
	words := recordWords(r)
	res, err := tx.ExecContext(ctx, insertRecord, key, r.Party, r.DocNumber, words.text(), sealed)
	if fresh, err = changes(res, err); err != nil || !fresh {
		return false, fault(err)
	}
	id, err := res.LastInsertId()
	if err != nil {
		return false, fault(err)
	}
	_, err = tx.ExecContext(ctx, insertRecordGrams, id, words.grams())
	return true, fault(err)
}

func recordWords(r cases.Record) sought {
	return soughtIn(r.Party, r.USCC.String(), []string{r.PersonID.Number()}, r.DocNumber)
}

// FindRecords gives imported records as Find gives cases, the latest import
// first. An empty query gives the latest; a limit of 0 means 50.
func (s *Session) FindRecords(ctx context.Context, typed string, limit int) ([]cases.Record, error) {
	k, err := s.caseKeys()
	if err != nil {
		return nil, err
	}
	if limit <= 0 {
		limit = pageSize
	}
	q := queryOf(typed, commonness{})
	if len(q.text.runes) == 0 {
		if strings.TrimSpace(typed) != "" {
			return []cases.Record{}, nil // signs alone
		}
		return s.records(ctx, k.data, limit, func(string, string, cases.Record) bool { return true },
			"SELECT key, party, search, sealed FROM record ORDER BY id DESC")
	}
	match := q.match()
	if people := q.matchPerson(); people != "" {
		match = joinWays(match, people)
	}
	if match == "" {
		return []cases.Record{}, nil
	}
	hits := func(party, text string, r cases.Record) bool {
		words := strings.Split(text, "\n")
		_, ok := q.verify(party, words[1], func(want string) bool {
			return slices.ContainsFunc(words[2:], func(n string) bool { return strings.Contains(n, want) })
		})
		return ok || q.plain && q.holdsPerson(r.PersonID.Number())
	}
	return s.records(ctx, k.data, limit, hits, `SELECT r.key, r.party, r.search, r.sealed FROM record_search f CROSS JOIN record r ON r.id = f.rowid
		WHERE record_search MATCH ? ORDER BY f.rowid DESC`, match)
}

// records opens the records that a question gives, as far as they are hits.
func (s *Session) records(ctx context.Context, data *dataKey, limit int, hits func(party, text string, r cases.Record) bool, text string, args ...any) ([]cases.Record, error) {
	rows, err := s.store.read.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	found := []cases.Record{}
	for len(found) < limit && rows.Next() {
		var key, party, words string
		var sealed []byte
		if err := rows.Scan(&key, &party, &words, &sealed); err != nil {
			return nil, fault(err)
		}
		r, err := openRecord(data, key, sealed)
		if err != nil {
			return nil, err
		}
		if hits(party, words, r) {
			found = append(found, r)
		}
	}
	return found, fault(rows.Err())
}

func openRecord(data *dataKey, key string, sealed []byte) (r cases.Record, err error) {
	plain, err := data.open("record "+key, sealed)
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(plain, &r); err != nil {
		return r, cases.Fail(cases.Damaged, "store.sealed", "what", "record").Because(err)
	}
	return r, nil
}

// rebuildRecords writes the words of all imported records anew.
func rebuildRecords(ctx context.Context, tx *txn, data *dataKey) error {
	if _, err := tx.ExecContext(ctx, "INSERT INTO record_search (record_search) VALUES ('delete-all')"); err != nil {
		return fault(err)
	}
	for last := int64(0); ; {
		var key string
		var sealed []byte
		err := tx.QueryRowContext(ctx, "SELECT id, key, sealed FROM record WHERE id > ? ORDER BY id LIMIT 1", last).Scan(&last, &key, &sealed)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fault(err)
		}
		r, err := openRecord(data, key, sealed)
		if err != nil {
			return err
		}
		words := recordWords(r)
		if _, err := tx.ExecContext(ctx, "UPDATE record SET search = ? WHERE id = ?", words.text(), last); err != nil {
			return fault(err)
		}
		if _, err := tx.ExecContext(ctx, insertRecordGrams, last, words.grams()); err != nil {
			return fault(err)
		}
	}
}
