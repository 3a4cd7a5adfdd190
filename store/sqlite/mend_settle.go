package sqlite

import (
	"context"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strconv"

	"casedesk/cases"
)

// events settles the log: what is still missing is named; receipts and marks of
// events that are not there go. Where this device's own log has a hole it ends before
// it and goes on in a new epoch, and the library gives back what it has of the rest.
func (m *mending) events(ctx context.Context, tx *txn) error {
	if len(m.holes["event"]) > 0 {
		if err := m.missing(ctx, tx); err != nil {
			return err
		}
		m.tellLost(ctx)
		if err := m.keepPlaces(ctx, tx); err != nil {
			return err
		}
	}
	err := runAll(ctx, tx, nil, "DELETE FROM receipt WHERE event NOT IN (SELECT hash FROM event)", "DELETE FROM sending WHERE event NOT IN (SELECT hash FROM event)")
	if err != nil {
		return err
	}
	epoch, known, err := m.epoch(ctx, tx)
	if err != nil {
		return err
	}
	whole, last := uint64(0), uint64(0)
	device := m.s.store.keys.Device
	err = tx.QueryRowContext(ctx, `SELECT coalesce((SELECT max(n) FROM (SELECT seq, row_number() OVER (ORDER BY seq) AS n
			FROM event WHERE device = ?1 AND epoch = ?2) WHERE seq = n), 0), coalesce(max(seq), 0) FROM event WHERE device = ?1 AND epoch = ?2`,
		device[:], epoch).Scan(&whole, &last)
	if err != nil {
		return fault(err)
	}
	own := m.blind
	for _, l := range m.lost {
		own = own || l.device == device || l.device.IsZero()
	}
	if known && whole == last && !own && !m.numbersLost() {
		return nil
	}
	return m.newEpoch(ctx, tx, epoch, whole)
}

// numbersLost tells whether numbers may have been given that nobody knows of now.
func (m *mending) numbersLost() bool {
	for _, table := range []string{"number", "number_block", "receipt_number"} {
		if len(m.holes[table]) > 0 {
			return true
		}
	}
	return false
}

// epoch gives the epoch that was written, and whether it is sure.
func (m *mending) epoch(ctx context.Context, tx *txn) (uint32, bool, error) {
	if epoch, err := epochOf(ctx, tx); err == nil {
		return epoch, true, nil
	}
	var epoch uint32
	err := tx.QueryRowContext(ctx, "SELECT coalesce(max(epoch), 1) FROM event WHERE device = ?", m.s.store.keys.Device[:]).Scan(&epoch)
	return epoch, false, fault(err)
}

func (m *mending) newEpoch(ctx context.Context, tx *txn, epoch uint32, whole uint64) error {
	m.done.Epoch, m.done.Pull = epochAfter(epoch, m.s.store.now()), true
	if hole, ends := m.firstGone(epoch, whole); ends {
		_, err := tx.ExecContext(ctx, `INSERT INTO sending (event, state, reason) SELECT hash, 'aside', ? FROM event
			WHERE device = ? AND epoch = ? AND seq > ? AND hash NOT IN (SELECT event FROM receipt) ON CONFLICT DO NOTHING`,
			"store.behind_hole", m.s.store.keys.Device[:], epoch, hole)
		if err != nil {
			return fault(err)
		}
	}
	if err := setFact(ctx, tx, wholeTo(epoch), strconv.FormatUint(whole, 10)); err != nil {
		return err
	}
	if err := setEpoch(ctx, tx, m.done.Epoch); err != nil {
		return err
	}
	if m.numbersLost() {
		return retireNumbers(ctx, tx)
	}
	return nil
}

// firstGone gives the first place of this device's log whose event nobody has any
// more: what stands behind it cannot be sent. Of a hole that the library fills it knows
// the end, so the log goes on behind it.
func (m *mending) firstGone(epoch uint32, whole uint64) (seq int64, ends bool) {
	if m.blind {
		return int64(whole), true
	}
	for _, l := range m.lost {
		mine := l.device == m.s.store.keys.Device && l.epoch == epoch || l.device.IsZero()
		if mine && !l.there && (!ends || l.seq < seq) {
			seq, ends = l.seq, true
		}
	}
	return seq, ends
}

// tellLost names each case that misses events, by its number where that can be read,
// and whether the central library has them.
func (m *mending) tellLost(ctx context.Context) {
	type count struct{ there, gone int }
	byCase := map[cases.ID]count{}
	for _, l := range m.lost {
		c := byCase[l.of]
		c.there, c.gone = c.there+b2n(l.there), c.gone+b2n(!l.there)
		byCase[l.of] = c
	}
	for id, c := range byCase {
		number := numberOf(ctx, m.old, id)
		if c.there > 0 {
			m.done.Lost = append(m.done.Lost, cases.Fail(cases.NotFound, "store.mend_pull", "number", number, "n", strconv.Itoa(c.there)))
		}
		if c.gone > 0 {
			m.done.Lost = append(m.done.Lost, cases.Fail(cases.Damaged, "store.mend_lost", "number", number, "n", strconv.Itoa(c.gone)))
		}
	}
}

