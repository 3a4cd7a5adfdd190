package main

import (
	"context"
	"os"
	"time"

	"casedesk/app/present"
	"casedesk/app/wire"
	"casedesk/cases"
	"casedesk/cases/rules"
	"casedesk/store/sqlite"
)

// stores are the local stores of this machine, opened and locked for us.
type stores struct {
	open    []*sqlite.Store
	session *sqlite.Session // of the account that is signed in; nil while none is
}

// openStores opens every folder; with none there is nothing to sign in to.
func openStores(dirs []string) (*stores, error) {
	if len(dirs) == 0 {
		return nil, cases.Fail(cases.Invalid, "desktop.no_store")
	}
	s := &stores{}
	for _, dir := range dirs {
		store, err := sqlite.Open(context.Background(), dir, sqlite.Options{Keyring: wire.Keyring()})
		if err != nil {
			s.close()
			return nil, err
		}
		s.open = append(s.open, store)
	}
	return s, nil
}

func (s *stores) close() {
	s.lock()
	for _, store := range s.open {
		store.Close()
	}
}

// lock drops the keys of whoever is signed in.
func (s *stores) lock() {
	if s.session != nil {
		s.session.Close()
		s.session = nil
	}
}

// leave gives the session that was signed in, for the caller to close.
func (s *stores) leave() *sqlite.Session {
	left := s.session
	s.session = nil
	return left
}

// places lists the stores for the sign-in page.
func (s *stores) places() (out []present.Place) {
	name, err := os.Hostname()
	if err != nil {
		name = ""
	}
	for _, store := range s.open {
		o := store.Doorplate()
		p := present.Place{Office: o, Device: name, Tries: store.Tries(), Found: []present.Finding{
			{Tone: present.Good, Title: present.Say("found.opened"), Detail: present.Say("found.locked_for_us")},
		}}
		for _, a := range store.Accounts() {
			if a.Second {
				p.Second = append(p.Second, a.ID)
			}
			if a.Shut {
				p.Shut = append(p.Shut, a.ID)
			}
		}
		out = append(out, p)
	}
	return out
}

// unlock signs an account in and joins everything it works with.
func (s *stores) unlock(tools wire.Tools, central string, log *written, chinese speaker) present.Unlock {
	return func(place int, account cases.ID, pass, stick string) (present.Session, error) {
		proof, err := wire.ProofOf(account, pass, stick)
		if err != nil {
			return present.Session{}, err
		}
		session, err := s.open[place].UnlockWith(context.Background(), account, proof)
		if err != nil {
			return present.Session{}, err
		}
		d, err := tools.Desk(session)
		if err != nil {
			session.Close()
			return present.Session{}, err
		}
		book, err := tools.BookOf(session.Store())
		if err != nil {
			session.Close()
			return present.Session{}, err
		}
		care := wire.CareOf(session)
		policy, err := care.Policy(context.Background())
		if err != nil {
			session.Close()
			return present.Session{}, err
		}
		local := &localStore{Session: session, log: log}
		d.Store = local
		s.session = session
		out := present.Session{Work: d, Store: local, Books: local, Book: book, Version: version(session.Store()), Packs: packShelf{tools, session}, ReadSheet: readSheet, Chinese: chinese, Ledger: session, Printers: wire.Printers, Codes: wire.Codes{},
			Door: care, Policy: policy.Policy, Policies: care, People: care, Backups: care, Archive: care, TakeOuts: wire.Taker{Tools: tools, Session: session}}
		if central != "" {
			out.Sync = func(ctx context.Context) (present.SyncReport, error) {
				mended, err := tools.Heal(ctx, session)
				if err != nil {
					return present.SyncReport{}, err
				}
				r, err := tools.Sync(ctx, session, central)
				if err == nil {
					local.contact = time.Now()
				}
				if lost := lostIn(mended); err == nil && lost != nil {
					err = lost
				}
				return present.SyncReport{
					Mended: mended != nil, Pushed: r.Pushed, Pulled: r.Pulled, Conflicts: r.Conflicts, SetAside: len(r.SetAside), Blobs: r.Blobs, Position: r.Position,
				}, err
			}
		}
		return out, nil
	}
}

// lostIn gives the first thing that neither the backup nor the library had.
func lostIn(m *sqlite.Mended) error {
	if m == nil || len(m.LostForGood()) == 0 {
		return nil
	}
	return m.LostForGood()[0]
}

type speaker func(key string, args ...cases.Arg) string

// version finds packs that old cases were judged by; each is read once.
func version(store *sqlite.Store) func(ruleset, hash string) (*rules.Pack, bool) {
	seen := map[string]*rules.Pack{}
	return func(ruleset, hash string) (*rules.Pack, bool) {
		p, known := seen[hash]
		if !known {
			if shelf, err := wire.ShelfOf(store); err == nil {
				p, _ = shelf.Pack(ruleset, hash)
			}
			seen[hash] = p
		}
		return p, p != nil
	}
}
