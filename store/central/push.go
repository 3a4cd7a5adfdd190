package central

import (
	"context"
	"database/sql"
	"errors"
	"strconv"

	"casedesk/cases"
)

// Push is an examined batch of one device's log.
type Push struct {
	Log
	Office cases.ID // the device's
	// Directory tells whose an account is, for acts that others did before.
	Directory cases.Directory
	Events    []Arrival
	Wraps     []cases.KeyWrap
	At        int64 // milliseconds since 1970, the library's clock
	Sign      func(cases.Receipt) (cases.Receipt, error)
}

// Aside is an event that was refused, and the key of why.
type Aside struct {
	Event cases.Hash
	Key   string
}

// Share names one office's part in one case.
type Share struct{ Case, Office cases.ID }

// Pushed says what became of a Push.
type Pushed struct {
	AcceptedTo   uint64 // the last place of the log that is known
	FromSeq      uint64 // not 0: a gap; nothing was taken
	Receipts     []cases.Receipt
	SetAside     []Aside
	WrapsRefused []Share // keys to cases that the sender does not share
}

// Push takes a batch in one transaction. What is held already is compared and
// answered again; another hash at the same place is a Conflict (sync.fork) and
// nothing is taken.
func (s *Store) Push(ctx context.Context, p Push) (out Pushed, err error) {
	err = s.locked(ctx, func(t *turn) error {
		out = Pushed{} // nothing of a failed try may stay
		fresh, err := t.known(ctx, p, &out)
		if err != nil || out.FromSeq != 0 {
			return err
		}
		return t.take(ctx, p, fresh, &out)
	})
	if err != nil {
		return Pushed{}, err
	}
	return out, nil
}

// known answers for what the library holds already and gives what is new.
func (t *turn) known(ctx context.Context, p Push, out *Pushed) ([]Arrival, error) {
	last, hash, err := t.end(ctx, p.Log)
	if err != nil {
		return nil, err
	}
	out.AcceptedTo = last
	if len(p.Events) == 0 {
		return nil, nil
	}
	if p.First > last+1 {
		out.FromSeq = last + 1
		return nil, nil
	}
	if p.First == last+1 {
		if p.Prev != hash {
			return nil, fork(p.First)
		}
		return p.Events, nil
	}
	held, err := t.held(ctx, p.Log, p.First+uint64(len(p.Events)))
	if err != nil {
		return nil, err
	}
	for i, a := range p.Events {
		seq := p.First + uint64(i)
		if seq > last {
			return p.Events[i:], nil
		}
		h := held[seq]
		if h.receipt.Event != a.Hash {
			return nil, fork(seq)
		}
		if h.reason != "" {
			out.SetAside = append(out.SetAside, Aside{a.Hash, h.reason})
		} else {
			out.Receipts = append(out.Receipts, h.receipt)
		}
	}
	return nil, nil
}

func fork(seq uint64) error {
	return cases.Fail(cases.Conflict, "sync.fork", "seq", strconv.FormatUint(seq, 10))
}

// end finds the last known place of a log; 0 and no hash for a new one.
func (t *turn) end(ctx context.Context, at Log) (last uint64, hash cases.Hash, err error) {
	var seq int64
	var b []byte
	row := t.tx.QueryRowContext(ctx, `SELECT seq, hash FROM log WHERE device = $1 AND epoch = $2`, at.Device[:], int64(at.Epoch))
	if err = row.Scan(&seq, &b); errors.Is(err, sql.ErrNoRows) {
		return 0, hash, nil
	}
	copy(hash[:], b)
	return uint64(seq), hash, err
}

// heldEvent is what a place of a log holds: a receipt, or why it was refused.
type heldEvent struct {
	receipt cases.Receipt // of a refused event only its hash
	reason  string
}

// held reads the places of a log from at.First up to, without, end.
func (t *turn) held(ctx context.Context, at Log, end uint64) (map[uint64]heldEvent, error) {
	rows, err := t.tx.QueryContext(ctx, `
		SELECT seq, hash, position, at, receipt, '' FROM event WHERE device = $1 AND epoch = $2 AND seq >= $3 AND seq < $4
		UNION ALL
		SELECT seq, hash, 0, at, hash, reason FROM aside WHERE device = $1 AND epoch = $2 AND seq >= $3 AND seq < $4`,
		at.Device[:], int64(at.Epoch), int64(at.First), int64(end))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[uint64]heldEvent{}
	for rows.Next() {
		var h heldEvent
		var seq, position int64
		var hash []byte
		if err := rows.Scan(&seq, &hash, &position, &h.receipt.At, &h.receipt.Sig, &h.reason); err != nil {
			return nil, err
		}
		copy(h.receipt.Event[:], hash)
		h.receipt.Position = uint64(position)
		out[uint64(seq)] = h
	}
	return out, rows.Err()
}