// keys finds lost case keys in what was sealed to the office; a case whose key is
// nowhere gets it from the library with the next sync.
func (m *mending) keys(ctx context.Context, tx *txn) error {
	if len(m.holes["case_key"]) == 0 && len(m.holes["key_wrap"]) == 0 {
		return nil
	}
	m.done.Pull = true
	rows, err := tx.QueryContext(ctx, "SELECT case_id, sealed FROM key_wrap WHERE office = ? AND case_id NOT IN (SELECT case_id FROM case_key)", m.s.store.keys.Office[:])
	if err != nil {
		return fault(err)
	}
	wraps := []cases.KeyWrap{}
	for rows.Next() {
		w := cases.KeyWrap{Office: m.s.store.keys.Office}
		var id []byte
		if err := rows.Scan(&id, &w.Sealed); err != nil {
			rows.Close()
			return fault(err)
		}
		copy(w.Case[:], id)
		wraps = append(wraps, w)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return fault(err)
	}
	for _, w := range wraps {
		key, err := OpenCaseKey(w, m.k.office)
		if err != nil {
			continue // it comes again
		}
		if err := m.s.keepCaseKey(ctx, tx, m.k.data, w.Case, key); err != nil {
			return err
		}
	}
	return nil
}

// facts sees that the store can be opened: its id, its directory, its secrets. With
// anything missing the next sync begins anew.
func (m *mending) facts(ctx context.Context, tx *txn) error {
	if err := setFact(ctx, tx, "store", m.s.store.keys.Store.String()); err != nil {
		return err
	}
	if _, err := lastDirectory(ctx, tx, m.s.store.root); err != nil {
		return err
	}
	if _, _, err := readSecrets(ctx, tx, m.k.data); err != nil {
		return err
	}
	m.done.Pull = m.done.Pull || m.blind || len(m.lost) > 0
	for _, table := range []string{"receipt", "aside", "case_key", "key_wrap", "fact"} {
		m.done.Pull = m.done.Pull || len(m.holes[table]) > 0
	}
	for table := range m.holes {
		if m.backup == nil && table != "event" && !comesBack(table) {
			m.done.Lost = append(m.done.Lost, cases.Fail(cases.Damaged, part(table)))
		}
	}
	if err := setFact(ctx, tx, checkFact, ""); err != nil { // what it found is mended: it begins anew
		return err
	}
	if m.done.Pull {
		return setFact(ctx, tx, "cursor", "")
	}
	return nil
}

// comesBack tells the tables whose rows the library or the disk give again.
func comesBack(table string) bool {
	switch table {
	case "receipt", "sending", "aside", "case_key", "key_wrap", "blob", "fact", "directory":
		return true
	}
	return false
}

// blobs names again the sealed files that lie here, and takes those that are damaged
// from the backup; what neither has is fetched with the next sync if it ever was sent.
func (m *mending) blobs(ctx context.Context, tx *txn) error {
	st := m.s.store
	if len(m.holes["blob"]) > 0 {
		names, err := filepath.Glob(filepath.Join(st.dir, blobFolder, "??", "*"))
		if err != nil {
			return fault(err)
		}
		for _, name := range names {
			raw, bad := hex.DecodeString(filepath.Base(name))
			info, err := os.Stat(name)
			if bad != nil || len(raw) != 32 || err != nil {
				continue
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO blob (hash, size, sent) VALUES (?, ?, 0) ON CONFLICT DO NOTHING", raw, info.Size()); err != nil {
				return fault(err)
			}
		}
	}
	named, err := hashesIn(ctx, tx, "SELECT hash FROM blob ORDER BY hash")
	if err != nil {
		return err
	}
	for _, h := range named {
		if err := m.blob(ctx, tx, h); err != nil {
			return err
		}
	}
	return nil
}

func (m *mending) blob(ctx context.Context, tx *txn, h cases.Hash) error {
	st := m.s.store
	err := st.soundBlob(h)
	if key := cases.KeyOf(err); err == nil || key != "store.blob_damaged" && key != "store.blob_missing" {
		return err
	}
	back, err := st.blobFrom(m.files, h)
	if err != nil || back {
		m.done.Files += b2n(back)
		return err
	}
	var sent bool
	if err := tx.QueryRowContext(ctx, "SELECT sent FROM blob WHERE hash = ?", h[:]).Scan(&sent); err != nil {
		return fault(err)
	}
	if !sent {
		m.done.Lost = append(m.done.Lost, cases.Fail(cases.Damaged, "store.mend_file", "file", h.String()[:12]))
	}
	m.done.Pull = true
	m.worthless = append(m.worthless, h)
	_, err = tx.ExecContext(ctx, "DELETE FROM blob WHERE hash = ?", h[:])
	return fault(err)
}
