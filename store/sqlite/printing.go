package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"casedesk/cases"
)

const copyColumns = `id, batch, place, of_all, case_id, letter, sort, number, name, pages, state, printer, job, note,
	replaces, by_whom, changed`

// AddCopies writes the copies of a run into the print ledger.
func (s *Session) AddCopies(ctx context.Context, copies []cases.Copy) error {
	if _, err := s.keys(); err != nil {
		return err
	}
	return inTx(ctx, s.store.write, func(tx *txn) error {
		for _, c := range copies {
			if c.ID.IsZero() || c.Batch.IsZero() || c.State != cases.CopyMade {
				return cases.Fail(cases.Invalid, "store.copy")
			}
			_, err := tx.ExecContext(ctx, "INSERT INTO print_copy ("+copyColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
				c.ID[:], c.Batch[:], c.Place, c.Of, c.Case[:], c.Letter[:], string(c.Sort), c.Number, string(c.Name), c.Pages, string(c.State),
				c.Printer, c.Job, c.Note, c.Replaces[:], s.account[:], s.store.now().UnixMilli())
			if err != nil {
				return fault(err)
			}
		}
		return nil
	})
}

// MoveCopy takes a copy from the state it is given in to another; it is on the
// disk when MoveCopy returns. It fails with Conflict where the ledger says
// otherwise by now, and with whatever cases.Copy.Move says.
func (s *Session) MoveCopy(ctx context.Context, c cases.Copy, to cases.CopyState, note string) (cases.Copy, error) {
	if _, err := s.keys(); err != nil {
		return c, err
	}
	moved, err := c.Move(to, note)
	if err != nil {
		return c, err
	}
	moved.By, moved.Changed = s.account, s.store.now().UnixMilli()
	err = inTx(ctx, s.store.write, func(tx *txn) error {
		res, err := tx.ExecContext(ctx, "UPDATE print_copy SET state = ?, printer = ?, job = ?, note = ?, by_whom = ?, changed = ? WHERE id = ? AND state = ?",
			string(to), moved.Printer, moved.Job, note, moved.By[:], moved.Changed, c.ID[:], string(c.State))
		if err != nil {
			return fault(err)
		}
		if n, err := res.RowsAffected(); err != nil || n != 1 {
			return cases.Fail(cases.Conflict, "printing.state", "number", c.Number, "state", string(c.State))
		}
		return nil
	})
	if err != nil {
		return c, err
	}
	return moved, nil
}

// Copies gives the copies of a run in their order, or for the zero ID those of all
// runs that are not settled yet: to be printed, perhaps in the tray, or not seen.
func (s *Session) Copies(ctx context.Context, batch cases.ID) ([]cases.Copy, error) {
	if batch.IsZero() {
		return s.copies(ctx, "WHERE state IN ('made', 'handing', 'sent') ORDER BY batch, place")
	}
	return s.copies(ctx, "WHERE batch = ? ORDER BY place", batch[:])
}

// CopiesOf gives the copies of one case's letters, the latest run first.
func (s *Session) CopiesOf(ctx context.Context, id cases.ID) ([]cases.Copy, error) {
	return s.copies(ctx, "WHERE case_id = ? ORDER BY batch DESC, place", id[:])
}

func (s *Session) copies(ctx context.Context, where string, args ...any) ([]cases.Copy, error) {
	if _, err := s.keys(); err != nil {
		return nil, err
	}
	rows, err := s.store.read.QueryContext(ctx, "SELECT "+copyColumns+" FROM print_copy "+where, args...)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	out := []cases.Copy{}
	for rows.Next() {
		c, err := scanCopy(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, fault(rows.Err())
}

func scanCopy(rows *sql.Rows) (c cases.Copy, err error) {
	var id, batch, of, letter, replaces, by []byte
	err = rows.Scan(&id, &batch, &c.Place, &c.Of, &of, &letter, &c.Sort, &c.Number, &c.Name, &c.Pages, &c.State, &c.Printer, &c.Job, &c.Note,
		&replaces, &by, &c.Changed)
	if err != nil {
		return c, fault(err)
	}
	if copy(c.ID[:], id) != len(c.ID) || copy(c.Letter[:], letter) != len(c.Letter) {
		return c, cases.Fail(cases.Damaged, "store.damaged").Because(errors.New("print_copy"))
	}
	copy(c.Batch[:], batch)
	copy(c.Case[:], of)
	copy(c.Replaces[:], replaces)
	copy(c.By[:], by)
	return c, nil
}
