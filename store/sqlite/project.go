package sqlite

import (
	"context"
	"slices"
	"strings"

	"casedesk/cases"
)

// never sorts after every day: no clock runs.
const never = "9999-12-31"

const replaceCaseRow = `INSERT OR REPLACE INTO case_row
	(case_id, head, matter, state, number, party, party_kind, doc_number, body, penalty, home, holder,
	 received_on, due, clock, provisional, changed, sync, position, conflicts, search)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

// project rewrites the tables that screens read for one case. What they hold
// follows from the log, the receipts and the sending marks alone.
func project(ctx context.Context, tx *txn, c cases.Case, log []logged) error {
	if c.ID.IsZero() {
		return nil // its first event has not come yet
	}
	due, run := c.Due()
	sync, position := syncOf(log)
	var changed cases.Clock
	if len(c.Past) > 0 {
		changed = c.Past[len(c.Past)-1].At
	}
	day := due.String()
	if day == "" {
		day = never
	}
	_, err := tx.ExecContext(ctx, replaceCaseRow,
		c.ID[:], c.Head[:], string(c.Matter), string(c.State), c.Number, c.Party.Name, string(c.Party.Kind),
		c.Record.DocNumber, c.Record.Body, c.Record.Content, c.Home[:], c.Holder[:],
		c.ReceivedOn.String(), day, run.ID, run.Provisional, int64(changed), string(sync), int64(position),
		len(c.Conflicts), searchText(c.Party.Name, c.Party.Code, c.Number, c.Record.DocNumber))
	if err != nil {
		return fault(err)
	}
	return projectBlobs(ctx, tx, c)
}

// searchText is what a queue's search looks through: never the number of an
// identity document, never a telephone.
func searchText(parts ...string) string { return foldSearch(strings.Join(parts, "\n")) }

// foldSearch makes letters small and drops spaces, so that both sides of a search agree.
func foldSearch(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r == ' ' || r == '\u3000' {
			return -1
		}
		if r >= '！' && r <= '～' { // full-width forms
			return r - '！' + '!'
		}
		return r
	}, s))
}

// syncOf gives the state of a case's own events that has got the least far, and
// the position of the last event once all are confirmed.
func syncOf(log []logged) (cases.SyncState, uint64) {
	order := []cases.SyncState{cases.SyncAside, cases.SyncLocal, cases.SyncSent, cases.SyncConfirmed}
	worst := len(order) - 1
	var position uint64
	for _, l := range log {
		position = max(position, l.position)
		state := cases.SyncConfirmed
		switch {
		case l.position != 0:
		case l.sending == "aside":
			state = cases.SyncAside
		case l.sending == "sent":
			state = cases.SyncSent
		default:
			state = cases.SyncLocal
		}
		worst = min(worst, slices.Index(order, state))
	}
	if order[worst] != cases.SyncConfirmed {
		position = 0
	}
	return order[worst], position
}

func projectBlobs(ctx context.Context, tx *txn, c cases.Case) error {
	named := make([]cases.Hash, 0, len(c.Evidence)+len(c.Letters))
	for _, e := range c.Evidence {
		named = append(named, e.Blob)
	}
	for _, l := range c.Letters {
		named = append(named, l.Blob)
	}
	for _, h := range named {
		if h.IsZero() {
			continue
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO case_blob (case_id, blob) VALUES (?, ?) ON CONFLICT DO NOTHING", c.ID[:], h[:]); err != nil {
			return fault(err)
		}
	}
	return nil
}

// reproject folds a case again and rewrites its lines.
func reproject(ctx context.Context, tx *txn, data *dataKey, dir cases.Directory, id cases.ID) error {
	key, err := caseKey(ctx, tx, data, id)
	if err != nil {
		return err
	}
	log, err := readLog(ctx, tx, id)
	if err != nil {
		return err
	}
	c, err := fold(log, key, dir)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM case_blob WHERE case_id = ?", id[:]); err != nil {
		return fault(err)
	}
	return project(ctx, tx, c, log)
}
