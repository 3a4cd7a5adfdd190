package central

import (
	"context"
	"slices"

	"casedesk/cases"
)

// share is one office's part in a case.
type share struct {
	office cases.ID
	keyed  bool // the case's key was given to it
	fresh  bool // since this push
}

// shares tells which offices share which cases.
type shares map[cases.ID][]share

func (s shares) has(of, office cases.ID) bool { return s.find(of, office) >= 0 }

func (s shares) find(of, office cases.ID) int {
	return slices.IndexFunc(s[of], func(x share) bool { return x.office == office })
}

// shares reads who shares the cases that a push touches.
func (t *turn) shares(ctx context.Context, fresh []Arrival, wraps []cases.KeyWrap) (shares, error) {
	out := shares{}
	seen := map[cases.ID]bool{}
	var args []any
	ask := func(id cases.ID) {
		if !seen[id] {
			seen[id] = true
			args = append(args, id[:])
		}
	}
	for _, a := range fresh {
		ask(a.Header.Case)
	}
	for _, w := range wraps {
		ask(w.Case)
	}
	for part := range slices.Chunk(args, 1000) {
		rows, err := t.tx.QueryContext(ctx, `SELECT case_id, office, sealed IS NOT NULL FROM scope WHERE case_id IN (`+places(1, len(part))+`)`, part...)
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		for rows.Next() {
			var of, office []byte
			var s share
			if err := rows.Scan(&of, &office, &s.keyed); err != nil {
				return nil, err
			}
			copy(s.office[:], office)
			out[cases.ID(of)] = append(out[cases.ID(of)], s)
		}
		if err := rows.Err(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// takeWraps gives case keys to offices. Only an office that shares the case may
// give its key away, and the first key given stands. An office that is new to
// a case is shown what happened before this push, after its key.
func (t *turn) takeWraps(ctx context.Context, p Push, in *intake, before int64, out *Pushed) error {
	var late []Share
	for _, w := range p.Wraps {
		if !in.shares.has(w.Case, p.Office) || in.ended.before[w.Case] || slices.Contains(in.ended.gone, w.Case) {
			out.WrapsRefused = append(out.WrapsRefused, Share{w.Case, w.Office})
			continue
		}
		i := in.shares.find(w.Case, w.Office)
		if i >= 0 && in.shares[w.Case][i].keyed {
			continue
		}
		if i < 0 {
			in.shares[w.Case] = append(in.shares[w.Case], share{office: w.Office, fresh: true})
			i = len(in.shares[w.Case]) - 1
			late = append(late, Share{w.Case, w.Office})
		}
		in.shares[w.Case][i].keyed = true
		in.scopes.add(w.Case[:], w.Office[:], w.Sealed)
		t.show(in, w.Office, entry{of: w.Case})
	}
	for of, list := range in.shares {
		for _, s := range list {
			if s.fresh && !s.keyed {
				in.scopes.add(of[:], s.office[:], []byte(nil))
			}
		}
	}
	return t.backfill(ctx, in, late, before)
}

// backfill shows the events up to the position before to offices that came late
// to a case.
func (t *turn) backfill(ctx context.Context, in *intake, late []Share, before int64) error {
	for _, l := range late {
		rows, err := t.tx.QueryContext(ctx, `SELECT position FROM event WHERE case_id = $1 AND position <= $2 ORDER BY position`, l.Case[:], before)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			e := entry{of: l.Case}
			if err := rows.Scan(&e.position); err != nil {
				return err
			}
			t.show(in, l.Office, e)
		}
		if err := rows.Err(); err != nil {
			return err
		}
	}
	return nil
}
