package wire

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

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
	Ruleset string         `json:"ruleset"` // of several, with spaces between them
	Hash    string         `json:"hash"`
	Cases   int            `json:"cases"`   // closed ones
	Judged  int            `json:"judged"`  // of these, with a recorded verdict
	Changed int            `json:"changed"` // whose verdict changes
	Rows    map[string]int `json:"rows"`    // how many cases each row changes, R36/R36-PUB-GEN
	Seen    string         `json:"seen"`
}

// closedStates are those of cases that have been decided or ended otherwise.
var closedStates = []cases.State{cases.Decided, cases.Carried, cases.Declined, cases.Notified, cases.Served, cases.Archived, cases.Withdrawn}

// Watch is told of a rehearsal as it goes.
type Watch struct {
	Each     func(Rehearsed) error // a case whose verdict changes, in the order of the queue; an error ends the rehearsal
	Progress func(done, of int)    // closed cases judged so far, after every page; may be nil
}

// Rehearse judges every closed case of the store again, by the packs in use and
// with the bundles in their places, on all cores. It holds one page of rows and a case a
// core at a time, whatever the store's size, and ends early when ctx does.
func (t Tools) Rehearse(ctx context.Context, s *sqlite.Session, bundles []rules.Bundle, w Watch) (Rehearsal, error) {
	r, sum := Rehearsal{Rows: map[string]int{}}, sha256.New()
	bundles = inOrder(bundles)
	for i, b := range bundles {
		if i > 0 {
			r.Ruleset, r.Hash = r.Ruleset+" ", r.Hash+" "
		}
		r.Ruleset, r.Hash = r.Ruleset+b.Ruleset, r.Hash+b.Hash
		sum.Write([]byte(b.Hash))
	}
	now, next, err := books(s, bundles)
	if err != nil {
		return r, err
	}
	q := cases.Queue{Filter: cases.Filter{States: closedStates}, Limit: 500}
	of, err := s.Count(ctx, q.Filter)
	if err != nil {
		return r, err
	}
	one := rehearsing{t.Calendar, s, now, next}
	for {
		rows, err := s.Rows(ctx, q)
		if err != nil {
			return r, err
		}
		page, err := one.page(ctx, rows)
		if err != nil {
			return r, err
		}
		for i := range page {
			if err := r.take(&page[i], sum, w.Each); err != nil {
				return r, err
			}
		}
		if w.Progress != nil {
			w.Progress(r.Cases, of)
		}
		if len(rows) < q.Limit {
			r.Seen = hex.EncodeToString(sum.Sum(nil))
			return r, nil
		}
		q.After = &rows[len(rows)-1]
	}
}

// rehearsing is what every case of a rehearsal needs.
type rehearsing struct {
	cal       cases.Calendar
	s         *sqlite.Session
	now, next *rules.Book
}

// rehearsed is one closed case; judged where a verdict was recorded.
type rehearsed struct {
	Rehearsed
	judged bool
}

// page judges the cases of one page, a core each; the answers stand in the rows' order.
func (r rehearsing) page(ctx context.Context, rows []cases.Row) ([]rehearsed, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	out := make([]rehearsed, len(rows))
	var taken atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(rows)) {
		wait.Go(func() {
			for i := int(taken.Add(1)) - 1; i < len(rows) && ctx.Err() == nil; i = int(taken.Add(1)) - 1 {
				var err error
				if out[i], err = r.one(ctx, rows[i]); err != nil {
					stop(err)
				}
			}
		})
	}
	wait.Wait()
	return out, context.Cause(ctx)
}

func (r rehearsing) one(ctx context.Context, row cases.Row) (rehearsed, error) {
	out := rehearsed{Rehearsed: Rehearsed{Case: row.Case, Number: row.Number}}
	c, err := r.s.Case(ctx, row.Case)
	if err != nil || c.Judgement == nil {
		return out, err
	}
	out.judged, out.On = true, c.Judgement.Verdict.On
	out.Shifts, err = rules.Rehearse(r.now, r.next, c.Judgement.Facts, out.On, r.cal)
	return out, err
}

