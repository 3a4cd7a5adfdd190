package sqlite

import (
	"context"
	"strings"

	"casedesk/cases"
)

// Counts is how many cases there are, for the workbench.
type Counts struct {
	States    map[cases.State]int
	Overdue   int                     // a clock ended before the day asked about
	DueToday  int                     // a clock ends on that day
	Conflicts int                     // cases with acts that wait for a supervisor
	Sync      map[cases.SyncState]int // by how far the case's events have come
}

// Counts counts the cases that an office holds (all, for the zero office), as of
// a day. It adds up counters; no case is looked at.
func (s *Session) Counts(ctx context.Context, holder cases.ID, day cases.Date) (Counts, error) {
	n := Counts{States: map[cases.State]int{}, Sync: map[cases.SyncState]int{}}
	if _, err := s.caseKeys(); err != nil {
		return n, err
	}
	rows, err := s.store.read.QueryContext(ctx, `SELECT state, sum(local), sum(sent), sum(aside), sum(confirmed)
		FROM case_cell WHERE ?1 OR holder = ?2 GROUP BY state`, holder.IsZero(), holder[:])
	if err != nil {
		return n, fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var state cases.State
		var local, sent, aside, confirmed int
		if err := rows.Scan(&state, &local, &sent, &aside, &confirmed); err != nil {
			return n, fault(err)
		}
		n.States[state] = local + sent + aside + confirmed
		for sync, more := range map[cases.SyncState]int{cases.SyncLocal: local, cases.SyncSent: sent, cases.SyncAside: aside, cases.SyncConfirmed: confirmed} {
			if more > 0 {
				n.Sync[sync] += more
			}
		}
	}
	if err := rows.Err(); err != nil {
		return n, fault(err)
	}
	err = s.store.read.QueryRowContext(ctx, `SELECT coalesce(sum(CASE WHEN what = 'due' AND value < ?1 THEN n END), 0),
		coalesce(sum(CASE WHEN what = 'due' AND value = ?1 THEN n END), 0), coalesce(sum(CASE WHEN what = 'conflict' THEN n END), 0)
		FROM case_tally WHERE ?2 OR holder = ?3`, day.String(), holder.IsZero(), holder[:]).Scan(&n.Overdue, &n.DueToday, &n.Conflicts)
	return n, fault(err)
}

// Count gives the number of cases that pass a filter, from counters; no case is
// looked at. The filter's order does not matter.
func (s *Session) Count(ctx context.Context, f cases.Filter) (n int, err error) {
	if _, err := s.caseKeys(); err != nil {
		return 0, err
	}
	sum := "local + sent + aside + confirmed"
	if len(f.Sync) > 0 {
		parts := []string{"0"}
		for _, state := range syncs() { // fixed words, never the caller's
			for _, wanted := range f.Sync {
				if wanted == state {
					parts = append(parts, string(state))
				}
			}
		}
		sum = strings.Join(parts, " + ")
	}
	cells := cellsOf(f)
	err = s.store.read.QueryRowContext(ctx, "SELECT coalesce(sum("+sum+"), 0) FROM case_cell"+cells.where(), cells.args...).Scan(&n)
	return n, fault(err)
}

// Overdue gives the number of cases that an office holds (all, for the zero
// office) with a clock that ended before the day.
func (s *Session) Overdue(ctx context.Context, holder cases.ID, day cases.Date) (n int, err error) {
	if _, err := s.caseKeys(); err != nil {
		return 0, err
	}
	err = s.store.read.QueryRowContext(ctx, `SELECT coalesce(sum(n), 0) FROM case_tally WHERE what = 'due' AND (?1 OR holder = ?2) AND value < ?3`,
		holder.IsZero(), holder[:], day.String()).Scan(&n)
	return n, fault(err)
}
