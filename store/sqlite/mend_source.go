package sqlite

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"

	"casedesk/cases"
)

// openBackup opens a backup to read from: its manifest must bear this store's seal
// and its database the sum that stands there.
func (m *mending) openBackup(ctx context.Context, dir string) (done func(), err error) {
	root, name, err := openBackup(dir)
	if err != nil {
		return nil, err
	}
	closing := []func() error{root.Close}
	shut := func() {
		for _, end := range closing {
			_ = end()
		}
	}
	defer func() {
		if err != nil {
			shut()
		}
	}()
	made, err := readManifest(root, name)
	if err == nil {
		err = made.proved(m.k.data)
	}
	if err == nil && made.Store != m.s.store.keys.Store {
		err = cases.Fail(cases.Conflict, "store.backup_other", "dir", dir)
	}
	if err != nil {
		return nil, err
	}
	if sum, _, err := fileSum(root, filepath.ToSlash(filepath.Join(name, dbName))); err != nil || sum != made.DB {
		return nil, ofBackup(dbName, err)
	}
	keys, err := readKeyFile(filepath.Join(root.Name(), name))
	if err != nil {
		return nil, err
	}
	on := m.s.store.disk
	if keys.Format != keyFormat { // made before pages carried proofs
		old, err := mount(keys.Cipher, false, m.k.data, trial{})
		if err != nil {
			return nil, err
		}
		closing, on = append([]func() error{old.Close}, closing...), old
	}
	db, err := openSealed(filepath.Join(root.Name(), name, dbName), on)
	if err != nil {
		return nil, err
	}
	closing = append([]func() error{db.Close}, closing...)
	m.backup, m.files = db, root
	return shut, nil
}

// fillHoles takes from the backup the rows whose keys lie in a hole. A row that was
// there when the backup was made and is gone since comes back: rather that than one
// too few.
func (m *mending) fillHoles(ctx context.Context, tx *txn) error {
	if m.backup == nil {
		return nil
	}
	for table, holes := range m.holes {
		s, err := newSalvage(ctx, m.backup, table, nil)
		if err != nil {
			return err
		}
		if len(s.columns) == 0 {
			continue // the table is younger than the backup
		}
		insert := insertInto(table, s.columns)
		for _, h := range holes {
			if err := m.fill(ctx, tx, s, h, insert); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *mending) fill(ctx context.Context, tx *txn, s *salvage, h hole, insert string) error {
	keys := "(" + strings.Join(s.key, ", ") + ")"
	marks := "(" + strings.TrimSuffix(strings.Repeat("?, ", len(s.key)), ", ") + ")"
	where, args := "1", []any{}
	if h.exact != nil {
		where, args = keys+" = "+marks, h.exact
	} else {
		if h.after != nil {
			where, args = where+" AND "+keys+" > "+marks, append(args, h.after...)
		}
		if h.before != nil {
			where, args = where+" AND "+keys+" < "+marks, append(args, h.before...)
		}
	}
	rows, err := m.backup.QueryContext(ctx, "SELECT "+strings.Join(s.columns, ", ")+" FROM "+s.table+" WHERE "+where, args...)
	if err != nil {
		return fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		row, into := make([]any, len(s.columns)), make([]any, len(s.columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return fault(err)
		}
		fresh, err := changes(tx.ExecContext(ctx, insert, row...))
		if err != nil {
			return fault(err)
		}
		m.done.FromBackup += b2n(fresh)
	}
	return fault(rows.Err())
}

func b2n(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// openSealed opens a copy of the tables to read only; nothing is written beside it.
func openSealed(path string, on disk) (*sql.DB, error) {
	db, err := sql.Open("sqlite", address(path, on, "deferred", []string{"query_only(1)", "cache_size(-16384)", "temp_store(2)"})+"&mode=ro&immutable=1")
	if err != nil {
		return nil, fault(err)
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// lostEvent is an event that an index knows and the log could not give.
type lostEvent struct {
	id     int64
	hash   cases.Hash
	of     cases.ID
	device cases.ID
	epoch  uint32
	seq    int64
	there  bool // at the library, which will give it back
}

// missing finds by the indexes of the old log which events the new one lacks. An
// index that cannot be read tells what it can.
func (m *mending) missing(ctx context.Context, tx *txn) error {
	known := map[int64]*lostEvent{}
	look := func(text string, into func(*lostEvent, []byte, uint32, int64)) error {
		rows, err := m.old.QueryContext(ctx, text)
		if err != nil {
			return fault(err)
		}
		defer rows.Close()
		for rows.Next() {
			var id, seq int64
			var epoch uint32
			var b []byte
			var held bool
			if err := rows.Scan(&id, &b, &epoch, &seq); err != nil {
				return fault(err)
			}
			if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM event WHERE id = ?)", id).Scan(&held); err != nil {
				return fault(err)
			}
			if held {
				continue
			}
			if known[id] == nil {
				known[id] = &lostEvent{id: id}
			}
			into(known[id], b, epoch, seq)
		}
		return fault(rows.Err())
	}
	err := look("SELECT id, hash, 0, 0 FROM event INDEXED BY sqlite_autoindex_event_1", func(l *lostEvent, b []byte, _ uint32, _ int64) { copy(l.hash[:], b) })
	more := look("SELECT id, case_id, 0, 0 FROM event INDEXED BY event_by_case", func(l *lostEvent, b []byte, _ uint32, _ int64) { copy(l.of[:], b) })
	own := look("SELECT id, device, epoch, seq FROM event INDEXED BY sqlite_autoindex_event_2", func(l *lostEvent, b []byte, epoch uint32, seq int64) {
		copy(l.device[:], b)
		l.epoch, l.seq = epoch, seq
	})
	for _, err := range []error{err, more, own} {
		if err != nil && !isRot(err) {
			return err
		}
		m.blind = m.blind || err != nil
	}
	for _, l := range known {
		if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM receipt WHERE event = ?)", l.hash[:]).Scan(&l.there); err != nil {
			return fault(err)
		}
		m.lost = append(m.lost, *l)
	}
	return nil
}
