package sqlite

import (
	"context"
	"crypto/sha256"
	"io"

	"casedesk/cases"
)

// SaveBlob takes a sealed file from the central library; bytes that do not have
// the hash are refused and nothing is kept.
func (s *Session) SaveBlob(ctx context.Context, hash cases.Hash, r io.Reader) error {
	if _, err := s.keys(); err != nil {
		return err
	}
	sealed, err := readAtMost(r, MaxBlob+64)
	if err != nil {
		return err
	}
	if sha256.Sum256(sealed) != hash {
		return cases.Fail(cases.Damaged, "store.blob_damaged")
	}
	return s.keepBlob(ctx, hash, sealed, true)
}

// Uploads lists files that events name, that lie here and that the central
// library has not confirmed.
func (s *Session) Uploads(ctx context.Context) ([]cases.Hash, error) {
	return s.hashes(ctx, "SELECT DISTINCT b.hash FROM blob b JOIN case_blob c ON c.blob = b.hash WHERE b.sent = 0 ORDER BY 1")
}

// Downloads lists files that events name and that do not lie here yet.
func (s *Session) Downloads(ctx context.Context) ([]cases.Hash, error) {
	return s.hashes(ctx, "SELECT DISTINCT c.blob FROM case_blob c LEFT JOIN blob b ON b.hash = c.blob WHERE b.hash IS NULL ORDER BY 1")
}

// Uploaded remembers that the central library holds a file.
func (s *Session) Uploaded(ctx context.Context, hash cases.Hash) error {
	if _, err := s.keys(); err != nil {
		return err
	}
	_, err := s.store.write.ExecContext(ctx, "UPDATE blob SET sent = 1 WHERE hash = ?", hash[:])
	return fault(err)
}

func (s *Session) hashes(ctx context.Context, query string) ([]cases.Hash, error) {
	if _, err := s.keys(); err != nil {
		return nil, err
	}
	rows, err := s.store.read.QueryContext(ctx, query)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	all := []cases.Hash{}
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return nil, fault(err)
		}
		all = append(all, cases.Hash(b))
	}
	return all, fault(rows.Err())
}
