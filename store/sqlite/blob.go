package sqlite

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"casedesk/cases"
)

// MaxBlob is the largest file that a case may hold, in bytes.
const MaxBlob = 64 << 20

// PutBlob seals a file under a random key of its own and lays it on the disk. It
// gives the hash of the sealed bytes, which names it, the key, which belongs in
// the event that names it, and the size in clear. The file is safe on the disk
// before PutBlob returns, so no event ever names a file that is not there.
func (s *Session) PutBlob(ctx context.Context, r io.Reader) (hash cases.Hash, key []byte, size int64, err error) {
	if _, err := s.keys(); err != nil {
		return hash, nil, 0, err
	}
	plain, err := readAtMost(r, MaxBlob)
	if err != nil {
		return hash, nil, 0, err
	}
	fresh := make([]byte, 32+12)
	if _, err := io.ReadFull(s.store.random, fresh); err != nil {
		return hash, nil, 0, cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	key, nonce := fresh[:32:32], fresh[32:]
	aead, err := blobCipher(key)
	if err != nil {
		return hash, nil, 0, err
	}
	sealed := aead.Seal(nonce, nonce, plain, nil)
	hash = sha256.Sum256(sealed)
	return hash, key, int64(len(plain)), s.keepBlob(ctx, hash, sealed, false)
}

func readAtMost(r io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fault(err)
	}
	if int64(len(b)) > limit {
		return nil, cases.Fail(cases.Invalid, "store.blob_size")
	}
	return b, nil
}

func blobCipher(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "store.blob_key").Because(err)
	}
	return cipher.NewGCM(block)
}

// blobPath spreads files over folders by the first byte of their hash.
func (s *Store) blobPath(hash cases.Hash) string {
	name := hash.String()
	return filepath.Join(s.dir, blobFolder, name[:2], name)
}

// keepBlob writes the file first and names it in a row afterwards.
func (s *Session) keepBlob(ctx context.Context, hash cases.Hash, sealed []byte, sent bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	path := s.store.blobPath(hash)
	folder := filepath.Dir(path)
	all := filepath.Dir(folder)
	if err := os.Mkdir(folder, 0o700); err == nil {
		if err := syncDir(all); err != nil {
			return fault(err)
		}
	} else if !errors.Is(err, fs.ErrExist) {
		return fault(err)
	}
	if err := writeFile(all, path, sealed); err != nil {
		return err
	}
	_, err := s.store.write.ExecContext(ctx, "INSERT INTO blob (hash, size, sent) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", hash[:], len(sealed), sent)
	return fault(err)
}

// Blob gives a file in clear. It fails with NotFound while the file has not come,
// and with Damaged when its bytes are not those that were named.
func (s *Session) Blob(ctx context.Context, hash cases.Hash, key []byte) ([]byte, error) {
	if _, err := s.caseKeys(); err != nil {
		return nil, err
	}
	sealed, err := s.BlobSealed(ctx, hash)
	if err != nil {
		return nil, err
	}
	aead, err := blobCipher(key)
	if err != nil {
		return nil, err
	}
	n := aead.NonceSize()
	if len(sealed) < n {
		return nil, cases.Fail(cases.Damaged, "store.blob_damaged")
	}
	plain, err := aead.Open(nil, sealed[:n], sealed[n:], nil)
	if err != nil {
		return nil, cases.Fail(cases.Damaged, "store.blob_damaged")
	}
	return plain, nil
}

// BlobSealed gives the sealed bytes of a file; they need no key.
func (s *Session) BlobSealed(ctx context.Context, hash cases.Hash) ([]byte, error) {
	if _, err := s.keys(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return s.store.readBlob(hash)
}

// OpenBlob gives the sealed bytes of a file, checked, for sending in parts.
func (s *Session) OpenBlob(ctx context.Context, hash cases.Hash) (io.ReadSeekCloser, error) {
	sealed, err := s.BlobSealed(ctx, hash)
	if err != nil {
		return nil, err
	}
	return sealedFile{bytes.NewReader(sealed)}, nil
}

// sealedFile is a whole file in memory: at most MaxBlob, read and checked once.
type sealedFile struct{ *bytes.Reader }

// Close does nothing.
func (sealedFile) Close() error { return nil }

func (s *Store) readBlob(hash cases.Hash) ([]byte, error) {
	sealed, err := os.ReadFile(s.blobPath(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, cases.Fail(cases.NotFound, "store.blob_missing")
	}
	if err != nil {
		return nil, fault(err)
	}
	if sha256.Sum256(sealed) != hash {
		return nil, cases.Fail(cases.Damaged, "store.blob_damaged")
	}
	return sealed, nil
}
