package central

import (
	"context"
	"database/sql"
	"errors"

	"casedesk/cases"
)

// Lease asks for a block of document numbers for one device.
type Lease struct {
	Office, Device cases.ID
	Epoch          uint32 // of the device's log; 0 means 1
	Series         string
	Year           int
	Have           int // the last number the device was ever given; 0 for none
	Want           int // how many
}

// Lease gives the block that follows what the device has. A block that was given
// out before and whose answer was lost is given again, so that no number is
// skipped; but never to a later epoch of the device's log: a restored desk does
// not know which numbers of it were used. Blocks never overlap, whoever asks.
func (s *Store) Lease(ctx context.Context, l Lease) (block cases.NumberBlock, err error) {
	err = s.locked(ctx, func(t *turn) error {
		block = cases.NumberBlock{Office: l.Office, Device: l.Device, Series: l.Series, Year: l.Year}
		epoch := int64(max(l.Epoch, 1))
		row := t.tx.QueryRowContext(ctx, `SELECT first, last FROM block
			WHERE series = $1 AND year = $2 AND device = $3 AND epoch = $4 AND first > $5 ORDER BY first LIMIT 1`,
			l.Series, l.Year, l.Device[:], epoch, l.Have)
		if err := row.Scan(&block.From, &block.To); !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		var last int
		row = t.tx.QueryRowContext(ctx, `SELECT coalesce(max(last), 0) FROM block WHERE series = $1 AND year = $2`, l.Series, l.Year)
		if err := row.Scan(&last); err != nil {
			return err
		}
		block.From, block.To = last+1, last+l.Want
		_, err := t.tx.ExecContext(ctx, `INSERT INTO block (series, year, first, last, office, device, epoch) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			l.Series, l.Year, block.From, block.To, l.Office[:], l.Device[:], epoch)
		return err
	})
	return block, err
}
