package sqlite

import (
	"bytes"
	"context"

	"casedesk/cases"
)

// mended puts an event that came again into the place of one whose row holds other
// bytes than were signed, and tells whether it did. What came proves itself first: by
// the hash that the row is known by, the actor's signature and the seal of its body;
// the library's receipt was checked. A row on a page that cannot be read is passed over: Mend writes
// the database anew.
func (in *intake) mended(ctx context.Context, env cases.Envelope) (bool, error) {
	hash := env.Hash()
	var held cases.Envelope
	var device, of []byte
	var epoch, seq, clock int64
	err := in.tx.QueryRowContext(ctx, "SELECT header, sig, body, device, epoch, seq, case_id, clock FROM event WHERE hash = ?", hash[:]).
		Scan(&held.Header, &held.Sig, &held.Body, &device, &epoch, &seq, &of, &clock)
	if err != nil {
		if isRot(err) {
			return false, nil
		}
		return false, fault(err)
	}
	h, bad := cases.DecodeHeader(held.Header)
	right := bad == nil && filed(h, device, epoch, seq, of, clock)
	same := bytes.Equal(held.Header, env.Header) && bytes.Equal(held.Sig, env.Sig) && bytes.Equal(held.Body, env.Body)
	if right && (same || held.Hash() == hash && in.proves(ctx, held) == nil) {
		return false, nil
	}
	if err := in.proves(ctx, env); err != nil {
		return false, err
	}
	if err := replaceEvent(ctx, in.tx, env); err != nil {
		return false, err
	}
	in.touched[cases.ID(of)] = true // where its row said that it belongs
	if h, err = cases.DecodeHeader(env.Header); err != nil {
		return false, err
	}
	// What came meanwhile and could not be held against a damaged log.
	return true, in.again(ctx, "WHERE case_id = ? ORDER BY position", h.Case[:])
}

// proves holds an event against its signature and, where its case can be opened, its
// body against what its header promised.
func (in *intake) proves(ctx context.Context, env cases.Envelope) error {
	h, err := cases.Admit(env, in.dir)
	if err != nil {
		return err
	}
	_, _, err = in.read(ctx, env, h)
	return err
}

// replaceEvent is the one thing that ever changes a row of the log, so the trigger
// that forbids it stands aside within the transaction.
func replaceEvent(ctx context.Context, tx *txn, env cases.Envelope) error {
	h, err := cases.DecodeHeader(env.Header)
	if err != nil {
		return err
	}
	var guard string
	if err := tx.QueryRowContext(ctx, "SELECT sql FROM sqlite_schema WHERE name = 'event_is_never_changed'").Scan(&guard); err != nil {
		return fault(err)
	}
	if _, err := tx.ExecContext(ctx, "DROP TRIGGER event_is_never_changed"); err != nil {
		return fault(err)
	}
	hash := env.Hash()
	_, err = tx.ExecContext(ctx, "UPDATE event SET device = ?, epoch = ?, seq = ?, case_id = ?, clock = ?, header = ?, sig = ?, body = ? WHERE hash = ?",
		h.Device[:], h.Epoch, int64(h.Seq), h.Case[:], int64(h.Clock), env.Header, env.Sig, env.Body, hash[:])
	if err != nil {
		return fault(err)
	}
	_, err = tx.ExecContext(ctx, guard)
	return fault(err)
}
