package sqlite

import (
	"context"
	"errors"
	"strconv"

	"casedesk/cases"
)

// chain follows one epoch of one device's log, event by event. Up to the seq that
// whole names it has no gap; what comes after it came back from the central library
// after a restore, which lacks what was refused there.
type chain struct {
	whole uint64
	last  cases.Header
	prev  cases.Hash
	n     uint64
}

const noGap = ^uint64(0)

// newChain gives the chain of an epoch as this store must hold it.
func newChain(ctx context.Context, q querier, epoch uint32) (*chain, error) {
	text, err := fact(ctx, q, wholeTo(epoch))
	if err != nil || text == "" {
		return &chain{whole: noGap}, err
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return nil, cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	return &chain{whole: n}, nil
}

// add holds the next event against those before it.
func (c *chain) add(h cases.Header, hash cases.Hash) error {
	if c.n > 0 && (h.Device != c.last.Device || h.Epoch != c.last.Epoch) {
		return cases.Fail(cases.Invalid, "store.chain_mixed")
	}
	next := h.Seq == c.last.Seq+1 && h.Prev == c.prev
	skips := h.Seq > c.whole && h.Seq > c.last.Seq+1
	if !next && !skips || h.Clock <= c.last.Clock {
		return cases.Fail(cases.Damaged, "store.chain", "seq", strconv.FormatUint(c.last.Seq+1, 10))
	}
	c.last, c.prev, c.n = h, hash, c.n+1
	return nil
}

// VerifyChain proves with public keys alone that one device's log is whole: it
// begins at 1, has no gap and no second branch, every event names the one before
// it, and every event was signed by an account of the directory that may do such
// acts. Bodies may be absent. The error names the first place that is amiss.
func VerifyChain(log []cases.Envelope, dir cases.Directory) error {
	c := chain{whole: noGap}
	for _, e := range log {
		h, err := cases.Admit(e, dir)
		if err != nil {
			return err
		}
		if err := c.add(h, e.Hash()); err != nil {
			return err
		}
	}
	return nil
}

// epochsOf lists the epochs of a device's log that this store wrote or was restored
// with. Of another copy of the same device only some events may be here.
func epochsOf(ctx context.Context, q querier, device cases.ID) (all []uint32, err error) {
	now, err := epochOf(ctx, q)
	if err != nil {
		return nil, err
	}
	rows, err := q.QueryContext(ctx, `SELECT DISTINCT epoch FROM event
		WHERE device = ? AND (epoch = ? OR 'whole ' || epoch IN (SELECT name FROM fact)) ORDER BY epoch`, device[:], now)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var epoch uint32
		if err := rows.Scan(&epoch); err != nil {
			return nil, fault(err)
		}
		all = append(all, epoch)
	}
	return all, fault(rows.Err())
}

// eachEnvelope gives the events of one epoch in order without their bodies, each
// with the hash that it is named by.
func eachEnvelope(ctx context.Context, q querier, device cases.ID, epoch uint32, see func(cases.Hash, cases.Envelope) error) error {
	rows, err := q.QueryContext(ctx, "SELECT hash, header, sig FROM event WHERE device = ? AND epoch = ? ORDER BY seq", device[:], epoch)
	if err != nil {
		return fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var named []byte
		var e cases.Envelope
		if err := rows.Scan(&named, &e.Header, &e.Sig); err != nil {
			return fault(err)
		}
		var hash cases.Hash
		copy(hash[:], named)
		if err := see(hash, e); err != nil {
			return err
		}
	}
	return fault(rows.Err())
}

// Proved is what the chain of one epoch of this device's log amounts to.
type Proved struct {
	Epoch   uint32
	Events  int        // up to the first place that is amiss
	Seq     uint64     // of the last event that holds
	Last    cases.Hash // that event
	Trouble *cases.Error
}

// ProveChains proves each epoch of this device's log with the public keys of the
// directory alone, whose signature was checked with the pinned root.
func (s *Session) ProveChains(ctx context.Context) ([]Proved, error) {
	if _, err := s.keys(); err != nil {
		return nil, err
	}
	epochs, err := epochsOf(ctx, s.store.read, s.store.keys.Device)
	if err != nil {
		return nil, err
	}
	dir := s.store.Directory()
	all := make([]Proved, 0, len(epochs))
	for _, epoch := range epochs {
		c, err := newChain(ctx, s.store.read, epoch)
		if err != nil {
			return nil, err
		}
		err = eachEnvelope(ctx, s.store.read, s.store.keys.Device, epoch, func(_ cases.Hash, e cases.Envelope) error {
			h, err := cases.Admit(e, dir)
			if err != nil {
				return err
			}
			return c.add(h, e.Hash())
		})
		p := Proved{Epoch: epoch, Events: int(c.n), Seq: c.last.Seq, Last: c.prev}
		if err != nil && !errors.As(err, &p.Trouble) {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}
