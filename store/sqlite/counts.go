package sqlite

import (
	"context"

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
// a day.
func (s *Session) Counts(ctx context.Context, holder cases.ID, day cases.Date) (Counts, error) {
	n := Counts{States: map[cases.State]int{}, Sync: map[cases.SyncState]int{}}
	if _, err := s.keys(); err != nil {
		return n, err
	}
	rows, err := s.store.read.QueryContext(ctx, `SELECT state, sync, count(*), sum(due < ?1), sum(due = ?1), sum(conflicts > 0)
		FROM case_row WHERE ?2 OR holder = ?3 GROUP BY state, sync`, day.String(), holder.IsZero(), holder[:])
	if err != nil {
		return n, fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var state cases.State
		var sync cases.SyncState
		var all, over, today, conflicts int
		if err := rows.Scan(&state, &sync, &all, &over, &today, &conflicts); err != nil {
			return n, fault(err)
		}
		n.States[state] += all
		n.Sync[sync] += all
		n.Overdue += over
		n.DueToday += today
		n.Conflicts += conflicts
	}
	return n, fault(rows.Err())
}
