package central

import (
	"context"

	"casedesk/cases"
)

// intake gathers the rows that one push adds.
type intake struct {
	events, asides, scopes, feed *sheet
	shares                       shares
	ended                        *endings
	fresh                        []entry // taken events, in order
}

// entry is an event's place in a case and in the library's order.
type entry struct {
	of       cases.ID
	position int64
}

func newIntake(known shares, ended *endings) *intake {
	return &intake{
		ended: ended,
		events: newSheet("event", "", "position int", "device blob", "epoch int", "seq int", "hash blob",
			"case_id blob", "kind text", "header blob", "sig blob", "body blob", "at int", "receipt blob"),
		asides: newSheet("aside", "", "device blob", "epoch int", "seq int", "hash blob", "reason text", "at int"),
		scopes: newSheet("scope", " ON CONFLICT (case_id, office) DO UPDATE SET sealed = excluded.sealed",
			"case_id blob", "office blob", "sealed blob"),
		feed:   newSheet("feed", "", "id int", "office blob", "case_id blob", "position int"),
		shares: known,
	}
}

// take gives new events their positions, new keys to their offices, and both
// to the feeds of the offices that share the cases.
func (t *turn) take(ctx context.Context, p Push, fresh []Arrival, out *Pushed) error {
	known, err := t.shares(ctx, fresh, p.Wraps)
	if err != nil {
		return err
	}
	ended, err := t.endings(ctx, p, fresh)
	if err != nil {
		return err
	}
	in := newIntake(known, ended)
	before := t.position
	first := p.First + uint64(len(p.Events)-len(fresh))
	for i, a := range fresh {
		if err := t.takeOne(p, a, first+uint64(i), in, out); err != nil {
			return err
		}
	}
	if err := t.takeWraps(ctx, p, in, before, out); err != nil {
		return err
	}
	for _, e := range in.fresh {
		for _, s := range in.shares[e.of] {
			t.show(in, s.office, e)
		}
	}
	for _, s := range []*sheet{in.events, in.asides, in.scopes, in.feed} {
		if err := t.speak.insert(ctx, t.tx, s); err != nil {
			return err
		}
	}
	if err := t.forget(ctx, in.ended.gone); err != nil || len(fresh) == 0 {
		return err
	}
	out.AcceptedTo = first + uint64(len(fresh)) - 1
	end := fresh[len(fresh)-1].Hash
	_, err = t.tx.ExecContext(ctx, `INSERT INTO log (device, epoch, seq, hash) VALUES ($1, $2, $3, $4)
		ON CONFLICT (device, epoch) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
		p.Device[:], int64(p.Epoch), int64(out.AcceptedTo), end[:])
	return err
}

// takeOne takes or refuses one event. An office writes only to cases that are
// new or that it shares.
func (t *turn) takeOne(p Push, a Arrival, seq uint64, in *intake, out *Pushed) error {
	of := a.Header.Case
	if a.Reason == "" && len(in.shares[of]) != 0 && !in.shares.has(of, p.Office) {
		a.Reason = "sync.scope"
	}
	if a.Reason == "" {
		a.Reason = in.ended.mayTake(p, a, len(in.shares[of]) != 0)
	}
	if a.Reason != "" {
		in.asides.add(p.Device[:], int64(p.Epoch), int64(seq), a.Hash[:], a.Reason, p.At)
		out.SetAside = append(out.SetAside, Aside{a.Hash, a.Reason})
		return nil
	}
	if len(in.shares[of]) == 0 {
		in.shares[of] = []share{{office: p.Office, fresh: true}}
	}
	t.position++
	r, err := p.Sign(cases.Receipt{Event: a.Hash, Position: uint64(t.position), At: p.At})
	if err != nil {
		return err
	}
	out.Receipts = append(out.Receipts, r)
	in.fresh = append(in.fresh, entry{of, t.position})
	in.events.add(t.position, p.Device[:], int64(p.Epoch), int64(seq), a.Hash[:], of[:], string(a.Header.Kind),
		a.Envelope.Header, a.Envelope.Sig, a.Envelope.Body, p.At, r.Sig)
	return nil
}

// show puts an event, or with position 0 a key, into an office's feed.
func (t *turn) show(in *intake, office cases.ID, e entry) {
	t.feed++
	in.feed.add(t.feed, office[:], e.of[:], e.position)
}
