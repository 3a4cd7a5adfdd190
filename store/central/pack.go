package central

import (
	"context"
	"database/sql"
	"errors"

	"casedesk/cases"
)

// SignedPack is one rule pack as the bytes that were signed, with its place in
// the order in which packs were handed out.
type SignedPack struct {
	N    int64
	Body []byte
	Sig  []byte
}

// PutPack adds a signed pack, named by the hash of its bytes, and gives its
// place. The same bytes again keep the place that they have.
func (s *Store) PutPack(ctx context.Context, hash cases.Hash, body, sig []byte) (n int64, err error) {
	err = s.locked(ctx, func(t *turn) error {
		err := t.tx.QueryRowContext(ctx, `SELECT n FROM pack WHERE hash = $1`, hash[:]).Scan(&n)
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if err := t.tx.QueryRowContext(ctx, `SELECT coalesce(max(n), 0) + 1 FROM pack`).Scan(&n); err != nil {
			return err
		}
		_, err = t.tx.ExecContext(ctx, `INSERT INTO pack (n, hash, body, sig) VALUES ($1, $2, $3, $4)`, n, hash[:], body, sig)
		return err
	})
	return n, err
}

// Packs gives the signed packs after place n in their order, as many as have
// about size bytes, and at least one where there is one.
func (s *Store) Packs(ctx context.Context, n int64, size int) ([]SignedPack, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT n, body, sig FROM pack WHERE n > $1 ORDER BY n`, n)
	if err != nil {
		return nil, s.speak.fault(err)
	}
	defer rows.Close()
	out := []SignedPack{}
	for rows.Next() && size > 0 {
		var p SignedPack
		if err := rows.Scan(&p.N, &p.Body, &p.Sig); err != nil {
			return nil, s.speak.fault(err)
		}
		size -= len(p.Body)
		out = append(out, p)
	}
	return out, s.speak.fault(rows.Err())
}
