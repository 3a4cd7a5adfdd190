package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"time"

	"casedesk/cases"
)

// freeTries is how many wrong pass phrases in a row cost no waiting.
const freeTries = 5

// longestWait ends the doubling, so that nobody is shut out for a day.
const longestWait = 15 * time.Minute

// Unlock signs an account in. A wrong pass phrase is Locked; after five in a row
// the next try must wait, half a minute first and twice as long each time.
func (s *Store) Unlock(ctx context.Context, account cases.ID, pass string) (*Session, error) {
	slot, ok := s.keys.slot(account)
	if !ok {
		return nil, cases.Fail(cases.NotFound, "store.no_account")
	}
	return s.unlock(ctx, slot, pass)
}

// Recover opens the store with its recovery code. The session can read and make
// copies but sign nothing, for no account's key is in that slot.
func (s *Store) Recover(ctx context.Context, code string) (*Session, error) {
	return s.unlock(ctx, s.keys.Recovery, foldRecoveryCode(code))
}

func (s *Store) unlock(ctx context.Context, slot keySlot, pass string) (*Session, error) {
	if err := s.mustWait(ctx, slot.ID); err != nil {
		return nil, err
	}
	data, key, err := slot.unseal(s.keys.identity(), pass)
	if err != nil {
		if cases.KindOf(err) == cases.Locked {
			if counting := s.countTry(ctx, slot.ID); counting != nil {
				return nil, counting
			}
		}
		return nil, err
	}
	if err := s.forgetTries(ctx, slot.ID); err != nil {
		return nil, err
	}
	session := &Session{store: s, data: &data, key: key}
	session.device, session.officeKey, err = readSecrets(ctx, s.read, &data)
	if err != nil {
		session.Close()
		return nil, err
	}
	if key != nil {
		session.account = slot.ID
	}
	return session, nil
}

func (s *Store) mustWait(ctx context.Context, account cases.ID) error {
	var wrong int
	var last int64
	err := s.read.QueryRowContext(ctx, "SELECT wrong, last FROM attempt WHERE account = ?", account[:]).Scan(&wrong, &last)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fault(err)
	}
	if wrong < freeTries {
		return nil
	}
	wait := min(30*time.Second<<min(wrong-freeTries, 10), longestWait)
	since := s.now().Sub(time.UnixMilli(last))
	if since < 0 || since >= wait { // a clock set back shuts nobody out
		return nil
	}
	left := int((wait-since)/time.Second) + 1
	return cases.Fail(cases.Locked, "store.wait", "seconds", strconv.Itoa(left))
}

func (s *Store) countTry(ctx context.Context, account cases.ID) error {
	_, err := s.write.ExecContext(ctx, `INSERT INTO attempt (account, wrong, last) VALUES (?, 1, ?)
		ON CONFLICT (account) DO UPDATE SET wrong = wrong + 1, last = excluded.last`, account[:], s.now().UnixMilli())
	return fault(err)
}

func (s *Store) forgetTries(ctx context.Context, account cases.ID) error {
	var wrong int
	err := s.read.QueryRowContext(ctx, "SELECT wrong FROM attempt WHERE account = ?", account[:]).Scan(&wrong)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fault(err)
	}
	_, err = s.write.ExecContext(ctx, "DELETE FROM attempt WHERE account = ?", account[:])
	return fault(err)
}
