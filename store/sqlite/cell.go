package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/binary"

	"casedesk/cases"
)

// sort is all that a filter asks of a case, but for sync: cases of one sort lie in
// one cell, in the order of each queue.
type sort struct {
	holder cases.ID
	state  cases.State
	matter cases.Matter
	kind   cases.PartyKind
	clerk  cases.ID
}

func (l line) sort() sort { return sort{l.holder, l.c.State, l.c.Matter, l.c.Party.Kind, l.clerk} }

// id is the same for one sort in every store and after every rebuild: 56 bits, so
// that two sorts never meet in one (a store has some thousands at most).
func (s sort) id() int64 {
	h := sha256.New()
	for _, part := range []string{string(s.holder[:]), string(s.state), string(s.matter), string(s.kind), string(s.clerk[:])} {
		h.Write([]byte(part))
		h.Write([]byte{0})
	}
	return int64(binary.BigEndian.Uint64(h.Sum(nil)) >> 8)
}

// values are those of addSort.
func (s sort) values(id int64) []any {
	return []any{id, s.holder[:], string(s.state), string(s.matter), string(s.kind), s.clerk[:]}
}

// counted is what the counters hold of one case; nothing for a case without a line.
type counted struct {
	there bool
	cell  int64
	sort  sort
	sync  cases.SyncState
	tally [2]tally
}

// tally is one counter of an office; "" for value counts nothing.
type tally struct {
	what   string
	holder cases.ID
	value  string
}

const (
	tallyDue      = "due"
	tallyConflict = "conflict"
)

func (l line) counted() counted {
	if l.at.first == 0 {
		return counted{}
	}
	n := counted{there: true, cell: l.cell, sort: l.sort(), sync: l.at.sync}
	n.tally = [2]tally{{tallyDue, l.holder, l.due}, {tallyConflict, l.holder, ""}}
	if l.due == never {
		n.tally[0].value = ""
	}
	if l.conflicts > 0 {
		n.tally[1].value = "some"
	}
	return n
}

const (
	addSort = `INSERT INTO case_cell (id, holder, state, matter, party_kind, clerk, local, sent, aside, confirmed)
		VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 0) ON CONFLICT DO NOTHING`
	// ?2 more of the sync state ?3
	countCell = `UPDATE case_cell SET local = local + ?2 * (?3 = 'local'), sent = sent + ?2 * (?3 = 'sent'),
		aside = aside + ?2 * (?3 = 'aside'), confirmed = confirmed + ?2 * (?3 = 'confirmed') WHERE id = ?1`
	dropCell   = "DELETE FROM case_cell WHERE id = ? AND local + sent + aside + confirmed = 0"
	addTally   = "INSERT INTO case_tally (what, holder, value, n) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET n = n + ?4"
	takeTally  = "UPDATE case_tally SET n = n - 1 WHERE what = ? AND holder = ? AND value = ?"
	dropTallys = "DELETE FROM case_tally WHERE what = ? AND holder = ? AND value = ? AND n = 0"
)

// moveCounts takes a case out of the counters it was in and puts it into those it
// belongs to, in the transaction that moves the case.
func moveCounts(ctx context.Context, tx *txn, from, to counted) error {
	if from.cell != to.cell || from.sync != to.sync {
		if err := moveCell(ctx, tx, from, to); err != nil {
			return err
		}
	}
	for i, t := range to.tally {
		f := from.tally[i]
		if f == t {
			continue
		}
		if f.value != "" {
			if err := runAll(ctx, tx, []any{f.what, f.holder[:], f.value}, takeTally, dropTallys); err != nil {
				return err
			}
		}
		if t.value != "" {
			if err := runAll(ctx, tx, []any{t.what, t.holder[:], t.value, 1}, addTally); err != nil {
				return err
			}
		}
	}
	return nil
}

func moveCell(ctx context.Context, tx *txn, from, to counted) error {
	if from.cell != to.cell {
		if err := runAll(ctx, tx, to.sort.values(to.cell), addSort); err != nil {
			return err
		}
	}
	if err := runAll(ctx, tx, []any{to.cell, 1, string(to.sync)}, countCell); err != nil || !from.there {
		return err
	}
	if err := runAll(ctx, tx, []any{from.cell, -1, string(from.sync)}, countCell); err != nil || from.cell == to.cell {
		return err
	}
	return runAll(ctx, tx, []any{from.cell}, dropCell)
}

// runAll does several statements with the same values.
func runAll(ctx context.Context, tx *txn, args []any, texts ...string) error {
	for _, text := range texts {
		if _, err := tx.ExecContext(ctx, text, args...); err != nil {
			return fault(err)
		}
	}
	return nil
}
