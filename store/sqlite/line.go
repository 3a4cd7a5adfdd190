package sqlite

import (
	"context"

	"casedesk/cases"
)

// line is one case as its row in case_row holds it; what readLine does not read
// is left out of one that was read.
type line struct {
	c         cases.Case
	at        standing
	cell      int64
	holder    cases.ID
	clerk     cases.ID
	received  string
	due       string
	run       cases.ClockRun
	conflicts int
	words     sought
	search    string
}

func lineOf(c cases.Case, at standing) line {
	due, run := c.Due()
	l := line{c: c, at: at, holder: c.Holder, clerk: clerkOf(c), received: c.ReceivedOn.String(), due: due.String(), run: run, conflicts: len(c.Conflicts)}
	if l.due == "" {
		l.due = never
	}
	numbers := []string{c.Number, c.Record.DocNumber}
	for _, letter := range c.Letters {
		numbers = append(numbers, letter.Number)
	}
	l.words = soughtIn(c.Party.Name, c.Party.Code, []string{c.Party.IDNumber, c.Record.PersonID.Number()}, numbers...)
	l.search = l.words.text()
	l.cell = l.sort().id()
	return l
}

// clerkOf gives whose hand as 经办 did the last act that moved the case on.
func clerkOf(c cases.Case) (clerk cases.ID) {
	for _, h := range c.Past {
		if rule, ok := cases.Rule(h.Kind); ok && rule.Legal && rule.Role == cases.Clerk {
			clerk = h.Actor
		}
	}
	return clerk
}

func (l line) changed() int64 {
	if n := len(l.c.Past); n > 0 {
		return int64(l.c.Past[n-1].At)
	}
	return 0
}

const (
	insertLine = `INSERT INTO case_row (id, case_id, log, head, matter, state, number, party, party_kind, doc_number, body, penalty,
		home, holder, clerk, clock, provisional, changed, position, conflicts, received_on, due, sync, cell, search)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	// what no index holds
	updateLine = `UPDATE case_row SET log = ?2, head = ?3, matter = ?4, state = ?5, number = ?6, party = ?7, party_kind = ?8, doc_number = ?9,
		body = ?10, penalty = ?11, home = ?12, holder = ?13, clerk = ?14, clock = ?15, provisional = ?16, changed = ?17, position = ?18,
		conflicts = ?19 WHERE id = ?1`
	updatePlace  = "UPDATE case_row SET received_on = ?, due = ?, sync = ?, cell = ? WHERE id = ?"
	updateSearch = "UPDATE case_row SET search = ? WHERE id = ?"
	insertGrams  = "INSERT INTO case_search (rowid, grams) VALUES (?, ?)"
	replaceGrams = "INSERT OR REPLACE INTO case_search (rowid, grams) VALUES (?, ?)"
)

// values are those of updateLine, but for its id.
func (l line) values() []any {
	c := l.c
	return []any{l.at.log[:], c.Head[:], string(c.Matter), string(c.State), c.Number, c.Party.Name, string(c.Party.Kind),
		c.Record.DocNumber, c.Record.Body, c.Record.Content, c.Home[:], c.Holder[:], l.clerk[:], l.run.ID, l.run.Provisional,
		l.changed(), int64(l.at.position), l.conflicts}
}

// row are the values of insertLine.
func (l line) row() []any {
	return append(append([]any{l.at.first, l.c.ID[:]}, l.values()...), l.received, l.due, string(l.at.sync), l.cell, l.search)
}

// insert puts the line of a case that has none.
func (l line) insert(ctx context.Context, tx *txn, grams string) error {
	args := l.row()
	if _, err := tx.ExecContext(ctx, insertLine, args...); err != nil {
		return fault(err)
	}
	_, err := tx.ExecContext(ctx, insertGrams, l.at.first, grams)
	return fault(err)
}

// write puts the line in place of the one before; indexes whose columns stay the
// same are not touched.
func (l line) write(ctx context.Context, tx *txn, before line) error {
	if before.at.first == 0 {
		return l.insert(ctx, tx, l.words.grams())
	}
	if _, err := tx.ExecContext(ctx, updateLine, append([]any{l.at.first}, l.values()...)...); err != nil {
		return fault(err)
	}
	if l.received != before.received || l.due != before.due || l.at.sync != before.at.sync || l.cell != before.cell {
		if _, err := tx.ExecContext(ctx, updatePlace, l.received, l.due, string(l.at.sync), l.cell, l.at.first); err != nil {
			return fault(err)
		}
	}
	if l.search == before.search {
		return nil
	}
	if _, err := tx.ExecContext(ctx, updateSearch, l.search, l.at.first); err != nil {
		return fault(err)
	}
	_, err := tx.ExecContext(ctx, replaceGrams, l.at.first, l.words.grams())
	return fault(err)
}
