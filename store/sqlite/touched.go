package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"

	"casedesk/cases"
)

// touchedCases are the cases whose lines must be written anew.
type touchedCases map[cases.ID]bool

// add finds the case of an event; events that are not here touch nothing, and
// neither do those of a book.
func (t touchedCases) add(ctx context.Context, q querier, event cases.Hash) error {
	var id []byte
	err := q.QueryRowContext(ctx, "SELECT case_id FROM event"+butBooks+" AND hash = ?", event[:]).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fault(err)
	}
	t[cases.ID(id)] = true
	return nil
}

func (t touchedCases) project(ctx context.Context, tx *txn, p projector) error {
	ids := slices.SortedFunc(maps.Keys(t), func(a, b cases.ID) int { return bytes.Compare(a[:], b[:]) })
	for _, id := range ids {
		err := p.again(ctx, tx, id)
		if p.lenient && err != nil && !isOfDisk(err) {
			continue // its lines stay as they were; Check names it
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// conflicts counts the acts that stand in conflict in these cases.
func (t touchedCases) conflicts(ctx context.Context, q querier) (n int, err error) {
	for id := range t {
		var more int
		err := q.QueryRowContext(ctx, "SELECT coalesce(sum(conflicts), 0) FROM case_row WHERE case_id = ?", id[:]).Scan(&more)
		if err != nil {
			return 0, fault(err)
		}
		n += more
	}
	return n, nil
}
