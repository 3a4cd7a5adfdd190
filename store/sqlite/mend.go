package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"casedesk/cases"
)

// The database while it is being mended, and when it is whole.
const (
	mendName   = "store.mend.db"
	mendedName = "store.mended.db"
)

// Mended tells what Mend found and did.
type Mended struct {
	Parts      []string // tables of which something could not be read
	FromBackup int      // rows that a backup gave back
	Files      int      // sealed files that a backup gave back
	Events     int      // in the log afterwards
	Cases      int
	Epoch      uint32 // the new epoch of this device's log; 0 where the old one goes on
	Pull       bool   // the next sync fetches everything once more: something is still missing
	Lost       []*cases.Error
}

// Mend writes the database anew from all that can be read of it, takes what cannot
// from a backup (a folder of one or of several; "" for none), makes what follows from
// the log again, and puts it in the old one's place. The old one is not kept: what is
// destroyed later must not lie on in it. Events that the central library has and no backup comes with the next sync, which
// then fetches everything once more. Where own events or given numbers may have been
// lost the log goes on in a new epoch, as after a restore. Nobody else may work
// meanwhile: they are told that the store is busy.
//
// It fails with Damaged where the machine's own secrets or the directory can be had
// from nowhere: then only a restore helps.
func (s *Session) Mend(ctx context.Context, backup string) (Mended, error) {
	out, _, err := s.mend(ctx, backup, false)
	return out, err
}

// mend is Mend; careful, it leaves the old database where anything would be lost for
// good, and tells whether it put the new one in its place.
func (s *Session) mend(ctx context.Context, backup string, careful bool) (out Mended, done bool, err error) {
	k, err := s.keys()
	if err != nil {
		return out, false, err
	}
	defer clear(k.data[:])
	if !s.store.backing.TryLock() {
		return out, false, cases.Fail(cases.Locked, "store.backup_running")
	}
	defer s.store.backing.Unlock()
	m := &mending{s: s, k: k, careful: careful, holes: map[string][]hole{}, done: &out}
	err = m.build(ctx, backup)
	if errors.Is(err, errLoses) {
		return out, false, removeAll(filepath.Join(s.store.dir, mendName))
	}
	if err != nil {
		return out, false, errors.Join(err, removeAll(filepath.Join(s.store.dir, mendName)))
	}
	if err := s.store.swap(ctx, k.data); err != nil {
		return out, false, err
	}
	for _, h := range m.worthless { // a new one comes
		if err := os.Remove(s.store.blobPath(h)); err != nil && !os.IsNotExist(err) {
			return out, true, fault(err)
		}
	}
	return out, true, nil
}

// errLoses stops a careful mend.
var errLoses = errors.New("something would be lost for good")

// LostForGood gives what neither the backup nor the central library has.
func (m Mended) LostForGood() (lost []*cases.Error) {
	for _, e := range m.Lost {
		if e.Kind == cases.Damaged {
			lost = append(lost, e)
		}
	}
	return lost
}

// mending is one Mend under way.
type mending struct {
	s      *Session
	k      keyring
	old    *sql.DB
	backup *sql.DB // nil for none
	files  *os.Root
	fresh  *pool
	holes  map[string][]hole
	lost   []lostEvent
	blind  bool // not even the indexes tell all that the log held
	done   *Mended

	careful   bool
	worthless []cases.Hash // damaged files that go when the new database stands
}

// build makes the new database; nobody writes to the old one meanwhile.
func (m *mending) build(ctx context.Context, backup string) error {
	st := m.s.store
	hold, err := st.write.begin(ctx)
	if err != nil {
		return err
	}
	defer hold.Rollback()
	if m.old, err = st.another(); err != nil {
		return err
	}
	defer m.old.Close()
	if backup != "" {
		done, err := m.openBackup(ctx, backup)
		if err != nil {
			return err
		}
		defer done()
	}
	at := filepath.Join(st.dir, mendName)
	if err := removeAll(at); err != nil {
		return err
	}
	write, read, err := connect(at, st.disk)
	if err != nil {
		return err
	}
	defer read.Close()
	defer write.Close()
	if err := migrate(ctx, write, st.dir, fs.FS(migrations)); err != nil {
		return err
	}
	if _, err := write.ExecContext(ctx, "PRAGMA foreign_keys = OFF"); err != nil {
		return fault(err)
	}
	m.fresh = newPool(nil)
	m.fresh.open(write)
	steps := []func(context.Context, *txn) error{m.copy, m.fillHoles, m.events, m.keys, m.facts, m.blobs, m.project}
	err = inTx(ctx, m.fresh, func(tx *txn) error {
		for _, step := range steps {
			if err := step(ctx, tx); err != nil {
				return err
			}
		}
		if m.careful && (m.blind || len(m.done.LostForGood()) > 0) {
			return errLoses
		}
		return nil
	})
	if err != nil {
		return err
	}
	return m.finish(ctx, write, read)
}