// take counts a case in, and hands it on where its verdict changes.
func (r *Rehearsal) take(one *rehearsed, sum io.Writer, each func(Rehearsed) error) error {
	r.Cases++
	if one.judged {
		r.Judged++
	}
	if len(one.Shifts) == 0 {
		return nil
	}
	r.Changed++
	counted := map[string]bool{}
	for _, x := range one.Shifts {
		if row := x.Ruleset + "/" + x.Row; !counted[row] {
			counted[row] = true
			r.Rows[row]++
		}
	}
	line, err := json.Marshal(one.Rehearsed)
	if err != nil {
		return err
	}
	if _, err := sum.Write(line); err != nil {
		return err
	}
	return each(one.Rehearsed)
}

// RehearseKept is Rehearse for versions on the shelf.
func (t Tools) RehearseKept(ctx context.Context, s *sqlite.Session, hashes []string, w Watch) (Rehearsal, error) {
	h, err := ShelfOf(s.Store())
	if err != nil {
		return Rehearsal{}, err
	}
	bundles, err := h.versions(hashes)
	if err != nil {
		return Rehearsal{}, err
	}
	return t.Rehearse(ctx, s, bundles, w)
}

// inOrder puts bundles in the order of their rulesets, so that a set has one digest
// however it was named.
func inOrder(bundles []rules.Bundle) []rules.Bundle {
	return slices.SortedFunc(slices.Values(bundles), func(a, b rules.Bundle) int { return strings.Compare(a.Ruleset, b.Ruleset) })
}

// books gives the packs in use, and those with the bundles in their places.
func books(s *sqlite.Session, bundles []rules.Bundle) (now, next *rules.Book, err error) {
	h, err := ShelfOf(s.Store())
	if err != nil {
		return nil, nil, err
	}
	inUse, err := h.Bundles()
	if err != nil {
		return nil, nil, err
	}
	for i, list := range [][]rules.Bundle{inUse, append(inUse[:len(inUse):len(inUse)], bundles...)} {
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

// Activate puts kept versions that belong together into use, all or none. They must
// be ready together (rules.ReadyTogether), and the person, who is no 经办 alone, must
// have seen this very rehearsal: seen is its digest, and it is run again to compare.
func (t Tools) Activate(ctx context.Context, s *sqlite.Session, hashes []string, seen string) ([]Activation, error) {
	d, err := t.Desk(s)
	if err != nil {
		return nil, err
	}
	if d.Account.Must(cases.DutyRules) != nil {
		return nil, cases.Fail(cases.Forbidden, "pack.activate_role")
	}
	h, err := ShelfOf(s.Store())
	if err != nil {
		return nil, err
	}
	bundles, err := h.versions(hashes)
	if err != nil {
		return nil, err
	}
	if _, err := t.ready(h, bundles, d.Today()); err != nil {
		return nil, err
	}
	r, err := t.Rehearse(ctx, s, bundles, Watch{Each: func(Rehearsed) error { return nil }})
	if err != nil {
		return nil, err
	}
	if r.Seen != seen {
		return nil, cases.Fail(cases.Conflict, "pack.unseen", "ruleset", r.Ruleset)
	}
	var all []Activation
	for _, b := range inOrder(bundles) {
		all = append(all, Activation{Ruleset: b.Ruleset, Hash: b.Hash, Seen: seen, By: d.Account.ID, On: d.Today()})
	}
	key, err := s.Signer() // the account's own; d.Key may be a key for letters only
	if err != nil {
		return nil, err
	}
	return all, h.activate(all, key)
}

// Ready tells whether versions on the shelf may be put into use together, and what
// each changes of the packs in use.
func (t Tools) Ready(s *sqlite.Session, hashes []string) ([]rules.PackChanges, error) {
	d, err := t.Desk(s)
	if err != nil {
		return nil, err
	}
	h, err := ShelfOf(s.Store())
	if err != nil {
		return nil, err
	}
	bundles, err := h.versions(hashes)
	if err != nil {
		return nil, err
	}
	return t.ready(h, bundles, d.Today())
}

func (t Tools) ready(h Shelf, bundles []rules.Bundle, today cases.Date) ([]rules.PackChanges, error) {
	inUse, err := h.Bundles()
	if err != nil {
		return nil, err
	}
	base, err := rules.Overlaid(assets.Packs(), inUse...)
	if err != nil {
		return nil, err
	}
	return rules.ReadyTogether(base, today, t.Calendar, bundles...)
}
