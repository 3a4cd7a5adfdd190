package sqlite

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"

	"casedesk/cases"
)

// partFiles are named by the hash of the file that is coming.
const partFiles = ".part-"

// SaveBlob takes a sealed file from the central library; bytes that do not have the
// hash are refused and nothing is kept. Where the road breaks off, what came stays, and
// the next SaveBlob goes on at its last whole segment if r is an io.Seeker.
func (s *Session) SaveBlob(ctx context.Context, hash cases.Hash, r io.Reader) error {
	if _, err := s.keys(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	f, err := s.store.partBlob(hash, r)
	if err != nil {
		return err
	}
	most, larger := s.store.mostOfFile()
	if most == MaxBlob {
		most = MaxSealed
	}
	_, err = io.CopyBuffer(onlyWriter{f}, untilDone{ctx, io.LimitReader(r, max(most+1-f.size, 0))}, make([]byte, segmentSize))
	if err != nil {
		return errors.Join(s.store.relieve(fault(err)), f.Close())
	}
	defer f.drop()
	if f.size > most {
		return larger
	}
	if cases.Hash(f.sum.Sum(nil)) != hash {
		return cases.Fail(cases.Damaged, "store.blob_damaged")
	}
	return s.keepBlob(ctx, hash, f, true)
}

// partBlob opens what has come of a file so far, at the end of its last whole segment,
// and seeks r there.
func (s *Store) partBlob(hash cases.Hash, r io.Reader) (*newFile, error) {
	raw, err := os.OpenFile(filepath.Join(s.dir, blobFolder, partFiles+hash.String()), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, s.relieve(fault(err))
	}
	f := &newFile{File: raw, sum: sha256.New()}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(fault(err), f.Close())
	}
	seeker, may := r.(io.Seeker)
	if may {
		f.size = info.Size() - info.Size()%segmentSize
	}
	_, err = io.CopyN(f.sum, f.File, f.size)
	if err == nil {
		err = f.Truncate(f.size)
	}
	if err == nil && f.size > 0 {
		_, err = seeker.Seek(f.size, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(fault(err), f.Close())
	}
	return f, nil
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
	return hashesIn(ctx, s.store.read, query)
}

func hashesIn(ctx context.Context, q querier, query string) ([]cases.Hash, error) {
	rows, err := q.QueryContext(ctx, query)
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
