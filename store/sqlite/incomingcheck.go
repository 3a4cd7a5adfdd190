package sqlite

import (
	"context"

	"casedesk/cases"
)

func checkReceipt(hash cases.Hash, r cases.Receipt, st *Store) error {
	if r.Event != hash || r.Position == 0 {
		return cases.Fail(cases.Damaged, "store.receipt")
	}
	return r.Verify(st.root)
}

func isHeld(ctx context.Context, q querier, hash cases.Hash) (held bool, err error) {
	err = q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM event WHERE hash = ?)", hash[:]).Scan(&held)
	return held, fault(err)
}

// isFork finds another event in the same place of the same device's log: a disk
// was copied, or a backup put back.
func isFork(ctx context.Context, q querier, h cases.Header) error {
	var there bool
	err := q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM event WHERE device = ? AND epoch = ? AND seq = ?)",
		h.Device[:], h.Epoch, int64(h.Seq)).Scan(&there)
	if err == nil && there {
		return cases.Fail(cases.Conflict, "store.fork")
	}
	return fault(err)
}

func isPlaced(ctx context.Context, q querier, r cases.Receipt) error {
	var there bool
	err := q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM receipt WHERE position = ?)", int64(r.Position)).Scan(&there)
	if err == nil && there {
		return cases.Fail(cases.Conflict, "store.receipt")
	}
	return fault(err)
}
