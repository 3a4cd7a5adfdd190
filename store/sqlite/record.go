package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

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
	k, err := s.keys()
	if err != nil {
		return 0, err
	}
	err = inTx(ctx, s.store.write, func(tx *txn) error {
		put, err := tx.PrepareContext(ctx, "INSERT INTO record (key, party, doc_number, search, sealed) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
		if err != nil {
			return err
		}
		defer put.Close()
		for _, r := range records {
			key := recordKey(r)
			plain, err := json.Marshal(r)
			if err != nil {
				return cases.Fail(cases.Invalid, "store.record").Because(err)
			}
			sealed, err := k.data.seal(s.store.random, "record "+key, plain)
			if err != nil {
				return err
			}
			res, err := put.ExecContext(ctx, key, r.Party, r.DocNumber, recordSearch(r), sealed)
			if err != nil {
				return err
			}
			if n, err := res.RowsAffected(); err == nil {
				added += int(n)
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

// recordSearch holds both spellings of the document number: as written, and the
// one that all spellings fold to.
func recordSearch(r cases.Record) string {
	return searchText(r.Party, r.USCC.String(), r.DocNumber, cases.DocNumberKey(r.DocNumber))
}

// FindRecords gives imported records whose party, code or document number holds
// the query, the latest import first. An empty query gives the latest; a limit
// of 0 means 50.
func (s *Session) FindRecords(ctx context.Context, query string, limit int) ([]cases.Record, error) {
	k, err := s.caseKeys()
	if err != nil {
		return nil, err
	}
	if limit <= 0 {
		limit = pageSize
	}
	words := foldSearch(query)
	rows, err := s.store.read.QueryContext(ctx, `SELECT key, sealed FROM record
		WHERE instr(search, ?) > 0 OR instr(search, ?) > 0 ORDER BY id DESC LIMIT ?`, words, orNone(foldSearch(cases.DocNumberKey(query)), words), limit)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	found := []cases.Record{}
	for rows.Next() {
		var key string
		var sealed []byte
		if err := rows.Scan(&key, &sealed); err != nil {
			return nil, fault(err)
		}
		r, err := openRecord(k.data, key, sealed)
		if err != nil {
			return nil, err
		}
		found = append(found, r)
	}
	return found, fault(rows.Err())
}

// orNone keeps an empty second spelling from matching everything.
func orNone(second, first string) string {
	if second == "" {
		return first
	}
	return second
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
