package sqlite

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"casedesk/cases"
)

// freeTries is how many wrong pass phrases in a row cost no waiting, unless the
// store's policy says otherwise.
const freeTries = 5

// longestWait ends the doubling, so that nobody is shut out for a day.
const longestWait = 15 * time.Minute

const (
	attemptsName = "attempts.json"
	attemptsMost = 1 << 16 // bytes of the file that are looked at
	mostWrong    = 1000    // beyond, a count says nothing more
)

// attempt counts the wrong pass phrases since the last right one.
type attempt struct {
	Wrong int   `json:"wrong"`
	Last  int64 `json:"last"` // milliseconds since 1970
}

// readAttempts reads attempts.json. Anybody may write there, so whatever it says
// opens nothing and shuts nobody out for long; what cannot be read says nothing.
// The waiting only slows a person at the desk: who has the files tries elsewhere,
// and it is the cost of a try that stops him.
func readAttempts(dir string) map[cases.ID]attempt {
	all := map[cases.ID]attempt{}
	f, err := os.Open(filepath.Join(dir, attemptsName))
	if err != nil {
		return all
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, attemptsMost))
	if err != nil || json.Unmarshal(b, &all) != nil {
		return map[cases.ID]attempt{}
	}
	for id, a := range all {
		a.Wrong = min(max(a.Wrong, 0), mostWrong)
		all[id] = a
	}
	return all
}

// wait gives how long the account must wait now. A clock set back shuts nobody out.
func (a attempt) wait(now time.Time, free int) time.Duration {
	if a.Wrong < free {
		return 0
	}
	wait := min(30*time.Second<<min(a.Wrong-free, 10), longestWait)
	since := now.Sub(time.UnixMilli(a.Last))
	if since < 0 || since >= wait {
		return 0
	}
	return wait - since
}

func (s *Store) mustWait(account cases.ID) error {
	s.mu.Lock()
	a, free := s.attempts[account], s.keys.freeTries()
	s.mu.Unlock()
	wait := a.wait(s.now(), free)
	if wait == 0 {
		return nil
	}
	return cases.Fail(cases.Locked, "store.wait", "seconds", strconv.Itoa(int(wait/time.Second)+1))
}

// Tries gives how many wrong pass phrases in a row cost no waiting here.
func (s *Store) Tries() int { k := s.keyFile(); return k.freeTries() }

// freeTries is bounded: keys.json is not sealed, and whoever wrote there must not
// switch the waiting off.
func (k keyFile) freeTries() int {
	if _, tries, _, _ := (cases.Policy{}).Spans(); tries.Holds(k.Tries) {
		return k.Tries
	}
	return freeTries
}

// countTry counts a wrong pass phrase, in memory and on the disk; a disk that
// takes nothing more must not keep anybody from trying again.
func (s *Store) countTry(account cases.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.attempts[account]
	s.attempts[account] = attempt{min(a.Wrong+1, mostWrong), s.now().UnixMilli()}
	s.keepAttempts()
}

func (s *Store) forgetTries(account cases.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.attempts[account]; ok {
		delete(s.attempts, account)
		s.keepAttempts()
	}
}

func (s *Store) keepAttempts() {
	for id := range s.attempts {
		if _, ok := s.keys.slot(id); !ok && !id.IsZero() {
			delete(s.attempts, id) // no account of ours
		}
	}
	if b, err := json.Marshal(s.attempts); err == nil {
		_ = writeFile(s.dir, filepath.Join(s.dir, attemptsName), b)
	}
}

// LockedOut lists the accounts that must wait before their next try, for the
// security administrator; the zero ID is the recovery code.
func (s *Store) LockedOut() map[cases.ID]time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[cases.ID]time.Duration{}
	for id, a := range s.attempts {
		if wait := a.wait(s.now(), s.keys.freeTries()); wait > 0 {
			out[id] = wait
		}
	}
	return out
}

// LetIn ends the waiting of an account, by the hand of a system administrator who is
// signed in. It is no pass phrase: the account still needs its own.
func (s *Session) LetIn(account cases.ID) error {
	k, err := s.administrator()
	if err != nil {
		return err
	}
	clear(k.data[:])
	s.store.forgetTries(account)
	return nil
}
