package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"casedesk/cases"
)

// mostFound is how many cases a search gives where the limit is 0.
const mostFound = 20

// Find looks for cases as somebody types: by part of a name, initials of its
// readings, part of a code, a 收件号 or 文号, and the number of an identity document
// where the case holds one. The latest come first; a limit of 0 means 20. One Han
// character, two initials, two characters of a 文号 or four of a code are the least
// that finds anything. Every hit was held against the row, or for an identity
// number against the sealed case. It stops when ctx ends.
func (s *Session) Find(ctx context.Context, typed string, limit int) ([]cases.Found, error) {
	k, err := s.caseKeys()
	if err != nil {
		return nil, err
	}
	if limit <= 0 {
		limit = mostFound
	}
	common, err := s.common(ctx)
	if err != nil {
		return nil, err
	}
	q := queryOf(typed, common)
	found, err := s.findWords(ctx, q, limit)
	if err != nil {
		return nil, err
	}
	people, err := s.findPeople(ctx, k, q, limit)
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		if !slices.ContainsFunc(found, func(f foundLine) bool { return f.id == p.id }) {
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(a, b foundLine) int { return int(b.id - a.id) })
	return s.foundRows(ctx, found[:min(limit, len(found))])
}

// foundLine is a line of case_row that is a hit.
type foundLine struct {
	id int64
	hit
}

// findWords goes through what the index proposes, the latest first. CROSS JOIN
// keeps the index outside; an order by rank would read it all.
func (s *Session) findWords(ctx context.Context, q query, limit int) ([]foundLine, error) {
	match := q.match()
	if match == "" {
		return nil, nil
	}
	rows, err := s.store.read.QueryContext(ctx, `SELECT f.rowid, c.party, c.number, c.doc_number, c.words FROM case_search f CROSS JOIN case_row c ON c.id = f.rowid
		WHERE case_search MATCH ? ORDER BY f.rowid DESC`, match)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	var found []foundLine
	for len(found) < limit && rows.Next() {
		var id int64
		var party, number, document, words string
		if err := rows.Scan(&id, &party, &number, &document, &words); err != nil {
			return nil, fault(err)
		}
		code, holds := foldedIn(number, document, words)
		if h, ok := q.verify(party, code, holds); ok {
			found = append(found, foundLine{id, h})
		}
	}
	return found, fault(rows.Err())
}

// findPeople opens the sealed receipts of the cases that the index proposes: nothing
// later changes whose case it is.
func (s *Session) findPeople(ctx context.Context, k keyring, q query, limit int) ([]foundLine, error) {
	match := q.matchPerson()
	if match == "" {
		return nil, nil
	}
	rows, err := s.store.read.QueryContext(ctx, `SELECT f.rowid, c.case_id, k.sealed, e.header, e.sig, e.body FROM case_search f
		CROSS JOIN case_row c ON c.id = f.rowid CROSS JOIN case_key k ON k.case_id = c.case_id CROSS JOIN event e ON e.id = f.rowid
		WHERE case_search MATCH ? ORDER BY f.rowid DESC`, match)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	var found, odd []foundLine
	var of []cases.ID // the cases of odd
	for len(found) < limit && rows.Next() {
		var row int64
		var id, lock []byte
		var e cases.Envelope
		if err := rows.Scan(&row, &id, &lock, &e.Header, &e.Sig, &e.Body); err != nil {
			return nil, fault(err)
		}
		key, err := openCaseKey(k.data, cases.ID(id), lock)
		if err != nil {
			return nil, err
		}
		first, err := cases.Read(e, key)
		if err != nil {
			return nil, err
		}
		line := foundLine{row, hit{by: cases.FoundByPerson}}
		receipt, ok := first.Act.(cases.ReceivedAct)
		if !ok {
			odd, of = append(odd, line), append(of, cases.ID(id))
		} else if q.holdsPerson(receipt.Party.IDNumber, receipt.Record.PersonID.Number()) {
			found = append(found, line)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, fault(err)
	}
	for i, id := range of { // another event came here before the receipt
		c, err := sumUp(ctx, s.store.read, k.data, s.store.Directory(), id)
		if err != nil {
			return nil, err
		}
		if q.holdsPerson(c.c.Party.IDNumber, c.c.Record.PersonID.Number()) {
			found = append(found, odd[i])
		}
	}
	return found, nil
}

func (s *Session) foundRows(ctx context.Context, lines []foundLine) ([]cases.Found, error) {
	if len(lines) == 0 {
		return []cases.Found{}, nil
	}
	ids := make([]int64, len(lines))
	for i, l := range lines {
		ids[i] = l.id
	}
	wanted, err := json.Marshal(ids) // one value, however many are asked for
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "store.sealed", "what", "search").Because(err)
	}
	rows, err := s.store.read.QueryContext(ctx, "SELECT "+rowColumns+" FROM case_row c WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY c.id DESC", string(wanted))
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	found := []cases.Found{}
	for i := 0; rows.Next() && i < len(lines); i++ {
		r, err := scanRow(rows)
		if err != nil {
			return nil, err
		}
		found = append(found, cases.Found{Row: r, By: lines[i].by, From: lines[i].from, To: lines[i].to})
	}
	return found, fault(rows.Err())
}

// SearchBytes gives what the index of the search takes on the disk: the grams, and
// the folded words beside each line.
func (s *Session) SearchBytes(ctx context.Context) (n int64, err error) {
	if _, err := s.keys(); err != nil {
		return 0, err
	}
	for _, table := range []string{"case_search_data", "case_search_idx", "case_search_docsize", "case_search_config"} {
		var more int64
		if err := s.store.read.QueryRowContext(ctx, "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name = ?", table).Scan(&more); err != nil {
			return 0, fault(err)
		}
		n += more
	}
	var words int64
	err = s.store.read.QueryRowContext(ctx, "SELECT coalesce(sum(length(CAST(words AS BLOB))), 0) FROM case_row").Scan(&words)
	return n + words, fault(err)
}
