package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"casedesk/cases"
)

// logEnd is the last event of a device's log.
type logEnd struct {
	epoch uint32
	seq   uint64
	hash  cases.Hash
}

// endOfLog finds the last event of the epoch that is written now; seq 0 for none.
func endOfLog(ctx context.Context, q querier, device cases.ID) (end logEnd, err error) {
	if end.epoch, err = epochOf(ctx, q); err != nil {
		return end, err
	}
	var hash []byte
	var seq, clock int64
	err = q.QueryRowContext(ctx, selectEnd, device[:], end.epoch).Scan(&seq, &hash, &clock)
	if errors.Is(err, sql.ErrNoRows) {
		return end, nil
	}
	end.seq = uint64(seq)
	copy(end.hash[:], hash)
	return end, fault(err)
}

// test is the test restore: the copy is opened as a restore opens it, its pages and
// the chain of its own log are checked, and it must hold what was acknowledged
// before the backup began.
func (w *backupWork) test(ctx context.Context) error {
	db, err := w.openCopy()
	if err != nil {
		return err
	}
	defer db.Close()
	end, err := prove(ctx, db, w.dir, w.s.store.keys.Device)
	if err != nil {
		return err
	}
	if err := holdsEnd(ctx, db, w.s.store.keys.Device, w.from); err != nil {
		return err
	}
	w.done.Epoch, w.done.Seq, w.done.Last = end.epoch, end.seq, end.hash
	err = db.QueryRowContext(ctx, "SELECT count(*), count(DISTINCT case_id) FROM event").Scan(&w.done.Events, &w.done.Cases)
	if err != nil {
		return fault(err)
	}
	if _, _, err := readSecrets(ctx, db, w.k.data); err != nil {
		return err
	}
	if err := w.sample(ctx); err != nil {
		return err
	}
	w.done.Tested = w.s.store.now()
	return nil
}

// prove checks the pages of a copy and the chains of its device's log by their
// hashes, and the signatures of the last events.
func prove(ctx context.Context, db *sql.DB, dir cases.Directory, device cases.ID) (end logEnd, err error) {
	var found string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found); err != nil {
		return end, fault(err)
	}
	if found != "ok" {
		return end, cases.Fail(cases.Damaged, "store.damaged").Because(errors.New(found))
	}
	if end, err = endOfLog(ctx, db, device); err != nil {
		return end, err
	}
	all, err := epochsOf(ctx, db, device)
	if err != nil {
		return end, err
	}
	for _, epoch := range all {
		if err := proveEpoch(ctx, db, dir, device, epoch); err != nil {
			return end, err
		}
	}
	return end, nil
}

// signed is how many of the last events of a log have their signatures checked in
// a test restore; Check looks at every one.
const signed = 500

func proveEpoch(ctx context.Context, db *sql.DB, dir cases.Directory, device cases.ID, epoch uint32) error {
	c, err := newChain(ctx, db, epoch)
	if err != nil {
		return err
	}
	var last int64
	err = db.QueryRowContext(ctx, "SELECT max(seq) FROM event WHERE device = ? AND epoch = ?", device[:], epoch).Scan(&last)
	if err != nil {
		return fault(err)
	}
	return eachEnvelope(ctx, db, device, epoch, func(named cases.Hash, e cases.Envelope) error {
		h, err := cases.DecodeHeader(e.Header)
		if err != nil {
			return err
		}
		if int64(h.Seq) > last-signed {
			if _, err := cases.Admit(e, dir); err != nil {
				return err
			}
		}
		if e.Hash() != named {
			return cases.Fail(cases.Damaged, "store.event_name", "event", e.Hash().String()[:12])
		}
		return c.add(h, named)
	})
}

// holdsEnd looks for an event that must be there, and for nothing else in its place.
func holdsEnd(ctx context.Context, db *sql.DB, device cases.ID, want logEnd) error {
	if want.seq == 0 {
		return nil
	}
	var hash []byte
	err := db.QueryRowContext(ctx, "SELECT hash FROM event WHERE device = ? AND epoch = ? AND seq = ?",
		device[:], want.epoch, int64(want.seq)).Scan(&hash)
	if errors.Is(err, sql.ErrNoRows) || err == nil && string(hash) != string(want.hash[:]) {
		return cases.Fail(cases.Damaged, "store.chain", "seq", strconv.FormatUint(want.seq, 10))
	}
	return fault(err)
}

// sampled is how many bytes of files that lay at the target before are read again
// in one backup; each backup begins at another place.
const sampled = 256 << 20

// sample reads files of earlier backups again, and puts right what went bad there.
func (w *backupWork) sample(ctx context.Context) error {
	room := int64(sampled)
	for i := range w.files {
		if err := ctx.Err(); err != nil {
			return err
		}
		h := w.files[(i+int(w.done.At.Unix()%int64(len(w.files))))%len(w.files)]
		sum, size, err := fileSum(w.root, blobName(h))
		if err == nil && sum != h {
			err = errors.Join(w.root.Remove(blobName(h)), w.blob(h))
		}
		if err != nil {
			return err
		}
		if room -= size; room < 0 {
			return nil
		}
	}
	return nil
}

// noteBackup remembers the last backup, for the screen and the next turn; where the
// store was closed meanwhile, when it opens again.
func (s *Session) noteBackup(ctx context.Context, b Backup) error {
	if _, err := s.keys(); err != nil {
		s.store.mu.Lock()
		defer s.store.mu.Unlock()
		s.store.unnoted = &b
		return nil
	}
	return s.store.noteBackup(ctx, b)
}

func (s *Store) noteBackup(ctx context.Context, b Backup) error {
	return inTx(ctx, s.write, func(tx *txn) error {
		return setFact(ctx, tx, "backup", strconv.FormatInt(b.At.UnixMilli(), 10)+" "+b.Dir)
	})
}

// noteLate remembers a backup that was made while nobody could.
func (s *Store) noteLate(ctx context.Context) error {
	s.mu.Lock()
	b := s.unnoted
	s.unnoted = nil
	s.mu.Unlock()
	if b == nil {
		return nil
	}
	return s.noteBackup(ctx, *b)
}

// LastBackup tells when the last backup that passed its test began and where it
// lies; a zero time means never.
func (s *Session) LastBackup(ctx context.Context) (at time.Time, dir string, err error) {
	if _, err := s.keys(); err != nil {
		return at, "", err
	}
	text, err := fact(ctx, s.store.read, "backup")
	if err != nil || text == "" {
		return at, "", err
	}
	stamp, dir, _ := strings.Cut(text, " ")
	ms, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return at, "", cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	return time.UnixMilli(ms), dir, nil
}

// another opens one more connection to the store's own tables, for long reading.
func (s *Store) another() (*sql.DB, error) {
	db, err := sql.Open("sqlite", address(filepath.Join(s.dir, dbName), s.disk, "deferred", []string{"busy_timeout(5000)", "cache_size(-2048)", "temp_store(2)"}))
	if err != nil {
		return nil, fault(err)
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// openCopy opens the copy of the tables to read only; nothing is written beside it.
func (w *backupWork) openCopy() (*sql.DB, error) {
	path := filepath.Join(w.to.Dir, w.scratch, dbName)
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	return openSealed(path, w.on)
}
