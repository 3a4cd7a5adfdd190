package sqlite

import (
	"context"
	"slices"
	"strings"

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
	number    string
	party     string
	document  string // 文号 of the record
	words     string // case_row.words
}

func lineOf(c cases.Case, at standing) line {
	due, run := c.Due()
	l := line{c: c, at: at, holder: c.Holder, clerk: clerkOf(c), received: c.ReceivedOn.String(), due: due.String(), run: run, conflicts: len(c.Conflicts)}
	if l.due == "" {
		l.due = never
	}
	l.party, l.number, l.document, l.words = c.Party.Name, c.Number, c.Record.DocNumber, wordsOf(c)
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
	insertLine = `INSERT INTO case_row (id, case_id, log, head, matter, state, party_kind, body, penalty,
		home, holder, clerk, clock, provisional, changed, position, conflicts, received_on, due, sync, cell, party, number, doc_number, words)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	// what no index holds
	updateLine = `UPDATE case_row SET log = ?2, head = ?3, matter = ?4, state = ?5, party_kind = ?6, body = ?7, penalty = ?8,
		home = ?9, holder = ?10, clerk = ?11, clock = ?12, provisional = ?13, changed = ?14, position = ?15, conflicts = ?16 WHERE id = ?1`
	updatePlace  = "UPDATE case_row SET received_on = ?, due = ?, sync = ?, cell = ? WHERE id = ?"
	updateSearch = "UPDATE case_row SET party = ?, number = ?, doc_number = ?, words = ? WHERE id = ?"
	insertGrams  = "INSERT INTO case_search (rowid, grams) VALUES (?, ?)"
	replaceGrams = "INSERT OR REPLACE INTO case_search (rowid, grams) VALUES (?, ?)"
)

// values are those of updateLine, but for its id.
func (l line) values() []any {
	c := l.c
	return []any{l.at.log[:], c.Head[:], string(c.Matter), string(c.State), string(c.Party.Kind),
		c.Record.Body, c.Record.Content, c.Home[:], c.Holder[:], l.clerk[:], l.run.ID, l.run.Provisional,
		l.changed(), int64(l.at.position), l.conflicts}
}

// row are the values of insertLine.
func (l line) row() []any {
	args := append(append([]any{l.at.first, l.c.ID[:]}, l.values()...), l.received, l.due, string(l.at.sync), l.cell)
	return append(args, l.searched()...)
}

// searched are the columns that the search is made from.
func (l line) searched() []any { return []any{l.party, l.number, l.document, l.words} }

func (l line) grams() string {
	return soughtIn(l.party, l.c.Party.Code, []string{l.c.Party.IDNumber, l.c.Record.PersonID.Number()}, numbersOf(l.c)...).grams()
}

// insert puts the line of a case that has none.
func (l line) insert(ctx context.Context, tx *txn, grams string) error {
	if _, err := tx.ExecContext(ctx, insertLine, l.row()...); err != nil {
		return fault(err)
	}
	_, err := tx.ExecContext(ctx, insertGrams, l.at.first, grams)
	return fault(err)
}

// write puts the line in place of the one before; indexes whose columns stay the
// same are not touched.
func (l line) write(ctx context.Context, tx *txn, before line) error {
	if before.at.first != 0 && before.at.first != l.at.first { // an event that was lost came back to its place
		if err := runAll(ctx, tx, []any{before.at.first}, "DELETE FROM case_row WHERE id = ?", "DELETE FROM case_search WHERE rowid = ?"); err != nil {
			return err
		}
		before.at.first = 0
	}
	if before.at.first == 0 {
		return l.insert(ctx, tx, l.grams())
	}
	if _, err := tx.ExecContext(ctx, updateLine, append([]any{l.at.first}, l.values()...)...); err != nil {
		return fault(err)
	}
	if l.received != before.received || l.due != before.due || l.at.sync != before.at.sync || l.cell != before.cell {
		if _, err := tx.ExecContext(ctx, updatePlace, l.received, l.due, string(l.at.sync), l.cell, l.at.first); err != nil {
			return fault(err)
		}
	}
	if slices.Equal(l.searched(), before.searched()) {
		return nil
	}
	if _, err := tx.ExecContext(ctx, updateSearch, append(l.searched(), l.at.first)...); err != nil {
		return fault(err)
	}
	_, err := tx.ExecContext(ctx, replaceGrams, l.at.first, l.grams())
	return fault(err)
}

// numbersOf gives what a case is looked for by besides its party.
func numbersOf(c cases.Case) []string {
	numbers := []string{c.Number, c.Record.DocNumber}
	for _, letter := range c.Letters {
		numbers = append(numbers, letter.Number)
	}
	return numbers
}

// wordsOf gives case_row.words: what is searched and stands in no other column, as
// the search folds it, a line each: the code, then the numbers of letters.
func wordsOf(c cases.Case) string {
	words := []string{foldText(c.Party.Code).String()}
	for _, letter := range c.Letters {
		words = append(words, spellings(letter.Number)...)
	}
	return strings.Join(words, "\n")
}

// foldedIn gives what the search compares of a line: the code, and whether a number
// of it, in any of its spellings, holds a text.
func foldedIn(number, document, words string) (code string, holds func(want string) bool) {
	code, letters, _ := strings.Cut(words, "\n")
	return code, func(want string) bool {
		return spellingHolds(number, want) || spellingHolds(document, want) ||
			slices.ContainsFunc(strings.Split(letters, "\n"), func(n string) bool { return strings.Contains(n, want) })
	}
}

// numbersIn gives the numbers of a line.
func numbersIn(number, document, words string) []string {
	return append([]string{number, document}, strings.Split(words, "\n")[1:]...)
}
