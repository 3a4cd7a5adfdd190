package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"casedesk/cases"
)

// patience is how long a sign-out waits for work under way before it goes on
// without it; the key stays until that work ends.
const patience = 3 * time.Second

// enter opens the database for the first session and counts it.
func (s *Store) enter(ctx context.Context, session *Session, data *dataKey) error {
	s.entry.Lock()
	defer s.entry.Unlock()
	if s.awake == 0 {
		if err := s.openDatabase(ctx, data); err != nil {
			return errors.Join(err, s.closeDatabase())
		}
	}
	s.awake++
	s.sessions[session] = true
	return nil
}

// leave counts a session out; with the last one the database is closed and its
// key wiped. A session that is only covered is still known.
func (s *Store) leave(session *Session, covered bool) error {
	s.entry.Lock()
	defer s.entry.Unlock()
	if !covered {
		delete(s.sessions, session)
	}
	if s.awake--; s.awake > 0 {
		return nil
	}
	return s.closeDatabase()
}

func (s *Store) forget(session *Session) {
	s.entry.Lock()
	defer s.entry.Unlock()
	delete(s.sessions, session)
}

func (s *Store) openDatabase(ctx context.Context, data *dataKey) (err error) {
	if s.keyFile().Format < keyFormat {
		if err := s.bringForward(ctx, data); err != nil {
			return err
		}
	}
	on, err := mount(s.keyFile().Cipher, true, data, s.trial)
	if err != nil {
		return err
	}
	s.disk = on
	write, read, err := connect(filepath.Join(s.dir, dbName), s.disk)
	if err != nil {
		return err
	}
	s.write.open(write)
	s.read.open(read)
	version, err := versionOf(ctx, write)
	if err != nil {
		return err
	}
	if version == 0 {
		return cases.Fail(cases.Damaged, "store.damaged") // a store was made whole
	}
	if err := migrate(ctx, write, s.dir, fs.FS(migrations)); err != nil {
		return err
	}
	if err := s.write.prepare(ctx); err != nil {
		return err
	}
	id, err := fact(ctx, s.read, "store")
	if err != nil {
		return err
	}
	if id != s.keys.Store.String() {
		return cases.Fail(cases.Damaged, "store.mixed")
	}
	d, err := lastDirectory(ctx, s.read, s.root)
	if err != nil {
		return err
	}
	s.setDirectory(d)
	s.loadBallast()
	return s.noteLate(ctx)
}

// mounted gives what the database lies on now.
func (s *Store) mounted() disk { s.entry.Lock(); defer s.entry.Unlock(); return s.disk }

// closeDatabase takes the connections away, waits for those that are at work,
// and wipes the key.
func (s *Store) closeDatabase() error {
	reading, err := s.read.close()
	writing, closing := s.write.close()
	err = errors.Join(err, closing)
	on := s.disk
	s.disk = nil
	s.setDirectory(cases.Directory{})
	if on == nil {
		return fault(err)
	}
	done := make(chan error, 1)
	s.closing.Go(func() {
		for reading()+writing()+int(s.copies.Load()) > 0 {
			time.Sleep(time.Millisecond)
		}
		done <- on.Close()
	})
	select {
	case wiping := <-done:
		err = errors.Join(err, wiping)
	case <-time.After(patience):
	}
	return fault(err)
}

func (s *Store) setDirectory(d cases.Directory) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.directory = d
}

// keyFile gives keys.json as it is now.
func (s *Store) keyFile() keyFile {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keys
}

// changeKeys writes keys.json anew, whole or not at all. The caller holds entry.
func (s *Store) changeKeys(change func(*keyFile) error) error {
	k := s.keyFile()
	k.Accounts = append([]keySlot(nil), k.Accounts...)
	if err := change(&k); err != nil {
		return err
	}
	if err := k.write(s.dir); err != nil {
		return s.relieve(err)
	}
	s.mu.Lock()
	s.keys.Format, s.keys.Cipher, s.keys.Name, s.keys.Powers = k.Format, k.Cipher, k.Name, k.Powers
	s.keys.Accounts, s.keys.Recovery, s.keys.Tries = k.Accounts, k.Recovery, k.Tries
	s.mu.Unlock()
	return nil
}
