package wire

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"casedesk/assets"
	"casedesk/cases"
	"casedesk/cases/rules"
	"casedesk/store/sqlite"
)

// Rehearsed is one closed case whose verdict another book of packs changes.
type Rehearsed struct {
	Case   cases.ID      `json:"case"`
	Number string        `json:"number"`
	On     cases.Date    `json:"on"` // the day it was judged
	Shifts []rules.Shift `json:"shifts"`
}

// Rehearsal sums a rehearsal up. Seen is a digest of all that it listed.
type Rehearsal struct {
	Ruleset string         `json:"ruleset"`
	Hash    string         `json:"hash"`
	Cases   int            `json:"cases"`   // closed ones
	Judged  int            `json:"judged"`  // of these, with a recorded verdict
	Changed int            `json:"changed"` // whose verdict changes
	Rows    map[string]int `json:"rows"`    // how many cases each row changes, R36/R36-PUB-GEN
	Seen    string         `json:"seen"`
}

// closedStates are those of cases that have been decided or ended otherwise.
var closedStates = []cases.State{cases.Decided, cases.Carried, cases.Declined, cases.Notified, cases.Served, cases.Archived, cases.Withdrawn}

// Rehearse judges every closed case of the store again, by the packs in use and
// with the bundle in its place, and hands on each case whose verdict changes. It
// holds one page of rows and one case at a time, whatever the store's size.
func (t Tools) Rehearse(ctx context.Context, s *sqlite.Session, b rules.Bundle, each func(Rehearsed) error) (Rehearsal, error) {
	r := Rehearsal{Ruleset: b.Ruleset, Hash: b.Hash, Rows: map[string]int{}}
	now, next, err := books(s, b)
	if err != nil {
		return r, err
	}
	sum := sha256.New()
	sum.Write([]byte(b.Hash))
	q := cases.Queue{Filter: cases.Filter{States: closedStates}, Limit: 500}
	for {
		rows, err := s.Rows(ctx, q)
		if err != nil {
			return r, err
		}
		for i := range rows {
			one, err := t.rehearseOne(ctx, s, rows[i], now, next, &r)
			if err != nil {
				return r, err
			}
			if len(one.Shifts) == 0 {
				continue
			}
			line, err := json.Marshal(one)
			if err != nil {
				return r, err
			}
			sum.Write(line)
			if err := each(one); err != nil {
				return r, err
			}
		}
		if len(rows) < q.Limit {
			r.Seen = hex.EncodeToString(sum.Sum(nil))
			return r, nil
		}
		q.After = &rows[len(rows)-1]
	}
}

func (t Tools) rehearseOne(ctx context.Context, s *sqlite.Session, row cases.Row, now, next *rules.Book, r *Rehearsal) (Rehearsed, error) {
	one := Rehearsed{Case: row.Case, Number: row.Number}
	c, err := s.Case(ctx, row.Case)
	if err != nil {
		return one, err
	}
	r.Cases++
	if c.Judgement == nil {
		return one, nil
	}
	r.Judged++
	one.On = c.Judgement.Verdict.On
	if one.Shifts, err = rules.Rehearse(now, next, c.Judgement.Facts, one.On, t.Calendar); err != nil {
		return one, err
	}
	if len(one.Shifts) > 0 {
		r.Changed++
	}
	counted := map[string]bool{}
	for _, x := range one.Shifts {
		if row := x.Ruleset + "/" + x.Row; !counted[row] {
			counted[row] = true
			r.Rows[row]++
		}
	}
	return one, nil
}

// books gives the packs in use, and those with the bundle in its place.
func books(s *sqlite.Session, b rules.Bundle) (now, next *rules.Book, err error) {
	h, err := ShelfOf(s.Store())
	if err != nil {
		return nil, nil, err
	}
	inUse, err := h.Bundles()
	if err != nil {
		return nil, nil, err
	}
	for i, list := range [][]rules.Bundle{inUse, append(inUse[:len(inUse):len(inUse)], b)} {
		fsys, err := rules.Overlaid(assets.Packs(), list...)
		if err != nil {
			return nil, nil, err
		}
		book, err := rules.Load(fsys)
		if err != nil {
			return nil, nil, err
		}
		if i == 0 {
			now = book
		} else {
			next = book
		}
	}
	return now, next, nil
}

// Activate puts a kept version into use. It must be ready (rules.Ready), and the
// person, who is no 经办 alone, must have seen this very rehearsal: seen is its
// digest, and it is run again to compare.
func (t Tools) Activate(ctx context.Context, s *sqlite.Session, hash, seen string) (Activation, error) {
	d, err := t.Desk(s)
	if err != nil {
		return Activation{}, err
	}
	if !d.Account.Has(cases.Reviewer) && !d.Account.Has(cases.Signer) {
		return Activation{}, cases.Fail(cases.Forbidden, "pack.activate_role")
	}
	h, err := ShelfOf(s.Store())
	if err != nil {
		return Activation{}, err
	}
	b, err := h.Version(hash)
	if err != nil {
		return Activation{}, err
	}
	inUse, err := h.Bundles()
	if err != nil {
		return Activation{}, err
	}
	base, err := rules.Overlaid(assets.Packs(), inUse...)
	if err != nil {
		return Activation{}, err
	}
	if _, err := rules.Ready(base, b, d.Today(), t.Calendar); err != nil {
		return Activation{}, err
	}
	r, err := t.Rehearse(ctx, s, b, func(Rehearsed) error { return nil })
	if err != nil {
		return Activation{}, err
	}
	if r.Seen != seen {
		return Activation{}, cases.Fail(cases.Conflict, "pack.unseen", "ruleset", b.Ruleset)
	}
	key, err := s.Signer()
	if err != nil {
		return Activation{}, err
	}
	a := Activation{Ruleset: b.Ruleset, Hash: b.Hash, Seen: seen, By: d.Account.ID, On: d.Today()}
	return a, h.activate(a, key)
}
