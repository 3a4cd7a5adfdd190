package sqlite

import (
	"context"
	"encoding/json"

	"casedesk/cases"
)

func draftPlace(id cases.ID) string { return "draft " + id.String() }

// SaveDraft keeps what the signed-in account is typing; it is on the disk when
// SaveDraft returns. It fills in the account and the time, and never touches
// the record.
func (s *Session) SaveDraft(ctx context.Context, d cases.Draft) error {
	k, err := s.keys()
	if err != nil {
		return err
	}
	if d.ID.IsZero() {
		return cases.Fail(cases.Invalid, "store.draft")
	}
	if !d.Account.IsZero() && d.Account != s.account {
		return cases.Fail(cases.Forbidden, "store.draft_other")
	}
	d.Account, d.Saved = s.account, s.store.now().UnixMilli()
	plain, err := json.Marshal(d)
	if err != nil {
		return cases.Fail(cases.Invalid, "store.draft").Because(err)
	}
	sealed, err := k.data.seal(s.store.random, draftPlace(d.ID), plain)
	if err != nil {
		return err
	}
	res, err := s.store.write.ExecContext(ctx, `INSERT INTO draft (id, account, saved, sealed) VALUES (?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET saved = excluded.saved, sealed = excluded.sealed WHERE account = excluded.account`,
		d.ID[:], d.Account[:], d.Saved, sealed)
	if err != nil {
		return fault(err)
	}
	if n, err := res.RowsAffected(); err == nil && n == 0 {
		return cases.Fail(cases.Forbidden, "store.draft_other")
	}
	return nil
}

// Drafts gives an account's drafts, the latest first; nobody sees another's.
func (s *Session) Drafts(ctx context.Context, account cases.ID) ([]cases.Draft, error) {
	k, err := s.keys()
	if err != nil {
		return nil, err
	}
	if account != s.account {
		return nil, cases.Fail(cases.Forbidden, "store.draft_other")
	}
	rows, err := s.store.read.QueryContext(ctx, "SELECT id, sealed FROM draft WHERE account = ? ORDER BY saved DESC, id", s.account[:])
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	drafts := []cases.Draft{}
	for rows.Next() {
		var id, sealed []byte
		if err := rows.Scan(&id, &sealed); err != nil {
			return nil, fault(err)
		}
		plain, err := k.data.open(draftPlace(cases.ID(id)), sealed)
		if err != nil {
			return nil, err
		}
		var d cases.Draft
		if err := json.Unmarshal(plain, &d); err != nil {
			return nil, cases.Fail(cases.Damaged, "store.sealed", "what", "draft").Because(err)
		}
		drafts = append(drafts, d)
	}
	return drafts, fault(rows.Err())
}

// DropDraft throws a draft of the signed-in account away; one that is gone
// already is no error.
func (s *Session) DropDraft(ctx context.Context, id cases.ID) error {
	if _, err := s.keys(); err != nil {
		return err
	}
	_, err := s.store.write.ExecContext(ctx, "DELETE FROM draft WHERE id = ? AND account = ?", id[:], s.account[:])
	return fault(err)
}
