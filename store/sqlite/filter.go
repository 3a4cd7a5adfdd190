package sqlite

import (
	"context"
	"encoding/json"
	"strconv"

	"casedesk/cases"
)

func filterPlace(account cases.ID, key int) string {
	return "filter " + account.String() + " " + strconv.Itoa(key)
}

// SaveFilter keeps a filter under its key for the signed-in account, in place of
// the one that was there. It is Invalid without a name or with a key that is no
// digit from 1 to 9.
func (s *Session) SaveFilter(ctx context.Context, f cases.SavedFilter) error {
	k, err := s.keys()
	if err != nil {
		return err
	}
	if f.Key < 1 || f.Key > 9 || f.Name == "" {
		return cases.Fail(cases.Invalid, "store.filter")
	}
	plain, err := json.Marshal(f)
	if err != nil {
		return cases.Fail(cases.Invalid, "store.filter").Because(err)
	}
	sealed, err := k.data.seal(s.store.random, filterPlace(s.account, f.Key), plain)
	if err != nil {
		return err
	}
	_, err = s.store.write.ExecContext(ctx, `INSERT INTO saved_filter (account, key, sealed) VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET sealed = excluded.sealed`, s.account[:], f.Key, sealed)
	return fault(err)
}

// Filters gives what the signed-in account keeps, by key.
func (s *Session) Filters(ctx context.Context) ([]cases.SavedFilter, error) {
	k, err := s.keys()
	if err != nil {
		return nil, err
	}
	rows, err := s.store.read.QueryContext(ctx, "SELECT key, sealed FROM saved_filter WHERE account = ? ORDER BY key", s.account[:])
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	all := []cases.SavedFilter{}
	for rows.Next() {
		var key int
		var sealed []byte
		if err := rows.Scan(&key, &sealed); err != nil {
			return nil, fault(err)
		}
		plain, err := k.data.open(filterPlace(s.account, key), sealed)
		if err != nil {
			return nil, err
		}
		var f cases.SavedFilter
		if err := json.Unmarshal(plain, &f); err != nil {
			return nil, cases.Fail(cases.Damaged, "store.sealed", "what", "filter").Because(err)
		}
		all = append(all, f)
	}
	return all, fault(rows.Err())
}

// DropFilter forgets what the signed-in account keeps under a key; nothing there
// is no error.
func (s *Session) DropFilter(ctx context.Context, key int) error {
	if _, err := s.keys(); err != nil {
		return err
	}
	_, err := s.store.write.ExecContext(ctx, "DELETE FROM saved_filter WHERE account = ? AND key = ?", s.account[:], key)
	return fault(err)
}