// finish sees the new database onto the disk under the name that says it is whole.
func (m *mending) finish(ctx context.Context, write, read *sql.DB) error {
	var found string
	if err := write.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found); err != nil || found != "ok" {
		return cases.Fail(cases.Damaged, "store.damaged").Because(errors.Join(err, errors.New(found)))
	}
	if _, err := write.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return fault(err)
	}
	if err := errors.Join(read.Close(), write.Close()); err != nil {
		return fault(err)
	}
	at := filepath.Join(m.s.store.dir, mendName)
	if err := syncFile(at); err != nil {
		return err
	}
	if err := os.Rename(at, filepath.Join(m.s.store.dir, mendedName)); err != nil {
		return fault(err)
	}
	return fault(syncDir(m.s.store.dir))
}

// follows are the tables that are made again from the others.
func follows(table string) bool {
	return strings.HasPrefix(table, "sqlite_") || strings.HasPrefix(table, "case_search") || strings.HasPrefix(table, "record_search") ||
		slices.Contains([]string{"case_row", "case_end", "case_cell", "case_tally", "case_blob", "case_sum"}, table)
}

// copy takes over every row that can be read.
func (m *mending) copy(ctx context.Context, tx *txn) error {
	tables, err := tableNames(ctx, tx)
	if err != nil {
		return err
	}
	for _, table := range tables {
		if follows(table) {
			continue
		}
		var insert string
		var wrong []hole
		see := m.seesRow(ctx, table)
		s, err := newSalvage(ctx, m.old, table, func(row []any) error {
			if key := see(row); key != nil {
				wrong = append(wrong, hole{exact: key})
				return nil
			}
			_, err := tx.ExecContext(ctx, insert, row...)
			return fault(err)
		})
		if err != nil {
			return err
		}
		insert = insertInto(table, s.columns)
		if err := s.run(ctx); err != nil {
			return err
		}
		if holes := append(s.holes, wrong...); len(holes) > 0 {
			m.holes[table] = holes
			m.done.Parts = append(m.done.Parts, table)
		}
	}
	return nil
}

func insertInto(table string, columns []string) string {
	return "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (" +
		strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ") + ") ON CONFLICT DO NOTHING"
}

// project makes what follows from the log; a case that lacks its key waits for it.
func (m *mending) project(ctx context.Context, tx *txn) error {
	p := m.s.projector(m.k)
	p.lenient = true
	if err := errors.Join(rebuild(ctx, tx, p), rebuildRecords(ctx, tx, m.k.data)); err != nil {
		return err
	}
	if err := setFact(ctx, tx, "projected", projected); err != nil {
		return err
	}
	err := tx.QueryRowContext(ctx, "SELECT count(*), count(DISTINCT case_id) FROM event").Scan(&m.done.Events, &m.done.Cases)
	return fault(err)
}

// swap puts the mended database in the place of the damaged one.
func (s *Store) swap(ctx context.Context, data *dataKey) error {
	s.entry.Lock()
	defer s.entry.Unlock()
	_ = s.closeDatabase() // what cannot be read does not close well
	s.closing.Wait()
	if err := s.finishMend(); err != nil {
		return err
	}
	if s.awake == 0 {
		return nil // signed out meanwhile
	}
	if err := s.openDatabase(ctx, data); err != nil {
		return errors.Join(err, s.closeDatabase())
	}
	return nil
}

// finishMend completes what swap began: a database under mendedName is whole.
func (s *Store) finishMend() error {
	fresh, old := filepath.Join(s.dir, mendedName), filepath.Join(s.dir, dbName)
	if err := removeAll(filepath.Join(s.dir, mendName)); err != nil {
		return err
	}
	if _, err := os.Stat(fresh); os.IsNotExist(err) {
		return nil
	}
	if err := removeAll(old); err != nil {
		return err
	}
	if err := os.Rename(fresh, old); err != nil {
		return fault(err)
	}
	return fault(syncDir(s.dir))
}
